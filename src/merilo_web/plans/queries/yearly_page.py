"""What the page of a plan for a year shows: sections, numbered measures as they stand on a day, what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from merilo.deadlines.due import is_overdue
from merilo.deadlines.words import left
from merilo.documents.papers.improvement_plan import SECTIONS
from merilo.plans import codes
from merilo.plans.checks import check
from merilo_web.plans.models import YearlyMeasure, YearlyPlan
from merilo_web.plans.queries.reading import ProblemLine, problem_lines
from merilo_web.plans.queries.yearly_order import NumberedRow, head_of, heads
from merilo_web.plans.queries.yearly_papers import read_as_paper, sections_of
from merilo_web.plans.states import YEARLY_AWAITED, YearlyMeasureState, YearlyPlanState


@dataclass(frozen=True, slots=True)
class YearlyLine:
    """A measure on a day. A head only gathers those under it; the first of its section or of its head is not raised.

    `words` say how much time is left.
    """

    measure: YearlyMeasure
    is_head: bool
    is_first: bool
    is_late: bool
    words: str
    problems: tuple[ProblemLine, ...]


@dataclass(frozen=True, slots=True)
class YearlyPage:
    """The whole plan on a day: sections with their measures, how many there are, done and late, what it lacks.

    `offered` are sections of the criteria that the plan does not have yet; `is_told`: a measure has its result.
    """

    sections: tuple[tuple[str, tuple[YearlyLine, ...]], ...]
    countable: int
    done: int
    late: int
    problems: tuple[ProblemLine, ...]
    wrong: int
    offered: tuple[str, ...]
    is_told: bool


def page_of(plan: YearlyPlan, on: date) -> YearlyPage:
    """The plan as its page shows it; a draft is checked by the rules by which papers are."""
    measures = list(plan.measures.all())
    problems = _problems(plan, on) if plan.state == YearlyPlanState.DRAFT else {}
    lines = {one.measure.pk: one for one in _lines(measures, on, problems)}
    counted = [one for one in lines.values() if not one.is_head and one.measure.state != YearlyMeasureState.CANCELLED]
    return YearlyPage(
        tuple((title, tuple(lines[one.pk] for one in rows)) for title, rows in sections_of(measures)),
        len(counted),
        sum(one.measure.state == YearlyMeasureState.DONE for one in counted),
        sum(one.is_late for one in counted),
        problems.get(0, ()),
        sum(map(len, problems.values())),
        _offered(plan, {one.section for one in measures}),
        any(one.outcome for one in measures),
    )


def hindering(plan: YearlyPlan) -> tuple[str, ...]:
    """Why the plan cannot be approved, in sentences; empty when nothing hinders."""
    measures = list(plan.measures.all())
    if not measures:
        return ("В плане нет ни одного мероприятия: напишите их или загрузите готовый план.",)
    gathering = heads([NumberedRow(one.pk, one.section, one.number) for one in measures])
    return tuple(
        f"У мероприятия {_named(one)} нет срока: укажите его."
        for one in measures
        if one.pk not in gathering and not one.term
    )


def _named(one: YearlyMeasure) -> str:
    return f"№ {one.number} ({one.section})" if one.section else f"№ {one.number}"


def _lines(
    measures: Sequence[YearlyMeasure], on: date, problems: Mapping[int, tuple[ProblemLine, ...]]
) -> Iterator[YearlyLine]:
    gathering = heads([NumberedRow(one.pk, one.section, one.number) for one in measures])
    begun: set[tuple[str, str]] = set()
    for one in measures:
        place, is_head = (one.section, head_of(one.number)), one.pk in gathering
        waits = one.due_on if one.state in YEARLY_AWAITED and not is_head else None
        yield YearlyLine(
            one,
            is_head,
            place not in begun,
            waits is not None and is_overdue(waits, on),
            left(waits, on) if waits else "",
            problems.get(one.position, ()),
        )
        begun.add(place)


def _problems(plan: YearlyPlan, on: date) -> Mapping[int, tuple[ProblemLine, ...]]:
    """What the core finds wrong, by the place of the measure; under 0 what the whole plan lacks.

    That a term names no day is the plan's own way: «постоянно» is no fault here.
    """
    found = [one for one in check(read_as_paper(plan), on=on) if one.kind is not codes.PLANNED_VAGUE]
    rows: dict[int, list[ProblemLine]] = {}
    for problem, line in zip(found, problem_lines(found), strict=True):
        rows.setdefault(problem.place.row, []).append(line)
    return {row: tuple(lines) for row, lines in rows.items()}


def _offered(plan: YearlyPlan, present: set[str]) -> tuple[str, ...]:
    if plan.organization_id is None or plan.state != YearlyPlanState.DRAFT:
        return ()
    numerals = {title.partition(".")[0] for title in present}
    return tuple(title for title in _titles() if title.partition(".")[0] not in numerals)


def _titles() -> Iterator[str]:
    """Sections by the criteria, without what they say of other institutions."""
    for number, title in SECTIONS.values():
        yield f"{number}. {title.partition(' или ')[0]}"
