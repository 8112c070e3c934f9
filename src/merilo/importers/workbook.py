"""Workbooks: sheets of an .xlsx file as grids of cells."""

import re
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from html import unescape
from itertools import islice
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from merilo.importers import codes
from merilo.importers.findings import UnreadableFileError
from merilo.importers.guard import check_content, refuse
from merilo.importers.sheet_guard import Flaw, SheetBounds, column_number
from merilo.importers.sheet_parts import Part, SheetParts, rows_of
from merilo.importers.tables import BATCH, FIRST_BATCH, Batch
from merilo.importers.workbook_guard import inspect_workbook
from merilo.problems import Place, Problem

_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class BookSheet:
    """One sheet of a workbook. `flaws` are cells that cannot be trusted.

    Of a sheet in `parts`, `cells` are the first of them.
    """

    file: str
    name: str
    cells: CalamineSheet
    flaws: tuple[Flaw, ...]
    parts: tuple[Part, ...] = ()

    @property
    def first_column(self) -> int:
        return self.cells.start[1] if self.cells.start else 0

    def batches(self) -> Iterator[Batch]:
        """The rows; raises NotInPartsError when the parts turn out not to be the sheet."""
        rows = rows_of(self.parts) if self.parts else self.cells.iter_rows()
        first, size = 1, FIRST_BATCH
        while found := list(islice(rows, size)):
            yield Batch(found, range(first, first + len(found)))
            first, size = first + len(found), BATCH

    def problems(self) -> tuple[Problem, ...]:
        """The untrustworthy cells as problems; nothing of the sheet may be used while there are any."""
        return tuple(
            Problem(
                codes.ERROR_CELL if flaw.error else codes.EMPTY_FORMULA,
                Place(self.file, self.name, flaw.row, flaw.column),
                "Ошибка вычисления в ячейке" if flaw.error else "Формула без сохранённого значения",
            )
            for flaw in sorted(self.flaws, key=lambda flaw: (flaw.row, column_number(flaw.column)))
        )


def open_workbook(path: Path) -> tuple[BookSheet, ...]:
    """The visible sheets that have anything written in them.

    Raises UnreadableFileError for everything that the guard refuses and for books that cannot be read.
    """
    return _parsed(path, _guarded(path))


def opened_beside(path: Path, pool: Executor, *, in_parts: bool = True) -> Callable[[], tuple[BookSheet, ...]]:
    """The same in two steps: the guard looks through the book at once, the parsing goes on beside.

    A large sheet is cut `in_parts`, which are parsed from the guard's first look on. What is wrong with the book is
    raised when the sheets are asked for.
    """
    cutter = SheetParts(path, pool, partial(_sheet_parts, path)) if in_parts else None
    try:
        seen = _guarded(path, cutter)
        if cutter is not None and cutter.cut():
            return partial(_parsed, path, seen, cutter)
        return pool.submit(_parsed, path, seen).result
    except (UnreadableFileError, OSError) as fault:
        failed: Future[tuple[BookSheet, ...]] = Future()
        failed.set_exception(fault)
        return failed.result


def _guarded(path: Path, cutter: SheetParts | None = None) -> dict[str, SheetBounds]:
    check_content(path)
    return inspect_workbook(path, cutter)


def _parsed(path: Path, seen: dict[str, SheetBounds], cutter: SheetParts | None = None) -> tuple[BookSheet, ...]:
    parts = _sheet_parts(path)
    found = []
    try:
        book = CalamineWorkbook.from_path(str(path))
        for name in (sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible):
            part = parts.get(name, "")
            bounds = seen.get(part, SheetBounds())
            cut = cutter.parts(part, bounds) if cutter is not None else ()
            cells = cut[0]() if cut else book.get_sheet_by_name(name)
            found.append(BookSheet(path.name, name, cells, tuple(bounds.flaws), cut))
    except BaseException as fault:
        if isinstance(fault, Exception) or type(fault).__name__ == "PanicException":
            raise refuse(codes.BROKEN, Place(path.name), "Книга Excel не читается") from fault
        raise
    return tuple(sheet for sheet in found if sheet.cells.start is not None)


def _sheet_parts(path: Path) -> dict[str, str]:
    """Which part of the archive holds each sheet, by the sheet's name."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        book = _part(archive, names, "xl/workbook.xml")
        relations = _part(archive, names, "xl/_rels/workbook.xml.rels")
    targets = {}
    for tag in _RELATION.findall(relations):
        fields = dict(_ATTRIBUTE.findall(tag))
        target = fields.get("Target", "")
        targets[fields.get("Id", "")] = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return {
        unescape(fields.get("name", "")): targets.get(fields.get("r:id", ""), "")
        for fields in (dict(_ATTRIBUTE.findall(tag)) for tag in _SHEET.findall(book))
    }


def _part(archive: zipfile.ZipFile, names: set[str], name: str) -> str:
    return archive.read(name).decode("utf-8", "replace") if name in names else ""
