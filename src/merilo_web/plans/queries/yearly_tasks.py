"""What awaits a person in plans for a year: drafts, overdue measures, a year that is over."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Min, Q
from django.urls import reverse

from merilo.plurals import plural
from merilo_web.cycles.queries.tasks import Task
from merilo_web.plans.models import YearlyPlan
from merilo_web.plans.queries.yearly import last_day, own
from merilo_web.plans.rules.yearly import APPROVE_YEARLY, CLOSE_YEARLY
from merilo_web.plans.states import YEARLY_AWAITED, YearlyPlanState
from merilo_web.registry.access import Access

_MEASURES = ("мероприятие", "мероприятия", "мероприятий")


def awaiting(access: Access, on: date) -> Iterator[Task]:
    """Everything that awaits the person in plans of its own organizations and authorities."""
    late = Q(measures__state__in=sorted(YEARLY_AWAITED), measures__due_on__lt=on)
    counted = own(access).exclude(state=YearlyPlanState.CLOSED)
    for plan in counted.annotate(late=Count("measures", filter=late), late_on=Min("measures__due_on", filter=late)):
        yield from _of_plan(access, plan, on)


def _of_plan(access: Access, plan: YearlyPlan, on: date) -> Iterator[Task]:
    address, about = reverse("plans:yearly", args=(plan.pk,)), plan.keeper.short_name
    if plan.state == YearlyPlanState.DRAFT:
        approves = access.may(APPROVE_YEARLY, plan.keeping, state=plan.state)
        yield Task(f"{'Утвердить' if approves else 'Дописать'} план на {plan.period}", address, None, about)
        return
    late: int = plan.late  # type: ignore[attr-defined]  # counted by the query
    late_on: date | None = plan.late_on  # type: ignore[attr-defined]  # found by the query
    if late:
        words = f"Записать результаты плана на {plan.period}: просрочено {late} {plural(late, _MEASURES)}"
        yield Task(words, address, late_on, about)
    if on > last_day(plan) and access.may(CLOSE_YEARLY, plan.keeping, state=plan.state):
        yield Task(f"Завершить план на {plan.period}: год прошёл", address, None, about)
