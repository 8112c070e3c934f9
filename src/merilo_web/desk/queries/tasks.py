"""What awaits a person, gathered from every stage."""

from dataclasses import dataclass
from datetime import date

from merilo_web.cycles.models import Cycle
from merilo_web.cycles.queries import preparation
from merilo_web.cycles.queries import tasks as cycles
from merilo_web.cycles.queries.cycles import running
from merilo_web.cycles.queries.tasks import Task
from merilo_web.fieldwork.queries import tasks as fieldwork
from merilo_web.plans.queries import tasks as plans
from merilo_web.registry.access import Access
from merilo_web.results.queries import tasks as results

_STAGES = (cycles.awaiting, preparation.awaiting, fieldwork.awaiting, results.awaiting)


@dataclass(frozen=True, slots=True)
class Desk:
    """What awaits a person, those tasks with the nearest term first, those without one last; which cycles run."""

    tasks: tuple[Task, ...]
    running: tuple[Cycle, ...]


def desk_of(access: Access, on: date) -> Desk:
    """The person's desk on a day; running cycles are read once for all stages."""
    active = running(access)
    found = [task for awaiting in _STAGES for task in awaiting(access, active, on)]
    found += plans.awaiting(access, on)
    found.sort(key=lambda task: (task.due_on is None, task.due_on or on, task.title))
    return Desk(tuple(found), active)
