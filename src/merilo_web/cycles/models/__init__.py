"""What a cycle consists of, a module for each part."""

from merilo_web.cycles.models.cycle import Cycle, Decision, ListedOrganization, PolicyChoice

__all__ = ["Cycle", "Decision", "ListedOrganization", "PolicyChoice"]
