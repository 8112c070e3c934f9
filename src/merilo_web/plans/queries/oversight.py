"""The authority's summary: figures over all overseen plans on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from merilo_web.cycles.models import ListedOrganization
from merilo_web.plans.models import Deficiency, ImprovementPlan, Measure
from merilo_web.plans.queries.overseen import (
    Attention,
    OversightFilter,
    condition,
    last_quarter,
    overseen,
    reporting,
    submitted,
)
from merilo_web.plans.queries.windows import Quarter
from merilo_web.plans.states import (
    AWAITED,
    EXECUTED,
    IN_FORCE,
    UNMENDED,
    DeficiencyState,
    ImprovementPlanState,
    MeasureState,
)
from merilo_web.registry.access import Access


@dataclass(frozen=True, slots=True)
class OversightTotals:
    """Figures on a day. `states`: state of the plan → how many; `attention`: how many organizations of each kind.

    `on_time` counts confirmed measures that were completed by their last day, of those `with_term` that have one.
    `quarter` is the one that was over last; `expected` organizations report on it, `reported` have done so.
    """

    on: date
    organizations: int
    states: Mapping[str, int]
    measures: Mapping[str, int]
    overdue: int
    on_time: int
    with_term: int
    unmended: int
    mended: int
    repeated: int
    quarter: Quarter
    expected: int
    reported: int
    attention: Mapping[Attention, int]

    @property
    def all_measures(self) -> int:
        """Measures of the plans in force, cancelled ones left out."""
        return sum(self.measures.values()) - self.measures.get(MeasureState.CANCELLED, 0)


@dataclass(frozen=True, slots=True)
class _Counts:
    """Measures in one state: all, with a term that is over, with a term at all, completed by their term."""

    number: int = 0
    late: int = 0
    with_term: int = 0
    on_time: int = 0


def totals(access: Access, on: date, wanted: OversightFilter | None = None) -> OversightTotals:
    """The figures. The number of queries does not depend on how many plans there are."""
    rows = overseen(access, wanted or OversightFilter(), on)
    inside = rows.order_by().values("pk")
    plans = ImprovementPlan.objects.filter(listed__in=inside).exclude(state=ImprovementPlanState.SUPERSEDED)
    measures = _measures(rows, on)
    found = Deficiency.objects.filter(listed__in=inside).aggregate(
        unmended=Count("pk", filter=Q(state__in=sorted(UNMENDED))),
        mended=Count("pk", filter=Q(state=DeficiencyState.MENDED)),
        repeated=Count("pk", filter=Q(repeated=True) | Q(reopened_on__isnull=False)),
    )
    quarter = last_quarter(on)
    kinds = {one.value: Count("pk", filter=condition(rows, one, on)) for one in Attention}
    counted = rows.order_by().aggregate(
        organizations=Count("pk"),
        expected=Count("pk", filter=reporting(quarter)),
        handed_in=Count("pk", filter=reporting(quarter) & Q(submitted(quarter))),
        **{f"at_{name}": count for name, count in kinds.items()},
    )
    return OversightTotals(
        on=on,
        organizations=counted["organizations"],
        states=dict(plans.order_by().values_list("state").annotate(Count("pk"))),
        measures={state: measures[state].number for state in MeasureState},
        overdue=sum(measures[state].late for state in AWAITED),
        on_time=measures[MeasureState.CONFIRMED].on_time,
        with_term=measures[MeasureState.CONFIRMED].with_term,
        quarter=quarter,
        expected=counted["expected"],
        reported=counted["handed_in"],
        attention={one: counted[f"at_{one.value}"] for one in Attention},
        **found,
    )


def _measures(rows: QuerySet[ListedOrganization], on: date) -> Mapping[str, _Counts]:
    """Measures of the plans in force by their state; a plan off control has nothing late."""
    inside = rows.order_by().values("pk")
    kept = Measure.objects.filter(plan__listed__in=inside, plan__state__in=sorted(IN_FORCE)).order_by()
    counted = kept.values("state").annotate(
        number=Count("pk"),
        late=Count("pk", filter=Q(due_on__lt=on, plan__state__in=sorted(EXECUTED))),
        with_term=Count("due_on"),
        on_time=Count("pk", filter=Q(completed_on__lte=F("due_on"))),
    )
    names = ("number", "late", "with_term", "on_time")
    found = {state: _Counts(*numbers) for state, *numbers in counted.values_list("state", *names)}
    return {state: found.get(state, _Counts()) for state in MeasureState}
