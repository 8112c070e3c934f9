"""Oversight: who reads which plan, totals and standings, what waits; as many queries for one plan as for three."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from tests.web.planned import (
    APPROVED_ON,
    BEGUN_ON,
    approved,
    confirmed,
    deputy,
    drafted,
    handed_over,
    reported,
    specialist,
    submitted,
)
from tests.web.territory import Municipality, Territory

from merilo_web.accounts.roles import Role
from merilo_web.plans.actions import extensions, reports
from merilo_web.plans.actions.extensions import ExtensionFacts
from merilo_web.plans.models import ImprovementPlan, Measure
from merilo_web.plans.queries import plans
from merilo_web.plans.queries.faults import faults
from merilo_web.plans.queries.overseen import Attention, OversightFilter
from merilo_web.plans.queries.oversight import totals
from merilo_web.plans.queries.permissions import plan_permissions
from merilo_web.plans.queries.snapshots import snapshot
from merilo_web.plans.queries.standings import all_standings, standings
from merilo_web.plans.queries.waiting import to_confirm, to_extend
from merilo_web.plans.queries.windows import Quarter
from merilo_web.registry.access import Access, access_of

LATE = date(2027, 3, 2)


def oversees(territory: Territory, role: Role = Role.AUTHORITY_SPECIALIST) -> Access:
    """The access of the person in this role."""
    return access_of(territory.people[role])


def same_plans(home: Municipality) -> None:
    """The plans of the other organizations, as that of the first."""
    first = ImprovementPlan.objects.get()
    for listed in home.listed[1:]:
        copy = ImprovementPlan.objects.get(pk=first.pk)
        copy.pk, copy.listed, copy.docx, copy.pdf = None, listed, None, None
        copy.save(force_insert=True)
        for one in first.measures.all():
            one.pk, one.plan = None, copy
            one.save(force_insert=True)


def test_a_draft_is_read_by_its_organization_and_its_authority_alone(territory: Territory) -> None:
    plan = drafted(territory.home)
    readers = {role for role, user in territory.people.items() if plans.visible(access_of(user)).exists()}
    assert readers == {
        Role.ORGANIZATION_HEAD,
        Role.ORGANIZATION_DEPUTY,
        Role.AUTHORITY_ADMIN,
        Role.AUTHORITY_SPECIALIST,
    }
    assert plans.seen(oversees(territory), plan.pk) == plan


def test_a_submitted_plan_is_read_by_the_council_and_the_observer_not_by_the_operator(territory: Territory) -> None:
    plan = submitted(territory.home)
    strangers = {role for role, user in territory.people.items() if not plans.visible(access_of(user)).exists()}
    assert strangers == {Role.OPERATOR_MANAGER, Role.OPERATOR_INSPECTOR, Role.SYSTEM_ADMIN}
    for user in territory.foreign.people.values():
        with pytest.raises(Http404):
            plans.seen(access_of(user), plan.pk)
        with pytest.raises(Http404):
            plans.seen_measure(access_of(user), plan.measures.get().pk)


def test_buttons_are_the_verbs_that_may_be_done(territory: Territory) -> None:
    plan = submitted(territory.home)
    told = {role: plan_permissions(access_of(user), plan) for role, user in territory.people.items()}
    assert {role: codes for role, codes in told.items() if codes} == {
        Role.ORGANIZATION_HEAD: {"plans.recall"},
        Role.ORGANIZATION_DEPUTY: {"plans.recall"},
        Role.AUTHORITY_ADMIN: {"plans.return", "plans.approve"},
        Role.AUTHORITY_SPECIALIST: {"plans.return", "plans.approve"},
    }


def test_totals_of_a_territory_without_plans(territory: Territory) -> None:
    handed_over(territory.home)
    found = totals(oversees(territory), date(2026, 10, 23))
    assert (found.organizations, found.states, found.all_measures) == (3, {}, 0)
    assert {one: number for one, number in found.attention.items() if number} == {
        Attention.NO_PLAN: 3,
        Attention.APPROVAL_LATE: 3,
    }


def test_totals_count_what_is_late_and_what_waits(territory: Territory) -> None:
    home = territory.home
    plan = approved(home, several=4)
    first, second, third, _ = plan.measures.all()
    confirmed(first, home)
    reported(second, home)
    extensions.request(third, by=deputy(home), on=BEGUN_ON, facts=ExtensionFacts("до 01.06.2027", "смета"))
    found = totals(oversees(territory), LATE)
    assert (found.states, found.all_measures, found.overdue) == ({"in_execution": 1}, 4, 2)
    assert {state: number for state, number in found.measures.items() if number} == {
        "planned": 2,
        "reported": 1,
        "confirmed": 1,
    }
    assert (found.on_time, found.with_term) == (1, 1)
    assert (found.quarter, found.expected, found.reported) == (Quarter(2026, 4), 1, 0)
    assert {one: number for one, number in found.attention.items() if number} == {
        Attention.NO_PLAN: 2,
        Attention.APPROVAL_LATE: 2,
        Attention.PUBLICATION_LATE: 1,
        Attention.MEASURES_LATE: 1,
        Attention.TO_CONFIRM: 1,
        Attention.TO_EXTEND: 1,
        Attention.REPORT_LATE: 1,
    }
    assert (to_confirm(oversees(territory)).get(), to_extend(oversees(territory)).get().measure) == (second, third)


def test_every_filter_lists_as_many_as_the_totals_count(territory: Territory) -> None:
    home = territory.home
    reported(approved(home, several=2).measures.all()[0], home)
    counted = totals(oversees(territory), LATE).attention
    listed = {one: len(standings(oversees(territory), LATE, OversightFilter(attention=one)).rows) for one in Attention}
    assert listed == counted
    assert len(standings(oversees(territory), LATE, OversightFilter(state="in_execution")).rows) == 1
    assert len(standings(oversees(territory), LATE, OversightFilter(cycle=10**6)).rows) == 0


def test_a_row_tells_everything_of_an_organization(territory: Territory) -> None:
    home = territory.home
    plan = approved(home, several=2)
    confirmed(plan.measures.all()[0], home)
    report = reports.begin(plan, by=deputy(home), on=BEGUN_ON, quarter=Quarter(2026, 4))
    reports.submit(report, by=deputy(home), on=BEGUN_ON)
    first, second, _ = standings(oversees(territory), date(2027, 4, 6)).rows
    assert (first.plan, first.state_title, first.measures, first.confirmed, first.overdue) == (
        plan.pk,
        "исполняется",
        2,
        1,
        1,
    )
    assert (first.late_reports, first.missing_reports, first.approval_late, first.publication_late) == (
        1,
        1,
        False,
        True,
    )
    assert (second.plan, second.state_title, second.approve_by, second.approval_late) == (
        None,
        "плана нет",
        date(2026, 10, 22),
        True,
    )


def test_an_observer_and_the_council_read_the_summary_a_foreign_authority_reads_nothing(territory: Territory) -> None:
    approved(territory.home)
    seen = {
        role: totals(oversees(territory, role), APPROVED_ON).organizations
        for role in (Role.REGIONAL_OBSERVER, Role.COUNCIL_MEMBER, Role.ORGANIZATION_HEAD, Role.OPERATOR_MANAGER)
    }
    assert seen == {
        Role.REGIONAL_OBSERVER: 3,
        Role.COUNCIL_MEMBER: 3,
        Role.ORGANIZATION_HEAD: 0,
        Role.OPERATOR_MANAGER: 0,
    }
    assert totals(access_of(specialist(territory.foreign)), APPROVED_ON).organizations == 0


def test_lists_of_one_and_of_three_plans_take_as_many_queries(territory: Territory) -> None:
    home = territory.home
    reported(approved(home).measures.get(), home)
    access = oversees(territory)
    kinds = {
        "totals": lambda: totals(access, LATE),
        "standings": lambda: list(all_standings(access, LATE)),
        "visible": lambda: [(one.scope, one.listed.organization.short_name) for one in plans.visible(access)],
        "waiting": lambda: [(one.scope, one.reported_by) for one in to_confirm(access)],
    }
    before = {name: _queries(kind) for name, kind in kinds.items()}
    same_plans(home)
    assert {name: _queries(kind) for name, kind in kinds.items()} == before


def test_a_plan_of_one_and_of_three_measures_takes_as_many_queries(territory: Territory) -> None:
    plan = drafted(territory.home)
    numbers = []
    for several in (1, 2):
        for _ in range(several):
            Measure.objects.create(plan=plan, position=1, text="Скамьи", author=deputy(territory.home))
        numbers.append((_queries(lambda: snapshot(plan)), _queries(lambda: faults(plan))))
    assert numbers[0] == numbers[1]


def _queries(kind: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        kind()
    return len(captured)
