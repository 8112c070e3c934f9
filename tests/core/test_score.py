"""A scorecard: what it says beside its numbers, and what it leaves out."""

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.core.small_edition import EDITION, NO, UNCHECKED, observation

from merilo.methodology.model import Combine
from merilo.observations import Count
from merilo.scoring.policies import Policies
from merilo.scoring.score import criterion_of, score, total_of
from merilo.scoring.scorecard import State, Status

POLICIES = Policies.of(EDITION)


def _published_only(code):
    """The small edition as a plain sum in which one indicator has no weight."""
    criteria = tuple(
        replace(
            criterion,
            combine=Combine.SUM,
            weight=Fraction(1),
            indicators=tuple(
                replace(indicator, weight=Fraction(indicator.code != code)) for indicator in criterion.indicators
            ),
        )
        for criterion in EDITION.criteria
    )
    return replace(EDITION, criteria=criteria, combine=Combine.SUM, highest=Fraction(500))


def test_a_scorecard_keeps_what_it_was_made_by():
    card = score(EDITION, observation(), POLICIES)
    assert (card.edition_id, card.edition_digest, card.sector, card.respondents) == ("small", "0" * 64, "education", 40)
    assert card.policies is POLICIES
    assert (card.status, card.variants) == (Status.SCORED, ())


@pytest.mark.parametrize(
    ("answered", "reasons"),
    [(9, ("параметр 3.3.1: ответили 9, доля публикуется от 10",)), (10, ())],
)
def test_a_share_of_few_answers_is_named(answered, reasons):
    assert score(EDITION, observation(answers={"accessibility": (1, answered)}), POLICIES).reasons == reasons


@pytest.mark.parametrize(("respondents", "reasons"), [(29, ("анкет 29, место присваивается от 30",)), (30, ())])
def test_few_respondents_are_named(respondents, reasons):
    seen = observation(answers={"accessibility": (1, 20)}, respondents=respondents)
    assert score(EDITION, seen, POLICIES).reasons == reasons


def test_what_was_decided_by_a_policy_is_named_with_its_option():
    policies = Policies.of(EDITION, {"no_disabled": "zero"})
    assert score(EDITION, observation(answers={"accessibility": (0, 0)}), policies).reasons == (
        "параметр 3.3.1: на вопрос не ответил никто; правило no_disabled (no_disabled): вариант zero",
    )


def test_a_question_without_a_record_was_answered_by_nobody():
    seen = observation(answers={"accessibility": (8, 10)})
    without = replace(seen, counts={code: count for code, count in seen.counts.items() if code != "accessibility"})
    nobody = replace(seen, counts={**seen.counts, "accessibility": Count()})
    assert score(EDITION, without, POLICIES) == score(EDITION, nobody, POLICIES)


def test_an_indicator_without_weight_is_shown_and_changes_nothing():
    edition = _published_only("3.3")
    card, other = (score(edition, observation(answers={"accessibility": (yes, 10)}), POLICIES) for yes in (1, 9))
    assert (card.indicators["3.3"].shown, other.indicators["3.3"].shown) == ("10.00", "90.00")
    assert card.trace.exact == other.trace.exact


@pytest.mark.parametrize("trouble", [{"answers": {"accessibility": (0, 0)}}, {}])
def test_an_open_question_about_a_number_without_weight_opens_no_variants(trouble):
    edition = _published_only("3.3")
    answers = {"timely": (0, 0)} | trouble.get("answers", {})
    variants = score(edition, observation(answers=answers), POLICIES).variants
    assert [dict(variant.choices) for variant in variants] == [{"no_answers": "renormalize"}, {"no_answers": "zero"}]


def test_a_sum_leaves_out_what_is_not_counted_without_blowing_up_the_rest():
    edition = _published_only("2.2")
    policies = Policies.of(edition, {"no_information_users": "renormalize"})
    seen = observation(answers={"stand_satisfied": (0, 0), "site_satisfied": (0, 0)})
    assert score(edition, seen, policies).criteria["1"].exact == 200


def test_a_blocked_indicator_leaves_every_other_number_in_place():
    card = score(EDITION, observation({"stand.name": UNCHECKED, "phone.works": NO}), POLICIES)
    states = {code: node.state for code, node in card.indicators.items()}
    assert card.status is Status.BLOCKED
    assert states == {
        "1.1": State.BLOCKED,
        "1.2": State.VALUED,
        "1.3": State.VALUED,
        "2.2": State.VALUED,
        "3.3": State.VALUED,
    }
    assert card.criteria["2"].exact == 83


def test_a_total_and_a_criterion_can_be_made_of_published_scores():
    """К1 = 0,3 · 50 + 0,3 · 100 + 0,4 · 75 = 75; S = (75 + 80) / 2 = 77,5."""
    indicators = {"1.1": Fraction(50), "1.2": Fraction(100), "1.3": Fraction(75)}
    criterion = criterion_of(EDITION, "1", indicators=indicators, policies=POLICIES)
    total = total_of(EDITION, {"1": criterion.exact, "2": Fraction(80)}, POLICIES)
    assert (criterion.exact, total.exact, total.shown) == (75, Fraction(155, 2), "77.50")


@pytest.mark.parametrize(("code", "found"), [("S", "S"), ("total", "S"), ("2", "2"), ("1.3.2", "1.3.2"), ("9", None)])
def test_a_number_is_found_by_its_code(code, found):
    node = score(EDITION, observation(), POLICIES).node(code)
    assert (node.code if node else None) == found
