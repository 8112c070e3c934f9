"""The methodology of a cycle: its edition, and how the council decided what the edition leaves open."""

from merilo.methodology import catalogue
from merilo.methodology.model import Edition
from merilo_web.cycles.models import Cycle, PolicyChoice


def edition_of(cycle: Cycle) -> Edition:
    """The edition that the cycle is assessed by, for its sector."""
    return catalogue.get(cycle.edition_id, cycle.sector)


def policy_of(cycle: Cycle, policy: str) -> str:
    """The option chosen for a policy: the council's, or the edition's default."""
    chosen = PolicyChoice.objects.filter(cycle=cycle, policy=policy).values_list("option", flat=True).first()
    return chosen or edition_of(cycle).policies[policy].default
