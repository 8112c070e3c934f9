"""The guard of sheets: how far the cells of a sheet reach and which cannot be trusted, before anything parses it.

The parser lays a sheet out as a full rectangle up to its farthest cell, so that one far address may cost all memory.
Addresses are therefore judged without trusting the spelling: what is not written plainly is measured from above.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from merilo.importers import codes
from merilo.importers.guard import MOST_COLUMNS, refuse
from merilo.problems import Place

MOST_CELLS = 10_000_000
_FEW = 26
_TAG = rb"<(?:[^\s/>\"'<]*:)?"
_PREFIXED = re.compile(rb":(?:c|row)[\s/>]")
_EMPTY = re.compile(rb'<c r="[A-Z]+\d+"(?: [a-z]+="\w*")*/>')
_ADDRESS = re.compile(rb"[\s\"'/]r\s*=\s*[\"']([A-Za-z]*)(\d*)[\"']")
_ROW = re.compile(_TAG + rb"row(?=[\s/>])(?P<plain> r=)?")
_CELL = re.compile(_TAG + rb"c(?=[\s/>])(?P<plain> r=)?")
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\s+ref="[^":]*:?\$?([A-Z]*)\$?\d*"')
_FULL_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]+)(\d+)"([^>]*[^/>]|)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>[^<]")
_OUTSIDE = re.compile(rb"\[\d+\]|\bWEBSERVICE\s*\(|\bDDE\s*\(|\|'", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Flaw:
    """A cell whose value cannot be trusted: which, and whether it is an error of calculation."""

    row: int
    column: str
    error: bool


@dataclass(slots=True)
class SheetBounds:
    """What a quick look has seen of one sheet."""

    plain: bool = True
    """Every cell is plainly addressed and near; otherwise the sheet must be measured."""
    framed: bool = False
    """And stands within the columns that the sheet declares, which are not more than 26."""
    declared: int = 0
    """The last column that the sheet declares, from 1; 0 when it declares none."""
    flaws: list[Flaw] = field(default_factory=list)


def column_number(letters: str) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def look_through(text: bytes, bounds: SheetBounds, place: Place) -> None:
    """A quick look at a piece of a sheet that holds whole tags. Raises UnreadableFileError at what is refused."""
    declared = _DIMENSION.search(text, 0, 1 << 16) if b"dimension" in text[: 1 << 16] else None
    if declared is not None:
        bounds.declared = column_number(declared[1].decode()[:8])
        bounds.framed = bounds.declared <= _FEW
        if bounds.declared > MOST_COLUMNS:
            wide = f"{bounds.declared:,}".replace(",", " ")
            raise refuse(codes.TOO_WIDE, place, f"Лист объявляет столбцов: {wide}")
    if bounds.plain:
        prefixed = b":" in text and _PREFIXED.search(text) is not None
        bounds.framed = bounds.framed and not prefixed and _unusual(bounds.declared).search(text) is None
        bounds.plain = bounds.framed or (not prefixed and _unusual(_FEW).search(text) is None)
    if b"#" in text or (b"f" in text and (b"<f" in text or b":f" in text)):
        _look_for_flaws(text, bounds, place)


@cache
def _unusual(columns: int) -> re.Pattern[bytes]:
    """A cell that is not plainly addressed within so many columns and rows 1…99 999, which together are few enough.

    What is usual is tried first: a million cells are looked at before anything else may begin.
    """
    last = column_letters(columns).encode()
    return re.compile(rb'<c(?! r="[A-%b][0-9]{1,5}+"(?: t="inlineStr">|(?: [st]="\w*+")*+/?>))(?=[\s/>])' % last)


def measure(pieces: Iterator[bytes], place: Place) -> None:
    """Refuse a sheet whose cells may reach too far, however they are written.

    Every address counts that stands anywhere; cells and rows without one stand next to the one before.
    """
    rows = columns = cells = unplaced_rows = in_row = fullest = 0
    unplaced = False
    for piece in pieces:
        text = _EMPTY.sub(b"", piece)
        for letters, number in set(_ADDRESS.findall(text)):
            columns = max(columns, column_number(letters.decode()[:8]))
            rows = max(rows, int(number[:12] or 0))
        marks = sorted(_marks(text))
        unplaced = unplaced or any(not placed for _, is_row, placed in marks if not is_row)
        unplaced_rows += sum(1 for _, is_row, placed in marks if is_row and not placed)
        for _, is_row, _ in marks:
            in_row = 0 if is_row else in_row + 1
            cells += not is_row
            fullest = max(fullest, in_row)
    if max(columns, fullest) > MOST_COLUMNS:
        columns = max(columns, fullest)
        raise refuse(codes.TOO_WIDE, place, f"На листе есть столбец № {columns:,}".replace(",", " "))
    rows, columns = rows + unplaced_rows, columns + (fullest if unplaced else 0)
    if max(columns * rows, cells) > MOST_CELLS:
        size = f"{rows:,} × {columns:,}".replace(",", " ")
        raise refuse(codes.TOO_MANY_CELLS, place, f"Занятая область листа {size} ячеек")


def _marks(text: bytes) -> Iterator[tuple[int, bool, bool]]:
    """Where rows and cells begin: position, whether it is a row, whether its address is the first thing it says."""
    for pattern, is_row in ((_ROW, True), (_CELL, False)):
        for found in pattern.finditer(text):
            yield found.start(), is_row, found["plain"] is not None


def _look_for_flaws(text: bytes, bounds: SheetBounds, place: Place) -> None:
    for letters, row, attributes, inside in _FULL_CELL.findall(text):
        formula = _FORMULA.search(inside) is not None
        where = Flaw(int(row[:12]), letters.decode()[:8], b't="e"' in attributes)
        if formula and _OUTSIDE.search(inside):
            cell = Place(place.file, row=where.row, column=where.column)
            raise refuse(codes.EXTERNAL_LINKS, cell, "Формула обращается к другому файлу или адресу")
        if where.error or (formula and b't="str"' not in attributes and not _VALUE.search(inside)):
            bounds.flaws.append(where)
