"""Columns of a table without any heading, guessed by what they hold: numbers, terms, persons, texts."""

from collections.abc import Callable, Sequence

from merilo.deadlines.terms import TermKind, parse_term
from merilo.importers.plans.blocks import Block, Cell, Row
from merilo.importers.plans.columns import ColumnKind, Layout, guessed
from merilo.plans.assignees import split_assignees

_FEWEST_ROWS, _FEWEST_COLUMNS, _MOST_COLUMNS = 2, 3, 12
_SOME_YEAR = 2000
_MOST_READ = 40
"""So many rows tell what a column holds."""
_BEFORE = {1: (ColumnKind.MEASURE,), 2: (ColumnKind.DEFICIENCY, ColumnKind.MEASURE)}
_AFTER = {
    0: (),
    1: (ColumnKind.RESULT,),
    2: (ColumnKind.ASSIGNEE, ColumnKind.RESULT),
    3: (ColumnKind.ASSIGNEE, ColumnKind.IMPLEMENTED, ColumnKind.COMPLETED),
}


def guess(blocks: Sequence[Block]) -> Layout | None:
    """A layout for the widest kind of rows in a file, None when no column of terms is seen."""
    rows = [block for block in blocks if isinstance(block, Row)]
    widths = [len(row.cells) for row in rows if sum(1 for cell in row.cells if cell.entries) >= _FEWEST_COLUMNS]
    if not widths:
        return None
    width = max(set(widths), key=widths.count)
    whole = [row.cells for row in rows if len(row.cells) == width][:_MOST_READ]
    if len(whole) < _FEWEST_ROWS or width > _MOST_COLUMNS:
        return None
    return _by_terms([[cells[number] for cells in whole] for number in range(width)])


def _by_terms(by_column: list[list[Cell]]) -> Layout | None:
    numbered = 1 if _mostly(by_column[0], _is_number) else 0
    planned = next((n for n in range(numbered + 1, len(by_column)) if _mostly(by_column[n], _is_term)), None)
    if planned is None:
        return None
    before, after = _BEFORE.get(planned - numbered), _AFTER.get(len(by_column) - planned - 1)
    if before is None or after is None:
        return None
    if after == _AFTER[1] and _mostly(by_column[-1], _is_person):
        after = (ColumnKind.ASSIGNEE,)
    return guessed((*(ColumnKind.NUMBER,) * numbered, *before, ColumnKind.PLANNED, *after))


def _mostly(cells: list[Cell], holds: Callable[[str], bool]) -> bool:
    filled = [cell for cell in cells if cell.entries]
    return bool(filled) and 2 * sum(1 for cell in filled if holds(cell.text)) > len(filled)


def _is_number(text: str) -> bool:
    return text.replace(".", "").strip().isdigit()


def _is_term(text: str) -> bool:
    return parse_term(text, _SOME_YEAR).kind is not TermKind.UNCLEAR


def _is_person(text: str) -> bool:
    return any(assignee.name for assignee in split_assignees(text))
