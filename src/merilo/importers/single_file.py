"""One file that is read by itself, without a cycle folder: whatever is wrong with it becomes a problem."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from merilo.importers import codes
from merilo.importers.csv_file import open_csv
from merilo.importers.findings import Findings, UnreadableFileError
from merilo.importers.guard import refuse, unfit
from merilo.importers.tables import EMPTY, Table, find_heading
from merilo.importers.workbook import open_workbook
from merilo.problems import Place, Problem, ProblemKind, system_reason

Read = TypeVar("Read")


class FileReading:
    """What a file holds, whatever it is of: every problem found."""

    __slots__ = ()
    problems: tuple[Problem, ...]

    @property
    def blocking(self) -> bool:
        """Whether any problem forbids to take the file."""
        return any(problem.blocking for problem in self.problems)


def attempted(path: Path, findings: Findings, read: Callable[[], Read]) -> Read | None:
    """What `read` gives; None when the file cannot be read, with the problem among the findings."""
    if flaw := unfit(path, path.parent):
        findings.add(codes.NOT_A_FILE, Place(path.name), flaw)
        return None
    try:
        return read()
    except UnreadableFileError as fault:
        findings.problems.append(fault.problem)
    except OSError as fault:
        findings.add(codes.BROKEN, Place(path.name), f"Чтение прервано: {system_reason(fault)}")
    return None


def single_table(path: Path, known: Callable[[str], bool], several: ProblemKind) -> Table:
    """The one table of an .xlsx or .csv file by its known headings. Raises UnreadableFileError.

    `several`: what is told of a book with more sheets than one.
    """
    if path.suffix.lower() == ".csv":
        table = find_heading(open_csv(path, known), known)
    else:
        sheets = open_workbook(path)
        if len(sheets) != 1:
            listing = ", ".join(f"«{sheet.name}»" for sheet in sheets) or "ни одного"
            raise refuse(several, Place(path.name), f"Заполнены листы: {listing}")
        if flaws := sheets[0].problems():
            raise UnreadableFileError(flaws[0])
        table = find_heading(sheets[0], known)
    if next(table.records(), None) is None:
        raise refuse(codes.NO_TABLE, table.place(table.heading_row), EMPTY)
    return table
