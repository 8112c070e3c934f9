"""Quarters on which a plan is reported, and the window of each: from the quarter's end to the authority's day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from merilo.deadlines.due import due
from merilo.deadlines.months import quarter_of
from merilo_web.plans.models import ImprovementPlan, QuarterlyReport
from merilo_web.registry.queries.terms import TermCourse, term

REPORTED = "quarterly_report"
"""The code of the term to report a quarter; the authority may set its own day."""
_MONTHS = 3
_LAST = 4


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year, 1…4."""

    year: int
    number: int

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, _MONTHS * (self.number - 1) + 1, 1)

    @property
    def after(self) -> "Quarter":
        """The next one."""
        return Quarter(self.year + 1, 1) if self.number == _LAST else Quarter(self.year, self.number + 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return self.after.first_day - timedelta(days=1)

    @property
    def title(self) -> str:
        """«II квартал 2027 года»."""
        return f"{('I', 'II', 'III', 'IV')[self.number - 1]} квартал {self.year} года"


class ReportStanding(StrEnum):
    """How a quarter's report stands on a day."""

    AHEAD = "ahead"
    """The quarter is not over."""
    AWAITED = "awaited"
    LATE = "late"
    IN_TIME = "in_time"
    TOO_LATE = "too_late"
    """Submitted after its last day."""

    @property
    def title(self) -> str:  # type: ignore[override]  # a title in Russian, as everything here has; codes are not cased
        """The standing in Russian."""
        return _TITLES[self]


_TITLES = {
    ReportStanding.AHEAD: "квартал идёт",
    ReportStanding.AWAITED: "ожидается",
    ReportStanding.LATE: "просрочен",
    ReportStanding.IN_TIME: "сдан в срок",
    ReportStanding.TOO_LATE: "сдан с опозданием",
}


@dataclass(frozen=True, slots=True)
class ReportWindow:
    """When a quarter's report is submitted: both days included."""

    quarter: Quarter
    opens_on: date
    due_on: date

    def standing(self, on: date, submitted_on: date | None = None) -> ReportStanding:
        """How the report stands on a day."""
        if submitted_on is not None:
            return ReportStanding.TOO_LATE if submitted_on > self.due_on else ReportStanding.IN_TIME
        if on < self.opens_on:
            return ReportStanding.AHEAD
        return ReportStanding.LATE if on > self.due_on else ReportStanding.AWAITED


@dataclass(frozen=True, slots=True)
class QuarterLine:
    """A quarter of a plan: its window, its report when there is one, how it stands."""

    window: ReportWindow
    report: QuarterlyReport | None
    standing: ReportStanding


def quarter_on(day: date) -> Quarter:
    """The quarter of a day."""
    return Quarter(day.year, quarter_of(day))


def window(counted: TermCourse, quarter: Quarter) -> ReportWindow:
    """The window of one quarter by the rule that the authority had when the quarter ended."""
    last_day = quarter.last_day
    return ReportWindow(quarter, quarter.after.first_day, due(counted.on(last_day), last_day))


def between(first: Quarter, last: Quarter) -> Iterator[Quarter]:
    """Quarters from the first to the last, both included."""
    while first <= last:
        yield first
        first = first.after


def quarters(plan: ImprovementPlan, on: date) -> tuple[Quarter, ...]:
    """Quarters on which the plan is reported: from that of its first approval to that of its closing or of the day."""
    first = (
        ImprovementPlan.objects.filter(listed=plan.listed_id, approved_on__isnull=False)
        .order_by("number")
        .values_list("approved_on", flat=True)
        .first()
    )
    return tuple(between(quarter_on(first), quarter_on(plan.closed_on or on))) if first else ()


def lines(plan: ImprovementPlan, on: date) -> tuple[QuarterLine, ...]:
    """Every quarter of the plan with its report, the newest first."""
    counted = term(REPORTED, plan.listed.cycle.authority_id)
    reports: Mapping[tuple[int, int], QuarterlyReport] = {
        (one.year, one.quarter): one
        for one in QuarterlyReport.objects.filter(listed=plan.listed_id).select_related("docx", "pdf")
    }
    found = []
    for quarter in quarters(plan, on):
        report = reports.get((quarter.year, quarter.number))
        kept = window(counted, quarter)
        if report:
            kept = replace(kept, due_on=report.due_on)
        found.append(QuarterLine(kept, report, kept.standing(on, report.submitted_on if report else None)))
    return tuple(reversed(found))
