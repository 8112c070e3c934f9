"""What a row must have: a measure for a deficiency, its term, its responsible person, and in time what was done."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from merilo.plans import codes
from merilo.plans.checks.numbering import is_heading
from merilo.plans.checks.places import ASSIGNEE, COMPLETED, IMPLEMENTED, MEASURE, PLANNED, at, cut
from merilo.plans.model import PlanPaper, PlanRow, Shape
from merilo.problems import Problem

_NOTHING_FOUND = re.compile(
    r"(?:не (?:выявлен|обнаружен|имеется|установлен)|недостат\w+ нет|нет недостат|замечани\w+ нет|отсутствуют$)",
    re.IGNORECASE,
)
"""«Недостатки не выявлены»: nothing has to be done."""
_WITH_PERSONS = (Shape.IMPROVEMENT, Shape.MEASURES)


def row_problems(paper: PlanPaper, *, on: date) -> Iterator[Problem]:
    """What the rows lack; rows that head a group and rows without deficiencies are left in peace."""
    persons = paper.shape in _WITH_PERSONS or any(row.assignees for row in paper.rows)
    form = paper.shape is Shape.IMPROVEMENT
    dated = form or any(row.completed for row in paper.rows)
    told = dated or any(row.implemented for row in paper.rows)
    for row, following in pairwise([*paper.rows, None]):
        if row is None or is_heading(row, following) or _nothing_found(row):
            continue
        yield from _plan_side(row, persons=persons)
        yield from _people(row, named=form)
        if dated and row.implemented and not row.completed:
            detail = f"Без фактического срока: «{cut(row.implemented[0])}»"
            yield Problem(codes.COMPLETED_EMPTY, at(row, COMPLETED), detail)
        if told and row.measures and not row.implemented and _term_came(row, on):
            detail = f"Срок наступил, а что сделано — не записано: «{cut(row.measures[0])}»"
            yield Problem(codes.IMPLEMENTED_EMPTY, at(row, IMPLEMENTED), detail)


def _nothing_found(row: PlanRow) -> bool:
    return (
        bool(row.deficiencies)
        and not row.measures
        and all(_NOTHING_FOUND.search(deficiency.text.rstrip(" .")) for deficiency in row.deficiencies)
    )


def _plan_side(row: PlanRow, *, persons: bool) -> Iterator[Problem]:
    if row.deficiencies and not row.measures:
        detail = f"Недостаток без мероприятия: «{cut(row.deficiencies[0].text)}»"
        yield Problem(codes.DEFICIENCY_WITHOUT_MEASURE, at(row, MEASURE), detail)
    if not row.measures:
        return
    measure = f"«{cut(row.measures[0])}»"
    if not (row.planned or row.completed):
        yield Problem(codes.MEASURE_WITHOUT_TERM, at(row, PLANNED), f"Мероприятие без срока: {measure}")
    if persons and not row.assignees:
        yield Problem(codes.MEASURE_WITHOUT_ASSIGNEE, at(row, ASSIGNEE), f"Мероприятие без исполнителя: {measure}")


def _people(row: PlanRow, *, named: bool) -> Iterator[Problem]:
    without_post = [assignee.name for assignee in row.assignees if assignee.name and not assignee.post]
    if without_post:
        yield Problem(codes.PERSON_WITHOUT_POST, at(row, ASSIGNEE), f"Без должности: {', '.join(without_post)}")
    nameless = [f"«{assignee.text}»" for assignee in row.assignees if not assignee.name]
    if named and nameless:
        yield Problem(codes.ASSIGNEE_WITHOUT_NAME, at(row, ASSIGNEE), f"Без фамилии: {', '.join(nameless)}")


def _term_came(row: PlanRow, on: date) -> bool:
    """Whether an actual term has begun, or the last of the planned terms has passed."""
    starts = [term.start for term in row.completed if term.start]
    ends = [term.due_on for term in row.planned]
    passed = [end for end in ends if end and end < on]
    return any(start <= on for start in starts) or (bool(ends) and len(passed) == len(ends))
