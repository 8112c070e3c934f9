"""The guard of workbooks: what a book holds is inflated once, counted and looked through before it is parsed."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from merilo.importers import codes
from merilo.importers.guard import CHUNK, MOST_COLUMNS, refuse
from merilo.problems import Place

MOST_INFLATED = 512 << 20
MOST_CELLS = 10_000_000
MOST_MEMBERS = 5_000
HIGHEST_RATIO = 250
RATIO_FROM = 32 << 20
MEASURED_FROM = 128 << 20
"""Sheets larger than this are measured exactly, cell by cell: a book without cell addresses cannot hide its size."""

_LINKS = ("xl/externallinks/", "xl/connections", "xl/querytables/", "xl/webextensions/", "customdata")
_ACTIVE = ("vbaproject", "xl/embeddings/", "xl/activex/", "xl/macrosheets/", "xl/dialogsheets/")
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br\s*=\s*["\']([A-Z]+)(\d+)["\']([^>]*[^/>]|)>')
_FAR = re.compile(rb'r="(?:[A-Z]{2}|[A-Z]?\d{6})')
_ODD = (b"'", b"\t", b"\n", b"\r", b" =", b"= ")
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
    """What was seen of one sheet: the farthest filled cell, how many cells, untrustworthy ones."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    far: bool = False
    """Something stands past column Z or row 99 999, or is written unusually: rows and columns must be measured."""
    begun: bool = False
    flaws: list[Flaw] = field(default_factory=list)


def column_number(letters: str) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def inspect_workbook(path: Path) -> dict[str, SheetBounds]:
    """Bounds of every sheet by the name of its part, after the whole book was inflated within the limits.

    Raises UnreadableFileError for bombs, broken archives, links to other files, active content and sheets too large.
    """
    place = Place(path.name)
    bounds: dict[str, SheetBounds] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
        _check_members(members, place)
        budget = MOST_INFLATED
        for member in members:
            sheet = _is_sheet(member)
            size, seen = _look_through(path, member, budget)
            budget -= size
            if sheet:
                _check_bounds(_measured(path, member) if seen.far or size > MEASURED_FROM else seen, place)
                bounds[member.filename] = seen
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as fault:
        raise refuse(codes.BROKEN, place, "Книга Excel повреждена") from fault
    return bounds


def _check_members(members: list[zipfile.ZipInfo], place: Place) -> None:
    names = [member.filename.lower() for member in members]
    if len(names) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_INFLATED:
        raise refuse(codes.ZIP_BOMB, place, "В архиве слишком много частей или они слишком велики")
    if len(set(names)) != len(names) or any(member.flag_bits & 1 for member in members):
        raise refuse(codes.BROKEN, place, "В архиве повторяются имена частей или есть пароль")
    if any(name.startswith(_LINKS) for name in names):
        raise refuse(codes.EXTERNAL_LINKS, place, "Книга ссылается на внешние источники")
    if any(sign in name for name in names for sign in _ACTIVE):
        raise refuse(codes.ACTIVE_CONTENT, place, "В книге есть макросы или вложенные объекты")
    if "xl/workbook.xml" not in names and not any(name.startswith("xl/") for name in names):
        raise refuse(codes.WRONG_CONTENT, place, "Внутри архив, но не книга Excel")
    if any(name.endswith(".bin") and name.startswith("xl/worksheets/") for name in names):
        raise refuse(codes.WRONG_CONTENT, place, "Внутри двоичная книга .xlsb")


def _is_sheet(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().startswith("xl/worksheets/") and member.filename.lower().endswith(".xml")


def _look_through(path: Path, member: zipfile.ZipInfo, budget: int) -> tuple[int, SheetBounds]:
    """Inflate one part, scanning it when it is a sheet; its true size in bytes and what was seen."""
    place = Place(path.name)
    size, bounds = 0, SheetBounds()
    for text, fresh in _windows(path, member):
        size += fresh
        if size > budget or size > member.file_size or _bloated(size, member.compress_size):
            raise refuse(codes.ZIP_BOMB, place, f"Часть {member.filename} разворачивается сверх предела")
        if not bounds.begun and (b"<!DOCTYPE" in text or b"<!ENTITY" in text):
            raise refuse(codes.BROKEN, place, "В книге объявлены сущности XML")
        if _is_sheet(member):
            _scan(text, bounds, place)
    if size != member.file_size:
        raise refuse(codes.BROKEN, place, f"Часть {member.filename} короче, чем объявлено")
    return size, bounds


def _windows(path: Path, member: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """The part in pieces that end between cells, each with the number of bytes newly inflated for it."""
    rest = b""
    for chunk in _inflated(path, member):
        window = rest + chunk
        cut = window.rfind(b"<c ")
        cut = cut if len(window) - CHUNK < cut else len(window)
        yield window[:cut], len(chunk)
        rest = window[cut:]
    yield rest, 0


def _bloated(size: int, packed: int) -> bool:
    return size > RATIO_FROM and size > HIGHEST_RATIO * max(packed, 1)


def _inflated(path: Path, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's content in chunks, whatever length the archive declares for it."""
    with path.open("rb") as stream:
        stream.seek(member.header_offset)
        header = stream.read(30)
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise zipfile.BadZipFile(member.filename)
        stream.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
        left = member.compress_size
        if member.compress_type == zipfile.ZIP_STORED:
            while left and (stored := stream.read(min(CHUNK, left))):
                left -= len(stored)
                yield stored
            return
        if member.compress_type != zipfile.ZIP_DEFLATED:
            raise zipfile.BadZipFile(member.filename)
        engine = zlib.decompressobj(-15)
        while not engine.eof:
            packed = engine.unconsumed_tail or stream.read(min(CHUNK, left))
            left -= 0 if engine.unconsumed_tail else len(packed)
            chunk = engine.decompress(packed, CHUNK)
            if not chunk and not packed:
                return
            yield chunk


def _scan(text: bytes, bounds: SheetBounds, place: Place) -> None:
    """A quick look at some complete cells: are any far away, formulas, errors.

    The look for single bytes is many times quicker than a pattern; a false alarm only costs the exact measure.
    """
    if not bounds.begun:
        _check_declared(text, place)
        start = text.find(b"<sheetData")
        bounds.begun = start >= 0
        text = text[max(start, 0) :]
    bounds.far = bounds.far or _FAR.search(text) is not None or any(sign in text for sign in _ODD)
    if b"f" in text or b"#" in text:
        _look_for_flaws(text, bounds, place)


def _check_declared(text: bytes, place: Place) -> None:
    declared = _DIMENSION.search(text)
    if declared is not None and (wide := column_number(declared[1].decode()[:8])) > MOST_COLUMNS:
        raise refuse(codes.TOO_WIDE, place, f"Лист объявляет столбцов: {wide:,}".replace(",", " "))


def _measured(path: Path, member: zipfile.ZipInfo) -> SheetBounds:
    """The farthest filled cell of a sheet, exactly."""
    bounds = SheetBounds()
    for text, _ in _windows(path, member):
        found = _CELL.findall(text)
        bounds.cells += len(found)
        for letters in {letters for letters, _, _ in found}:
            bounds.columns = max(bounds.columns, column_number(letters.decode()[:8]))
        bounds.rows = max(bounds.rows, max((int(row[:12]) for _, row, _ in found), default=0))
    return bounds


def _check_bounds(bounds: SheetBounds, place: Place) -> None:
    if bounds.columns > MOST_COLUMNS:
        raise refuse(codes.TOO_WIDE, place, f"На листе есть столбец № {bounds.columns:,}".replace(",", " "))
    if max(bounds.columns * bounds.rows, bounds.cells) > MOST_CELLS:
        size = f"{bounds.rows:,} × {bounds.columns:,}".replace(",", " ")
        raise refuse(codes.TOO_MANY_CELLS, place, f"Занятая область листа {size} ячеек")


def _look_for_flaws(text: bytes, bounds: SheetBounds, place: Place) -> None:
    for letters, row, attributes, inside in _FULL_CELL.findall(text):
        formula = _FORMULA.search(inside) is not None
        where = Flaw(int(row), letters.decode(), b't="e"' in attributes)
        if formula and _OUTSIDE.search(inside):
            cell = Place(place.file, row=where.row, column=where.column)
            raise refuse(codes.EXTERNAL_LINKS, cell, "Формула обращается к другому файлу или адресу")
        if where.error or (formula and b't="str"' not in attributes and not _VALUE.search(inside)):
            bounds.flaws.append(where)
