"""One file of sums for organizations that are known already: the same reading without a cycle folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from merilo.importers.counts import read_counts
from merilo.importers.findings import Findings
from merilo.importers.names import Register
from merilo.importers.settings import Settings
from merilo.importers.single_file import FileReading, attempted
from merilo.importers.sources import Source
from merilo.problems import Problem
from merilo.tally.contract import OrganizationTally


@dataclass(frozen=True, slots=True)
class CountsFile(FileReading):
    """What a file holds: every problem found, its rows, the sums of the organizations that stand in it.

    `derived`: for whom the number of respondents is not named, so that the most answers to a question stand for it.
    """

    problems: tuple[Problem, ...]
    rows: int = 0
    tallies: Mapping[str, OrganizationTally] = field(default_factory=dict)
    derived: tuple[str, ...] = ()


def read_counts_file(path: Path, settings: Settings, register: Register) -> CountsFile:
    """The sums of one CSV or XLSX file, joined to organizations by identity. Never an exception."""
    findings = Findings()
    read = attempted(
        path, findings, lambda: read_counts(Source(path), settings, register, given={}, findings=findings, whole=False)
    )
    if read is None:
        return CountsFile(tuple(findings))
    return CountsFile(tuple(findings), read.table.rows, read.tallies, read.derived)
