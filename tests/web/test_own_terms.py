"""Terms that no federal act was found for: an authority's own act sets them, and what begins after it runs by them."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.web.planned import (
    APPROVED_ON,
    HANDED_ON,
    approved,
    deputy,
    drafted,
    handed_over,
    intruders,
    result,
    specialist,
)
from tests.web.territory import Territory

from merilo.deadlines.due import due
from merilo.deadlines.rules import rule
from merilo_web.accounts.roles import AUTHORITY
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.models import ListedOrganization
from merilo_web.journal.models import JournalEntry
from merilo_web.plans.actions.drafting import draft
from merilo_web.plans.queries.clocks import approval_clock, draft_clock
from merilo_web.plans.queries.matters import approvals
from merilo_web.plans.queries.overseen import late_cycles
from merilo_web.plans.queries.standings import standings
from merilo_web.plans.queries.windows import Quarter, window
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.terms import TermFacts, set_term, withdraw_term
from merilo_web.registry.models import OwnTerm
from merilo_web.registry.queries.terms import may_be_set, term
from merilo_web.results.queries.papers import transmittals

ON = date(2026, 10, 1)
LATER = date(2026, 10, 20)
ORDER = "приказ от 01.10.2026 № 70"
MONTH = TermFacts(20, "workdays", ORDER)
BY_ORDER = date(2026, 11, 10)
"""Twenty workdays after the hand-over, the day off of 4 November left out."""


def test_the_plan_of_an_organization_runs_by_the_authoritys_own_term(territory: Territory) -> None:
    home, by = territory.home, specialist(territory.home)
    set_term(home.authority, "plan_approved", by=by, on=ON, facts=MONTH)
    version = handed_over(home)
    (row,) = {one.plan_by for one in transmittals(version, HANDED_ON).values()}
    begun = draft_clock(home.cycle, HANDED_ON, ON)
    late = {one.approve_by for one in standings(access_of(by), ON).rows}
    assert (row, begun.due_on, late) == (BY_ORDER, BY_ORDER, {BY_ORDER})
    assert (begun.period, begun.clause) == ("20 рабочих дней", ORDER)


def test_what_has_begun_keeps_its_day(territory: Territory) -> None:
    home = territory.home
    plan = drafted(home)
    set_term(home.authority, "plan_approved", by=specialist(home), on=ON, facts=MONTH)
    clock = approval_clock(plan, ON)
    assert clock is not None
    assert clock.due_on == due(rule("plan_approved"), HANDED_ON)


def test_an_approved_plan_is_published_by_the_authoritys_own_term(territory: Territory) -> None:
    home = territory.home
    set_term(home.authority, "plan_published", by=specialist(home), on=ON, facts=TermFacts(3, "days", ORDER))
    assert approved(home).publish_by == date(2026, 10, 22)
    assert date(2026, 10, 19) == APPROVED_ON


def test_a_term_is_refused_with_its_field_and_changed_in_the_journal(territory: Territory) -> None:
    home, by = territory.home, specialist(territory.home)
    for wrong, field in (
        (replace(MONTH, amount=0), "amount"),
        (replace(MONTH, amount=366), "amount"),
        (replace(MONTH, unit="quarter_day"), "unit"),
        (replace(MONTH, act=" "), "act"),
    ):
        with pytest.raises(ValidationError) as fault:
            set_term(home.authority, "plan_approved", by=by, on=ON, facts=wrong)
        assert list(fault.value.message_dict) == [field]
    set_term(home.authority, "plan_approved", by=by, on=ON, facts=MONTH)
    set_term(home.authority, "plan_approved", by=by, on=ON, facts=replace(MONTH, amount=15))
    assert OwnTerm.objects.get().amount == 15
    entry = JournalEntry.objects.filter(event="registry.set_term").latest("id")
    assert entry.changes["длительность"] == [20, 15]


def test_what_begins_after_an_own_term_is_withdrawn_runs_by_the_projects_rule(territory: Territory) -> None:
    home, by = territory.home, specialist(territory.home)
    set_term(home.authority, "plan_approved", by=by, on=ON, facts=MONTH)
    plan = drafted(home)
    withdraw_term(home.authority, "plan_approved", by=by, on=LATER, reason=" приказ утратил силу ")
    kept, course = approval_clock(plan, LATER), term("plan_approved", home.authority.pk)
    assert kept is not None
    assert (kept.due_on, kept.period, course.on(LATER)) == (BY_ORDER, "20 рабочих дней", rule("plan_approved"))
    assert draft_clock(home.cycle, LATER, LATER).due_on == due(rule("plan_approved"), LATER)
    entry = JournalEntry.objects.filter(event="registry.withdraw_term").get()
    assert (entry.note, entry.changes["длительность"], entry.changes["основание"]) == (
        "приказ утратил силу",
        [20, ""],
        [ORDER, ""],
    )


def test_a_plan_that_nobody_began_keeps_the_day_of_its_hand_over(territory: Territory) -> None:
    home, by = territory.home, specialist(territory.home)
    set_term(home.authority, "plan_approved", by=by, on=ON, facts=MONTH)
    version = handed_over(home)
    set_term(home.authority, "plan_approved", by=by, on=LATER, facts=replace(MONTH, amount=5))
    withdraw_term(home.authority, "plan_approved", by=by, on=date(2026, 10, 21), reason="приказ утратил силу")
    on = date(2026, 11, 10)
    rows = ListedOrganization.objects.filter(cycle=home.cycle)
    assert {one.due_on for one in approvals(rows)} == {BY_ORDER}
    assert {one.approve_by for one in standings(access_of(by), on).rows} == {BY_ORDER}
    assert (late_cycles(rows, on), late_cycles(rows, date(2026, 11, 11))) == ([], [home.cycle.pk])
    assert draft(result(version, home), by=deputy(home), on=LATER).due_on == BY_ORDER
    told = JournalEntry.objects.filter(event="registry.set_term").order_by("pk")
    assert [one.changes["длительность"] for one in told] == [["", 20], [20, 5]]


def test_a_quarter_is_reported_by_the_term_that_held_when_it_ended(territory: Territory) -> None:
    authority, by = territory.home.authority, specialist(territory.home)
    set_term(authority, "quarterly_report", by=by, on=ON, facts=TermFacts(20, "quarter_day", ORDER))
    withdraw_term(authority, "quarterly_report", by=by, on=date(2027, 1, 1), reason="приказ утратил силу")
    course = term("quarterly_report", authority.pk)
    ended, next_one = Quarter(2026, 4), Quarter(2027, 1)
    assert window(course, ended).due_on == date(2027, 1, 20)
    assert window(course, next_one).due_on == due(rule("quarterly_report"), next_one.last_day)


def test_a_term_withdrawn_on_the_day_it_was_set_has_held_for_nothing(territory: Territory) -> None:
    authority, by = territory.home.authority, specialist(territory.home)
    set_term(authority, "plan_approved", by=by, on=ON, facts=MONTH)
    withdraw_term(authority, "plan_approved", by=by, on=ON, reason="ошибка")
    assert term("plan_approved", authority.pk).on(ON) == rule("plan_approved")


def test_a_term_is_withdrawn_with_a_reason_and_once(territory: Territory) -> None:
    authority, by = territory.home.authority, specialist(territory.home)
    with pytest.raises(NotAllowedError, match="Своего срока здесь нет"):
        withdraw_term(authority, "plan_approved", by=by, on=ON, reason="утратил силу")
    set_term(authority, "plan_approved", by=by, on=ON, facts=MONTH)
    with pytest.raises(ValidationError) as fault:
        withdraw_term(authority, "plan_approved", by=by, on=ON, reason=" ")
    assert (list(fault.value.message_dict), OwnTerm.objects.count()) == (["reason"], 1)
    withdraw_term(authority, "plan_approved", by=by, on=ON, reason="утратил силу")
    assert set_term(authority, "plan_approved", by=by, on=ON, facts=MONTH).amount == MONTH.amount


def test_a_term_of_the_law_may_not_be_set(territory: Territory) -> None:
    with pytest.raises(NotAllowedError):
        set_term(territory.home.authority, "council_results", by=specialist(territory.home), on=ON, facts=MONTH)
    assert [one.code for one in may_be_set()] == ["plan_approved", "plan_published", "quarterly_report"]


def test_only_the_authority_itself_sets_its_terms(territory: Territory) -> None:
    authority = territory.home.authority
    deeds = [
        lambda by: set_term(authority, "plan_approved", by=by, on=ON, facts=MONTH),
        lambda by: withdraw_term(authority, "plan_approved", by=by, on=ON, reason="утратил силу"),
    ]
    assert intruders(territory, AUTHORITY, *deeds) == []
    for deed in deeds:
        with pytest.raises(NotAllowedError):
            deed(specialist(territory.foreign))
    assert term("plan_approved", authority.pk).on(ON) == rule("plan_approved")
