"""Workbooks as blocks: every sheet with its merged cells, numbers and dates as shown, remarks, text in drawings."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from merilo.importers.plans import codes
from merilo.importers.plans.archive import OfficeArchive
from merilo.importers.plans.block_writer import MOST_BLOCKS, MOST_CELLS, MOST_COLUMNS, BlockWriter, entries, refused
from merilo.importers.plans.blocks import Blocks, Cell
from merilo.importers.plans.links import links, tell_links
from merilo.importers.plans.nested import Element
from merilo.importers.plans.xlsx_numbers import built_in, shown
from merilo.importers.plans.xml_part import attribute, local, parsed
from merilo.importers.sheet_guard import column_letters, column_number
from merilo.problems import Place

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_EDGE_CODE = re.compile(r'&(?:"[^"]*"|\d{1,3}|K[0-9A-Fa-f]{6}|[A-Za-z&])')
_MOST_MERGES = 50_000


@dataclass(frozen=True, slots=True)
class _Book:
    """What all sheets share: texts, format codes of the styles, the beginning of the calendar."""

    texts: tuple[str, ...]
    formats: tuple[str, ...]
    from_1904: bool


@dataclass(slots=True)
class _Sheet:
    """The cells of a sheet that hold text, by row and column from 1, and its merged areas by their first cell."""

    name: str
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    beside: list[str] = field(default_factory=list)


def read_xlsx(archive: OfficeArchive) -> Blocks:
    """The blocks of a workbook. Raises UnreadableFileError for what cannot be read safely or at all."""
    if b"macroEnabled" in archive.part("[Content_Types].xml"):
        raise refused(codes.MACROS, archive.file, "Книга с макросами")
    main = next((link.target for link in links(archive, "") if link.kind == "officeDocument"), "xl/workbook.xml")
    if main.endswith(".bin"):
        raise refused(codes.UNKNOWN_KIND, archive.file, "Внутри двоичная книга .xlsb")
    root = parsed(archive.part(main), archive.file, main)
    linked = links(archive, main)
    by_kind = {link.kind: link.target for link in linked if not link.outside}
    dated = any(attribute(part, "date1904") in ("1", "true") for part in root if local(part) == "workbookPr")
    book = _Book(_texts(archive, by_kind), _formats(archive, by_kind), dated)
    targets = {link.number: link.target for link in linked if not link.outside}
    writer = BlockWriter(archive.file)
    for element in root.iter():
        if local(element) == "sheet" and (part := targets.get(attribute(element, "id"), "")) in archive.names:
            _write(_SheetReader(archive, book, writer).sheet(part, attribute(element, "name")), writer)
    if any(link.kind == "externalLink" for link in linked):
        writer.told(codes.EXTERNAL, "Книга ссылается на другие книги: показаны сохранённые значения")
    tell_links(linked, writer)
    return writer.finished("xlsx")


def _texts(archive: OfficeArchive, by_kind: dict[str, str]) -> tuple[str, ...]:
    if not (content := archive.part(by_kind.get("sharedStrings", "xl/sharedStrings.xml"))):
        return ()
    root = parsed(content, archive.file, "sharedStrings.xml")
    return tuple(_rich(entry) for entry in root if local(entry) == "si")


def _rich(entry: Element) -> str:
    """A text of runs, without its phonetic hints."""
    found = []
    for child in entry:
        if local(child) == "t":
            found.append(child.text or "")
        elif local(child) == "r":
            found += [part.text or "" for part in child if local(part) == "t"]
    return "".join(found)


def _formats(archive: OfficeArchive, by_kind: dict[str, str]) -> tuple[str, ...]:
    """The format code of every style of cells."""
    if not (content := archive.part(by_kind.get("styles", "xl/styles.xml"))):
        return ()
    root = parsed(content, archive.file, "styles.xml")
    spelled = {
        attribute(part, "numFmtId"): attribute(part, "formatCode") for part in root.iter() if local(part) == "numFmt"
    }
    numbers = [attribute(style, "numFmtId") for styles in root if local(styles) == "cellXfs" for style in styles]
    return tuple(spelled.get(number) or built_in(_whole(number)) for number in numbers)


def _whole(text: str) -> int:
    return int(text[:7]) if text.isascii() and text.isdigit() else 0


class _SheetReader:
    """Reads one sheet."""

    def __init__(self, archive: OfficeArchive, book: _Book, writer: BlockWriter) -> None:
        self._archive = archive
        self._book = book
        self._writer = writer

    def sheet(self, part: str, name: str) -> _Sheet:
        sheet = _Sheet(name)
        root = parsed(self._archive.part(part), self._archive.file, part)
        row = 0
        for element in root.iter():
            kind = local(element)
            if kind == "row":
                row = _whole(attribute(element, "r")) or row + 1
                self._row(element, row, sheet)
            elif kind == "mergeCell":
                self._merge(attribute(element, "ref"), sheet)
            elif kind.endswith(("Header", "Footer")) and element.text:
                sheet.beside.append(_EDGE_CODE.sub(" ", element.text))
        self._beside(part, sheet)
        return sheet

    def _row(self, element: Element, row: int, sheet: _Sheet) -> None:
        column = 0
        for cell in element:
            if local(cell) != "c":
                continue
            address = _ADDRESS.fullmatch(attribute(cell, "r"))
            column = column_number(address[1]) if address else column + 1
            text = self._text(cell, Place(self._archive.file, sheet.name, row, column_letters(column)))
            if text.strip():
                sheet.cells.setdefault(row, {})[column] = text
        if len(sheet.cells) > MOST_BLOCKS:
            raise refused(codes.TOO_MANY, self._archive.file, f"На листе «{sheet.name}» больше 20 000 строк")

    def _text(self, cell: Element, place: Place) -> str:
        parts = {local(part): part for part in cell}
        kind = attribute(cell, "t")
        value = parts["v"].text or "" if "v" in parts else ""
        if "is" in parts:
            return _rich(parts["is"])
        if not value:
            if "f" in parts and kind != "str":
                self._writer.told(codes.FORMULA, "Формула без сохранённого значения", place)
            return ""
        if kind == "s":
            number = _whole(value.strip())
            if number >= len(self._book.texts):
                raise refused(codes.BROKEN, self._archive.file, "В книге нет текста, на который ссылается ячейка")
            return self._book.texts[number]
        if kind == "b":
            return "ИСТИНА" if value.strip() == "1" else "ЛОЖЬ"
        if kind in ("str", "e", "d"):
            return value
        style = _whole(attribute(cell, "s"))
        code = self._book.formats[style] if style < len(self._book.formats) else ""
        return shown(value.strip(), code, from_1904=self._book.from_1904)

    def _merge(self, reference: str, sheet: _Sheet) -> None:
        corners = [_ADDRESS.fullmatch(corner) for corner in reference.split(":")]
        if len(corners) != 2 or None in corners or len(sheet.merged) > _MOST_MERGES:
            return
        (left, top), (right, bottom) = ((column_number(at[1]), int(at[2])) for at in corners if at)
        sheet.merged[top, left] = (max(bottom, top), max(right, left))

    def _beside(self, part: str, sheet: _Sheet) -> None:
        """Remarks at cells and texts of drawings."""
        for link in links(self._archive, part):
            if link.kind in ("comments", "threadedComment", "drawing") and link.target in self._archive.names:
                root = parsed(self._archive.part(link.target), self._archive.file, link.target)
                wanted = {"comments": "comment", "threadedComment": "text"}.get(link.kind, "p")
                sheet.beside += [
                    "".join(piece.text or "" for piece in found.iter() if local(piece) in ("t", "text"))
                    for found in root.iter()
                    if local(found) == wanted
                ]


def _write(sheet: _Sheet, writer: BlockWriter) -> None:
    """Rows of a sheet; lines standing alone above and below its table are paragraphs."""
    wide = {row for row, cells in sheet.cells.items() if len(cells) > 1}
    used = sorted({column for cells in sheet.cells.values() for column in cells})
    if used and used[-1] - used[0] >= MOST_COLUMNS:
        raise refused(codes.TOO_MANY, writer.file, f"На листе «{sheet.name}» больше 256 столбцов")
    covered = _covered(sheet, writer.file)
    if wide:
        writer.begin_table()
    wide |= {bottom for (top, _), (bottom, _) in sheet.merged.items() if top in wide}
    first, last = min(wide, default=0), max(wide, default=-1)
    for row in sorted(sheet.cells):
        if first <= row <= last:
            writer.row(_row(sheet, row, (used[0], used[-1], covered)), sheet=sheet.name, line=row)
        else:
            for _, text in sorted(sheet.cells[row].items()):
                writer.paragraph(text, sheet=sheet.name, line=row)
    for text in sheet.beside:
        writer.paragraph(text, sheet=sheet.name)


def _covered(sheet: _Sheet, file: str) -> set[tuple[int, int]]:
    """Cells that merged areas cover, within the rows and columns that are used."""
    found: set[tuple[int, int]] = set()
    rows = sorted(sheet.cells)
    columns = sorted({column for cells in sheet.cells.values() for column in cells})
    taken = 0
    for (top, left), (bottom, right) in sheet.merged.items():
        down = rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
        across = range(max(left, columns[0]), min(right, columns[-1]) + 1) if columns else range(0)
        taken += len(down) * len(across)
        if taken > MOST_CELLS:
            raise refused(codes.TOO_MANY, file, f"На листе «{sheet.name}» слишком много объединённых ячеек")
        found |= {(row, column) for row in down for column in across if (row, column) != (top, left)}
    return found


def _row(sheet: _Sheet, row: int, used: tuple[int, int, set[tuple[int, int]]]) -> list[Cell]:
    first, last, covered = used
    texts = sheet.cells[row]
    cells = []
    for column in range(first, last + 1):
        if (row, column) in covered and column not in texts:
            continue
        bottom, right = sheet.merged.get((row, column), (row, column))
        span = min(right, last) - column + 1
        cells.append(
            Cell(entries([texts.get(column, "")]), column - first, span, min(bottom, max(sheet.cells)) - row + 1)
        )
    return cells
