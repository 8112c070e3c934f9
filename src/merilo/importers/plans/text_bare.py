"""Tables pasted with every cell on a line of its own and nothing before it: their cells get the tab that they lack."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from merilo.importers.plans.columns import ColumnKind, meaning
from merilo.importers.plans.text_lines import TextLine

_NUMBER = re.compile(r"\s*(\d{1,3})(?:\.\d{1,2}){0,3}[.)]?\s*")
_GOES_ON = re.compile(r".*[,;:–-]\s*")
_BULLET = re.compile(r"\s*[-–—•·*]\s*\S")
_FEWEST, _MOST = 3, 9
_WIDEST_GAP = 5
"""So far the numbers of two rows may lie apart."""


def with_tabs(found: Sequence[list[TextLine]]) -> Iterator[list[TextLine]]:
    """The groups of a text; under a heading of numbered columns, each on a line, every row is a group with tabs.

    A row with more lines than columns counts when its lines themselves tell which go on the line above.
    """
    width = 0
    for group in found:
        heading = group[: _heading_of(group)]
        if heading:
            width = len(heading)
            yield _tabbed(heading)
        for row in _rows(group[len(heading) :], width) if width else [group]:
            wrapped = _wrapped(row, width)
            yield row if wrapped is None else _tabbed(row, wrapped)


def _heading_of(group: Sequence[TextLine]) -> int:
    """How many lines at the top of a group are the headings of columns, the first of them that of the number."""
    kinds: list[ColumnKind] = []
    for line in group[:_MOST]:
        kind = None if "\t" in line.text else meaning(line.text.strip())
        if kind is None or kind in kinds:
            break
        kinds.append(kind)
    is_heading = len(kinds) >= _FEWEST and kinds[0] is ColumnKind.NUMBER
    return len(kinds) if is_heading else 0


def _rows(group: Sequence[TextLine], width: int) -> Iterator[list[TextLine]]:
    """The lines of a group parted where a row is full and a number that may follow its own stands alone."""
    starts = [0]
    last = 0
    for place, line in enumerate(group):
        number = _NUMBER.fullmatch(line.text)
        if number and (place == 0 or (place >= starts[-1] + width and last <= int(number[1]) <= last + _WIDEST_GAP)):
            last = int(number[1])
            starts.append(place)
    yield from (list(group[start:end]) for start, end in pairwise([*starts, len(group)]) if end > start)


def _wrapped(row: Sequence[TextLine], width: int) -> frozenset[int] | None:
    """The places of the lines that go on the one above; None when the lines make no row of so many cells."""
    if not width or len(row) < width or not _NUMBER.fullmatch(row[0].text) or any("\t" in line.text for line in row):
        return None
    told = [
        place
        for place in range(2, len(row))
        if _GOES_ON.fullmatch(row[place - 1].text) or _BULLET.match(row[place].text)
    ]
    more = len(row) - width
    return frozenset(told[:more]) if len(told) >= more else None


def _tabbed(row: Sequence[TextLine], wrapped: frozenset[int] = frozenset()) -> list[TextLine]:
    return [
        TextLine(line.number, line.text if place in wrapped else f"\t{line.text}") for place, line in enumerate(row)
    ]
