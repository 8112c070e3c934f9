"""Quarterly reports: the window and the authority's own day, the frozen table, what is late."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.web.planned import (
    APPROVED_ON,
    BEGUN_ON,
    approved,
    confirmed,
    deputy,
    events,
    intruders,
    reported,
    specialist,
)
from tests.web.territory import Territory

from merilo_web.accounts.roles import ORGANIZATION
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.plans.actions import closing, reports
from merilo_web.plans.models import QuarterlyReport
from merilo_web.plans.queries.clocks import report_clock
from merilo_web.plans.queries.snapshots import snapshot_of
from merilo_web.plans.queries.windows import REPORTED, Quarter, ReportStanding, lines, window
from merilo_web.registry.actions.terms import TermFacts, set_term
from merilo_web.registry.models import Filing
from merilo_web.registry.queries.terms import term

LAST, FIRST = Quarter(2026, 4), Quarter(2027, 1)
DAY = TermFacts(15, "quarter_day", "приказ от 01.02.2027 № 7")


def test_the_window_runs_from_the_quarters_end_to_the_rules_day(territory: Territory) -> None:
    counted = term(REPORTED, territory.home.authority.pk)
    found = [window(counted, one) for one in (FIRST, LAST)]
    assert [(one.opens_on, one.due_on) for one in found] == [
        (date(2027, 4, 1), date(2027, 4, 5)),
        (date(2027, 1, 1), date(2027, 1, 11)),
    ]


def test_the_authority_sets_its_own_day(territory: Territory) -> None:
    by, authority = specialist(territory.home), territory.home.authority
    set_term(authority, REPORTED, by=by, on=BEGUN_ON, facts=DAY)
    set_term(authority, REPORTED, by=by, on=BEGUN_ON, facts=replace(DAY, amount=20))
    counted = term(REPORTED, authority.pk)
    assert (window(counted, FIRST).due_on, counted.on(BEGUN_ON).clause.text) == (date(2027, 4, 20), DAY.act)
    assert term(REPORTED, territory.foreign.authority.pk).on(BEGUN_ON).amount == 3


def test_every_quarter_since_the_approval_has_its_standing(territory: Territory) -> None:
    plan = approved(territory.home)
    standings = {
        on: [(one.window.quarter, one.standing) for one in lines(plan, on)]
        for on in (APPROVED_ON, date(2027, 1, 11), date(2027, 1, 12))
    }
    assert standings == {
        APPROVED_ON: [(LAST, ReportStanding.AHEAD)],
        date(2027, 1, 11): [(FIRST, ReportStanding.AHEAD), (LAST, ReportStanding.AWAITED)],
        date(2027, 1, 12): [(FIRST, ReportStanding.AHEAD), (LAST, ReportStanding.LATE)],
    }
    clock = report_clock(plan, date(2027, 1, 12))
    assert clock is not None
    assert (clock.due_on, clock.is_late) == (date(2027, 1, 11), True)


def test_a_submitted_report_is_frozen_and_issued(territory: Territory) -> None:
    home = territory.home
    plan = approved(home)
    report = reports.begin(plan, by=deputy(home), on=date(2026, 12, 30), quarter=LAST)
    with pytest.raises(NotAllowedError, match=r"с 01\.01\.2027"):
        reports.submit(report, by=deputy(home), on=date(2026, 12, 31))
    report = reports.submit(report, by=deputy(home), on=date(2027, 1, 9), note="Работы начаты")
    confirmed(plan.measures.get(), home)
    report = QuarterlyReport.objects.select_related("docx").get(pk=report.pk)
    assert (report.state, report.submitted_on, report.note) == ("submitted", date(2027, 1, 9), "Работы начаты")
    assert report.docx is not None
    assert [one.state for one in snapshot_of(report.content).measures] == ["planned"]
    assert (report.docx.kind, Filing.objects.get(document=report.docx).organization) == (
        "quarterly_report",
        home.organizations[0],
    )
    assert lines(plan, date(2027, 1, 12))[-1].standing == ReportStanding.IN_TIME
    assert "plans.submit_report" in events()


def test_a_report_after_its_day_is_late_for_ever(territory: Territory) -> None:
    home = territory.home
    plan = approved(home)
    report = reports.begin(plan, by=deputy(home), on=BEGUN_ON, quarter=LAST)
    reports.submit(report, by=deputy(home), on=BEGUN_ON)
    assert lines(plan, BEGUN_ON)[-1].standing == ReportStanding.TOO_LATE
    with pytest.raises(NotAllowedError, match="не на этом этапе"):
        reports.submit(report, by=deputy(home), on=BEGUN_ON)


def test_a_quarter_is_reported_once_and_only_while_the_plan_runs(territory: Territory) -> None:
    home = territory.home
    plan, by = approved(home), deputy(home)
    reports.begin(plan, by=by, on=BEGUN_ON, quarter=LAST)
    with pytest.raises(NotAllowedError, match="уже начат"):
        reports.begin(plan, by=by, on=BEGUN_ON, quarter=LAST)
    for quarter in (Quarter(2026, 3), Quarter(2027, 2)):
        with pytest.raises(ValidationError):
            reports.begin(plan, by=by, on=BEGUN_ON, quarter=quarter)
    confirmed(plan.measures.get(), home)
    plan = closing.close(plan, by=specialist(home), on=BEGUN_ON)
    assert [one.window.quarter for one in lines(plan, date(2028, 1, 1))] == [FIRST, LAST]


def test_only_the_organization_reports(territory: Territory) -> None:
    plan = approved(territory.home)
    assert intruders(territory, ORGANIZATION, lambda by: reports.begin(plan, by=by, on=BEGUN_ON, quarter=LAST)) == []
    report = reports.begin(plan, by=deputy(territory.home), on=BEGUN_ON, quarter=LAST)
    assert intruders(territory, ORGANIZATION, lambda by: reports.submit(report, by=by, on=BEGUN_ON)) == []
    reported(plan.measures.get(), territory.home)
