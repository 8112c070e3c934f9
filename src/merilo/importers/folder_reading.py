"""Reading a folder: each file in its turn, what was found in it kept for those that follow."""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from merilo.importers import codes
from merilo.importers.checklists import ChecklistsRead, read_checklists
from merilo.importers.counts import read_counts
from merilo.importers.cycle import Cycle
from merilo.importers.findings import Findings, UnreadableFileError
from merilo.importers.folder_files import SETTINGS
from merilo.importers.joining import observations, quality_remarks, report_population, report_silent
from merilo.importers.names import IGNORE, Register
from merilo.importers.organizations import RegisterRead, read_organizations
from merilo.importers.settings import Settings, read_settings
from merilo.importers.sources import Opener, Source, TableRead, describe
from merilo.importers.spelling import shortened
from merilo.problems import Place, system_reason
from merilo.tally.contract import OrganizationTally, Relation

Read = TypeVar("Read")
_NEEDED_LATER = ("merilo.tally.duckdb_engine", "merilo.scoring.score", "merilo.scoring.ranking")
"""What counts the answers that were read and scores the counts."""


@dataclass(slots=True)
class Reading:
    """What has been read so far."""

    folder: Path
    workdir: Path | None
    findings: Findings
    sources: Mapping[str, Path]
    present: frozenset[str]
    settings: Settings | None = None
    register: Register | None = None
    listed: RegisterRead | None = None
    tables: list[TableRead] = field(default_factory=list)
    checklists: ChecklistsRead | None = None
    tallies: Mapping[str, OrganizationTally] = field(default_factory=dict)
    relation: Relation | None = None
    remarks: list[str] = field(default_factory=list)

    def attempt(self, read: Callable[[], Read]) -> Read | None:
        """What `read` gives; an unreadable file becomes a problem, so that the other files are still looked at."""
        try:
            return read()
        except UnreadableFileError as fault:
            self.findings.problems.append(fault.problem)
        except OSError as fault:
            self.findings.add(codes.BROKEN, Place(_file_of(fault)), f"Чтение прервано: {system_reason(fault)}")
        return None

    def source(self, table: str, opened: Opener | None = None) -> Source:
        sheet = self.settings.sheets.get(table, "") if self.settings else ""
        return Source(self.sources[table], sheet, opened)

    def cycle(self) -> Cycle | None:
        """The cycle; None when any problem is blocking."""
        settings, register = self.settings, self.register
        if settings is None or register is None or self.findings.blocking:
            return None
        values = self.checklists.values if self.checklists else {}
        paths = [self.folder / SETTINGS, *(self.sources[table] for table in sorted(self.sources))]
        return Cycle(
            title=settings.title,
            folder=self.folder,
            edition=settings.edition,
            on=settings.on,
            policies=settings.policies,
            organizations=register.organizations,
            observations=observations(register, self.tallies, values, edition=settings.edition),
            relation=self.relation,
            files=tuple(map(describe, paths)),
            remarks=tuple(self.remarks),
        )


def _file_of(fault: OSError) -> str:
    return Path(fault.filename).name if isinstance(fault.filename, str) else ""


def read_all(reading: Reading, book: Opener | None, pool: ThreadPoolExecutor) -> None:
    """Read every file in the order in which they depend on each other; what is needed later is loaded meanwhile."""
    for module in _NEEDED_LATER:
        pool.submit(import_module, module)
    reading.settings = reading.attempt(lambda: read_settings(reading.folder, reading.findings))
    _check_files(reading)
    settings = reading.settings
    if settings is None or "organizations" not in reading.sources:
        return
    register = reading.attempt(lambda: read_organizations(reading.source("organizations"), settings, reading.findings))
    if register is None:
        return
    _take_register(reading, register, settings)
    _read_checklists(reading, settings)
    if "responses" in reading.sources:
        _read_responses(reading, settings, book)
    elif "counts" in reading.sources:
        _read_counts(reading, settings)
    report_population(register, reading.tallies, reading.findings)


def _check_files(reading: Reading) -> None:
    present, findings = reading.present, reading.findings
    place = Place(reading.folder.name)
    if "organizations" not in present:
        findings.add(codes.MISSING_FILE, place, "Нет файла organizations.csv или organizations.xlsx")
    if not {"responses", "counts"} & present:
        findings.add(codes.MISSING_FILE, place, "Нет ни responses (анкеты), ни counts (суммы)")
    if {"responses", "counts"} <= set(reading.sources):
        findings.add(codes.BOTH_ANSWERS, Place(reading.sources["counts"].name), "Есть и responses, и counts")
    inspected = reading.settings is None or reading.settings.edition.checklists
    if inspected and "checklists" not in present:
        findings.add(codes.MISSING_FILE, place, "Нет файла checklists.csv или checklists.xlsx")


def _take_register(reading: Reading, read: RegisterRead, settings: Settings) -> None:
    reading.tables.append(read.table)
    reading.listed = read
    reading.register = Register(read.organizations, settings.organization_names)
    for written, code in settings.organization_names.items():
        if code not in (*reading.register.by_id, IGNORE, ""):
            place = Place(SETTINGS, column="organization_names")
            reading.findings.add(codes.ORGANIZATION_BAD_ALIAS, place, f"«{shortened(written)}» → «{code}»")


def _read_checklists(reading: Reading, settings: Settings) -> None:
    register = reading.register
    if register is None or "checklists" not in reading.sources:
        return
    source, findings = reading.source("checklists"), reading.findings
    reading.checklists = reading.attempt(lambda: read_checklists(source, settings, register, findings=findings))
    if reading.checklists is not None:
        reading.tables.append(reading.checklists.table)


def _read_responses(reading: Reading, settings: Settings, book: Opener | None) -> None:
    from merilo.importers.quality import report_quality  # noqa: PLC0415 - the same
    from merilo.importers.responses import ReadContext, read_responses  # noqa: PLC0415 - DuckDB comes in beside the parsing
    from merilo.tally.duckdb_engine import DuckdbEngine, connected  # noqa: PLC0415 - the same

    if reading.register is None:
        return
    workdir = reading.workdir or _temporary()
    with connected() as connection:
        context = ReadContext(settings, reading.register, connection, workdir)
        source, findings = reading.source("responses", book), reading.findings
        read = reading.attempt(lambda: read_responses(source, context, findings))
        if read is None:
            return
        reading.tables.append(read.table)
        reading.relation = read.relation
        questions, rule = settings.edition.closed_questions, settings.policies["contradictions"]
        reading.tallies = DuckdbEngine(connection).tally(read.near, questions, contradictions=rule)
        report_quality(read.numbered, reading.tallies, read.survey, connection=connection)
    reading.remarks.extend(quality_remarks(reading.register, reading.tallies, settings.edition))
    report_silent(reading.register, reading.tallies, source.path.name, findings=findings)


def _read_counts(reading: Reading, settings: Settings) -> None:
    register = reading.register
    if register is None:
        return
    source, findings = reading.source("counts"), reading.findings
    given = reading.listed.respondents if reading.listed else {}
    read = reading.attempt(lambda: read_counts(source, settings, register, given=given, findings=findings))
    if read is None:
        return
    reading.tables.append(read.table)
    reading.tallies = read.tallies
    if read.derived:
        listing = ", ".join(read.derived)
        reading.remarks.append(f"Число респондентов не названо, взято наибольшее число ответивших на вопрос: {listing}")
    report_silent(register, read.tallies, source.path.name, findings=findings)


def _temporary() -> Path:
    """A folder that lives as long as the process does."""
    path = Path(tempfile.mkdtemp(prefix="merilo-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path
