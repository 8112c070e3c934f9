"""A table of a paper as data, the same for every writer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

PARAGRAPH = "\u2029"
"""Parts the paragraphs of one cell; a line break alone begins a new line of the same paragraph."""
LETTERS = 4
"""Letters that surely fit into a centimetre of a column."""
PARTED = 14
"""A row whose fullest cell takes more lines than this may be parted by the end of a page."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its width in centimetres, `left`, `center` or `right`.

    Neighbours with the same `group` stand under one more heading, the group's.
    """

    heading: str
    width: float
    align: str = "left"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells; `bold` for sums, `shaded` to hold rows together that belong together.

    `across` makes its first cell span the whole table; a bold one is a heading of the rows under it.
    """

    cells: tuple[str, ...]
    bold: bool = False
    shaded: bool = False
    across: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption above; `small` for many columns, `keep` to stay whole and with what follows.

    One that is not `headed` has neither heading nor rules.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Row] = field(default_factory=tuple)
    caption: str = ""
    small: bool = False
    keep: bool = False
    headed: bool = True


def storeys(columns: Sequence[Column]) -> tuple[tuple[str, int], ...]:
    """The upper storey of a heading: each group with the number of its columns; columns of no group count one each."""
    upper: list[tuple[str, int]] = []
    for column in columns:
        if column.group and upper and upper[-1][0] == column.group:
            upper[-1] = (column.group, upper[-1][1] + 1)
        else:
            upper.append((column.group, 1))
    return tuple(upper)


def cell(texts: Iterable[str]) -> str:
    """The cell whose paragraphs are these texts."""
    return PARAGRAPH.join(texts)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a cell, at least one."""
    return text.split(PARAGRAPH)


def whole(row: Row, columns: Sequence[Column]) -> bool:
    """Whether the row is low enough never to be parted."""
    widths = [sum(column.width for column in columns)] if row.across else [column.width for column in columns]
    most = [_letters(width) for width in widths]
    return all(_lines(text, one) <= PARTED for text, one in zip(row.cells, most, strict=False))


@cache
def _letters(width: float) -> int:
    """The letters that a line of a column takes, on average."""
    return max(1, round(width * LETTERS * 1.3))


def _lines(text: str, most: int) -> int:
    if PARAGRAPH not in text and "\n" not in text:
        return 1 + len(text) // most
    return sum(1 + len(line) // most for one in paragraphs(text) for line in one.split("\n"))
