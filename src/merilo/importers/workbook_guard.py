"""The guard of workbooks: what a book holds is inflated once, counted and looked through before it is parsed."""

import zipfile
import zlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from merilo.importers import codes
from merilo.importers.guard import BROKEN_ARCHIVE, CHUNK, refuse
from merilo.importers.sheet_guard import MOST_CELLS, SheetBounds, look_through, measure
from merilo.importers.sheet_parts import SHEETS, SheetParts
from merilo.problems import Place

MOST_INFLATED = 512 << 20
MOST_MEMBERS = 5_000
HIGHEST_RATIO = 250
RATIO_FROM = 32 << 20
MEASURED_FROM = 128 << 20
"""Sheets larger than this are measured in any case: their cells must be counted."""
_LONGEST_PIECE = 8 << 20
_CHUNKS_AHEAD = 3

_LINKS = ("xl/externallinks/", "xl/connections", "xl/querytables/", "xl/webextensions/", "customdata")
_ACTIVE = ("vbaproject", "xl/embeddings/", "xl/activex/", "xl/macrosheets/", "xl/dialogsheets/")


def inspect_workbook(path: Path, cutter: SheetParts | None = None) -> dict[str, SheetBounds]:
    """What was seen of every sheet by the name of its part, after the whole book was inflated within the limits.

    What of a sheet was let through goes on to the `cutter`; sheets are looked at after all that they depend on.

    Raises UnreadableFileError for bombs, broken archives, links to other files, active content and sheets too large.
    """
    place = Place(path.name)
    found: dict[str, SheetBounds] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
        _check_members(members, place)
        budget = MOST_INFLATED
        for member in sorted(members, key=lambda one: one.filename.startswith(SHEETS)):
            size, bounds = _inspect(path, member, budget, cutter=cutter)
            budget -= size
            if bounds is not None:
                found[member.filename] = bounds
    except BROKEN_ARCHIVE as fault:
        raise refuse(codes.BROKEN, place, "Книга Excel повреждена") from fault
    return found


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
    if any(name.endswith(".bin") and name.startswith(SHEETS) for name in names):
        raise refuse(codes.WRONG_CONTENT, place, "Внутри двоичная книга .xlsb")


def _inspect(
    path: Path, member: zipfile.ZipInfo, budget: int, *, cutter: SheetParts | None
) -> tuple[int, SheetBounds | None]:
    """Inflate one part; its true size in bytes and, when it holds a sheet wherever it lies, what was seen of it."""
    place = Place(path.name)
    size = strings = 0
    bounds: SheetBounds | None = None
    for text, fresh in _pieces(path, member):
        size += fresh
        if size > min(budget, member.file_size) or _bloated(size, member.compress_size):
            raise refuse(codes.ZIP_BOMB, place, f"Часть {member.filename} разворачивается сверх предела")
        _check_text(text, member, place, in_sheet=bounds is not None)
        strings += text.count(b"<si") + text.count(b":si") if "shared" in member.filename.lower() else 0
        if strings > MOST_CELLS:
            raise refuse(codes.TOO_MANY_CELLS, place, "Текстов в книге больше 10 миллионов")
        if bounds is None and b"sheetData" in text:
            bounds = SheetBounds()
        if bounds is not None:
            look_through(text, bounds, place)
            if cutter is not None:
                cutter.take(member, text, bounds)
    if size != member.file_size:
        raise refuse(codes.BROKEN, place, f"Часть {member.filename} короче, чем объявлено")
    if bounds is not None and (not bounds.plain or size > MEASURED_FROM):
        measure((text for text, _ in _pieces(path, member)), place)
    if bounds is not None and cutter is not None:
        cutter.end(member)
    return size, bounds


def _check_text(text: bytes, member: zipfile.ZipInfo, place: Place, *, in_sheet: bool) -> None:
    if not in_sheet and b"<!" in text and (b"<!DOCTYPE" in text or b"<!ENTITY" in text):
        raise refuse(codes.BROKEN, place, "В книге объявлены сущности XML")
    if b"\0" in text and member.filename.lower().endswith(".xml"):
        raise refuse(codes.BROKEN, place, f"В части {member.filename} нулевые байты")


def _pieces(path: Path, member: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """The part in pieces of whole tags, where possible of whole cells, each with the number of bytes newly inflated.

    Raises UnreadableFileError when text or a tag of an XML part has no end in sight.
    """
    chunks = _inflated(path, member)
    rest = b""
    for chunk in _ahead(chunks) if member.file_size > CHUNK else chunks:
        window = rest + chunk
        cut = window.rfind(b"<c ")
        cut = cut if cut > 0 else window.rfind(b"<")
        cut = cut if cut >= 0 else len(window)
        if len(window) - cut > _LONGEST_PIECE:
            raise refuse(codes.BROKEN, Place(path.name), f"В части {member.filename} текст или тег без конца")
        yield window[:cut], len(chunk)
        rest = window[cut:]
    yield rest, 0


def _ahead(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same chunks; the next ones are inflated while one is looked through."""
    with ThreadPoolExecutor(1) as pool:
        waiting = deque(pool.submit(next, chunks, None) for _ in range(_CHUNKS_AHEAD))
        while (chunk := waiting.popleft().result()) is not None:
            waiting.append(pool.submit(next, chunks, None))
            yield chunk


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
