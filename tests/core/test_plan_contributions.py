"""Marks that a plan prints beside its sections and deficiencies."""

from fractions import Fraction

from tests.core.small_edition import EDITION, NO, observation

from merilo.methodology import catalogue
from merilo.observations import Count, Observation, Organization
from merilo.plans.contributions import marks_of
from merilo.scoring.policies import Policies
from merilo.scoring.score import score

FAULTLESS = dict.fromkeys(("stand_satisfied", "site_satisfied", "timely", "accessibility"), (40, 40))


def _marks(seen, chosen=None, edition=EDITION):
    return marks_of(edition, score(edition, seen, Policies.of(edition, chosen)))


def test_a_criterion_and_its_indicators_have_marks_that_add_up():
    marks = _marks(observation({"stand.name": NO}, FAULTLESS | {"stand_satisfied": (36, 40)}))
    assert {code: mark.text for code, mark in marks.items()} == {
        "1": "балл – 93,00/100",
        "1.1": "балл – 25,00/30",
        "1.2": "балл – 30,00/30",
        "1.3": "балл – 38,00/40",
        "2": "балл – 100,00/100",
        "2.2": "балл – 40,00/40",
        "3.3": "балл – 60,00/60",
    }
    assert marks["1"].points == sum(marks[code].points for code in ("1.1", "1.2", "1.3"))


def test_weights_in_effect_make_the_highest_mark():
    seen = observation(None, FAULTLESS)
    seen.counts["accessibility"] = Count()
    marks = _marks(seen, {"no_disabled": "renormalize"})
    assert (marks["2.2"].highest, "3.3" in marks) == (Fraction(100), False)
    undecided = _marks(seen)
    assert sorted(set(marks) - set(undecided)) == ["2"]


def test_points_of_the_older_scheme_are_marks_by_themselves():
    edition = catalogue.get("2014-kostroma", "healthcare")
    counts = {
        question.code: Count(options={question.options[-1].code: 50}) if question.options else Count(yes=41, no=9)
        for question in edition.closed_questions
    }
    seen = Observation(Organization("1", "Больница", type="mixed"), 50, counts, {})
    marks = _marks(seen, edition=edition)
    assert (marks["1.4"].text, marks["2.2"].text, marks["1"].text) == (
        "балл – 3,00/5",
        "балл – 4,00/4",
        "балл – 6,00/10",
    )
    assert "2.5" not in marks
