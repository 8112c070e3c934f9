"""What followed the measures of the library in earlier cycles, wherever they were taken."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from merilo.plans.effects import Effect, Outcome, effect
from merilo_web.plans.models import Measure
from merilo_web.plans.states import IN_FORCE, MeasureState


def effects(keys: Iterable[str]) -> Mapping[tuple[str, str], Effect]:
    """For deficiencies with these keys: (key of the measure, key of the deficiency) → what followed.

    Only confirmed measures count, only where the next assessment has a comparable score; one query.
    """
    found = Measure.objects.filter(
        state=MeasureState.CONFIRMED, plan__state__in=sorted(IN_FORCE), deficiencies__key__in=set(keys)
    ).exclude(library_key="")
    facts = found.order_by().values_list(
        "library_key", "deficiencies__key", "deficiencies__score", "deficiencies__next_score"
    )
    return effect(
        Outcome(measure, deficiency, Fraction(before), Fraction(after))
        for measure, deficiency, before, after in facts
        if before and after
    )
