"""The timeline of a cycle: where it stands, what is next, whose turn it is, what is late by the terms of the law."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.urls import NoReverseMatch, reverse

from merilo.deadlines.due import deadline, is_overdue
from merilo.deadlines.rules import rule
from merilo.deadlines.words import left, period
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.queries.policies import BEFORE_SCORING, open_policies
from merilo_web.cycles.states import CycleState

COUNCIL, AUTHORITY, OPERATOR = "общественный совет", "орган власти", "оператор"
_ORDER = list(CycleState)


class StepMark(StrEnum):
    """Where a step stands."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the cycle. `words` say how it goes and how much time is left; `clause` is what the term rests on."""

    title: str
    whose: str
    mark: StepMark
    done_on: date | None = None
    due_on: date | None = None
    words: str = ""
    clause: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class _Stage:
    """A step as data: the state in which it is its turn, the field with its day, the term and what starts it."""

    title: str
    whose: str
    state: CycleState
    day: str
    page: str
    term: str = ""
    start: str = ""
    also: Callable[[Cycle], bool] = lambda _: True


_STAGES = {
    "list": _Stage("Перечень организаций утверждён советом", COUNCIL, CycleState.DRAFT, "listed_on", "cycles:turns"),
    "operator": _Stage("Оператор определён", AUTHORITY, CycleState.LISTED, "", "cycles:contract"),
    "fieldwork": _Stage(
        "Сбор информации начат", OPERATOR, CycleState.CONTRACTED, "fieldwork_from", "fieldwork:surveys"
    ),
    "data": _Stage("Данные собраны и приняты", AUTHORITY, CycleState.FIELDWORK, "accepted_on", "fieldwork:handover"),
    "scores": _Stage("Баллы рассчитаны", OPERATOR, CycleState.ACCEPTED, "", "results:cycle"),
    "results": _Stage(
        "Результаты и предложения утверждены советом",
        COUNCIL,
        CycleState.SCORED,
        "approved_on",
        "results:cycle",
        "council_results",
        "accepted_on",
    ),
    "transfer": _Stage(
        "Результаты переданы учредителю",
        COUNCIL,
        CycleState.APPROVED,
        "handed_over_on",
        "results:cycle",
        "council_results",
        "accepted_on",
    ),
    "consideration": _Stage(
        "Результаты и предложения рассмотрены",
        AUTHORITY,
        CycleState.HANDED_OVER,
        "considered_on",
        "results:cycle",
        "proposals_considered",
        "handed_over_on",
        lambda cycle: cycle.considered_on is None,
    ),
    "end": _Stage(
        "Цикл завершён",
        AUTHORITY,
        CycleState.HANDED_OVER,
        "closed_on",
        "",
        also=lambda cycle: cycle.considered_on is not None,
    ),
}


def timeline(cycle: Cycle, on: date, *, sees_council: bool = True) -> tuple[Step, ...]:
    """Every step of the cycle in the order of the law; the council's has an address for those who may read it."""
    steps = {code: _step(stage, cycle, on) for code, stage in _STAGES.items()}
    return (
        _council(cycle, on, sees_council=sees_council),
        steps["list"],
        steps["operator"],
        _population(cycle),
        _policies(cycle),
        _fieldwork(steps["fieldwork"], cycle, on),
        _collection(steps["data"], cycle, on),
        steps["scores"],
        steps["results"],
        steps["transfer"],
        steps["consideration"],
        steps["end"],
    )


def _step(stage: _Stage, cycle: Cycle, on: date) -> Step:
    done = _is_after(cycle, stage.state) or (cycle.state == stage.state and not stage.also(cycle) and bool(stage.term))
    turn = cycle.state == stage.state and stage.also(cycle)
    step = Step(
        stage.title,
        stage.whose,
        StepMark.DONE if done else StepMark.NOW if turn else StepMark.NEXT,
        done_on=getattr(cycle, stage.day) if done and stage.day else None,
        address=_address(stage.page, cycle),
    )
    return _timed(step, stage, cycle, on=on) if stage.term else step


def _timed(step: Step, stage: _Stage, cycle: Cycle, *, on: date) -> Step:
    """The step with its term of the law."""
    found, start = rule(stage.term), getattr(cycle, stage.start)
    clause = f"{found.title}: {found.act}"
    if start is None:
        return replace(step, words=f"срок — {period(found)}, отсчёт: {found.event.title}", clause=clause)
    due_on = deadline(found, start).due_on
    if step.mark is StepMark.DONE:
        late = step.done_on is not None and is_overdue(due_on, step.done_on)
        return replace(step, due_on=due_on, words="позже срока" if late else "", clause=clause)
    mark = StepMark.LATE if is_overdue(due_on, on) else step.mark
    return replace(step, due_on=due_on, mark=mark, words=left(due_on, on), clause=clause)


def _council(cycle: Cycle, on: date, *, sees_council: bool) -> Step:
    council, found = cycle.council, rule("council_term")
    step = Step(
        "Общественный совет сформирован, состав опубликован",
        AUTHORITY,
        StepMark.NOW,
        address=_address("registry:council" if sees_council else "", council),
        clause=f"{found.title}: {found.act}",
    )
    if not council.order_on or not council.order_number:
        return replace(step, words="приказ о составе совета не внесён")
    ends_on = deadline(found, council.order_on).due_on
    named = f"приказ от {council.order_on:%d.%m.%Y} № {council.order_number}"
    if is_overdue(ends_on, on) and cycle.state != CycleState.CLOSED:
        return replace(step, mark=StepMark.LATE, due_on=ends_on, words=f"{named}: срок полномочий совета истёк")
    if not council.published_at_url:
        return replace(step, words=f"{named}; не указано, где опубликован состав")
    return replace(step, mark=StepMark.DONE, done_on=council.order_on, words=named)


def _population(cycle: Cycle) -> Step:
    rows = list(cycle.listed.values_list("population_frozen_on", flat=True))
    frozen = [day for day in rows if day]
    whole = bool(rows) and len(frozen) == len(rows)
    turn = cycle.state in (CycleState.LISTED, CycleState.CONTRACTED)
    return Step(
        "Численность получателей услуг сообщена и зафиксирована",
        "организации",
        StepMark.DONE if whole else StepMark.NOW if turn else StepMark.NEXT,
        done_on=max(frozen) if whole else None,
        words="" if whole else f"зафиксировано {len(frozen)} из {len(rows)}",
        address=_address("cycles:populations", cycle),
    )


def _policies(cycle: Cycle) -> Step:
    left_open = len(open_policies(cycle))
    step = Step("Вопросы методики решены советом", COUNCIL, StepMark.DONE, address=_address("cycles:policies", cycle))
    if not left_open:
        return step
    words = f"не решено вопросов: {left_open}"
    if cycle.state not in BEFORE_SCORING:
        return replace(step, words=f"{words}, баллы рассчитаны без них")
    return replace(step, mark=StepMark.NOW if cycle.state == CycleState.ACCEPTED else StepMark.NEXT, words=words)


def _fieldwork(step: Step, cycle: Cycle, on: date) -> Step:
    planned = cycle.fieldwork_from
    if step.mark is StepMark.DONE or planned is None:
        return step
    late = step.mark is StepMark.NOW and on > planned
    words = f"по плану с {planned:%d.%m.%Y}"
    return replace(step, mark=StepMark.LATE if late else step.mark, due_on=planned, words=words)


def _collection(step: Step, cycle: Cycle, on: date) -> Step:
    until = cycle.fieldwork_until
    if step.mark is not StepMark.NOW or until is None:
        return step
    return replace(step, mark=StepMark.LATE if on > until else step.mark, due_on=until, words=left(until, on))


def _is_after(cycle: Cycle, state: CycleState) -> bool:
    return _ORDER.index(CycleState(cycle.state)) > _ORDER.index(state)


def _address(page: str, subject: object) -> str:
    """The page where the step is taken; empty where there is none."""
    try:
        return reverse(page, args=(subject.pk,)) if page else ""  # type: ignore[attr-defined]  # a row has a number
    except NoReverseMatch:
        return ""
