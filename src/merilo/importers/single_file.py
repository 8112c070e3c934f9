"""One file that is read by itself, without a cycle folder: whatever is wrong with it becomes a problem."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from merilo.importers import codes
from merilo.importers.findings import Findings, UnreadableFileError
from merilo.importers.guard import unfit
from merilo.problems import Place, Problem, system_reason

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
