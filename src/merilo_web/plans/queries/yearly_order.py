"""The order of numbered measures: a measure moves together with those that stand under it, and numbers stay in turn."""

from collections.abc import Sequence
from typing import NamedTuple


class NumberedRow(NamedTuple):
    """What the order is told from."""

    pk: int
    section: str
    number: str


def stem(number: str) -> str:
    """The number without the point at its end: «3.1.» is «3.1»."""
    return number.strip().rstrip(".")


def head_of(number: str) -> str:
    """The number that this one stands under: «3» for «3.1», nothing for «3»."""
    return stem(number).rpartition(".")[0]


def heads(rows: Sequence[NumberedRow]) -> frozenset[int]:
    """Measures that only gather those under them."""
    headed = {(row.section, head_of(row.number)) for row in rows if head_of(row.number)}
    return frozenset(row.pk for row in rows if (row.section, stem(row.number)) in headed)


def next_number(rows: Sequence[NumberedRow], section: str, head: str = "") -> str:
    """The number after the last one of the section, or after the last one under a head."""
    before = f"{head}." if head else ""
    own = [stem(row.number) for row in rows if row.section == section and head_of(row.number) == head]
    last = max((int(one) for number in own if (one := number.removeprefix(before)).isdecimal()), default=0)
    return f"{before}{last + 1}"


def placed(rows: Sequence[NumberedRow], section: str, number: str) -> int:
    """Where a new measure is put: after the last of its head, else after the last of its section, else at the end."""
    same = [place for place, row in enumerate(rows) if row.section == section]
    under = [place for place in same if head_of(number) and _under(rows[place].number, head_of(number))]
    found = under or same
    return found[-1] + 1 if found else len(rows)


def raised(rows: Sequence[NumberedRow], pk: int) -> tuple[NumberedRow, ...]:
    """The rows with this one above its former neighbour of the same section and head; the two take each other's number.

    The first of a section or of a head stays where it is.
    """
    start = next(place for place, row in enumerate(rows) if row.pk == pk)
    moved = rows[start]
    above = [place for place in range(start) if _beside(rows[place], moved)]
    if not above:
        return tuple(rows)
    first, stop = above[-1], _end(rows, start)
    lower, upper = rows[start:stop], rows[first:start]
    former, now = stem(rows[first].number), stem(moved.number)
    renumbered = (*(_renumbered(row, now, former) for row in lower), *(_renumbered(row, former, now) for row in upper))
    return (*rows[:first], *renumbered, *rows[stop:])


def _under(number: str, head: str) -> bool:
    return stem(number) == head or stem(number).startswith(f"{head}.")


def _beside(one: NumberedRow, other: NumberedRow) -> bool:
    return (one.section, head_of(one.number)) == (other.section, head_of(other.number))


def _end(rows: Sequence[NumberedRow], start: int) -> int:
    """Where the measure with everything under it ends."""
    head, stop = rows[start], start + 1
    while stop < len(rows) and rows[stop].section == head.section and _under(rows[stop].number, stem(head.number)):
        stop += 1
    return stop


def _renumbered(row: NumberedRow, former: str, now: str) -> NumberedRow:
    """The row with its number counted from another one; the row that is not under it keeps its number."""
    if not _under(row.number, former):
        return row
    return row._replace(number=f"{now}{stem(row.number)[len(former) :]}")
