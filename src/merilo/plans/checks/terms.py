"""Terms of a plan: understood, exact where they must be, inside the plan's years, and not ahead of time."""

from collections.abc import Iterable, Iterator
from datetime import date

from merilo.deadlines.terms import Term, TermKind, term_problem
from merilo.plans import codes
from merilo.plans.checks.places import COMPLETED, PLANNED, at
from merilo.plans.model import PlanPaper, PlanRow
from merilo.problems import Problem

_NO_DAY = frozenset({TermKind.CONSTANT, TermKind.AS_NEEDED})
_TOO_LONG = frozenset({TermKind.HALF_YEAR, TermKind.YEAR, TermKind.SCHOOL_YEAR})
_NOT_ACTUAL = _NO_DAY | _TOO_LONG | {TermKind.RECURRING, TermKind.AFTER_EVENT}


def term_problems(paper: PlanPaper, *, on: date) -> Iterator[Problem]:
    """Faults of planned and of actual terms, one problem of a kind for a cell."""
    for row in paper.rows:
        yield from _unclear(row)
        yield from _planned(row, paper.years)
        yield from _completed(row, on)


def _unclear(row: PlanRow) -> Iterator[Problem]:
    for column, terms in ((PLANNED, row.planned), (COMPLETED, row.completed)):
        for term in dict.fromkeys(terms):
            problem = term_problem(term, at(row, column))
            if problem:
                yield problem


def _planned(row: PlanRow, years: tuple[int, int] | None) -> Iterator[Problem]:
    vague = _quoted(term for term in row.planned if term.kind in _NO_DAY)
    if vague:
        yield Problem(codes.PLANNED_VAGUE, at(row, PLANNED), f"Плановый срок {vague}")
    outside = _quoted(term for term in row.planned if years and _outside(term, years))
    if outside and years:
        span = f"{years[0]}" if years[0] == years[1] else f"{years[0]}–{years[1]}"
        yield Problem(codes.PLANNED_OUTSIDE_YEAR, at(row, PLANNED), f"Срок {outside}, а план — на {span} год")


def _outside(term: Term, years: tuple[int, int]) -> bool:
    first, last = years
    ends_early = term.end is not None and term.end.year < first
    ends_late = term.end is not None and term.end.year > last
    starts_late = term.start is not None and term.start.year > last
    return ends_early or ends_late or starts_late


def _completed(row: PlanRow, on: date) -> Iterator[Problem]:
    vague = _quoted(term for term in row.completed if term.kind in _NOT_ACTUAL)
    if vague:
        yield Problem(codes.COMPLETED_VAGUE, at(row, COMPLETED), f"Фактический срок {vague}")
    ahead = _quoted(term for term in row.completed if term.kind not in _NOT_ACTUAL and _ahead(term, on))
    if ahead:
        detail = f"Фактический срок {ahead} ещё не наступил на {on:%d.%m.%Y}"
        yield Problem(codes.COMPLETED_IN_FUTURE, at(row, COMPLETED), detail)


def _ahead(term: Term, on: date) -> bool:
    begins = term.start or term.end
    return begins is not None and begins > on


def _quoted(terms: Iterable[Term]) -> str:
    return ", ".join(f"«{text}»" for text in dict.fromkeys(term.text.strip() for term in terms))
