"""One file of checklists for organizations that are known already: the same reading without a cycle folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from merilo.importers.checklists import read_checklists
from merilo.importers.findings import Findings
from merilo.importers.inspected import ItemEvidence
from merilo.importers.names import Register
from merilo.importers.settings import Settings
from merilo.importers.single_file import FileReading, attempted
from merilo.importers.sources import Source
from merilo.observations import ItemValue
from merilo.problems import Problem


@dataclass(frozen=True, slots=True)
class ChecklistsFile(FileReading):
    """What a file holds: every problem found, its rows, values by organization and item, what shows them.

    Items that the file does not have are no problem here: they may have been recorded elsewhere.
    """

    problems: tuple[Problem, ...]
    rows: int = 0
    values: Mapping[str, Mapping[str, ItemValue]] = field(default_factory=dict)
    evidence: Mapping[str, Mapping[str, ItemEvidence]] = field(default_factory=dict)


def read_checklists_file(path: Path, settings: Settings, register: Register) -> ChecklistsFile:
    """The inspected values of one CSV or XLSX file, joined to organizations by identity. Never an exception."""
    findings = Findings()
    read = attempted(
        path, findings, lambda: read_checklists(Source(path), settings, register, findings=findings, whole=False)
    )
    if read is None:
        return ChecklistsFile(tuple(findings))
    return ChecklistsFile(tuple(findings), read.table.rows, read.values, read.evidence)
