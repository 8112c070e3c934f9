"""The authority's summary, a row for each organization: its plan, its measures, its reports on a day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from merilo.deadlines.due import due
from merilo_web.cycles.models import ListedOrganization
from merilo_web.plans.models import Deficiency, ImprovementPlan, Measure, QuarterlyReport
from merilo_web.plans.queries.overseen import Attention, OversightFilter, last_quarter, overseen
from merilo_web.plans.queries.windows import REPORTED, Quarter, between, quarter_on, window
from merilo_web.plans.states import (
    AWAITED,
    EXECUTED,
    IN_FORCE,
    ImprovementPlanState,
    MeasureState,
    QuarterlyReportState,
)
from merilo_web.registry.access import Access
from merilo_web.registry.queries.pages import page
from merilo_web.registry.queries.terms import TermCourse, terms


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """One organization on a day; `plan` is None while there is none. Measures are those of the version in force.

    `late_reports` came after their day, `missing_reports` did not come though it is over.
    """

    listed: int
    organization: str
    cycle: str
    plan: int | None
    number: int
    state: str
    approve_by: date | None
    approved_on: date | None
    publish_by: date | None
    published_on: date | None
    published_url: str
    measures: int
    reported: int
    confirmed: int
    overdue: int
    repeated: int
    late_reports: int
    missing_reports: int
    approval_late: bool
    publication_late: bool

    @property
    def state_title(self) -> str:
        """The state in Russian."""
        return str(ImprovementPlanState(self.state).label) if self.state else Attention.NO_PLAN.title


@dataclass(frozen=True, slots=True)
class StandingsPage:
    """Some rows; `after` is the number after which the next page begins, None on the last one."""

    rows: tuple[PlanStanding, ...]
    after: int | None
    is_first: bool


@dataclass(frozen=True, slots=True)
class _Around:
    """What the rows of one page need besides themselves."""

    measures: Mapping[int, Mapping[str, int]]
    repeated: Mapping[int, int]
    reports: Mapping[int, Mapping[Quarter, QuarterlyReport]]
    first_approved: Mapping[int, date]
    approval: Mapping[int, TermCourse]
    reporting: Mapping[int, TermCourse]


def standings(
    access: Access, on: date, wanted: OversightFilter | None = None, *, after: int | None = None
) -> StandingsPage:
    """A page of organizations in the order of their names."""
    rows = overseen(access, wanted or OversightFilter(), on)
    found = page(_related(rows), name="organization__sort_key", after=after)
    return StandingsPage(tuple(_standings(found.rows, on)), found.after, found.is_first)


def all_standings(access: Access, on: date, wanted: OversightFilter | None = None) -> Iterator[PlanStanding]:
    """Every organization, for a document; read by pages."""
    after: int | None = None
    while True:
        found = standings(access, on, wanted, after=after)
        yield from found.rows
        if found.after is None:
            return
        after = found.after


def _related(rows: QuerySet[ListedOrganization]) -> QuerySet[ListedOrganization]:
    plans = ImprovementPlan.objects.exclude(state=ImprovementPlanState.SUPERSEDED).defer("content", "outcome")
    current = Prefetch("plans", plans.order_by("number"), to_attr="current")
    return rows.select_related("organization", "cycle__authority").prefetch_related(current)


def _standings(rows: Sequence[ListedOrganization], on: date) -> Iterator[PlanStanding]:
    around = _around(rows, on)
    for row in rows:
        plans: list[ImprovementPlan] = row.current  # type: ignore[attr-defined]  # prefetched above
        yield _standing(row, plans[0] if plans else None, around, on=on)


def _around(rows: Sequence[ListedOrganization], on: date) -> _Around:
    numbers, authorities = [row.pk for row in rows], {row.cycle.authority_id for row in rows}
    kinds = {
        "measures": ~Q(state=MeasureState.CANCELLED),
        "reported": Q(state=MeasureState.REPORTED),
        "confirmed": Q(state=MeasureState.CONFIRMED),
        "overdue": Q(state__in=sorted(AWAITED), due_on__lt=on, plan__state__in=sorted(EXECUTED)),
    }
    counts = {name: Count("pk", filter=wanted) for name, wanted in kinds.items()}
    measures = Measure.objects.filter(plan__listed__in=numbers, plan__state__in=sorted(IN_FORCE)).order_by()
    found = measures.values("plan").annotate(**counts).values_list("plan", *kinds)
    again = Deficiency.objects.filter(Q(repeated=True) | Q(reopened_on__isnull=False), listed__in=numbers).order_by()
    reports: dict[int, dict[Quarter, QuarterlyReport]] = {}
    submitted = QuarterlyReport.objects.filter(listed__in=numbers, state=QuarterlyReportState.SUBMITTED)
    for one in submitted.defer("content"):
        reports.setdefault(one.listed_id, {})[Quarter(one.year, one.quarter)] = one
    approved = ImprovementPlan.objects.filter(listed__in=numbers, approved_on__isnull=False).order_by("-number")
    return _Around(
        measures={pk: dict(zip(kinds, numbers, strict=True)) for pk, *numbers in found},
        repeated=dict(again.values_list("listed").annotate(Count("pk"))),
        reports=reports,
        first_approved={listed: day for listed, day in approved.values_list("listed", "approved_on") if day},
        approval=terms("plan_approved", authorities),
        reporting=terms(REPORTED, authorities),
    )


def _standing(row: ListedOrganization, plan: ImprovementPlan | None, around: _Around, *, on: date) -> PlanStanding:
    counts = around.measures.get(plan.pk, {}) if plan else {}
    late, missing = _reports(row, plan, around, on=on)
    approve_by = plan.due_on if plan else _approve_by(row, around)
    approved = plan is not None and plan.state in IN_FORCE
    return PlanStanding(
        listed=row.pk,
        organization=row.organization.short_name,
        cycle=row.cycle.title,
        plan=plan.pk if plan else None,
        number=plan.number if plan else 0,
        state=plan.state if plan else "",
        approve_by=approve_by,
        approved_on=plan.approved_on if plan else None,
        publish_by=plan.publish_by if plan else None,
        published_on=plan.published_on if plan else None,
        published_url=plan.published_url if plan else "",
        measures=counts.get("measures", 0),
        reported=counts.get("reported", 0),
        confirmed=counts.get("confirmed", 0),
        overdue=counts.get("overdue", 0),
        repeated=around.repeated.get(row.pk, 0),
        late_reports=late,
        missing_reports=missing,
        approval_late=not approved and approve_by is not None and on > approve_by,
        publication_late=_publication_late(plan, on),
    )


def _approve_by(row: ListedOrganization, around: _Around) -> date | None:
    handed_on = row.cycle.handed_over_on
    return due(around.approval[row.cycle.authority_id].on(handed_on), handed_on) if handed_on else None


def _publication_late(plan: ImprovementPlan | None, on: date) -> bool:
    if plan is None or plan.state not in EXECUTED or plan.published_on or plan.publish_by is None:
        return False
    return on > plan.publish_by


def _reports(row: ListedOrganization, plan: ImprovementPlan | None, around: _Around, *, on: date) -> tuple[int, int]:
    """How many reports came after their day, and how many did not come though it is over."""
    submitted = around.reports.get(row.pk, {})
    late = sum(1 for one in submitted.values() if one.submitted_on and one.submitted_on > one.due_on)
    first = around.first_approved.get(row.pk)
    if plan is None or first is None:
        return late, 0
    counted = around.reporting[row.cycle.authority_id]
    until = min(last_quarter(on), quarter_on(plan.closed_on)) if plan.closed_on else last_quarter(on)
    expected = [one for one in between(quarter_on(first), until) if on > window(counted, one).due_on]
    return late, sum(1 for one in expected if one not in submitted)
