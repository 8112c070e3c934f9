"""Which organizations' plans a person oversees, and what there is to look at: conditions shared by list and totals."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from merilo.deadlines.due import due
from merilo_web.accounts.roles import COUNCIL
from merilo_web.cycles.models import Cycle, ListedOrganization
from merilo_web.cycles.states import CycleState
from merilo_web.plans.models import Deficiency, Extension, ImprovementPlan, Measure, QuarterlyReport
from merilo_web.plans.queries.windows import REPORTED, Quarter, quarter_on, window
from merilo_web.plans.states import (
    AT_WORK,
    AWAITED,
    EXECUTED,
    IN_FORCE,
    ExtensionState,
    ImprovementPlanState,
    MeasureState,
    QuarterlyReportState,
)
from merilo_web.registry.access import Access
from merilo_web.registry.queries.terms import terms

_TOLD = (CycleState.HANDED_OVER, CycleState.CLOSED)


class Attention(StrEnum):
    """What to look at."""

    NO_PLAN = "no_plan"
    APPROVAL_LATE = "approval_late"
    TO_APPROVE = "to_approve"
    PUBLICATION_LATE = "publication_late"
    MEASURES_LATE = "measures_late"
    TO_CONFIRM = "to_confirm"
    TO_EXTEND = "to_extend"
    REPORT_LATE = "report_late"
    REPEATED = "repeated"

    @property
    def title(self) -> str:  # type: ignore[override]  # a title in Russian, as everything here has; codes are not cased
        """In Russian."""
        return _TITLES[self]


_TITLES = {
    Attention.NO_PLAN: "плана нет",
    Attention.APPROVAL_LATE: "план не утверждён в срок",
    Attention.TO_APPROVE: "план ждёт утверждения",
    Attention.PUBLICATION_LATE: "план не размещён в срок",
    Attention.MEASURES_LATE: "просрочены мероприятия",
    Attention.TO_CONFIRM: "мероприятия ждут подтверждения",
    Attention.TO_EXTEND: "запрошено продление срока",
    Attention.REPORT_LATE: "не сдан квартальный отчёт",
    Attention.REPEATED: "недостатки обнаружены повторно",
}


@dataclass(frozen=True, slots=True)
class OversightFilter:
    """What is looked for; empty values look for everything."""

    cycle: int | None = None
    authority: int | None = None
    state: str = ""
    attention: Attention | None = None


def overseen(access: Access, wanted: OversightFilter, on: date) -> QuerySet[ListedOrganization]:
    """Listed organizations whose results were handed over: own authority's with its subtree, own council's."""
    held = Q(cycle__authority__in=access.overseen) | Q(cycle__council__in=access.numbers("council", COUNCIL))
    found = ListedOrganization.objects.filter(held, cycle__state__in=_TOLD)
    exact = {"cycle": wanted.cycle, "cycle__authority": wanted.authority}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if wanted.state:
        found = found.filter(Exists(_plans(Q(state=wanted.state))))
    return found.filter(condition(found, wanted.attention, on)) if wanted.attention else found


def condition(rows: QuerySet[ListedOrganization], wanted: Attention, on: date) -> Q:
    """The condition on listed organizations under which there is this to look at on a day."""
    return _CONDITIONS[wanted](rows, on)


def last_quarter(on: date) -> Quarter:
    """The quarter that was over last on a day."""
    now = quarter_on(on)
    return Quarter(now.year - 1, 4) if now.number == 1 else Quarter(now.year, now.number - 1)


def late_cycles(rows: QuerySet[ListedOrganization], on: date) -> list[int]:
    """Numbers of the cycles whose term to approve plans is over."""
    cycles = Cycle.objects.filter(pk__in=rows.order_by().values("cycle"), handed_over_on__isnull=False)
    days = list(cycles.values_list("pk", "authority", "handed_over_on"))
    counted = terms("plan_approved", (authority for _, authority, _ in days))
    return [
        pk for pk, authority, handed_on in days if handed_on and on > due(counted[authority].on(handed_on), handed_on)
    ]


def late_authorities(rows: QuerySet[ListedOrganization], on: date) -> list[int]:
    """Numbers of the authorities whose window for the last quarter is over."""
    numbers = set(rows.order_by().values_list("cycle__authority", flat=True).distinct())
    return [pk for pk, counted in terms(REPORTED, numbers).items() if on > window(counted, last_quarter(on)).due_on]


def reporting(quarter: Quarter) -> Q:
    """Listed organizations that report on a quarter: with a plan approved by its end and not closed before it."""
    approved = Exists(_plans(Q(approved_on__lte=quarter.last_day)))
    kept = Q(state__in=sorted(EXECUTED)) | Q(state=ImprovementPlanState.CLOSED, closed_on__gte=quarter.first_day)
    return Q(approved) & Q(Exists(_plans(kept)))


def submitted(quarter: Quarter) -> Exists:
    """Listed organizations whose report on a quarter was submitted."""
    return Exists(
        QuarterlyReport.objects.filter(
            listed=OuterRef("pk"),
            year=quarter.year,
            quarter=quarter.number,
            state=QuarterlyReportState.SUBMITTED,
        )
    )


def _plans(wanted: Q) -> QuerySet[ImprovementPlan]:
    return ImprovementPlan.objects.filter(wanted, listed=OuterRef("pk"))


def _measures(**wanted: object) -> Q:
    rows = Measure.objects.filter(plan__listed=OuterRef("pk"), plan__state__in=sorted(EXECUTED))
    return Q(Exists(rows.filter(**wanted)))


def _approval_late(rows: QuerySet[ListedOrganization], on: date) -> Q:
    unapproved = ~Q(Exists(_plans(Q(state__in=sorted(IN_FORCE)))))
    none = Q(cycle__in=late_cycles(rows, on)) & ~Q(Exists(_plans(Q())))
    return unapproved & (none | Q(Exists(_plans(Q(state__in=sorted(AT_WORK), due_on__lt=on)))))


def _report_late(rows: QuerySet[ListedOrganization], on: date) -> Q:
    quarter = last_quarter(on)
    return reporting(quarter) & Q(cycle__authority__in=late_authorities(rows, on)) & ~Q(submitted(quarter))


_CONDITIONS: Mapping[Attention, Callable[[QuerySet[ListedOrganization], date], Q]] = {
    Attention.NO_PLAN: lambda _, __: ~Q(Exists(_plans(Q()))),
    Attention.APPROVAL_LATE: _approval_late,
    Attention.TO_APPROVE: lambda _, __: Q(Exists(_plans(Q(state=ImprovementPlanState.SUBMITTED)))),
    Attention.PUBLICATION_LATE: lambda _, on: Q(
        Exists(_plans(Q(state__in=sorted(EXECUTED), published_on__isnull=True, publish_by__lt=on)))
    ),
    Attention.MEASURES_LATE: lambda _, on: _measures(state__in=sorted(AWAITED), due_on__lt=on),
    Attention.TO_CONFIRM: lambda _, __: _measures(state=MeasureState.REPORTED),
    Attention.TO_EXTEND: lambda _, __: Q(
        Exists(
            Extension.objects.filter(
                measure__plan__listed=OuterRef("pk"),
                measure__plan__state__in=sorted(EXECUTED),
                state=ExtensionState.REQUESTED,
            )
        )
    ),
    Attention.REPORT_LATE: _report_late,
    Attention.REPEATED: lambda _, __: Q(
        Exists(Deficiency.objects.filter(Q(repeated=True) | Q(reopened_on__isnull=False), listed=OuterRef("pk")))
    ),
}
