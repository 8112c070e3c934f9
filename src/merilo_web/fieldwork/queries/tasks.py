"""What awaits a person in fieldwork: inspectors, the operator's manager, the organization, the authority."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from merilo.documents.typography import counted
from merilo_web.accounts import roles
from merilo_web.accounts.roles import Role
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.queries.tasks import Task
from merilo_web.cycles.states import CycleState
from merilo_web.fieldwork.models import Handover, Inspection, Inspector, Survey
from merilo_web.fieldwork.queries.inspected import doubts
from merilo_web.fieldwork.rules import handovers as handover_verbs
from merilo_web.fieldwork.rules import inspections as verbs
from merilo_web.fieldwork.states import HandoverState, InspectionState, SurveyState
from merilo_web.registry.access import Access

_INSPECTIONS = ("осмотр", "осмотра", "осмотров")


def awaiting(access: Access, active: Sequence[Cycle], on: date) -> tuple[Task, ...]:
    """Everything that awaits the person in fieldwork, the nearest term first. `active` are the running cycles."""
    collecting = [one for one in active if one.state == CycleState.FIELDWORK]
    found = [*_of_inspector(access), *_of_organization(access), *_of_cycles(access, collecting, on)]
    return tuple(sorted(found, key=lambda task: (task.due_on is None, task.due_on or date.max, task.title, task.about)))


def _of_inspector(access: Access) -> Iterator[Task]:
    if not access.has(verbs.RECORD_ITEMS.roles):
        return
    waiting = Inspector.objects.filter(user=access.user, finished_on__isnull=True, inspection__state="draft")
    rows = waiting.filter(inspection__listed__cycle__state=CycleState.FIELDWORK)
    for one in rows.select_related("inspection__listed__cycle", "inspection__listed__organization"):
        inspection, cycle = one.inspection, one.inspection.listed.cycle
        if access.may(verbs.RECORD_ITEMS, inspection.scope, state=inspection.state):
            due_on = inspection.planned_on or cycle.fieldwork_until
            yield _task(
                "Осмотреть организацию", "fieldwork:inspection", inspection.pk, due_on=due_on, about=str(inspection)
            )


def _of_organization(access: Access) -> Iterator[Task]:
    own = access.numbers("organization", roles.ORGANIZATION)
    waiting = Inspection.objects.filter(listed__organization__in=own, state=InspectionState.SUBMITTED)
    rows = waiting.filter(listed__cycle__state=CycleState.FIELDWORK).select_related(
        "listed__cycle", "listed__organization"
    )
    for one in rows:
        due_on = one.listed.cycle.fieldwork_until
        yield _task(
            "Ответить на осмотр", "fieldwork:answer_inspection", one.pk, due_on=due_on, about=one.listed.cycle.title
        )


def _of_cycles(access: Access, cycles: Sequence[Cycle], on: date) -> Iterator[Task]:
    if not access.has(roles.AUTHORITY | {Role.OPERATOR_MANAGER}):
        return
    pending = {one.cycle_id: one for one in Handover.objects.filter(cycle__in=cycles, state=HandoverState.HANDED_OVER)}
    for cycle in cycles:
        handover = pending.get(cycle.pk)
        if handover is not None:
            if access.may(handover_verbs.ACCEPT_HANDOVER, cycle.scope, state=handover.state):
                yield _task("Принять собранные данные", "fieldwork:handover", cycle.pk, due_on=None, about=cycle.title)
        elif access.may(handover_verbs.HAND_DATA_OVER, cycle.scope, state=cycle.state):
            yield from _of_manager(cycle, on)


def _of_manager(cycle: Cycle, on: date) -> Iterator[Task]:
    due_on = cycle.fieldwork_until
    last = cycle.handovers.first()
    if last is not None:
        about = f"{cycle.title}: {last.get_state_display()}"
        yield _task("Исправить и передать данные заново", "fieldwork:handover", cycle.pk, due_on=due_on, about=about)
    yield from _of_surveys(cycle, on)
    if cycle.listed.filter(inspection__isnull=True).exists():
        yield _task("Назначить проверяющих", "fieldwork:inspections", cycle.pk, due_on=due_on, about=cycle.title)
    objected = Inspection.objects.filter(listed__cycle=cycle, state=InspectionState.OBJECTED)
    rows = Inspection.objects.filter(pk__in=[*doubts(cycle).disputed]).select_related("listed__organization")
    for one in rows:
        yield _task("Решить расхождения", "fieldwork:inspection", one.pk, due_on=due_on, about=str(one))
    for one in objected.select_related("listed__organization"):
        yield _task("Ответить на возражения", "fieldwork:inspection", one.pk, due_on=due_on, about=str(one))
    late = Inspection.objects.filter(listed__cycle=cycle, state=InspectionState.DRAFT, planned_on__lt=on)
    if number := late.count():
        about = f"{cycle.title}: {counted(number, _INSPECTIONS)}"
        first = late.earliest("planned_on").planned_on
        yield _task("Поторопить проверяющих", "fieldwork:inspections", cycle.pk, due_on=first, about=about)
    if last is None and due_on and due_on <= on:
        yield _task("Передать собранные данные", "fieldwork:handover", cycle.pk, due_on=due_on, about=cycle.title)


def _of_surveys(cycle: Cycle, on: date) -> Iterator[Task]:
    """Surveys that nobody can answer yet although information is being collected."""
    if cycle.listed.filter(survey__isnull=True).exists():
        yield _task("Подготовить опросы", "fieldwork:surveys", cycle.pk, due_on=cycle.fieldwork_from, about=cycle.title)
    waiting = Survey.objects.filter(listed__cycle=cycle, state=SurveyState.PREPARED, filed_counts__isnull=True)
    if waiting.filter(opens_on__lte=on).exists():
        first = waiting.earliest("opens_on").opens_on
        yield _task("Открыть опросы", "fieldwork:surveys", cycle.pk, due_on=first, about=cycle.title)


def _task(title: str, page: str, pk: int, *, due_on: date | None, about: str) -> Task:
    return Task(title, reverse(page, args=(pk,)), due_on, about)
