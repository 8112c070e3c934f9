"""Tables inside of cells: what documents nest, told as one stream of blocks.

A table within a cell becomes further entries of that cell. But when the inner table is the larger one, the outer table
only lays the page out: then it is taken apart, and the inner table stands by itself.
"""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from merilo.importers.plans import codes
from merilo.importers.plans.block_writer import BlockWriter, entries, refused
from merilo.importers.plans.blocks import Cell

Element: TypeAlias = Any
"""An element of lxml, which has no types."""
DEEPEST = 20
"""How many tables may stand one within another."""

Content: TypeAlias = "list[str | DocumentTable]"


@dataclass(frozen=True, slots=True)
class DocumentCell:
    """A cell before its content is told: texts and tables in order."""

    column: int
    span: int = 1
    rows: int = 1
    content: Content = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table as a document holds it: rows of cells, covered ones left out."""

    rows: list[list[DocumentCell]]


def told(content: Content, writer: BlockWriter, sheet: str = "") -> None:
    """Write content in order: texts as paragraphs, tables as rows. Raises UnreadableFileError when nested too deep."""
    for piece in content:
        if isinstance(piece, str):
            writer.paragraph(piece, sheet=sheet)
        elif _lays_out(piece):
            for row in piece.rows:
                for cell in row:
                    told(cell.content, writer, sheet)
        else:
            writer.begin_table()
            for row in piece.rows:
                writer.row([_cell(cell) for cell in row], sheet=sheet or None)


def too_deep(file: str, depth: int) -> None:
    """Refuse a document in which tables stand one within another too deep."""
    if depth > DEEPEST:
        raise refused(codes.BOMB, file, "Таблицы вложены одна в другую глубже двадцати")


def _cell(cell: DocumentCell) -> Cell:
    return Cell(entries(_texts(cell.content)), cell.column, cell.span, cell.rows)


def _texts(content: Content) -> list[str]:
    found: list[str] = []
    for piece in content:
        if isinstance(piece, str):
            found.append(piece)
        else:
            found += [text for row in piece.rows for cell in row for text in _texts(cell.content)]
    return found


def _lays_out(table: DocumentTable) -> bool:
    """Whether the table only holds a larger one, in which most of its text stands."""
    inner = [piece for row in table.rows for cell in row for piece in cell.content if not isinstance(piece, str)]
    if not inner:
        return False
    largest = max(inner, key=_weight)
    if _size(largest) > _size(table) and 2 * _weight(largest) > _weight(table):
        return True
    return any(_lays_out(piece) for piece in inner)


def _size(table: DocumentTable) -> int:
    """How many rows of the table have several cells."""
    return sum(len(row) > 1 for row in table.rows)


def _weight(table: DocumentTable) -> int:
    """How many characters stand in the table."""
    return sum(len(text) for row in table.rows for cell in row for text in _texts(cell.content))
