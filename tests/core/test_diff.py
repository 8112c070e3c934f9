"""What changed between two editions, in words."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from merilo.law.clause import Basis, Clause
from merilo.methodology import catalogue
from merilo.methodology.diff import differences, header_differences

BASE = catalogue.get("2024-344n-408n", "culture")
COMFORT = 1


def _words(after):
    return [str(difference) for difference in differences(BASE, after)]


def _with_indicator(change):
    criterion = BASE.criteria[COMFORT]
    indicators = (change(criterion.indicators[0]), *criterion.indicators[1:])
    criteria = list(BASE.criteria)
    criteria[COMFORT] = replace(criterion, indicators=indicators)
    return replace(BASE, criteria=tuple(criteria))


def _with_checklist(part, change):
    checklists = [
        replace(checklist, items=change(checklist.items)) if checklist.part == part else checklist
        for checklist in BASE.checklists
    ]
    return replace(BASE, checklists=tuple(checklists))


def test_an_edition_does_not_differ_from_itself():
    assert differences(BASE, BASE) == ()


def test_a_weight_is_told_before_and_after():
    after = _with_indicator(lambda indicator: replace(indicator, weight=Fraction(1, 3)))
    assert _words(after) == ["показатель 2.1: значимость: 0,5 → 1/3"]


def test_a_clause_and_the_date_of_its_check_are_told_apart():
    clause = Clause("новый пункт", Basis.READ, date(2027, 1, 9))
    after = _with_indicator(lambda indicator: replace(indicator, clause=clause))
    old = BASE.indicators[3].clause.text
    assert _words(after) == [
        f"показатель 2.1: основание: {old} (по практике) → новый пункт (по тексту акта)",
        "показатель 2.1: проверено: 22.11.2026 → 09.01.2027",
    ]


def test_a_question_that_changed_its_text_is_told():
    questions = tuple(
        replace(question, text="Удобно ли Вам?") if question.code == "schedule" else question
        for question in BASE.questions
    )
    old = BASE.question("schedule").text
    assert _words(replace(BASE, questions=questions)) == [f"вопрос «schedule»: текст: {old} → Удобно ли Вам?"]


def test_questions_that_changed_places_are_told():
    questions = (*BASE.questions[1:], BASE.questions[0])
    (found,) = differences(BASE, replace(BASE, questions=questions))
    assert (found.section, found.attribute) == ("Анкета", "порядок вопросов")
    assert found.before.split(", ")[0] == found.after.split(", ")[-1] == "stand_used"


def test_an_item_that_was_removed_is_told():
    after = _with_checklist("access", lambda items: items[:-1])
    assert _words(after) == ["убрано: пункт «access.remote_service» — Услугу можно получить дистанционно или на дому"]


def test_an_item_that_was_added_is_told():
    new = replace(BASE.checklist("premises").items[0], code="premises.call", title="Есть кнопка вызова")
    after = _with_checklist("premises", lambda items: (*items, new))
    assert _words(after) == ["добавлено: пункт «premises.call» — Есть кнопка вызова"]


def test_the_same_change_of_many_items_is_told_once():
    after = _with_checklist(
        "comfort", lambda items: tuple(replace(item, applies_to=("club",)) for item in items[:2]) + items[2:]
    )
    assert _words(after) == ["пункты «comfort.rest_area», «comfort.navigation»: для типов: все → club"]


def test_a_policy_that_changed_its_default_is_told():
    policies = {**BASE.policies, "ties": replace(BASE.policies["ties"], default="exact")}
    assert _words(replace(BASE, policies=policies)) == ["политика «ties»: по умолчанию: shown → exact"]


def test_what_order_408n_changed_is_only_the_dates_as_far_as_was_found():
    before, after = catalogue.headers()[1:]
    assert [difference.attribute for difference in header_differences(before, after)] == [
        "название",
        "акт",
        "действует с",
        "действует по",
    ]
    assert differences(catalogue.get(before.id, "culture"), catalogue.get(after.id, "culture")) == ()


def test_the_norm_of_school_sites_rests_on_another_act_since_2024():
    before, after = (catalogue.get(edition_id, "education") for edition_id in ("2018-344n", "2024-344n-408n"))
    found = differences(before, after)
    assert {difference.attribute for difference in found} == {"основание"}
    assert sum(len(difference.subjects) for difference in found) == 77


def test_one_edition_plus_its_differences_makes_the_other():
    """Everything that differs is declared: with the changes undone, nothing of the later edition is left over."""
    before, after = (catalogue.get(edition_id, "healthcare") for edition_id in ("2018-344n", "2024-344n-408n"))
    found = differences(before, after)
    assert {(difference.section, difference.attribute) for difference in found} == {("Чек-листы", "основание")}
    undone = replace(after, header=before.header, digest=before.digest, checklists=before.checklists)
    assert undone == before
