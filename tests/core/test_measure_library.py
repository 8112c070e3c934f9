"""The library of measures: every deficiency has a few, an authority may edit them, experience speaks with caution."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from merilo.deadlines.terms import TermKind, parse_term
from merilo.law.clause import Basis
from merilo.methodology import catalogue
from merilo.methodology.model import Role
from merilo.plans import power
from merilo.plans.deficiencies import Deficiency, DeficiencyKind
from merilo.plans.effects import Effect, Outcome, effect
from merilo.plans.measures import CostClass, LibraryMeasure, faults, library, load, suggested, with_own
from merilo.problems import RefusalError

EDITIONS = [
    edition
    for header in catalogue.headers()
    for sector in header.sectors
    for edition in [catalogue.get(header.id, sector)]
]
ITEMS = {
    (item.code, DeficiencyKind(checklist.part.value))
    for edition in EDITIONS
    for checklist in edition.checklists
    for item in checklist.items
}
QUESTIONS = {
    (question.code, DeficiencyKind.SATISFACTION)
    for edition in EDITIONS
    for question in edition.questions
    if question.role is Role.SATISFACTION
}
BOOK = """\
clauses:
  ours: {text: "наше", basis: default, checked_on: 2026-11-22}
clause: ours
measures:
  - {key: one, subject: site, text: "Разместить: {title}", term: "постоянно", post: "завхоз",
     expected: "есть", cost: none}
"""
OWN = LibraryMeasure("own", "site", "Своё: {title}", "ежеквартально", "инженер", "Есть {title}", CostClass.SMALL)


def _deficiency(key, kind, title="Пункт"):
    return Deficiency(key, kind, "1.1", title, "", "", None)


@pytest.mark.parametrize(("key", "kind"), sorted(ITEMS | QUESTIONS))
def test_every_deficiency_has_two_to_four_measures_without_unfilled_fields(key, kind):
    found = suggested(_deficiency(key, kind), library())
    assert 2 <= len(found) <= 4
    assert [one.key for one in found if "{" in f"{one.text}{one.expected}"] == []


def test_every_measure_of_the_library_answers_something():
    stems = {key.removesuffix(".published").removesuffix(".works") for key, _ in ITEMS}
    subjects = {kind.value for kind in DeficiencyKind} | stems | {f"satisfaction.{key}" for key, _ in QUESTIONS}
    assert [one.key for one in library().measures if one.subject not in subjects] == []


def test_terms_of_the_library_are_understood():
    assert {one.key for one in library().measures if parse_term(one.term, 2026).kind is TermKind.UNCLEAR} == set()


def test_measures_about_opinions_are_about_the_service_never_about_answers():
    pressing = re.compile(r"анкет|\bопрос|балл|рейтинг|оценк|респондент|убедить|разъяснительн", re.IGNORECASE)
    about = [one for one in library().measures if one.subject.startswith("satisfaction")]
    assert len(about) == 19
    assert [one.key for one in about if pressing.search(f"{one.text} {one.expected}")] == []


def test_the_library_and_the_table_of_powers_say_that_they_are_ours():
    assert {library().clause.basis, power.book().clause.basis} == {Basis.DEFAULT}
    assert set(power.book().items) <= {key for key, _ in ITEMS}
    assert set(power.book().kinds) == set(DeficiencyKind) - {DeficiencyKind.PROPOSAL}


def test_measures_about_the_very_item_stand_first_with_its_title_filled_in():
    found = suggested(_deficiency("comfort.water", DeficiencyKind.COMFORT, "Доступна питьевая вода"), library())
    assert [one.key for one in found] == ["comfort.water.supply", "comfort.create", "comfort.round"]
    assert found[1].text == "Создать недостающее условие: «Доступна питьевая вода»"
    quoted = suggested(_deficiency("faq.works", DeficiencyKind.REMOTE, "Раздел «Вопросы»."), library())
    assert [one.key for one in quoted] == ["faq.write", "remote.mend", "remote.order", "remote.trial"]
    assert quoted[1].text == "Указать на сайте и обеспечить работу способа связи: Раздел «Вопросы»"


def test_a_question_and_a_part_with_one_code_are_not_mixed_up():
    about = suggested(_deficiency("comfort", DeficiencyKind.SATISFACTION), library())
    assert [one.key for one in about] == ["satisfaction.comfort.list", "satisfaction.causes", "satisfaction.told"]


def test_a_proposal_of_the_council_has_no_suggestions():
    assert suggested(_deficiency("proposal.1", DeficiencyKind.PROPOSAL), library()) == ()


def test_an_authority_adds_replaces_and_drops_measures(tmp_path):
    path = tmp_path / "measures.yaml"
    path.write_text(BOOK, encoding="utf-8")
    ours = load(path)
    replaced = replace(ours.measures[0], text="Иначе")
    assert [one.text for one in with_own(ours, [OWN, replaced]).measures] == ["Своё: {title}", "Иначе"]
    assert with_own(ours, [OWN], dropped=["one"]).measures == (OWN,)
    assert [one.text for one in suggested(_deficiency("site.x", DeficiencyKind.SITE), with_own(ours, [OWN]))] == [
        "Своё: «Пункт»",
        "Разместить: «Пункт»",
    ]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"text": " "}, "measure.empty"),
        ({"post": ""}, "measure.empty"),
        ({"expected": "а" * 501}, "measure.too_long"),
        ({"text": "Сделать {name}"}, "measure.unknown_field"),
        ({"term": "постоянно", "post": "{title}"}, "measure.unknown_field"),
        ({"subject": "Сайт"}, "measure.bad_subject"),
        ({"term": "когда-нибудь"}, "deadlines.term_unclear"),
    ],
)
def test_faults_of_a_measure_are_named(changed, code):
    assert faults(OWN) == ()
    assert [problem.code for problem in faults(replace(OWN, **changed))] == [code]


@pytest.mark.parametrize(
    ("before", "after", "code", "row"),
    [
        ("cost: none", "cost: free", "law.unknown_word", 6),
        ("post: ", "poste: ", "law.unknown_key", 5),
        ("clause: ours", "clause: other", "law.unknown_clause", 3),
        ('"постоянно"', '"скоро"', "deadlines.term_unclear", 5),
        ("{title}", "{titel}", "measure.unknown_field", 5),
    ],
)
def test_faults_of_a_file_are_named_with_their_line(tmp_path, before, after, *, code, row):
    path = tmp_path / "measures.yaml"
    path.write_text(BOOK.replace(before, after), encoding="utf-8")
    with pytest.raises(RefusalError) as refusal:
        load(path)
    assert (code, row) in {(problem.code, problem.place.row) for problem in refusal.value.problems}


def test_a_key_stands_in_a_file_once(tmp_path):
    path = tmp_path / "measures.yaml"
    path.write_text(BOOK + BOOK.partition("measures:\n")[2], encoding="utf-8")
    with pytest.raises(RefusalError) as refusal:
        load(path)
    assert [problem.code for problem in refusal.value.problems] == ["law.duplicate_code"]


def test_faults_of_the_table_of_powers_are_named(tmp_path):
    path = tmp_path / "power.yaml"
    text = power.FILE.read_text(encoding="utf-8")
    path.write_text(text.replace("stand: own", "stands: own").replace("site: own", "site: nobody"), encoding="utf-8")
    with pytest.raises(RefusalError) as refusal:
        power.load(path)
    assert {problem.code for problem in refusal.value.problems} == {"law.unknown_word"}


def _outcomes(changes):
    return [Outcome("site.place", "site.menu", Fraction(50), 50 + Fraction(change)) for change in changes]


def test_an_effect_is_the_median_of_five_cases_and_more():
    found = effect(_outcomes([4, -2, 0, 10, "2.5"]))
    assert dict(found) == {("site.place", "site.menu"): Effect(5, 3, Fraction(5, 2), Fraction(-2), Fraction(10))}
    (even,) = effect(_outcomes([1, 2, 3, 4, 5, 6])).values()
    assert even.median == Fraction(7, 2)


def test_four_cases_say_nothing():
    assert effect(_outcomes([1, 2, 3, 4])) == {}


def test_an_effect_says_how_far_it_can_be_trusted():
    (found,) = effect(_outcomes([4, -2, 0, 10, "2.5"])).values()
    assert found.sentence == (
        "По 5\u00a0случаям: показатель вырос в 3 из них; изменился на величину от −2,0 до +10,0 балла, посередине "
        "(медиана) +2,5. Это наблюдение, а не доказательство: вместе с мероприятием менялось и другое, а низкий балл "
        "часто растёт и сам."
    )
    (still,) = effect(_outcomes([0, 0, 0, 0, "0.01"])).values()
    assert "от 0 до 0 балла, посередине (медиана) 0." in still.sentence
