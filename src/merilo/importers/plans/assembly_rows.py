"""Rows of a plan from cells: what continues the row above is put back into it, then every cell is read."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from merilo.deadlines.terms import TermKind
from merilo.importers.plans.assembly_entries import LONGEST, begins_small, continues, is_ended, joined, sentences
from merilo.importers.plans.assembly_terms import PlanYears, terms
from merilo.importers.plans.assembly_wording import indicator
from merilo.importers.plans.columns import ColumnKind
from merilo.plans.assignees import split_assignees
from merilo.plans.marks import take_mark
from merilo.plans.model import Assignee, PlanRow, WrittenDeficiency
from merilo.problems import Place

_UNENDED = re.compile(r"[,–-]$|\b[А-ЯЁ]\.$")
"""A line of persons that its next one goes on: after a comma, a dash, initials."""
_KEYS = (ColumnKind.NUMBER, ColumnKind.DEFICIENCY, ColumnKind.MEASURE)
_MOST_RESTS = 200
_LED_BY_MARK = " \t\xa0:;,–—-"
"""What is left between a mark and the wording that follows it."""
_TEXTS = (ColumnKind.DEFICIENCY, ColumnKind.MEASURE, ColumnKind.EXPECTED, ColumnKind.RESULT, ColumnKind.IMPLEMENTED)
_DAYS = (ColumnKind.PLANNED, ColumnKind.COMPLETED)


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of the table as it stands: entries by the kind of column; no empty ones.

    The first row of a table `opens` it: there a row of the page before may go on. A row `shares_number` with the one
    above when one merged cell holds it.
    """

    entries: Mapping[ColumnKind, tuple[str, ...]]
    place: Place
    opens: bool = False
    shares_number: bool = False

    @property
    def lone(self) -> tuple[str, ...]:
        """What the only filled cell holds when it may be a subheading; nothing in a row of several or of a rest."""
        ((kind, said), *others) = self.entries.items()
        return () if others or kind not in _KEYS or begins_small(said[0]) else said

    def of(self, kind: ColumnKind) -> tuple[str, ...]:
        """The entries of a column, empty when there are none."""
        return self.entries.get(kind, ())


def key_of(rows: Iterable[FilledRow]) -> ColumnKind:
    """The column that tells a new row: the first of number, deficiency and measure that holds anything at all."""
    filled = {kind for row in rows for kind in row.entries}
    return next((kind for kind in _KEYS if kind in filled), ColumnKind.MEASURE)


def mended(rows: Iterable[FilledRow], key: ColumnKind, years: PlanYears) -> Iterator[FilledRow]:
    """Rows with every torn one joined to the row above and with the deficiency repeated where it is left blank."""
    above: FilledRow | None = None
    rests: list[FilledRow] = []
    for row in rows:
        if above is None:
            above = row
        elif _is_rest(above, row, key, years=years):
            rests.append(row)
            above = _with_rest(above, row) if len(rests) <= _MOST_RESTS else above
        else:
            yield from _whole_row(above, rests)
            above, rests = _with_deficiency(above, row), []
    if above is not None:
        yield from _whole_row(above, rests)


def _whole_row(row: FilledRow, rests: Sequence[FilledRow]) -> tuple[FilledRow, ...]:
    """A row with what was joined to it; beyond any plan's page breaks the rests stay rows."""
    return (row, *rests[_MOST_RESTS:])


def plan_row(row: FilledRow, years: PlanYears, *, is_report: bool) -> PlanRow:
    """A row with its cells read; a bare «результат» is what was reached in a report, else what is expected."""
    expected, implemented = row.of(ColumnKind.EXPECTED), row.of(ColumnKind.IMPLEMENTED)
    result = row.of(ColumnKind.RESULT)
    return PlanRow(
        row.place,
        " ".join(row.of(ColumnKind.NUMBER)),
        tuple(map(_deficiency, sentences(row.of(ColumnKind.DEFICIENCY)))),
        sentences(row.of(ColumnKind.MEASURE)),
        terms(row.of(ColumnKind.PLANNED), years),
        _assignees(row.of(ColumnKind.ASSIGNEE)),
        sentences(expected if is_report else expected + result),
        sentences(implemented + result if is_report else implemented),
        terms(row.of(ColumnKind.COMPLETED), years),
        row.shares_number,
    )


def _is_rest(above: FilledRow, row: FilledRow, key: ColumnKind, *, years: PlanYears) -> bool:
    if row.opens and key is not ColumnKind.NUMBER and _surely_goes_on(above, row, key):
        return True
    planned = terms(row.of(ColumnKind.PLANNED), years)
    is_dated = any(term.kind is not TermKind.UNCLEAR for term in planned) and bool(above.of(ColumnKind.PLANNED))
    if not row.of(key):
        return not (row.of(ColumnKind.MEASURE) and is_dated) or _is_torn(above, row)
    return key is not ColumnKind.NUMBER and not any(map(row.of, _DAYS)) and _is_torn(above, row)


def _surely_goes_on(above: FilledRow, row: FilledRow, key: ColumnKind) -> bool:
    """Whether the first row of a page goes on the last one of the page before, by its sentences."""
    sure = {kind for kind in _TEXTS if continues(above.of(kind), row.of(kind))}
    return bool(sure) and (key in sure or not row.of(key))


def _is_torn(above: FilledRow, row: FilledRow) -> bool:
    """Whether every cell of a row goes on an unended sentence of the row above."""
    return all(
        above.of(kind) and begins_small(entries[0]) and not is_ended(above.of(kind)[-1])
        for kind, entries in row.entries.items()
        if kind not in _DAYS
    )


def _with_rest(above: FilledRow, rest: FilledRow) -> FilledRow:
    kinds = (*above.entries, *(kind for kind in rest.entries if kind not in above.entries))
    return replace(above, entries={kind: _whole(kind, above.of(kind), rest.of(kind)) for kind in kinds})


def _whole(kind: ColumnKind, above: tuple[str, ...], rest: tuple[str, ...]) -> tuple[str, ...]:
    """A cell and its rest; terms stay apart, a wrapped one is joined when they are read."""
    return above + rest if kind in _DAYS else joined(above, rest)


def _with_deficiency(above: FilledRow, row: FilledRow) -> FilledRow:
    """A row without a number and a deficiency of its own is one more measure against the deficiency above."""
    if row.of(ColumnKind.DEFICIENCY) or row.of(ColumnKind.NUMBER) or not above.of(ColumnKind.DEFICIENCY):
        return row
    return replace(row, entries={ColumnKind.DEFICIENCY: above.of(ColumnKind.DEFICIENCY), **row.entries})


def _deficiency(text: str) -> WrittenDeficiency:
    wording, mark = take_mark(text)
    return WrittenDeficiency(wording.lstrip(_LED_BY_MARK if mark else " ").strip(), indicator(wording), mark)


def _assignees(entries: tuple[str, ...]) -> tuple[Assignee, ...]:
    lines: list[str] = []
    for entry in entries:
        if lines and len(lines[-1]) < LONGEST and (_UNENDED.search(lines[-1][-9:]) or begins_small(entry)):
            lines[-1] = f"{lines[-1]} {entry}"
        else:
            lines.append(entry)
    return tuple(assignee for line in lines for assignee in _split(line))


@lru_cache(maxsize=1024)
def _split(line: str) -> tuple[Assignee, ...]:
    """The same persons stand in row after row."""
    return split_assignees(line)
