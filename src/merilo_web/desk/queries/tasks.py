"""What awaits a person, gathered from every stage."""

from datetime import date

from merilo_web.cycles.queries import preparation
from merilo_web.cycles.queries import tasks as cycles
from merilo_web.cycles.queries.tasks import Task
from merilo_web.fieldwork.queries import tasks as fieldwork
from merilo_web.plans.queries import tasks as plans
from merilo_web.registry.access import Access
from merilo_web.results.queries import tasks as results

_STAGES = (cycles.awaiting, preparation.awaiting, fieldwork.awaiting, results.awaiting, plans.awaiting)


def tasks(access: Access, on: date) -> tuple[Task, ...]:
    """Everything that awaits the person, those with the nearest term first, those without one last."""
    found = [task for awaiting in _STAGES for task in awaiting(access, on)]
    return tuple(sorted(found, key=lambda task: (task.due_on is None, task.due_on or on, task.title)))
