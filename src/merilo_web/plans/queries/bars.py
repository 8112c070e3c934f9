"""The satisfaction bar of a cycle: which decisions may set it, whether it may still be set."""

from datetime import date

from django.db.models import QuerySet

from merilo_web.cycles.models import Cycle, Decision
from merilo_web.cycles.states import MeetingState
from merilo_web.plans.models import ImprovementPlan, SatisfactionBar


def bar_decisions(cycle: Cycle, on: date) -> QuerySet[Decision]:
    """Decisions of the council about this cycle that were adopted and stand in signed minutes."""
    return Decision.objects.filter(
        cycle=cycle,
        decided_on__lte=on,
        point__cycle=cycle,
        point__adopted=True,
        point__is_void=False,
        point__meeting__state=MeetingState.MINUTED,
    ).order_by("-decided_on", "-id")


def bar_is_open(cycle: Cycle) -> bool:
    """True while no bar is set and no plan is drawn."""
    if SatisfactionBar.objects.filter(cycle=cycle).exists():
        return False
    return not ImprovementPlan.objects.filter(listed__cycle=cycle).exists()
