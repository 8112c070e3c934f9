"""CSV files: encoding and delimiter found out, rows with their physical line numbers, in bounded memory."""

import codecs
import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import cast

from merilo.importers import codes
from merilo.importers.guard import CHUNK, MOST_COLUMNS, check_content, refuse
from merilo.importers.tables import BATCH, Batch
from merilo.importers.values import Cell
from merilo.problems import Place

LONGEST_LINE = 4 << 20
_DELIMITERS = (";", ",", "\t", "|")
_UTF8_PAIR = re.compile(rb"[\xd0\xd1][\x80-\xbf]")
_LOOKED_AT = 20
_PERHAPS_TORN = 3


@dataclass(frozen=True, slots=True)
class CsvSheet:
    """A CSV file as a grid. `skipped` lines on top («sep=;») are no part of the table."""

    path: Path
    encoding: str
    delimiter: str
    skipped: int = 0
    name: str = ""
    first_column: int = 0

    @property
    def file(self) -> str:
        return self.path.name

    def batches(self) -> Iterator[Batch]:
        """Rows in batches; blank lines are left out. Raises UnreadableFileError at broken quotes and endless cells."""
        with self.path.open(encoding=self.encoding, newline="") as stream:
            for _ in range(self.skipped):
                stream.readline()
            reader = csv.reader(stream, delimiter=self.delimiter, strict=True)
            line = self.skipped + 1
            while rows := self._some(reader):
                end = self.skipped + reader.line_num + 1
                numbers: range | list[int] = range(line, end)
                if len(numbers) != len(rows):
                    numbers = list(_lines(rows, line))
                line = end
                yield Batch(cast("list[list[Cell]]", rows), numbers)

    def _some(self, reader: Iterator[list[str]]) -> list[list[str]]:
        try:
            return list(islice(reader, BATCH))
        except csv.Error as fault:
            line = self.skipped + getattr(reader, "line_num", 0)
            kind = codes.LONG_LINE if "field larger" in str(fault) else codes.BAD_QUOTES
            raise refuse(kind, Place(self.file, row=line), "Строка не разбирается") from fault


def _lines(rows: list[list[str]], first: int) -> Iterator[int]:
    """Physical line where each row begins; cells may hold line breaks."""
    line = first
    for row in rows:
        yield line
        line += 1 + sum(cell.count("\n") or cell.count("\r") for cell in row)


def open_csv(path: Path, known: Callable[[str], bool]) -> CsvSheet:
    """The file as a grid; `known` tells which headings are familiar, to choose between delimiters.

    Raises UnreadableFileError when it is not a text table.
    """
    check_content(path)
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as stream:
        top = list(islice(stream, _LOOKED_AT))
    widest = max(line.count(mark) for line in top for mark in _DELIMITERS)
    if widest > MOST_COLUMNS:
        raise refuse(codes.TOO_WIDE, Place(path.name), f"Разделителей в строке: {widest}")
    declared = re.fullmatch(r"sep=(.)\s*", top[0], re.IGNORECASE)
    if declared is not None:
        return CsvSheet(path, encoding, declared[1], skipped=1)
    delimiter = max(_DELIMITERS, key=lambda mark: _fit(top, mark, known))
    return CsvSheet(path, encoding, delimiter)


def _fit(top: list[str], delimiter: str, known: Callable[[str], bool]) -> tuple[int, int, int]:
    """How well a delimiter explains the first lines: familiar headings, then equal widths, then their number."""
    rows = [row for row in _parsed(top, delimiter) if any(cell.strip() for cell in row)]
    widths = [len(row) for row in rows]
    widest = max(widths, default=0)
    familiar = max((sum(map(known, row)) for row in rows), default=0)
    return familiar, widths.count(widest) if widest > 1 else 0, min(widest, MOST_COLUMNS)


def _parsed(top: Iterable[str], delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(top, delimiter=delimiter))
    except csv.Error:
        return rows
    return rows


def _encoding(path: Path) -> str:
    """The one encoding of the whole file: UTF-8 when all of it is, else Windows-1251."""
    place = Place(path.name)
    decoder = codecs.getincrementaldecoder("utf-8")()
    fault_line, line, tail, pairs = 0, 1, 0, 0
    with path.open("rb") as stream:
        if stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            raise refuse(codes.BAD_ENCODING, place, "Файл в UTF-16")
        stream.seek(0)
        while chunk := stream.read(CHUNK):
            tail = _check_bytes(chunk, tail, Place(path.name, row=line))
            if not fault_line:
                fault_line = _first_fault(decoder, chunk, line)
            pairs += len(_UTF8_PAIR.findall(chunk)) if fault_line or pairs < _PERHAPS_TORN else 0
            line += chunk.count(b"\n")
    if not fault_line and decoder.getstate()[0]:
        fault_line = line
    return _chosen(path, fault_line, pairs)


def _check_bytes(chunk: bytes, tail: int, place: Place) -> int:
    """Refuse zero bytes and endless lines; the length of the line that the chunk leaves open."""
    if b"\0" in chunk:
        raise refuse(codes.NUL_BYTES, place, "Нулевой байт")
    if b"\n" not in chunk and b"\r" not in chunk:
        tail += len(chunk)
    else:
        tail = len(chunk) - max(chunk.rfind(b"\n"), chunk.rfind(b"\r")) - 1
    if tail > LONGEST_LINE:
        raise refuse(codes.LONG_LINE, place, "Строка длиннее 4 МиБ")
    return tail


def _first_fault(decoder: codecs.IncrementalDecoder, chunk: bytes, line: int) -> int:
    """Line of the first bytes that are not UTF-8; 0 while there are none."""
    pending = decoder.getstate()[0]
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError as fault:
        return line + (pending + chunk)[: fault.start].count(b"\n")
    return 0


def _chosen(path: Path, fault_line: int, pairs: int) -> str:
    if not fault_line:
        return "utf-8-sig"
    place = Place(path.name, row=fault_line)
    with path.open("rb") as stream:
        marked = stream.read(3) == codecs.BOM_UTF8
    if marked or pairs >= _PERHAPS_TORN:
        raise refuse(codes.BAD_ENCODING, place, "В файле смешаны кодировки: часть в UTF-8, часть нет")
    try:
        with path.open(encoding="cp1251", newline="") as stream:
            while stream.read(CHUNK):
                pass
    except UnicodeDecodeError as fault:
        raise refuse(codes.BAD_ENCODING, place, "Ни UTF-8, ни Windows-1251") from fault
    return "cp1251"
