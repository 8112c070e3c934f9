"""Tables as read: a heading row and the rows under it, each cell with the place where a person will find it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from merilo.importers import codes
from merilo.importers.findings import UnreadableFileError
from merilo.importers.guard import MOST_COLUMNS
from merilo.importers.sheet_guard import column_letters
from merilo.importers.spelling import shortened, squeezed
from merilo.importers.values import Cell, as_text, blank
from merilo.problems import Place, Problem

BATCH = 1024
"""Small enough for the cells of a batch to stay near the processor until they are done with."""
FIRST_BATCH = 512
"""The first batch is small: it is looked at more than once, for the heading and for what columns hold."""
_LOOKED_AT = 20
EMPTY = "Под заголовком нет ни одной строки"
"""What is told of a table that has only its heading."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows that follow each other; `numbers` are the rows' numbers as the person sees them, from 1."""

    rows: list[list[Cell]]
    numbers: range | list[int]


class Sheet(Protocol):
    """A grid of cells that can be read again and again, in batches."""

    @property
    def file(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def first_column(self) -> int: ...
    def batches(self) -> Iterator[Batch]: ...


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose heading row is known. `heading` has every column, also those without a title."""

    sheet: Sheet
    heading: tuple[str, ...]
    heading_row: int

    @property
    def file(self) -> str:
        return self.sheet.file

    def title(self, column: int) -> str:
        """The column's heading, or its letter when it has none."""
        return _title(self.heading[column], self.sheet.first_column + column + 1)

    def place(self, row: int = 0, column: int | None = None) -> Place:
        """The place of a cell, a row, a column or of the table as a whole."""
        return Place(self.sheet.file, self.sheet.name, row, self.title(column) if column is not None else "")

    def batches(self) -> Iterator[Batch]:
        """Rows under the heading."""
        for batch in self.sheet.batches():
            skipped = sum(1 for number in batch.numbers if number <= self.heading_row)
            if skipped < len(batch.rows):
                yield Batch(batch.rows[skipped:], batch.numbers[skipped:]) if skipped else batch

    def records(self) -> Iterator["Record"]:
        """Rows under the heading that have anything written in them, one by one."""
        for batch in self.batches():
            for number, row in zip(batch.numbers, batch.rows, strict=True):
                if not all(map(blank, row)):
                    yield Record(self, number, row)


@lru_cache(maxsize=1024)
def _title(written: str, number: int) -> str:
    return shortened(written) or column_letters(number)


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table."""

    table: Table
    number: int
    cells: list[Cell]

    def text(self, column: int | None) -> str:
        """The cell's text; empty when the table has no such column or the row ends before it."""
        return as_text(self.cells[column]) if column is not None and column < len(self.cells) else ""

    def place(self, column: int | None = None) -> Place:
        return self.table.place(self.number, column)


def find_heading(sheet: Sheet, known: Callable[[str], bool]) -> Table:
    """The table on a sheet: its heading is the first of the rows on top with most known titles, else most titles.

    Merged title rows above the heading are passed over. Raises UnreadableFileError when there is no heading.
    """
    rows = list(_top(sheet.batches()))
    scored = [(_score(row, known), -position) for position, (_, row) in enumerate(rows)]
    best = max(scored, default=((0, 0), 0))
    if best[0][1] == 0:
        raise UnreadableFileError(Problem(codes.NO_TABLE, Place(sheet.file, sheet.name), "Таблица пуста"))
    number, row = rows[-best[1]]
    if len(row) > MOST_COLUMNS:
        raise UnreadableFileError(Problem(codes.TOO_WIDE, Place(sheet.file, sheet.name), f"Столбцов: {len(row)}"))
    return Table(sheet, tuple(squeezed(as_text(cell)) for cell in row), number)


def _top(batches: Iterable[Batch]) -> Iterator[tuple[int, list[Cell]]]:
    left = _LOOKED_AT
    for batch in batches:
        yield from zip(batch.numbers[:left], batch.rows[:left], strict=True)
        left -= len(batch.rows)
        if left <= 0:
            return


def _score(row: list[Cell], known: Callable[[str], bool]) -> tuple[int, int]:
    titles = [cell for cell in row if isinstance(cell, str) and not blank(cell)]
    recognized = sum(1 for title in titles if known(title))
    return (recognized if recognized > 1 else 0), len(titles)
