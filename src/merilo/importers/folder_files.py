"""The files of a cycle folder: which one holds each table, and which may not be read at all."""

import os
from pathlib import Path

from merilo.importers import codes
from merilo.importers.findings import Findings
from merilo.importers.guard import unfit
from merilo.problems import Place

SETTINGS = "cycle.yaml"
FORMATS = {
    "organizations": (".csv", ".xlsx"),
    "responses": (".csv", ".xlsx", ".parquet"),
    "checklists": (".csv", ".xlsx"),
    "counts": (".csv", ".xlsx"),
}
_OWN = (SETTINGS, "mapping.yaml", "truth.csv", "truth.json")


def may_be_read(folder: Path, findings: Findings) -> bool:
    """Whether there is a folder with a cycle.yaml in it, and both may be read."""
    place = Place(folder.name or str(folder))
    if not os.path.isdir(folder):  # noqa: PTH112 - the method of Path raises where a parent folder is closed
        findings.add(codes.NO_FOLDER, place, "Нет папки")
    elif not os.access(folder, os.R_OK | os.X_OK):
        findings.add(codes.NOT_A_FILE, place, "Нет права на чтение папки")
    elif SETTINGS not in os.listdir(folder):  # noqa: PTH208 - names are enough
        findings.add(codes.MISSING_FILE, place, "Нет файла cycle.yaml")
    elif flaw := unfit(folder / SETTINGS, folder):
        findings.add(codes.NOT_A_FILE, Place(SETTINGS), flaw)
    return not findings.problems


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
