"""Blocks: a file of any kind as one stream of paragraphs and rows of tables, in the order of reading."""

from dataclasses import dataclass
from typing import TypeAlias

from merilo.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a heading outside tables; never empty, stripped, otherwise as written."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: `entries` are its paragraphs, list items and lines, each stripped, none empty.

    `column` is counted from 0. A merged cell stands once, at its upper left corner: `span` columns wide, `rows` high.
    """

    entries: tuple[str, ...]
    column: int
    span: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """All entries as one line."""
        return " ".join(self.entries)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table whose running number from 1 is `table`. Cells stand by column; covered ones are left out."""

    cells: tuple[Cell, ...]
    place: Place
    table: int


Block: TypeAlias = Paragraph | Row


@dataclass(frozen=True, slots=True)
class Blocks:
    """What a file holds: all its text in order, and what is wrong with it. `kind` is docx, odt, html, xlsx, text, pdf.

    Empty when the content could not be told or read at all.
    """

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]
    kind: str
