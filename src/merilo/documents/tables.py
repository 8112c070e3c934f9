"""A table of a paper as data, the same for every writer."""

from collections.abc import Sequence
from dataclasses import dataclass, field


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

    `across` makes its first cell span the whole table.
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
