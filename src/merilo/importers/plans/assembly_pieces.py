"""Blocks of a file as pieces of a plan: lines around the table, headings, titles of sections, filled rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from merilo.importers.plans import columns
from merilo.importers.plans.assembly_lines import PlainLine, begins_corner, is_outside
from merilo.importers.plans.assembly_repeats import is_on_new_page
from merilo.importers.plans.assembly_rows import FilledRow
from merilo.importers.plans.assembly_sections import SectionTitle, marked_title, section_title, spanning_title
from merilo.importers.plans.blocks import Block, Cell, Paragraph, Row
from merilo.importers.plans.columns import ColumnKind, Layout
from merilo.plans.model import Unplaced
from merilo.problems import Place

_MOST_SIGNATURES = 8
"""A table under the plan with so many filled cells may be signatures."""
_STRAY = re.compile(r"\[bookmark:[^\]]*\]")
"""What Word leaves in a text that was copied out of it: no word of the cell."""
_NOTHING = re.compile(r"[\s\-–—_.…]+")
"""What people put into a cell to say that there is nothing."""
_NO_DEFICIENCIES = re.compile(
    r"(?:недостат|замечани)\w+\W+(?:не |нет\b|отсутству)|не выявлен|.*раздела нет$", re.IGNORECASE
)
"""What stands in a section without rows."""
_ROMAN = re.compile(r"[IVXІХ]{1,5}[.)]?")
_NAMED = re.compile(r"^[^\d]|[^\W\d]{4}")
"""What stands under «№» and is no number."""
_NAMED_PART = re.compile(r"(?:раздел|критерий|показатель)\s*№?\s*(?:\d|[IVXІХ])", re.IGNORECASE)
_NOWHERE = -1


@dataclass(frozen=True, slots=True)
class PrintedHeading:
    """Rows of a heading: their texts, and the layout that they mean."""

    texts: tuple[str, ...]
    layout: Layout


@dataclass(frozen=True, slots=True)
class StrangeCell:
    """A filled cell of a column whose heading is not known."""

    unplaced: Unplaced
    heading: str


Piece: TypeAlias = PlainLine | PrintedHeading | SectionTitle | FilledRow | StrangeCell


def has_heading(blocks: Sequence[Block]) -> bool:
    """Whether any row of a file is a heading."""
    return any(isinstance(block, Row) and columns.is_heading(block) for block in blocks)


def is_full(block: Block) -> bool:
    """Whether it is a row of more than one text: a lone cell may be a line of text."""
    return isinstance(block, Row) and sum(1 for cell in block.cells if cell.entries) > 1


def pieces(blocks: Sequence[Block], guess: Layout | None = None) -> Iterator[Piece]:
    """The pieces of a file in order. `guess` is the layout of a file without headings."""
    layout = guess
    is_plan = guess is not None or has_heading(blocks)
    for run, (is_table, group) in enumerate(groupby(blocks, key=_table_of)):
        if not is_table:
            for block in group:
                yield from _paragraph(block, run, is_plan=is_plan)
            continue
        rows = [block for block in group if isinstance(block, Row)]
        for piece in _table(rows, layout, run):
            if isinstance(piece, PrintedHeading):
                layout = piece.layout
            yield piece


def _table_of(block: Block) -> int:
    """The number of the block's table, 0 outside tables."""
    return block.table if isinstance(block, Row) else 0


def _paragraph(block: Block, run: int, *, is_plan: bool) -> Iterator[Piece]:
    if not isinstance(block, Paragraph):
        return
    title = section_title(block.text, block.place) if is_plan else None
    yield title or PlainLine(block.text, block.place, run)


def _table(rows: list[Row], layout: Layout | None, run: int) -> Iterator[Piece]:
    hanging: tuple[tuple[Cell, int], ...] = ()
    number, is_begun, criterion = 0, False, ""
    if _is_around(rows, layout):
        is_signed = layout is not None and not opens_corner(rows[0])
        yield from (line for row in rows for line in (_joined(row, run) if is_signed else _lines(row, run)))
        return
    while number < len(rows):
        row = rows[number]
        number += 1
        if columns.is_heading(row):
            lower = rows[number] if number < len(rows) and columns.is_second_storey(row, rows[number]) else None
            layout, number, hanging = columns.layout(row, lower), number + (lower is not None), ()
            yield PrintedHeading(
                tuple(cell.text for one in (row, lower) if one for cell in one.cells if cell.entries), layout
            )
        elif layout is None:
            yield from _lines(row, run)
        elif columns.is_numbering(row):
            yield PrintedHeading(tuple(cell.text for cell in row.cells if cell.entries), layout)
        else:
            yield from _strays(row)
            clean = _without_strays(row)
            whole, hanging = _uncovered(clean, hanging)
            filled = _filled(whole, layout, opens=not is_begun, shares=_shares_number(whole, clean, layout))
            found = _alone(clean, layout, run) or tuple(filled)
            is_begun = True
            yield from _by_criterion(found, criterion, row.place)
            criterion = _criterion_of(found) or criterion


def _criterion_of(found: Sequence[Piece]) -> str:
    return next((" ".join(one.of(ColumnKind.CRITERION)) for one in found if isinstance(one, FilledRow)), "")


def _by_criterion(found: Sequence[Piece], above: str, place: Place) -> Iterator[Piece]:
    """Pieces of a row; a criterion in a column of its own opens a section when it is another than that above."""
    text = _criterion_of(found)
    if text and text != above:
        yield spanning_title(text, place) or SectionTitle("", text, "", None, place)
    for piece in found:
        yield from (_without_criterion(piece) if isinstance(piece, FilledRow) else (piece,))


def _without_criterion(row: FilledRow) -> tuple[FilledRow, ...]:
    """The row without its criterion; nothing when it held nothing else."""
    rest: dict[ColumnKind, tuple[str, ...]] = {**row.entries}
    rest.pop(ColumnKind.CRITERION, None)
    return (replace(row, entries=rest),) if rest else ()


def _is_around(rows: list[Row], layout: Layout | None) -> bool:
    """Whether a table is no part of the plan: it opens with the block of approval, or holds signatures under it."""
    if any(columns.is_heading(row) for row in rows):
        return False
    filled = [cell.text for row in rows for cell in row.cells if cell.entries]
    signs = len(filled) <= _MOST_SIGNATURES and is_outside(_text(rows[0]))
    return layout is None or signs or opens_corner(rows[0])


def opens_corner(row: Row) -> bool:
    """Whether a cell of a row opens the block of approval."""
    return any(begins_corner(cell.text) for cell in row.cells)


def _text(row: Row) -> str:
    return " ".join(cell.text for cell in row.cells if cell.entries)


def _joined(row: Row, run: int) -> Iterator[PlainLine]:
    """A row of signatures as one line: the post, the name."""
    return iter([PlainLine(_text(row), row.place, run)] if _text(row) else [])


def _lines(row: Row, run: int) -> Iterator[PlainLine]:
    return (PlainLine(entry, row.place, run) for cell in row.cells for entry in cell.entries)


def _without_strays(row: Row) -> Row:
    if not any("[bookmark:" in entry for cell in row.cells for entry in cell.entries):
        return row
    cells = (
        replace(cell, entries=tuple(filter(None, (_STRAY.sub("", one).strip() for one in cell.entries))))
        for cell in row.cells
    )
    return replace(row, cells=tuple(cells))


def _strays(row: Row) -> Iterator[PlainLine]:
    entries = (entry for cell in row.cells for entry in cell.entries if "[bookmark:" in entry)
    return (PlainLine(stray, row.place, _NOWHERE) for entry in entries for stray in _STRAY.findall(entry))


def _uncovered(row: Row, hanging: tuple[tuple[Cell, int], ...]) -> tuple[Row, tuple[tuple[Cell, int], ...]]:
    """The row with the cells that hang over it from merged ones above, and what hangs over the next row."""
    if not hanging and all(cell.rows == 1 for cell in row.cells):
        return row, ()
    taken = {cell.column for cell in row.cells}
    over = tuple(cell for cell, _ in hanging if cell.column not in taken)
    left = tuple((cell, rows - 1) for cell, rows in hanging if rows > 1)
    opened = tuple((replace(cell, rows=1), cell.rows - 1) for cell in row.cells if cell.rows > 1)
    cells = tuple(sorted((*row.cells, *over), key=lambda cell: cell.column))
    return replace(row, cells=cells), left + opened


def _shares_number(whole: Row, own: Row, layout: Layout) -> bool:
    """Whether the number of a row hangs over it from a merged cell above."""
    if len(whole.cells) == len(own.cells):
        return False
    kinds = zip(whole.cells, layout.kinds_in(whole), strict=True)
    return any(kind is ColumnKind.NUMBER and cell not in own.cells for cell, kind in kinds)


def _alone(row: Row, layout: Layout, run: int) -> tuple[Piece, ...]:
    """The one filled cell of a row when it is a title of a section or something around the table, else nothing."""
    filled = [cell for cell in row.cells if cell.entries]
    if len(filled) != 1:
        return _of_several(row, filled, layout) if filled else ()
    cell, width = filled[0], max(one.column + one.span for one in row.cells)
    kind = layout.kinds_in(row)[row.cells.index(cell)]
    if _NO_DEFICIENCIES.match(cell.text) or is_on_new_page(cell.text):
        return (PrintedHeading(cell.entries, layout),)
    if cell.column == row.cells[0].column and is_outside(cell.text):
        return tuple(_lines(row, run))
    is_wide = width > 1 and cell.span >= max(2, width - 1)
    is_named = kind is ColumnKind.NUMBER and bool(_NAMED.search(cell.text))
    find = spanning_title if is_wide or is_named else section_title
    begins = cell.column == row.cells[0].column or (ColumnKind.NUMBER in layout.kinds and _NAMED_PART.match(cell.text))
    title = find(cell.text, row.place) if is_wide or begins else None
    if title:
        return (title,)
    return tuple(_lines(row, run)) if is_wide else ()


def _of_several(row: Row, filled: Sequence[Cell], layout: Layout) -> tuple[Piece, ...]:
    """A row of several cells that is no row of the plan: a title with its number or its points, no deficiencies."""
    if any(_NO_DEFICIENCIES.match(cell.text) for cell in filled[:2]) and len(_worded(filled)) == 1:
        return (PrintedHeading(tuple(entry for cell in filled for entry in cell.entries), layout),)
    first, text = filled[0].text, filled[1].text
    title = marked_title([cell.text for cell in filled], row.place)
    if title is None and len(filled) == 2 and layout.kinds_in(row)[row.cells.index(filled[0])] is ColumnKind.NUMBER:
        is_title = _ROMAN.fullmatch(first) or (first.strip(".)").isdecimal() and section_title(text, row.place))
        title = section_title(f"{first.strip('.) ')}. {text}", row.place) if is_title else None
    return (title,) if title else ()


def _worded(filled: Sequence[Cell]) -> list[Cell]:
    """The cells that say something in words."""
    return [cell for cell in filled if any(letter.isalpha() for letter in cell.text)]


def _filled(row: Row, layout: Layout, *, opens: bool, shares: bool) -> Iterator[Piece]:
    entries: dict[ColumnKind, tuple[str, ...]] = {}
    for cell, kind in zip(row.cells, layout.kinds_in(row), strict=True):
        if not cell.entries:
            continue
        if kind is None:
            yield from (
                StrangeCell(Unplaced(entry, replace(row.place, column=layout.heading(cell))), layout.heading(cell))
                for entry in cell.entries
            )
        elif said := tuple(entry for entry in cell.entries if not _NOTHING.fullmatch(entry)):
            entries[kind] = entries.get(kind, ()) + said
    if entries:
        yield FilledRow(entries, row.place, opens, shares)
