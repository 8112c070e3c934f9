"""A cycle folder: every file read, checked and joined into one cycle; nothing is guessed and nothing is saved."""

import gc
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from merilo.importers.findings import Findings
from merilo.importers.folder_files import find_sources, may_be_read
from merilo.importers.sheet_parts import NotInPartsError
from merilo.importers.workbook import opened_beside
from merilo.problems import Problem

_BESIDE = max(1, (os.cpu_count() or 2) - 1)
"""Threads that parse beside the one that does everything else."""

if TYPE_CHECKING:
    from merilo.importers.cycle import Cycle
    from merilo.importers.names import Register
    from merilo.importers.settings import Settings
    from merilo.importers.sources import TableRead
    from merilo.tally.contract import OrganizationTally


@dataclass(frozen=True, slots=True)
class FolderReading:
    """All that was read from a folder, for the cycle and for the printed account.

    `cycle` is None when any problem is blocking. `tallies` are the counts, empty when answers could not be read.
    `unresolved` and `unclear` are spellings of organizations and of answers that a person has to confirm.
    """

    cycle: "Cycle | None"
    problems: tuple[Problem, ...]
    settings: "Settings | None" = None
    register: "Register | None" = None
    tables: "tuple[TableRead, ...]" = ()
    tallies: "Mapping[str, OrganizationTally]" = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


def read_cycle(folder: Path, workdir: Path | None = None) -> "tuple[Cycle | None, tuple[Problem, ...]]":
    """The cycle of a folder and every problem found; the cycle is None when any of them is blocking.

    The answers stay in temporary files for as long as the process lives; give `workdir` to keep them elsewhere.
    """
    reading = read_folder(folder, workdir)
    return reading.cycle, reading.problems


def read_folder(folder: Path, workdir: Path | None = None) -> FolderReading:
    """The same with the account of what was read: files, columns, counts.

    A workbook of questionnaires is parsed beside everything else, from before the rest of the program is loaded.
    """
    try:
        return _read(folder, workdir, in_parts=True)
    except NotInPartsError:
        return _read(folder, workdir, in_parts=False)


def _read(folder: Path, workdir: Path | None, *, in_parts: bool) -> FolderReading:
    findings = Findings()
    if not may_be_read(folder, findings):
        return FolderReading(None, tuple(findings))
    sources, present = find_sources(folder, findings)
    responses = sources.get("responses")
    with _collector_at_rest(), ThreadPoolExecutor(_BESIDE) as pool:
        workbook = responses is not None and responses.suffix.lower() == ".xlsx"
        book = opened_beside(responses, pool, in_parts=in_parts) if responses and workbook else None
        from merilo.importers.folder_reading import Reading, read_all  # noqa: PLC0415 - loaded while the book is parsed

        reading = Reading(folder, workdir, findings, sources, present)
        read_all(reading, book, pool)
        cycle = reading.cycle()
    return FolderReading(
        cycle,
        tuple(findings),
        reading.settings,
        reading.register,
        tuple(reading.tables),
        reading.tallies,
        tuple(reading.remarks),
        tuple(findings.unresolved),
        tuple(findings.unclear),
    )


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No search for cycles of objects: reading makes none worth finding, and millions of cells are slow to search."""
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()
