"""What waits for a checker: measures told to be done, later terms asked for, the longest waiting first."""

from django.db.models import Q, QuerySet

from merilo_web.plans.models import Extension, Measure
from merilo_web.plans.queries.plans import RELATED, readable
from merilo_web.plans.states import EXECUTED, ExtensionState, MeasureState
from merilo_web.registry.access import Access


def to_confirm(access: Access) -> QuerySet[Measure]:
    """Reported measures of plans in execution that the person may read."""
    wanted = Q(state=MeasureState.REPORTED, plan__state__in=sorted(EXECUTED))
    related = (f"plan__{name}" for name in RELATED)
    rows = Measure.objects.filter(readable(access, "plan__"), wanted).select_related(*related, "reported_by")
    return rows.order_by("reported_on", "pk")


def to_extend(access: Access) -> QuerySet[Extension]:
    """Requests for a later term that nobody has decided yet."""
    wanted = Q(state=ExtensionState.REQUESTED, measure__plan__state__in=sorted(EXECUTED))
    related = (f"measure__plan__{name}" for name in RELATED)
    rows = Extension.objects.filter(readable(access, "measure__plan__"), wanted)
    return rows.select_related(*related, "requested_by").order_by("requested_on", "pk")
