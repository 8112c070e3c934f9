"""Whose organizations have a plan for a year and how far it is: the authority's list, its counts, its table."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from merilo.documents.tables import Column
from merilo_web.accounts.roles import COUNCIL
from merilo_web.plans.models import YearlyMeasure, YearlyPlan
from merilo_web.plans.queries.yearly import readable
from merilo_web.plans.states import YEARLY_AWAITED, YearlyMeasureState, YearlyPlanState
from merilo_web.registry.access import Access
from merilo_web.registry.models import Organization, PublicCouncil
from merilo_web.registry.queries.pages import page

COLUMNS = (
    Column("Организация", 9.0),
    Column("План", 4.0),
    Column("Состояние", 3.6),
    Column("Утверждён", 2.8),
    Column("Размещён", 2.8),
    Column("Мероприятий", 2.8),
    Column("Исполнено", 2.8),
    Column("Просрочено", 2.8),
    Column("Адрес", 6.0),
)


class YearlyAttention(StrEnum):
    """What to look at in plans for a year."""

    NO_PLAN = "no_plan"
    NOT_APPROVED = "not_approved"
    MEASURES_LATE = "measures_late"
    NOT_PUBLISHED = "not_published"
    NOT_CLOSED = "not_closed"

    @property
    def title(self) -> str:  # type: ignore[override]  # a title in Russian, as everything here has; codes are not cased
        """In Russian."""
        return _TITLES[self]


_TITLES = {
    YearlyAttention.NO_PLAN: "плана нет",
    YearlyAttention.NOT_APPROVED: "план не утверждён",
    YearlyAttention.MEASURES_LATE: "просрочены мероприятия",
    YearlyAttention.NOT_PUBLISHED: "план не размещён",
    YearlyAttention.NOT_CLOSED: "год прошёл, план не завершён",
}


@dataclass(frozen=True, slots=True)
class YearlyFilter:
    """Plans of which year, and what is looked for in them."""

    year: int
    attention: YearlyAttention | None = None


@dataclass(frozen=True, slots=True)
class YearlyStanding:
    """An organization's plan on a day; None while there is none."""

    organization: Organization
    plan: YearlyPlan | None
    measures: int
    done: int
    late: int


@dataclass(frozen=True, slots=True)
class YearlyStandings:
    """A page of the list; `after` is the number after which the next one begins, None on the last one."""

    rows: tuple[YearlyStanding, ...]
    after: int | None
    is_first: bool


def standings(access: Access, wanted: YearlyFilter, on: date, *, after: int | None = None) -> YearlyStandings:
    """A page of organizations in the order of their names."""
    found = page(_overseen(access, wanted, on), name="sort_key", after=after)
    return YearlyStandings(tuple(_standings(found.rows, access, wanted, on=on)), found.after, found.is_first)


def all_standings(access: Access, wanted: YearlyFilter, on: date) -> Iterator[YearlyStanding]:
    """Every organization, for a table; read by pages."""
    after: int | None = None
    while True:
        found = standings(access, wanted, on, after=after)
        yield from found.rows
        if found.after is None:
            return
        after = found.after


def totals(access: Access, wanted: YearlyFilter, on: date) -> tuple[int, Mapping[YearlyAttention, int]]:
    """How many organizations there are, and how many of them there is this to look at."""
    rows = _overseen(access, YearlyFilter(wanted.year), on)
    counts = {
        one.value: Count("pk", filter=_CONDITIONS[one](_plans(access, wanted.year), on)) for one in YearlyAttention
    }
    found = rows.order_by().aggregate(all=Count("pk"), **counts)
    return found["all"], {one: found[one.value] for one in YearlyAttention}


def table_rows(access: Access, wanted: YearlyFilter, on: date) -> Iterator[tuple[str | int | date | None, ...]]:
    """Every organization as a row of the table, in the order of its columns."""
    for one in all_standings(access, wanted, on):
        plan = one.plan
        yield (
            one.organization.short_name,
            plan.period if plan else "",
            plan.get_state_display() if plan else YearlyAttention.NO_PLAN.title,
            plan.approved_on if plan else None,
            plan.published_on if plan else None,
            one.measures,
            one.done,
            one.late,
            plan.published_url if plan else "",
        )


def _overseen(access: Access, wanted: YearlyFilter, on: date) -> QuerySet[Organization]:
    councils = PublicCouncil.objects.filter(pk__in=access.numbers("council", COUNCIL))
    held = Q(authority__in=access.overseen) | Q(authority__in=councils.values("authority"))
    found = Organization.objects.filter(held, closed_on__isnull=True)
    if wanted.attention is None:
        return found
    return found.filter(_CONDITIONS[wanted.attention](_plans(access, wanted.year), on))


def _plans(access: Access, year: int) -> QuerySet[YearlyPlan]:
    return YearlyPlan.objects.filter(readable(access), organization=OuterRef("pk"), year=year)


def _standings(
    rows: Sequence[Organization], access: Access, wanted: YearlyFilter, *, on: date
) -> Iterator[YearlyStanding]:
    """The newest plan of each; the authority reads those counts of measures that only gather others as well."""
    plans = YearlyPlan.objects.filter(readable(access), organization__in=[one.pk for one in rows], year=wanted.year)
    newest = {one.organization_id: one for one in plans.order_by("pk")}
    kinds = {
        "measures": ~Q(state=YearlyMeasureState.CANCELLED),
        "done": Q(state=YearlyMeasureState.DONE),
        "late": Q(state__in=sorted(YEARLY_AWAITED), due_on__lt=on, plan__state=YearlyPlanState.APPROVED),
    }
    counted = YearlyMeasure.objects.filter(plan__in=[one.pk for one in newest.values()]).order_by().values("plan")
    found = counted.annotate(**{name: Count("pk", filter=one) for name, one in kinds.items()})
    counts = {plan: numbers for plan, *numbers in found.values_list("plan", *kinds)}
    for one in rows:
        plan = newest.get(one.pk)
        measures, done, late = counts.get(plan.pk, (0, 0, 0)) if plan else (0, 0, 0)
        yield YearlyStanding(one, plan, measures, done, late)


def _late(plans: QuerySet[YearlyPlan], on: date) -> Q:
    measures = YearlyMeasure.objects.filter(plan=OuterRef("pk"), state__in=sorted(YEARLY_AWAITED), due_on__lt=on)
    return Q(Exists(plans.filter(Exists(measures), state=YearlyPlanState.APPROVED)))


def _not_closed(plans: QuerySet[YearlyPlan], on: date) -> Q:
    over = Q(is_school_year=False, year__lt=on.year) | Q(is_school_year=True, year__lt=on.year - (on.month < 9))
    return Q(Exists(plans.filter(over, state=YearlyPlanState.APPROVED)))


_CONDITIONS: Mapping[YearlyAttention, Callable[[QuerySet[YearlyPlan], date], Q]] = {
    YearlyAttention.NO_PLAN: lambda plans, _: ~Q(Exists(plans)),
    YearlyAttention.NOT_APPROVED: lambda plans, _: Q(Exists(plans.filter(state=YearlyPlanState.DRAFT))),
    YearlyAttention.MEASURES_LATE: _late,
    YearlyAttention.NOT_PUBLISHED: lambda plans, _: Q(
        Exists(plans.filter(state=YearlyPlanState.APPROVED, published_on__isnull=True))
    ),
    YearlyAttention.NOT_CLOSED: _not_closed,
}
