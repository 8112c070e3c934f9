"""The account of a folder: what was read, how it was understood, who is short of respondents, what is wrong."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from merilo.importers.folder import FolderReading
from merilo.importers.sources import TableRead
from merilo.observations import Organization
from merilo.problems import Problem
from merilo.sampling import required, shortfall


@dataclass(frozen=True, slots=True)
class OrganizationAccount:
    """Respondents of one organization against the sample the law asks for; None where it cannot be known."""

    id: str
    name: str
    respondents: int
    required: int | None
    shortfall: int | None


@dataclass(frozen=True, slots=True)
class Account:
    """Everything that `merilo check` tells."""

    title: str
    edition: str
    sector: str
    on: date | None
    tables: tuple[TableRead, ...]
    organizations: tuple[OrganizationAccount, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]
    ready: bool


def account(reading: FolderReading) -> Account:
    """The account of a reading."""
    settings = reading.settings
    organizations = reading.register.organizations if reading.register else ()
    return Account(
        title=settings.title if settings else "",
        edition=settings.edition.id if settings else "",
        sector=settings.edition.sector if settings else "",
        on=settings.on if settings else None,
        tables=reading.tables,
        organizations=tuple(_organization(one, reading) for one in organizations),
        problems=reading.problems,
        remarks=reading.remarks,
        ready=reading.cycle is not None,
    )


def _organization(one: Organization, reading: FolderReading) -> OrganizationAccount:
    tally = reading.tallies.get(one.id)
    respondents = tally.respondents if tally else 0
    rule = reading.settings.edition.sampling if reading.settings else None
    if rule is None or one.population is None:
        return OrganizationAccount(one.id, one.name, respondents, None, None)
    short = shortfall(one.population, respondents, rule)
    return OrganizationAccount(one.id, one.name, respondents, required(one.population, rule), short)


def account_json(told: Account) -> dict[str, Any]:
    """The account for programs."""
    return {
        "title": told.title,
        "edition": told.edition,
        "sector": told.sector,
        "date": told.on.isoformat() if told.on else None,
        "ready": told.ready,
        "files": [_table(table) for table in told.tables],
        "organizations": [
            {
                "id": one.id,
                "name": one.name,
                "respondents": one.respondents,
                "required": one.required,
                "shortfall": one.shortfall,
            }
            for one in told.organizations
        ],
        "remarks": list(told.remarks),
        "problems": [_problem(problem) for problem in told.problems],
    }


def _table(table: TableRead) -> dict[str, Any]:
    return {
        "name": table.name,
        "file": table.file,
        "sheet": table.sheet,
        "rows": table.rows,
        "columns": [
            {"heading": one.heading, "code": one.code, "confidence": one.confidence, "how": one.how}
            for one in table.matches
        ],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.kind.severity.value,
        "blocking": problem.blocking,
        "file": problem.place.file,
        "sheet": problem.place.sheet,
        "row": problem.place.row,
        "column": problem.place.column,
        "detail": problem.detail,
        "rule": problem.kind.rule,
        "remedy": problem.kind.remedy,
    }
