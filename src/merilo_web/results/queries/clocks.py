"""Terms of the law that run after the results: the council's month to hand over, the authority's month to consider."""

from dataclasses import dataclass
from datetime import date

from merilo.deadlines.due import deadline, is_overdue
from merilo.deadlines.rules import rule
from merilo.deadlines.words import describe, period
from merilo_web.cycles.models import Cycle


@dataclass(frozen=True, slots=True)
class Clock:
    """A running term: what must be done, by when, how much is left, by what clause."""

    title: str
    due_on: date
    words: str
    period: str
    is_late: bool
    clause: str


def hand_over_clock(cycle: Cycle, on: date) -> Clock | None:
    """The council's time to form results and proposals, since it received the operator's report."""
    return _clock("council_results", cycle.accepted_on, on)


def month_clock(cycle: Cycle, on: date) -> Clock | None:
    """The authority's time to consider, since it received results and proposals; None once it has."""
    return None if cycle.considered_on else _clock("proposals_considered", cycle.handed_over_on, on)


def _clock(code: str, start: date | None, on: date) -> Clock | None:
    if start is None:
        return None
    counted = rule(code)
    found = deadline(counted, start)
    late = is_overdue(found.due_on, on)
    return Clock(counted.title, found.due_on, describe(found, on), period(counted), late, counted.clause.printed)
