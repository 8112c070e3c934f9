"""What awaits a person in plans: an organization plan by plan, the authority kind by kind."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Min, Q
from django.urls import reverse

from merilo.plurals import plural
from merilo_web.accounts.roles import AUTHORITY, COUNCIL, ORGANIZATION
from merilo_web.cycles.queries.tasks import Task
from merilo_web.plans.models import Extension, ImprovementPlan, Measure
from merilo_web.plans.queries import ladder, yearly_tasks
from merilo_web.plans.queries.clocks import draft_clock, report_clock
from merilo_web.plans.queries.overseen import Attention
from merilo_web.plans.queries.plans import RELATED, draftable
from merilo_web.plans.rules.plan import DRAFT_PLAN
from merilo_web.plans.states import (
    AWAITED,
    EXECUTED,
    ExtensionState,
    ImprovementPlanState,
    MeasureState,
)
from merilo_web.registry.access import Access

_MEASURES = ("мероприятие", "мероприятия", "мероприятий")
_PLANS = ("план", "плана", "планов")
_REQUESTS = ("запрос", "запроса", "запросов")


def awaiting(access: Access, on: date) -> tuple[Task, ...]:
    """Everything that awaits the person here, those with the nearest term first."""
    found = [*_to_draft(access, on), *_of_organization(access, on), *_of_checkers(access), *ladder.awaiting(access, on)]
    found += yearly_tasks.awaiting(access, on)
    return tuple(sorted(found, key=lambda task: (task.due_on is None, task.due_on or date.max, task.title)))


def _to_draft(access: Access, on: date) -> Iterator[Task]:
    if not access.has(DRAFT_PLAN.roles):
        return
    for row in draftable(access):
        cycle = row.version.cycle
        if cycle.handed_over_on and access.may(DRAFT_PLAN, row.listed.scope, state=cycle.state):
            clock = draft_clock(cycle, cycle.handed_over_on, on)
            address = reverse("plans:first", args=(row.listed_id,))
            yield Task("Составить план по устранению недостатков", address, clock.due_on, cycle.title)


def _of_organization(access: Access, on: date) -> Iterator[Task]:
    own = access.numbers("organization", ORGANIZATION)
    if not own:
        return
    plans = ImprovementPlan.objects.filter(listed__organization__in=own).select_related(*RELATED)
    late = Q(measures__state__in=sorted(AWAITED), measures__due_on__lt=on)
    refused = Q(measures__state=MeasureState.REFUSED)
    counted = plans.annotate(
        late=Count("measures", filter=late, distinct=True),
        refused=Count("measures", filter=refused, distinct=True),
        next_due_on=Min("measures__due_on", filter=Q(measures__state__in=sorted(AWAITED))),
    )
    for plan in counted.exclude(state__in=(ImprovementPlanState.CLOSED, ImprovementPlanState.SUPERSEDED)):
        yield from _of_plan(plan, on)


def _of_plan(plan: ImprovementPlan, on: date) -> Iterator[Task]:
    about, address = plan.listed.cycle.title, reverse("plans:plan", args=(plan.pk,))
    if plan.state == ImprovementPlanState.DRAFT:
        yield Task("Дописать план и представить его на согласование", address, plan.due_on, about)
    if plan.state == ImprovementPlanState.RETURNED:
        yield Task("Исправить план по замечаниям", address, plan.due_on, about)
    if plan.state not in EXECUTED:
        return
    if plan.published_on is None:
        yield Task("Разместить план на сайте и указать адрес", address, plan.publish_by, about)
    late: int = plan.late  # type: ignore[attr-defined]  # counted by the query
    refused: int = plan.refused  # type: ignore[attr-defined]  # counted by the query
    next_due_on: date | None = plan.next_due_on  # type: ignore[attr-defined]  # found by the query
    if late:
        yield Task(f"Отчитаться о просроченном: {late} {plural(late, _MEASURES)}", address, next_due_on, about)
    if refused:
        yield Task(f"Дополнить отчёт: не подтверждено {refused} {plural(refused, _MEASURES)}", address, None, about)
    if clock := report_clock(plan, on):
        yield Task("Сдать квартальный отчёт о ходе плана", address, clock.due_on, about)


def _of_checkers(access: Access) -> Iterator[Task]:
    authorities = access.numbers("authority", AUTHORITY)
    held = Q(plan__listed__cycle__authority__in=authorities)
    held |= Q(plan__listed__cycle__council__in=access.numbers("council", COUNCIL))
    executed = Measure.objects.filter(held, plan__state__in=sorted(EXECUTED))
    waiting = executed.filter(state=MeasureState.REPORTED).count()
    if waiting:
        words = f"Подтвердить исполнение: {waiting} {plural(waiting, _MEASURES)}"
        yield Task(words, _filtered(Attention.TO_CONFIRM), None, "")
    if not authorities:
        return
    plans = ImprovementPlan.objects.filter(
        listed__cycle__authority__in=authorities, state=ImprovementPlanState.SUBMITTED
    ).aggregate(number=Count("pk"), due_on=Min("due_on"))
    if number := plans["number"]:
        words = f"Рассмотреть {number} {plural(number, _PLANS)} по устранению недостатков"
        yield Task(words, _filtered(Attention.TO_APPROVE), plans["due_on"], "")
    asked = Extension.objects.filter(
        measure__plan__listed__cycle__authority__in=authorities,
        measure__plan__state__in=sorted(EXECUTED),
        state=ExtensionState.REQUESTED,
    ).count()
    if asked:
        words = f"Решить о продлении сроков: {asked} {plural(asked, _REQUESTS)}"
        yield Task(words, _filtered(Attention.TO_EXTEND), None, "")


def _filtered(attention: Attention) -> str:
    return f"{reverse('plans:oversight')}?{urlencode({'attention': attention.value})}"
