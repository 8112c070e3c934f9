"""Plans for a year remind by letter: the keeper before and after a term, then its head; each rung once."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from tests.web.plan_screens import SignedIn, noon, shown
from tests.web.territory import Municipality, Territory
from tests.web.yearly import APPROVAL, APPROVED_ON, approved, carried_by_authority, head, written
from time_machine import TimeMachineFixture

from merilo_web.accounts.roles import Role
from merilo_web.journal.models import JournalEntry
from merilo_web.plans.actions import yearly_execution as execution
from merilo_web.plans.actions import yearly_life as life
from merilo_web.plans.actions.ladder import PlansReminded, remind_yearly
from merilo_web.plans.actions.yearly_execution import YearlyResult
from merilo_web.plans.models import YearlyReminder
from merilo_web.plans.queries.ladder import of_authority
from merilo_web.plans.queries.yearly_ladder import yearly_authorities_told
from merilo_web.plans.rules.ladder import YEARLY_LADDERS
from merilo_web.registry.models import Mandate

pytestmark = pytest.mark.django_db
DUE_ON = date(2027, 3, 1)
"""The last day of the first measure; the second has until the end of June."""


def _days(count: int) -> date:
    return DUE_ON + timedelta(days=count)


def _climbed(home: Municipality, on: date) -> list[tuple[str, str]]:
    remind_yearly(home.authority, on=on)
    return list(YearlyReminder.objects.filter(sent_on=on).values_list("subject", "step"))


def test_a_measure_climbs_each_rung_on_its_day_and_nothing_twice(territory: Territory) -> None:
    home = territory.home
    approved(home)
    days = {rung.days: rung.step for rung in YEARLY_LADDERS["yearly_measure"]}
    for number in range(-9, 20):
        expected = [("yearly_measure", days[number])] if number in days else []
        assert (number, _climbed(home, _days(number))) == (number, expected)
        assert remind_yearly(home.authority, on=_days(number)) == PlansReminded(0)
    assert [rung.step for rung in YEARLY_LADDERS["yearly_measure"]] == ["ahead", "overdue", "head"]
    assert JournalEntry.objects.filter(event="plans.remind").count() == len(days)


def test_letters_go_to_the_school_and_then_to_its_head(territory: Territory) -> None:
    home = territory.home
    plan = approved(home)
    mail.outbox.clear()
    for rung in YEARLY_LADDERS["yearly_measure"]:
        remind_yearly(home.authority, on=_days(rung.days))
    school = home.organizations[0]
    assert [one.to for one in mail.outbox] == [[school.email], [school.email], [head(home).email]]
    assert [one.subject for one in mail.outbox] == [
        f"{words}: {school}, план на 2027 год"
        for words in ("Подходят сроки по плану", "Прошли сроки по плану", "Просрочено по плану, нужен руководитель")
    ]
    late = mail.outbox[1].body
    measure = plan.measures.first()
    assert "— Мероприятие № 1: Обновить стенд у входа\n  Срок 01.03.2027, просрочено на 1 день\n" in late
    assert f"/plans/yearly/{plan.pk}/#m{measure.pk}" in late


def test_the_authoritys_own_plan_reminds_the_authority_and_heads_of_numbers_are_no_matters(
    territory: Territory,
) -> None:
    home = territory.home
    carried_by_authority(home)
    mail.outbox.clear()
    assert _climbed(home, date(2027, 4, 1)) == [("yearly_measure", "overdue")]
    assert [tuple(one.to) for one in mail.outbox] == [of_authority(home.authority, date(2027, 4, 1))]
    assert "Мероприятие № 1.1: Образовать совет" in mail.outbox[0].body
    mail.outbox.clear()
    _climbed(home, date(2027, 4, 14))
    assert [one.to for one in mail.outbox] == [[home.people[Role.AUTHORITY_ADMIN].email]]


def test_what_is_done_cancelled_or_taken_back_is_reminded_of_no_more(territory: Territory) -> None:
    home = territory.home
    plan = approved(home)
    first, second = plan.measures.all()
    told = YearlyResult("Стенд обновлён", date(2027, 2, 20))
    execution.record_result(first, by=head(home), on=DUE_ON, facts=told)
    execution.cancel(second, by=head(home), reason="Нет денег")
    assert _climbed(home, date(2027, 7, 10)) == []
    execution.resume(second, by=head(home))
    assert _climbed(home, date(2027, 7, 11)) == [("yearly_measure", "overdue")]
    life.amend(plan, by=head(home), on=date(2027, 7, 12), reason="Сменился подрядчик")
    assert (_climbed(home, date(2027, 8, 1)), yearly_authorities_told()) == ([], ())


def test_a_year_that_ends_is_to_be_closed(territory: Territory) -> None:
    home = territory.home
    plan = approved(home)
    for measure in plan.measures.all():
        execution.record_result(measure, by=head(home), on=DUE_ON, facts=YearlyResult("Сделано", DUE_ON))
    assert _climbed(home, date(2027, 12, 16)) == []
    assert _climbed(home, date(2027, 12, 17)) == [("yearly_closing", "ahead")]
    assert _climbed(home, date(2028, 1, 1)) == [("yearly_closing", "overdue")]
    assert "Завершить план на 2027 год" in mail.outbox[-1].body
    life.close(plan, by=head(home), on=date(2028, 1, 2))
    assert _climbed(home, date(2028, 2, 1)) == []


def test_drafts_and_foreign_plans_are_not_told_of(territory: Territory) -> None:
    written(territory.home)
    assert _climbed(territory.home, _days(1)) == []
    life.approve(
        territory.home.organizations[0].yearly_plans.get(),
        by=head(territory.home),
        on=APPROVED_ON,
        facts=APPROVAL,
    )
    assert remind_yearly(territory.foreign.authority, on=_days(1)) == PlansReminded(0)
    assert [one.pk for one in yearly_authorities_told()] == [territory.home.authority.pk]


def test_a_closed_organization_is_told_of_nothing(territory: Territory) -> None:
    home = territory.home
    approved(home)
    school = home.organizations[0]
    school.closed_on = date(2027, 2, 1)
    school.save(update_fields=["closed_on"])
    assert (_climbed(home, _days(1)), yearly_authorities_told()) == ([], ())
    carried_by_authority(home)
    assert _climbed(home, date(2027, 4, 1)) == [("yearly_measure", "overdue")]
    assert yearly_authorities_told() == (home.authority,)


def test_a_reminder_without_an_address_is_called_no_letter_and_an_authority_no_organization(
    territory: Territory, signed_in: SignedIn, time_machine: TimeMachineFixture
) -> None:
    home = territory.home
    plan, by = carried_by_authority(home), home.people[Role.AUTHORITY_ADMIN]
    remind_yearly(home.authority, on=date(2027, 4, 1))
    home.authority.email = ""
    home.authority.save(update_fields=["email"])
    Mandate.objects.filter(authority=home.authority).update(until=date(2027, 4, 2))
    mail.outbox.clear()
    assert (remind_yearly(home.authority, on=date(2027, 4, 14)), mail.outbox) == (PlansReminded(0), [])
    Mandate.objects.filter(authority=home.authority).update(until=None)
    time_machine.move_to(noon(date(2027, 4, 15)))
    page = shown(signed_in(by), "yearly", plan.pk)
    assert "14.04.2027: мероприятие плана на год, срок 31.03.2027, просрочка: руководителю, без письма" in page
    assert "01.04.2027: мероприятие плана на год, срок 31.03.2027, срок прошёл, письмом" in page


def test_one_bad_address_stops_nobody_and_is_tried_again(territory: Territory, settings: object) -> None:
    home = territory.home
    approved(home)
    carried_by_authority(home)
    settings.EMAIL_BACKEND = "tests.web.mail_with_a_bad_address.Backend"  # type: ignore[attr-defined]  # pytest-django
    done = remind_yearly(home.authority, on=date(2027, 4, 1))
    assert (done.sent, done.failed) == (1, (f"{home.organizations[0]}, план на 2027 год",))
    assert YearlyReminder.objects.count() == 1


def test_the_timer_sends_once_and_the_plan_tells_of_it(
    territory: Territory, signed_in: SignedIn, *, time_machine: TimeMachineFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    home = territory.home
    plan = approved(home)
    time_machine.move_to(noon(_days(1)))
    call_command("remind_plans")
    call_command("remind_plans")
    told = "Отправлено напоминаний о сроках по планам: {}.\n"
    assert capsys.readouterr().out == told.format(1) + told.format(0)
    assert "02.03.2027: мероприятие плана на год, срок 01.03.2027, срок прошёл, письмом" in shown(
        signed_in(head(home)), "yearly", plan.pk
    )
