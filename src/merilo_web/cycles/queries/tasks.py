"""What awaits a person in cycles, meetings and decisions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.urls import reverse

from merilo.scoring.policies import UNDECIDED
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.models import AgendaPoint, Cycle, Decision, Meeting, Vote
from merilo_web.cycles.queries import cycles, meetings
from merilo_web.cycles.queries.policies import BEFORE_SCORING, edition_of
from merilo_web.cycles.rules import cycle as verbs
from merilo_web.cycles.rules import decisions as decision_verbs
from merilo_web.cycles.rules import meetings as meeting_verbs
from merilo_web.cycles.states import CycleState, MeetingState, PointKind
from merilo_web.registry.access import Access


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that awaits a person: what, where, by when, in which cycle or meeting."""

    title: str
    url: str
    due_on: date | None
    about: str


def awaiting(access: Access, active: Sequence[Cycle], on: date) -> tuple[Task, ...]:
    """Everything that awaits the person here, those with the nearest term first. `active` are the running cycles."""
    found = [*_of_cycles(access, active), *_of_meetings(access, on), *_of_decisions(access)]
    return tuple(sorted(found, key=lambda task: (task.due_on is None, task.due_on or date.max, task.title)))


def _of_cycles(access: Access, active: Sequence[Cycle]) -> Iterator[Task]:
    prefetch_related_objects([one for one in active if one.state in BEFORE_SCORING], "policies")
    points = AgendaPoint.objects.filter(cycle__in=active, kind__in=(PointKind.LIST, PointKind.POLICIES), is_void=False)
    on_agenda = {(point.cycle_id, point.kind): point for point in points.select_related("meeting").order_by("id")}
    for cycle in active:
        if cycle.state == CycleState.DRAFT:
            yield from _of_list(access, cycle, on_agenda.get((cycle.pk, PointKind.LIST)))
        if cycle.state in BEFORE_SCORING and (cycle.pk, PointKind.POLICIES) not in on_agenda:
            yield from _of_policies(access, cycle)
        if cycle.state == CycleState.LISTED and _may(access, verbs.APPOINT_OPERATOR, cycle):
            yield _task("Определить оператора", "cycles:contract", cycle)
        if cycle.state == CycleState.CONTRACTED and _may(access, verbs.BEGIN_FIELDWORK, cycle):
            yield _task("Начать сбор информации", "cycles:cycle", cycle, due_on=cycle.fieldwork_from)
        if cycle.considered_on and _may(access, verbs.CLOSE, cycle):
            yield _task("Завершить цикл", "cycles:cycle", cycle)


def _of_list(access: Access, cycle: Cycle, point: AgendaPoint | None) -> Iterator[Task]:
    listed = cycle.listed_number  # type: ignore[attr-defined]  # counted by the query
    decided = point is not None and point.adopted and point.meeting.state == MeetingState.MINUTED
    if decided and _may(access, verbs.APPROVE_LIST, cycle):
        yield _task("Утвердить перечень организаций", "cycles:turns", cycle)
    elif point is None and listed and access.may(meeting_verbs.PLAN_MEETING, cycle.scope):
        yield _task("Вынести перечень на заседание совета", "cycles:meetings", cycle)
    elif not listed and _may(access, verbs.EDIT_LIST, cycle):
        yield _task("Составить перечень организаций", "cycles:turns", cycle)


def _of_policies(access: Access, cycle: Cycle) -> Iterator[Task]:
    decided = {choice.policy for choice in cycle.policies.all()}
    rules = edition_of(cycle).policies.items()
    waiting = sum(1 for code, rule in rules if rule.default == UNDECIDED and code not in decided)
    if waiting and access.may(meeting_verbs.WORD_POINT, cycle.scope, state=MeetingState.PLANNED):
        yield _task("Решить вопросы методики", "cycles:policies", cycle)


def _of_meetings(access: Access, on: date) -> Iterator[Task]:
    active = list(meetings.visible(access).exclude(state=MeetingState.MINUTED).order_by("held_on", "id"))
    if not active:
        return
    voted = set(
        Vote.objects.filter(ballot__point__meeting__in=active, member__user=access.user).values_list(
            "ballot__point__meeting", flat=True
        )
    )
    seats = set(
        Meeting.objects.filter(pk__in=[one.pk for one in active], attendance__present=True)
        .filter(attendance__member__user=access.user)
        .values_list("pk", flat=True)
    )
    for meeting in active:
        yield from _of_meeting(access, meeting, on, unvoted=meeting.pk in seats - voted)


def _of_meeting(access: Access, meeting: Meeting, on: date, *, unvoted: bool) -> Iterator[Task]:
    page, about = reverse("cycles:meeting", args=(meeting.pk,)), str(meeting)
    if meeting.state == MeetingState.OPEN and unvoted:
        yield Task("Проголосовать", reverse("cycles:vote", args=(meeting.pk,)), meeting.held_on, about)
    titles: tuple[tuple[Verb, str], ...] = (
        (meeting_verbs.OPEN_MEETING, "Провести заседание совета" if meeting.held_on <= on else "Подготовить заседание"),
        (meeting_verbs.CLOSE_MEETING, "Подвести итог голосования"),
        (meeting_verbs.SIGN_MINUTES, "Подписать протокол"),
    )
    for verb, title in titles:
        if access.may(verb, meeting.scope, state=meeting.state):
            yield Task(title, page, meeting.held_on, about)


def _of_decisions(access: Access) -> Iterator[Task]:
    if not access.has(decision_verbs.COMPLETE_DECISION.roles):
        return
    waiting = Decision.objects.filter(
        cycle__in=cycles.visible(access), due_on__isnull=False, completed_on__isnull=True
    ).select_related("cycle")
    for decision in waiting:
        if access.may(decision_verbs.COMPLETE_DECISION, decision.cycle.scope, state=decision.cycle.state):
            page = reverse("cycles:complete_decision", args=(decision.pk,))
            yield Task(f"Исполнить решение № {decision.number}", page, decision.due_on, decision.cycle.title)


def _may(access: Access, verb: Verb, cycle: Cycle) -> bool:
    return access.may(verb, cycle.scope, state=cycle.state)


def _task(title: str, page: str, cycle: Cycle, *, due_on: date | None = None) -> Task:
    return Task(title, reverse(page, args=(cycle.pk,)), due_on, cycle.title)
