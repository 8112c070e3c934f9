"""Sources: which file of the folder holds which table, opened behind the guard, with its heading found."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from merilo.importers import codes
from merilo.importers.csv_file import open_csv
from merilo.importers.cycle import SourceFile
from merilo.importers.findings import Findings
from merilo.importers.guard import refuse, unfit
from merilo.importers.headings import Match, Meaning, match
from merilo.importers.spelling import folded
from merilo.importers.tables import Table, find_heading
from merilo.importers.workbook import BookSheet, open_workbook
from merilo.problems import Place

FORMATS = {
    "organizations": (".csv", ".xlsx"),
    "responses": (".csv", ".xlsx", ".parquet"),
    "checklists": (".csv", ".xlsx"),
    "counts": (".csv", ".xlsx"),
}
_OWN = ("cycle.yaml", "mapping.yaml", "truth.csv", "truth.json")


@dataclass(frozen=True, slots=True)
class TableRead:
    """What was read from one file, for the printed account: rows under the heading and the meaning of columns."""

    name: str
    file: str
    sheet: str
    rows: int
    matches: tuple[Match, ...]


def find_sources(folder: Path, findings: Findings) -> tuple[dict[str, Path], frozenset[str]]:
    """Which file holds each table, and the tables that are there at all, though no file of theirs can be read.

    Doubled tables, unknown formats, unread files and what is no file of the folder go to `findings`.
    """
    found: dict[str, list[Path]] = {table: [] for table in FORMATS}
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or path.name in _OWN:
            continue
        table = path.stem.lower()
        if table not in FORMATS and path.is_dir():
            continue
        if table in FORMATS and path.suffix.lower() in FORMATS[table]:
            found[table].append(path)
        elif table in FORMATS:
            known = ", ".join(FORMATS[table])
            findings.add(codes.WRONG_CONTENT, Place(path.name), f"Вид файла {path.suffix} не читается; есть: {known}")
        else:
            findings.add(codes.UNREAD_FILE, Place(path.name), "Файл не прочитан")
    present = {table: paths for table, paths in found.items() if paths}
    sound = {table: paths[0] for table, paths in present.items() if _single(table, paths, findings)}
    return sound, frozenset(present)


def _single(table: str, paths: list[Path], findings: Findings) -> bool:
    """Whether the table lies in one file that may be read."""
    place = Place(paths[0].name)
    if len(paths) > 1:
        names = ", ".join(path.name for path in paths)
        findings.add(codes.SEVERAL_FILES, place, f"{table} лежит в нескольких файлах: {names}")
    elif flaw := unfit(paths[0], paths[0].parent):
        findings.add(codes.NOT_A_FILE, place, flaw)
    else:
        return True
    return False


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


def open_table(source: Source, meaning: Meaning, findings: Findings) -> tuple[Table, tuple[Match, ...]]:
    """The table of a file and what its columns mean.

    Raises UnreadableFileError when there is no table to read.
    """
    if source.path.suffix.lower() == ".csv":
        table = find_heading(open_csv(source.path, meaning.known), meaning.known)
    else:
        sheets = source.opened() if source.opened else open_workbook(source.path)
        sheet = _chosen(sheets, source, findings)
        findings.extend(sheet.problems())
        table = find_heading(sheet, meaning.known)
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
