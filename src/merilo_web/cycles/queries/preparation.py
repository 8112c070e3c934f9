"""What awaits a person before and beside fieldwork: letters, populations, contract, instruction, plan."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Count, Max, Q
from django.urls import reverse

from merilo_web.archive.models import DocumentKind
from merilo_web.cycles.models import AssessmentPlan, Cycle, CyclePaper, Deliverable, Letter, ListedOrganization
from merilo_web.cycles.queries.assessment_plans import measure_rows
from merilo_web.cycles.queries.tasks import Task
from merilo_web.cycles.rules import assessment_plan as plan_verbs
from merilo_web.cycles.rules import contract as contract_verbs
from merilo_web.cycles.rules import letters as letter_verbs
from merilo_web.cycles.rules import populations as population_verbs
from merilo_web.cycles.states import CycleState, DeliverableState, LetterKind, LetterState, PlanState
from merilo_web.registry.access import Access

_ASKED = (CycleState.LISTED, CycleState.CONTRACTED, CycleState.FIELDWORK)


def awaiting(access: Access, active: Sequence[Cycle], on: date) -> tuple[Task, ...]:
    """Everything of the preparation that awaits the person. `active` are the running cycles."""
    return (
        *_own_populations(access),
        *_populations(access, active),
        *_letters(access, active),
        *_deliverables(access, active),
        *_instructions(access, active),
        *_plans(access, active, on),
    )


def _own_populations(access: Access) -> Iterator[Task]:
    """An organization's own people have not told their number; by when is said in the letter."""
    own = ListedOrganization.objects.filter(
        organization__in=access.numbers("organization"), population__isnull=True, cycle__state__in=_ASKED
    )
    asked = Max(
        "letters__answer_by", filter=Q(letters__kind=LetterKind.POPULATION_REQUEST, letters__docx__isnull=False)
    )
    for row in own.select_related("cycle", "organization").annotate(answer_by=asked):
        if access.may(population_verbs.ANSWER_POPULATION, row.scope, state=row.cycle.state):
            title, page = "Сообщить численность получателей услуг", reverse("cycles:population", args=(row.pk,))
            yield Task(title, page, row.answer_by, f"{row}, {row.cycle.title}")


def _populations(access: Access, active: Sequence[Cycle]) -> Iterator[Task]:
    for cycle in active:
        told: int = cycle.told_number  # type: ignore[attr-defined]  # counted by the query
        asked = cycle.state in _ASKED and told
        if asked and access.may(population_verbs.FREEZE_POPULATIONS, cycle.scope, state=cycle.state):
            yield _task(f"Зафиксировать численность и выборку: {told}", "cycles:populations", cycle)


def _letters(access: Access, active: Sequence[Cycle]) -> Iterator[Task]:
    waiting = Letter.objects.filter(
        cycle__in=active, state__in=(LetterState.DRAFT, LetterState.FAILED, LetterState.SENDING)
    )
    counts = waiting.values_list("cycle", "kind", "state").annotate(Count("id")).order_by("cycle", "kind", "state")
    named = {cycle.pk: cycle for cycle in active}
    for number, kind, state, count in counts:
        cycle, label = named[number], LetterKind(kind).label
        if not access.may(letter_verbs.EDIT_LETTER, cycle.scope, state=LetterState.DRAFT):
            continue
        page = f"{reverse('cycles:letters', args=(number,))}?kind={kind}"
        title = "Выпустить письма" if state == LetterState.DRAFT else "Разобраться с неотправленными письмами"
        yield Task(f"{title}, {label}: {count}", page, None, cycle.title)


def _deliverables(access: Access, active: Sequence[Cycle]) -> Iterator[Task]:
    waiting = Deliverable.objects.filter(
        contract__cycle__in=active, state__in=(DeliverableState.RECEIVED, DeliverableState.RETURNED)
    )
    verbs = {
        DeliverableState.RECEIVED: (contract_verbs.ACCEPT_DELIVERABLE, "Принять результат работы оператора"),
        DeliverableState.RETURNED: (contract_verbs.HAND_IN, "Исправить возвращённый результат"),
    }
    for row in waiting.select_related("contract__cycle"):
        verb, title = verbs[DeliverableState(row.state)]
        if access.may(verb, row.contract.scope, state=row.state):
            yield _task(f"{title}: {row}", "cycles:contract", row.contract.cycle)


def _instructions(access: Access, active: Sequence[Cycle]) -> Iterator[Task]:
    contracted = [one for one in active if one.state == CycleState.CONTRACTED]
    instructed = CyclePaper.objects.filter(cycle__in=contracted, kind=DocumentKind.INSTRUCTION)
    ready = set(instructed.values_list("cycle", flat=True))
    for cycle in contracted:
        if cycle.pk not in ready and access.may(contract_verbs.ISSUE_INSTRUCTION, cycle.scope, state=cycle.state):
            yield _task(
                "Выпустить инструкцию для специалистов", "cycles:instruction", cycle, due_on=cycle.fieldwork_from
            )


def _plans(access: Access, active: Sequence[Cycle], on: date) -> Iterator[Task]:
    """Plans with measures whose term has passed."""
    plans = AssessmentPlan.objects.filter(cycle__in=active, state=PlanState.APPROVED).select_related("cycle")
    for plan in plans.prefetch_related("measures"):
        late = [row.measure.due_on for row in measure_rows(plan, on=on) if row.is_overdue and row.measure.due_on]
        if late and access.may(plan_verbs.RECORD_EXECUTION, plan.scope, state=plan.state):
            title = "Отметить исполнение плана проведения оценки"
            yield _task(title, "cycles:assessment_plan", plan.cycle, due_on=min(late))


def _task(title: str, page: str, cycle: Cycle, *, due_on: date | None = None) -> Task:
    return Task(title, reverse(page, args=(cycle.pk,)), due_on, cycle.title)
