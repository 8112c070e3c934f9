"""Sources: a file of the folder opened behind the guard as a table, with its heading found."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from merilo.importers import codes
from merilo.importers.csv_file import open_csv
from merilo.importers.cycle import SourceFile
from merilo.importers.findings import Findings
from merilo.importers.guard import refuse
from merilo.importers.headings import Match, Meaning, match
from merilo.importers.spelling import folded
from merilo.importers.tables import EMPTY, Table, find_heading
from merilo.importers.workbook import BookSheet, open_workbook
from merilo.problems import Place


@dataclass(frozen=True, slots=True)
class TableRead:
    """What was read from one file, for the printed account: rows under the heading and the meaning of columns."""

    name: str
    file: str
    sheet: str
    rows: int
    matches: tuple[Match, ...]


def describe(path: Path) -> SourceFile:
    """Name, size and SHA-256 of a file."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return SourceFile(path.name, path.stat().st_size, digest)


Opener = Callable[[], tuple[BookSheet, ...]]


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be read as a table. `sheet` is the person's choice; `opened` gives sheets that are already open."""

    path: Path
    sheet: str = ""
    opened: Opener | None = None


def open_table(
    source: Source, meaning: Meaning, findings: Findings, *, may_be_empty: bool = False
) -> tuple[Table, tuple[Match, ...]]:
    """The table of a file and what its columns mean. A heading without a row under it is no table, save by leave or
    while the person is asked which sheet to read.

    Raises UnreadableFileError when there is no table to read.
    """
    if source.path.suffix.lower() == ".csv":
        table = find_heading(open_csv(source.path, meaning.known), meaning.known)
    else:
        sheets = source.opened() if source.opened else open_workbook(source.path)
        may_be_empty = may_be_empty or (len(sheets) > 1 and not source.sheet)
        sheet = _chosen(sheets, source, findings)
        findings.extend(sheet.problems())
        table = find_heading(sheet, meaning.known)
    if not may_be_empty and next(table.records(), None) is None:
        raise refuse(codes.NO_TABLE, table.place(table.heading_row), EMPTY)
    return table, match(table, meaning, findings)


def _chosen(sheets: tuple[BookSheet, ...], source: Source, findings: Findings) -> BookSheet:
    place = Place(source.path.name)
    if not sheets:
        raise refuse(codes.NO_TABLE, place, "В книге нет ни одной заполненной ячейки")
    listing = ", ".join(f"«{sheet.name}»" for sheet in sheets)
    if source.sheet:
        named = next((sheet for sheet in sheets if folded(sheet.name) == folded(source.sheet)), None)
        if named is None:
            raise refuse(codes.SEVERAL_SHEETS, place, f"Листа «{source.sheet}» нет; есть: {listing}")
        return named
    if len(sheets) > 1:
        findings.add(codes.SEVERAL_SHEETS, place, f"Заполнены листы: {listing}; прочитан первый")
    return sheets[0]
