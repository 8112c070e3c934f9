"""The overdue ladder: every rung once, each with its letter and its line; nobody is skipped, nothing is sent twice."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from tests.web.plan_screens import SignedIn, noon, shown
from tests.web.planned import (
    APPROVAL,
    APPROVED_ON,
    BEGUN_ON,
    approved,
    confirmed,
    deputy,
    handed_over,
    head,
    specialist,
)
from tests.web.territory import Municipality, Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.journal.models import JournalEntry
from merilo_web.plans.actions import amendments, extensions, publication, review
from merilo_web.plans.actions.extensions import ExtensionFacts
from merilo_web.plans.actions.ladder import remind_plans
from merilo_web.plans.models import ImprovementPlan, Measure, PlanReminder
from merilo_web.plans.queries.ladder import awaiting
from merilo_web.plans.queries.matters import authorities_told
from merilo_web.plans.rules.ladder import LADDERS, rung_due
from merilo_web.registry.access import access_of

Step = PlanReminder.Step
DUE_ON = date(2027, 3, 1)
"""The last day of the measure."""


def executed(home: Municipality) -> ImprovementPlan:
    """A published plan with one measure; the other organizations are off the list, so that they need no plan."""
    plan = approved(home)
    plan = publication.publish(plan, by=deputy(home), on=APPROVED_ON, url="https://school1.example.org/plan")
    for listed in home.listed[1:]:
        listed.results.all().delete()
    return plan


def reminded(home: Municipality, on: date) -> list[tuple[str, str]]:
    """Subjects and rungs reached on the day."""
    remind_plans(home.authority, on=on)
    return list(PlanReminder.objects.filter(sent_on=on).values_list("subject", "step"))


def measures_only(home: Municipality, on: date) -> list[str]:
    """Rungs of measures reached on the day."""
    return [step for subject, step in reminded(home, on) if subject == "measure"]


def titles(user: User, on: date) -> list[str]:
    """Lines of the ladder on the person's desk."""
    return [task.title for task in awaiting(access_of(User.objects.get(pk=user.pk)), on)]


@pytest.mark.parametrize("subject", LADDERS)
def test_a_ladder_has_every_rung_in_order(subject: str) -> None:
    days = [rung.days for rung in LADDERS[subject]]
    assert ([rung.step for rung in LADDERS[subject]], days) == (list(Step), sorted(days))


def test_a_ladder_found_late_is_climbed_from_its_first_rung_at_its_own_pace() -> None:
    late = DUE_ON + timedelta(days=100)
    sent: dict[str, date] = {}
    climbed = []
    for day in range(60):
        on = late + timedelta(days=day)
        if rung := rung_due(LADDERS["measure"], DUE_ON, sent=sent, on=on):
            sent[rung.step] = on
            climbed.append((rung.step, day))
    assert climbed == [(Step.OVERDUE, 0), (Step.HEAD, 6), (Step.AUTHORITY, 13), (Step.HEARING, 29)]


def test_a_measure_climbs_a_rung_on_its_day_and_nothing_twice(territory: Territory) -> None:
    home = territory.home
    executed(home)
    days = {rung.days: rung.step for rung in LADDERS["measure"]}
    for number in range(-9, 33):
        on = DUE_ON + timedelta(days=number)
        expected = [days[number]] if number in days else []
        assert (number, measures_only(home, on)) == (number, expected)
        assert measures_only(home, on) == expected
    assert PlanReminder.objects.filter(subject="measure").count() == len(LADDERS["measure"])
    assert JournalEntry.objects.filter(event="plans.remind").count() == PlanReminder.objects.count()


def test_letters_go_to_the_organization_its_head_the_authority_and_the_council(
    territory: Territory, snapshot: object
) -> None:
    home = territory.home
    executed(home)
    letters = []
    for rung in LADDERS["measure"]:
        mail.outbox.clear()
        remind_plans(home.authority, on=DUE_ON + timedelta(days=rung.days))
        letters += [one for one in mail.outbox if "скамьи" in one.body]
    told = [f"{one.subject}\n{one.to}\n{re.sub(r'/[0-9]+/', '/N/', one.body)}" for one in letters]
    assert [one.to for one in letters] == [
        ["school1-home@example.org"],
        ["school1-home@example.org"],
        [head(home).email],
        [home.authority.email],
        ["council_chair-home@example.org", "council_secretary-home@example.org", home.authority.email],
    ]
    assert told == snapshot


def test_each_rung_stands_on_the_desk_of_whoever_is_told(territory: Territory) -> None:
    home = territory.home
    executed(home)
    secretary = home.people[Role.COUNCIL_SECRETARY]
    everybody = (deputy(home), head(home), specialist(home), secretary)
    found = {}
    for rung in LADDERS["measure"]:
        on = DUE_ON + timedelta(days=rung.days)
        PlanReminder.objects.filter(subject="report").delete()
        measures_only(home, on)
        PlanReminder.objects.filter(subject="report").delete()
        found[rung.step] = [titles(user, on) for user in everybody]
    late = "Прошёл срок по плану: 1 срок"
    of_head = "Руководителю: прошёл срок по плану: 1 срок"
    assert found == {
        Step.AHEAD: [["Подходит срок по плану: 1 срок"]] * 2 + [[], []],
        Step.OVERDUE: [[late], [late], [], []],
        Step.HEAD: [[late], [of_head], [], []],
        Step.AUTHORITY: [[late], [of_head], ["Принять меры по просроченному: 1 организация"], []],
        Step.HEARING: [[late], [of_head], *([["Вынести на заседание совета: 1 организация"]] * 2)],
    }
    assert [titles(user, DUE_ON) for user in territory.foreign.people.values()] == [[]] * len(territory.foreign.people)


def test_what_is_done_is_reminded_of_no_more_and_leaves_the_desk(territory: Territory) -> None:
    home = territory.home
    plan = executed(home)
    on = DUE_ON + timedelta(days=1)
    assert measures_only(home, on) == [Step.OVERDUE]
    confirmed(plan.measures.get(), home, on=on)
    assert measures_only(home, on + timedelta(days=30)) == []
    PlanReminder.objects.filter(subject="report").delete()
    assert titles(deputy(home), on) == []


def test_a_later_term_begins_a_new_ladder_a_new_version_does_not(territory: Territory) -> None:
    home = territory.home
    plan = executed(home)
    assert measures_only(home, DUE_ON + timedelta(days=1)) == [Step.OVERDUE]
    on = DUE_ON + timedelta(days=2)
    made = amendments.amend(plan, by=deputy(home), on=on, reason="Сменился подрядчик")
    review.submit(made, by=deputy(home), on=on)
    review.approve(made, by=specialist(home), on=on, facts=replace(APPROVAL, approved_on=on))
    assert measures_only(home, on) == []
    measure = Measure.objects.get(plan=made)
    facts = ExtensionFacts("до 01.06.2027", "Подрядчик не успел")
    asked = extensions.request(measure, by=deputy(home), on=on, facts=facts)
    extensions.grant(asked, by=specialist(home), on=on)
    assert measures_only(home, date(2027, 5, 26)) == [Step.AHEAD]


def test_a_plan_that_is_not_there_climbs_too(territory: Territory) -> None:
    home = territory.home
    handed_over(home)
    assert reminded(home, date(2026, 10, 23)) == [("approval", "overdue")] * 3
    assert [one.pk for one in authorities_told()] == [home.authority.pk]
    assert remind_plans(territory.foreign.authority, on=date(2026, 10, 23)).sent == 0


def test_publication_and_reports_climb(territory: Territory) -> None:
    home = territory.home
    approved(home)
    first = home.listed[0]
    remind_plans(home.authority, on=BEGUN_ON)
    found = PlanReminder.objects.filter(listed=first).values_list("subject", "key", "step")
    assert [(subject, step) for subject, _, step in found] == [("publication", "overdue"), ("report", "overdue")]
    assert [key for _, key, _ in found][1] == f"report:{first.pk}:2026-4"


def test_without_any_address_the_rung_is_climbed_and_stands_on_the_desk(territory: Territory) -> None:
    home = territory.home
    executed(home)
    home.organizations[0].email = ""
    home.organizations[0].save()
    User.objects.filter(mandates__organization=home.organizations[0]).update(is_active=False)
    mail.outbox.clear()
    assert (measures_only(home, DUE_ON + timedelta(days=1)), mail.outbox) == ([Step.OVERDUE], [])


def test_one_bad_address_stops_nobody_and_is_tried_again(territory: Territory, settings: object) -> None:
    home = territory.home
    handed_over(home)
    settings.EMAIL_BACKEND = "tests.web.mail_with_a_bad_address.Backend"  # type: ignore[attr-defined]  # pytest-django
    done = remind_plans(home.authority, on=date(2026, 10, 23))
    assert (done.sent, done.failed) == (2, (str(home.organizations[0]),))
    assert PlanReminder.objects.count() == 2


def test_the_timer_tells_how_many_letters_went(territory, capsys, time_machine) -> None:  # type: ignore[no-untyped-def]  # fixtures
    handed_over(territory.home)
    time_machine.move_to(noon(date(2026, 10, 23)))
    call_command("remind_plans")
    call_command("remind_plans")
    told = "Отправлено напоминаний о сроках по планам: {}.\n"
    assert capsys.readouterr().out == told.format(3) + told.format(0)


def test_the_page_tells_who_was_told(territory, signed_in: SignedIn, time_machine) -> None:  # type: ignore[no-untyped-def]  # fixtures
    home = territory.home
    executed(home)
    on = DUE_ON + timedelta(days=1)
    remind_plans(home.authority, on=on)
    time_machine.move_to(noon(on))
    told = {role: "Поставить скамьи у входа" in shown(signed_in(user), "overdue") for role, user in home.people.items()}
    readers = {role for role, seen in told.items() if seen}
    assert readers == {
        Role.ORGANIZATION_HEAD,
        Role.ORGANIZATION_DEPUTY,
        Role.AUTHORITY_ADMIN,
        Role.AUTHORITY_SPECIALIST,
        Role.COUNCIL_CHAIR,
        Role.COUNCIL_SECRETARY,
    }
