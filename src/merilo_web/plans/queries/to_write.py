"""What a plan's author chooses from: its deficiencies, those that nothing answers yet, measures that are settled."""

from collections.abc import Collection

from django.db.models import QuerySet

from merilo_web.plans.models import Deficiency, ImprovementPlan, Measure
from merilo_web.plans.states import AWAITED, UNMENDED, DeficiencyState


def every(plan: ImprovementPlan) -> QuerySet[Deficiency]:
    """Deficiencies that a measure of the plan may answer, in the order of sections."""
    return Deficiency.objects.filter(listed=plan.listed_id).exclude(state=DeficiencyState.WITHDRAWN)


def chosen(plan: ImprovementPlan, keys: Collection[str], number: int | None) -> tuple[Deficiency, ...]:
    """The deficiencies with these keys, or the one with this number; without either all that nothing answers yet."""
    found = every(plan)
    if number is not None:
        return tuple(found.filter(pk__in=[number]))
    unanswered = found.filter(state__in=sorted(UNMENDED)).exclude(measures__plan=plan)
    return tuple(unanswered.filter(key__in=keys) if keys else unanswered.filter(note=""))


def is_settled(measure: Measure) -> bool:
    """True when it was reported under the former version: its words are not changed any more."""
    if measure.former_id is None:
        return False
    return Measure.objects.filter(pk=measure.former_id).exclude(state__in=sorted(AWAITED)).exists()
