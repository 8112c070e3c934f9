"""Large sheets in parts of whole rows, parsed side by side while the guard still looks through the rest.

A part is a small workbook in memory: the texts and styles of the book and one sheet with some of its rows, every cell
at its own address. What the parts hold together is exactly what the sheet holds; where that is not certain, the sheet
is parsed as one.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook

from merilo.importers.sheet_guard import SheetBounds
from merilo.importers.values import Cell

PART = 4 << 20
"""Bytes of a part; a sheet shorter than two is not cut."""
_LONGEST = 128 << 20
_BEGIN, _ROW, _END = b"<sheetData>", b"<row ", b"</sheetData>"
SHEETS = "xl/worksheets/"

Part = Callable[[], CalamineSheet]
"""A part of a sheet, asked for when its turn has come."""
Member = tuple[str, tuple[bytes, ...]]
"""A part of an archive: its name and its content in pieces."""
Naming = Callable[[], dict[str, str]]
"""Which part of the archive holds each sheet, by the sheet's name."""


class NotInPartsError(Exception):
    """The sheet that was cut has to be parsed as one: its rows stand out of order, or a part cannot be parsed."""


def rows_of(parts: tuple[Part, ...]) -> Iterator[list[Cell]]:
    """Every row of a sheet from the first on, each as wide as the sheet. Raises NotInPartsError."""
    first = parts[0]()
    yield from first.iter_rows()
    below, width = (first.end or (0, 0))[0] + 1, first.width
    for parsed in parts[1:]:
        part = _parsed(parsed)
        if part.start is None:
            continue
        row, column = part.start
        if row < below:
            raise NotInPartsError
        yield from _padded([[] for _ in range(row - below)], left=0, width=width)
        rows = part.to_python(skip_empty_area=True)
        yield from rows if part.width == width else _padded(rows, left=column, width=width)
        below = row + part.height


def _parsed(part: Part) -> CalamineSheet:
    try:
        return part()
    except BaseException as fault:
        if isinstance(fault, Exception) or type(fault).__name__ == "PanicException":
            raise NotInPartsError from fault
        raise


def _padded(rows: list[list[Cell]], *, left: int, width: int) -> Iterator[list[Cell]]:
    for row in rows:
        yield [*[""] * left, *row, *[""] * (width - left - len(row))]


@dataclass(slots=True)
class _Cut:
    """A sheet that is being cut: what stands before its rows, the rows not yet in a part, the parts."""

    name: str
    before: bytes
    rows: list[bytes] = field(default_factory=list)
    size: int = 0
    parts: list[Future[CalamineSheet]] = field(default_factory=list)


class SheetParts:
    """Cuts sheets of one workbook as the guard hands their text over, and has the parts parsed by `pool`."""

    def __init__(self, path: Path, pool: Executor, names: Naming) -> None:
        self._path, self._pool, self._names = path, pool, names
        self._common: tuple[Member, ...] | None = None
        self._cuts: dict[str, _Cut | None] = {}

    def take(self, member: zipfile.ZipInfo, text: bytes, bounds: SheetBounds) -> None:
        """A piece of a sheet that the guard has let through."""
        part = member.filename
        fresh = part not in self._cuts
        if fresh:
            self._cuts[part] = self._begun(member, text)
        cut = self._cuts[part]
        if cut is None:
            return
        if not bounds.framed or (b"!" in text and b"<!" in text):
            self._give_up(part)
            return
        text = text.partition(_BEGIN)[2] if fresh else text
        cut.rows.append(text)
        cut.size += len(text)
        at = text.rfind(_ROW) if cut.size > PART else -1
        if at > 0:
            cut.rows[-1] = text[:at]
            self._submit(part, cut)
            cut.rows, cut.size = [text[at:]], len(text) - at

    def end(self, member: zipfile.ZipInfo) -> None:
        """The sheet was handed over whole."""
        cut = self._cuts.get(member.filename)
        if cut is not None:
            cut.rows = [b"".join(cut.rows).partition(_END)[0]]
            self._submit(member.filename, cut)

    def cut(self) -> bool:
        """Whether anything was cut."""
        return any(cut is not None for cut in self._cuts.values())

    def parts(self, part: str, bounds: SheetBounds) -> tuple[Part, ...]:
        """The parts of this sheet from the top; none when it must be parsed as one.

        The first reaches over all columns that the sheet declares and the guard has seen no cell beyond them, so that
        every row is as wide as the first part.
        """
        cut = self._cuts.get(part)
        if cut is None or cut.parts[0].exception() is not None:
            return ()
        first = cut.parts[0].result()
        begin, end = first.start or (0, 0), first.end or (0, 0)
        return tuple(one.result for one in cut.parts) if (begin[1], end[1] + 1) == (0, bounds.declared) else ()

    def _begun(self, member: zipfile.ZipInfo, text: bytes) -> _Cut | None:
        """The cut of a sheet by its first piece; None when it is not worth it or not certain."""
        at = text.find(_BEGIN)
        if at < 0 or not member.filename.startswith(SHEETS) or not 2 * PART < member.file_size <= _LONGEST:
            return None
        name = next((name for name, part in self._names().items() if part == member.filename), "")
        if self._common is None:
            self._common = _common(self._path)
        return _Cut(name, text[:at]) if name and self._common else None

    def _give_up(self, part: str) -> None:
        cut = self._cuts[part]
        for future in () if cut is None else cut.parts:
            future.cancel()
        self._cuts[part] = None

    def _submit(self, part: str, cut: _Cut) -> None:
        frame = (cut.before + _BEGIN, _END + b"</worksheet>")
        book = _Book(cut.name, part, frame, self._common or ())
        cut.parts.append(self._pool.submit(book.sheet, cut.rows))


def _common(path: Path) -> tuple[Member, ...]:
    """What every part of the book needs besides rows; nothing when that is too much to be read again and again."""
    with zipfile.ZipFile(path) as archive:
        needed = [one for one in archive.infolist() if not one.filename.startswith(SHEETS)]
        if sum(one.file_size for one in needed) > PART:
            return ()
        return tuple((one.filename, (archive.read(one),)) for one in needed)


@dataclass(frozen=True, slots=True)
class _Book:
    """A small workbook that waits for its rows. `part` holds the sheet, `frame` is what stands around the rows."""

    name: str
    part: str
    frame: tuple[bytes, bytes]
    common: tuple[Member, ...]

    def sheet(self, rows: list[bytes]) -> CalamineSheet:
        """The parsed sheet. Raises NotInPartsError when these are not rows alone."""
        if any(b"/sheetData" in piece for piece in rows):
            raise NotInPartsError
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as book:
            for part, pieces in (*self.common, (self.part, (self.frame[0], *rows, self.frame[1]))):
                with book.open(part, "w") as member:
                    member.writelines(pieces)
        stream.seek(0)
        return CalamineWorkbook.from_filelike(stream).get_sheet_by_name(self.name)
