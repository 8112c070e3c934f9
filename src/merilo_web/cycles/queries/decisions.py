"""The register of decisions of a cycle."""

from datetime import date

from django.db.models import QuerySet

from merilo.documents.papers import decisions_register
from merilo.documents.papers.blocks import LegalPaper
from merilo.documents.papers.decisions_register import DecisionsRegister, RegisteredDecision
from merilo_web.cycles.models import Cycle, Decision
from merilo_web.cycles.states import MeetingState, PointKind


def register(cycle: Cycle) -> QuerySet[Decision]:
    """Every decision of the cycle in the order of the days."""
    return cycle.decisions.select_related("point__meeting", "document").order_by("decided_on", "id")


def usable(cycle: Cycle, kind: PointKind) -> Decision | None:
    """The newest decision of signed minutes on this, still in force; None while there is none."""
    found = cycle.decisions.filter(
        point__kind=kind, point__adopted=True, point__is_void=False, point__meeting__state=MeetingState.MINUTED
    )
    return found.order_by("-decided_on", "-id").first()


def state_in_words(decision: Decision, on: date) -> str:
    """Where a decision stands on a day."""
    if decision.completed_on:
        return f"исполнено {decision.completed_on:%d.%m.%Y}"
    if hasattr(decision, "point") and decision.point.is_void:
        return "больше не действует"
    if decision.due_on and on > decision.due_on:
        return "просрочено"
    return "исполняется" if decision.due_on or decision.assignee else "принято"


def register_paper(cycle: Cycle, on: date) -> LegalPaper:
    """The register as a document."""
    rows = tuple(
        RegisteredDecision(
            number=one.number,
            on=one.decided_on,
            body=one.body,
            text=one.text,
            basis=one.subject,
            assignee=one.assignee,
            term=f"{one.due_on:%d.%m.%Y}" if one.due_on else "",
            state=_state(one, on),
            document=f"протокол № {one.point.meeting.number}" if hasattr(one, "point") else "",
        )
        for one in register(cycle)
    )
    return decisions_register.paper(DecisionsRegister(title=cycle.title, on=on, decisions=rows))


def _state(decision: Decision, on: date) -> str:
    words = state_in_words(decision, on)
    return f"{words}: {decision.outcome}" if decision.outcome else words
