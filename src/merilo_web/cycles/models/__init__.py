"""What a cycle consists of, a module for each part."""

from merilo_web.cycles.models.assessment_plan import AssessmentPlan, PlannedMeasure
from merilo_web.cycles.models.contract import Contract, CyclePaper, Deliverable, Stage
from merilo_web.cycles.models.cycle import Cycle, Decision, ListedOrganization, PolicyChoice
from merilo_web.cycles.models.letter import Letter
from merilo_web.cycles.models.meeting import AgendaPoint, Attendance, Ballot, Meeting, Recusal, Vote
from merilo_web.cycles.models.public_event import PublicEvent
from merilo_web.cycles.models.scan import Scan

__all__ = [
    "AgendaPoint",
    "AssessmentPlan",
    "Attendance",
    "Ballot",
    "Contract",
    "Cycle",
    "CyclePaper",
    "Decision",
    "Deliverable",
    "Letter",
    "ListedOrganization",
    "Meeting",
    "PlannedMeasure",
    "PolicyChoice",
    "PublicEvent",
    "Recusal",
    "Scan",
    "Stage",
    "Vote",
]
