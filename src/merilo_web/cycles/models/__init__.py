"""What a cycle consists of, a module for each part."""

from merilo_web.cycles.models.cycle import Cycle, Decision, ListedOrganization, PolicyChoice
from merilo_web.cycles.models.meeting import AgendaPoint, Attendance, Ballot, Meeting, Recusal, Vote

__all__ = [
    "AgendaPoint",
    "Attendance",
    "Ballot",
    "Cycle",
    "Decision",
    "ListedOrganization",
    "Meeting",
    "PolicyChoice",
    "Recusal",
    "Vote",
]
