"""One school's year after the assessment: plan, four quarters, off control; the summary and the sheet at every step."""

from datetime import date

from tests.browser.people import People
from tests.browser.steps import planning

QUARTER_ENDS = (
    (date(2027, 3, 20), date(2027, 4, 2)),
    (date(2027, 6, 20), date(2027, 7, 2)),
    (date(2027, 9, 20), date(2027, 10, 2)),
    (date(2027, 12, 20), date(2028, 1, 3)),
)
"""The day on which the measures of a quarter are done, and the day on which they are reported."""


def test_a_school_carries_its_plan_out_in_four_quarters(people: People) -> None:
    plan = planning.draft(people)
    assert plan.total >= 4
    planning.submit(people, plan)
    planning.send_back(people, plan)
    planning.approve(people, plan)
    planning.publish(people, plan)
    assert f"подтверждено 0 из {plan.total}" in planning.standing(people, plan)
    confirmed = 0
    for quarter, (done_on, day) in enumerate(QUARTER_ENDS):
        with planning.living_on(people, day) as later:
            overdue = planning.standing(later, plan)
            assert ("просрочено" in overdue) == bool(plan.measures[quarter])
            planning.carry_out(later, plan, quarter, done_on=done_on)
            planning.report(later, plan, quarter)
            confirmed += len(plan.measures[quarter])
            assert f"подтверждено {confirmed} из {plan.total}" in planning.standing(later, plan)
            if confirmed == plan.total:
                planning.close(later, plan)
                assert "снят с контроля" in planning.standing(later, plan)
                sheet = planning.evaluate(later, plan)
    assert f"Из {plan.total} мероприятий с наступившим сроком выполнено в срок {plan.total}: 100\u00a0%" in sheet


def test_the_authority_sets_a_term_of_its_own_and_withdraws_it(people: People) -> None:
    planning.set_own_term(people)
    page = people.person("uo")
    page.goto("/plans/settings/")
    assert page.get_by_role("link", name="Отменить").count() == 0
