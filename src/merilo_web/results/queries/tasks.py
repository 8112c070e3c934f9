"""What awaits a person in results."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from merilo_web.cycles.models import Cycle, Letter
from merilo_web.cycles.queries.tasks import Task
from merilo_web.cycles.rules.letters import WRITE_TRANSMITTALS
from merilo_web.cycles.states import CycleState, LetterKind
from merilo_web.registry.access import Access
from merilo_web.results import rules
from merilo_web.results.models import ResultVersion
from merilo_web.results.queries.clocks import hand_over_clock, month_clock
from merilo_web.results.queries.versions import visible
from merilo_web.results.states import RecommendationState, VersionState

_AT_WORK = (CycleState.SCORED, CycleState.APPROVED, CycleState.HANDED_OVER)


def awaiting(access: Access, active: Sequence[Cycle], on: date) -> tuple[Task, ...]:
    """Everything that awaits the person here, those with the nearest term first. `active` are the running cycles."""
    found = [*_to_score(access, active, on), *_of_versions(access, active, on)]
    return tuple(sorted(found, key=lambda task: (task.due_on is None, task.due_on or date.max, task.title)))


def _to_score(access: Access, active: Sequence[Cycle], on: date) -> Iterator[Task]:
    for cycle in active:
        if cycle.state == CycleState.ACCEPTED and access.may(rules.SCORE, cycle.scope, state=cycle.state):
            yield _task(
                "Рассчитать баллы", reverse("results:score", args=(cycle.pk,)), cycle, due_on=_council(cycle, on)
            )


def _of_versions(access: Access, active: Sequence[Cycle], on: date) -> Iterator[Task]:
    at_work = [one for one in active if one.state in _AT_WORK]
    if not at_work:
        return
    left = Count("recommendations", filter=Q(recommendations__state=RecommendationState.APPROVED))
    letters = Letter.objects.filter(cycle=OuterRef("cycle"), kind=LetterKind.TRANSMITTAL)
    versions = visible(access).exclude(state=VersionState.SUPERSEDED).filter(cycle__in=at_work)
    for version in versions.annotate(left=left, untold=~Exists(letters)):
        yield from _of_version(access, version, on)


def _of_version(access: Access, version: ResultVersion, on: date) -> Iterator[Task]:
    cycle = version.cycle
    if access.may(rules.SUBMIT, version.scope, state=version.state):
        yield _task(
            "Внести результаты на рассмотрение совета", _at("version", version), cycle, due_on=_council(cycle, on)
        )
    if access.may(rules.APPROVE, version.scope, state=version.state):
        title = "Проверить предложения и утвердить результаты"
        yield _task(title, _at("recommendations", version), cycle, due_on=_council(cycle, on))
    if version.state != VersionState.APPROVED:
        return
    if access.may(rules.PASS_ON, version.scope, state=cycle.state):
        title = "Передать учредителю результаты и предложения"
        yield _task(title, _at("hand_over", version), cycle, due_on=_council(cycle, on))
    untold: bool = version.untold  # type: ignore[attr-defined]  # asked by the query
    if untold and access.may(WRITE_TRANSMITTALS, version.scope, state=cycle.state):
        title = "Составить письма организациям с результатами и предложениями"
        yield _task(title, _at("documents", version), cycle, due_on=None)
    clock = month_clock(cycle, on)
    if clock and access.may(rules.CONCLUDE, version.scope, state=cycle.state):
        waiting: int = version.left  # type: ignore[attr-defined]  # counted by the query
        title = (
            f"Рассмотреть предложения совета, осталось {waiting}" if waiting else "Завершить рассмотрение предложений"
        )
        yield _task(title, _at("consideration", version), cycle, due_on=clock.due_on)


def _council(cycle: Cycle, on: date) -> date | None:
    clock = hand_over_clock(cycle, on)
    return clock.due_on if clock else None


def _at(name: str, version: ResultVersion) -> str:
    return reverse(f"results:{name}", args=(version.pk,))


def _task(title: str, url: str, cycle: Cycle, *, due_on: date | None) -> Task:
    return Task(title, url, due_on, cycle.title)
