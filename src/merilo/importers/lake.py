"""A lake: the folder of a very large cycle, whose answers and checklists are counted in place and never loaded.

`organizations`, `responses` and `checklists` are Parquet files (the first and the last may be CSV) with the columns of
the documented format by their codes; answers are BOOLEAN, or an option's code. What the small cycle asks a person
about is refused here: a lake is made by a program.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from merilo.importers import codes
from merilo.importers.findings import Findings, UnreadableFileError
from merilo.importers.settings import Settings, read_settings
from merilo.importers.spelling import shortened, spelled_apart
from merilo.importers.tables import EMPTY
from merilo.methodology.model import Edition
from merilo.problems import Place, Problem, ProblemKind, RefusalError
from merilo.tally.contract import Relation
from merilo.tally.query import literal, quoted, tally_query

if TYPE_CHECKING:
    import numpy.typing as npt

    from merilo.scoring.bulk import Points

Connection = duckdb.DuckDBPyConnection
_NAMED = 5


@dataclass(frozen=True, slots=True)
class LakeRegister:
    """The register in the order of ids. `types` number `type_names`, `groups` the ranking groups."""

    ids: "npt.NDArray[Any]"
    type_names: tuple[str, ...]
    types: "npt.NDArray[Any]"
    groups: "npt.NDArray[Any]"


@dataclass(frozen=True, slots=True)
class Lake:
    """A very large cycle, counted.

    `counts` holds the columns of `tally_query` and `row`, the organization's number in the register; `points` what
    checklists gave each component, in the order of the register.
    """

    settings: Settings
    register: LakeRegister
    counts: "dict[str, npt.NDArray[Any]]"
    points: "dict[str, Points]"
    warnings: tuple[Problem, ...]


def read_lake(folder: Path, connection: Connection) -> Lake:
    """Read the settings, count answers and checklists.

    Raises RefusalError with everything that is wrong: columns, unknown organizations and items, doubled or
    unreadable records.
    """
    findings = Findings()
    try:
        settings = read_settings(folder, findings)
    except UnreadableFileError as fault:
        raise RefusalError(fault.problem) from fault
    _stop(findings)
    if settings is None:
        raise RefusalError(*findings)
    sources = {name: _source(folder, name, findings) for name in ("organizations", "responses", "checklists")}
    _stop(findings)
    _check_answers(connection, sources["responses"], settings.edition, findings=findings)
    _stop(findings)
    with ThreadPoolExecutor(1) as pool:
        counting = pool.submit(_count_answers, connection.cursor(), sources["responses"], settings)
        register = _load_register(connection, sources["organizations"], settings.edition, findings=findings)
        points = _inspected(connection, sources["checklists"], (settings, register), findings=findings)
        counting.result()
    counts = connection.execute(
        "SELECT organizations.row, counted.* FROM counted LEFT JOIN organizations ON organizations.id = organization"
    ).fetchnumpy()
    _check_owners(connection, sources["responses"], findings)
    _stop(findings)
    return Lake(settings, register, counts, points, tuple(findings))


@dataclass(frozen=True, slots=True)
class _Source:
    """One table of the folder as SQL after FROM."""

    name: str
    sql: str


def _stop(findings: Findings) -> None:
    if findings.blocking:
        raise RefusalError(*findings)


def _source(folder: Path, name: str, findings: Findings) -> _Source:
    parquet, csv = folder / f"{name}.parquet", folder / f"{name}.csv"
    if parquet.is_file():
        return _Source(parquet.name, f"read_parquet({literal(str(parquet))})")
    if csv.is_file() and name != "responses":
        return _Source(csv.name, f"read_csv({literal(str(csv))}, header = true, all_varchar = true)")
    findings.add(codes.MISSING_FILE, Place(parquet.name), f"Нет файла {parquet.name}")
    return _Source(parquet.name, "")


def _columns(
    connection: Connection, source: _Source, findings: Findings, *, may_be_empty: bool = False
) -> dict[str, str]:
    """Column → type as the file has them. A file without rows is a problem, save by leave."""
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {source.sql}").fetchall()
    except duckdb.Error:
        findings.add(codes.BROKEN, Place(source.name), "Файл не читается")
        return {}
    if not may_be_empty and connection.execute(f"SELECT 1 FROM {source.sql} LIMIT 1").fetchone() is None:
        findings.add(codes.NO_TABLE, Place(source.name), EMPTY)
    return {name: kind for name, kind, *_ in described}


def _check_answers(connection: Connection, source: _Source, edition: Edition, *, findings: Findings) -> None:
    found = _columns(connection, source, findings)
    expected = {question.code: "VARCHAR" if question.options else "BOOLEAN" for question in edition.closed_questions}
    for column, kind in {"organization": "VARCHAR", **expected}.items() if found else ():
        place = Place(source.name, column=column)
        if column not in found:
            findings.add(codes.COLUMN_MISSING, place, f"Нет столбца «{column}»")
        elif found[column] != kind:
            findings.add(codes.ANSWER_UNCLEAR, place, f"Тип столбца {found[column]}, нужен {kind}")


def _has_columns(
    connection: Connection, source: _Source, wanted: tuple[str, ...], *, findings: Findings, may_be_empty: bool = False
) -> dict[str, str]:
    """The file's columns; stops the reading when a wanted one is not among them."""
    found = _columns(connection, source, findings, may_be_empty=may_be_empty)
    for column in wanted:
        if found and column not in found:
            findings.add(codes.COLUMN_MISSING, Place(source.name, column=column), f"Нет столбца «{column}»")
    _stop(findings)
    return found


def _load_register(connection: Connection, source: _Source, edition: Edition, *, findings: Findings) -> LakeRegister:
    """The register as a table by id: row, id, name, type, group. Stops the reading when it is at fault."""
    columns = _has_columns(connection, source, ("id", "name"), findings=findings)
    wanted = ("id", "name", "type", "group")
    text = {name: f"CAST({quoted(name)} AS VARCHAR)" if name in columns else "NULL" for name in wanted}
    connection.execute(
        f"CREATE OR REPLACE TABLE organizations AS SELECT row_number() OVER (ORDER BY {text['id']}) - 1 AS row, "
        f"{text['id']} AS id, {text['name']} AS name, coalesce({text['type']}, '') AS type, "
        f"coalesce(nullif({text['group']}, ''), {text['type']}, '') AS \"group\" FROM {source.sql} ORDER BY 1"
    )
    place = Place(source.name, column="id")
    for column in ("id", "name"):
        blank = f"SELECT count(*) FROM organizations WHERE coalesce(trim({column}), '') = '' HAVING count(*) > 0"
        found = _listed(connection, blank)
        _add(findings, codes.ORGANIZATION_BLANK, Place(source.name, column=column), found=found)
    doubled = "SELECT id FROM organizations GROUP BY id HAVING count(*) > 1 ORDER BY id"
    _add(findings, codes.ORGANIZATION_DOUBLED, place, found=_listed(connection, doubled))
    _check_words(connection, source, edition, findings=findings)
    _stop(findings)
    numbered = (
        'SELECT id, dense_rank() OVER (ORDER BY type) - 1 AS type, dense_rank() OVER (ORDER BY "group") - 1 AS "group" '
        "FROM organizations ORDER BY row"
    )
    register = connection.execute(numbered).fetchnumpy()
    names = connection.execute("SELECT DISTINCT type FROM organizations ORDER BY type").fetchall()
    return LakeRegister(register["id"], tuple(name for (name,) in names), register["type"], register["group"])


def _check_words(connection: Connection, source: _Source, edition: Edition, *, findings: Findings) -> None:
    """Types that the edition does not know, or lacks where norms depend on them; groups spelled in two ways."""
    known = [kind.code for kind in edition.organization_types]
    if not any(one.applies_to for checklist in edition.checklists for one in checklist.items):
        known.append("")
    listed = ", ".join(map(literal, known))
    strange = f"SELECT DISTINCT coalesce(nullif(type, ''), '(пусто)') FROM organizations WHERE type NOT IN ({listed})"
    _add(
        findings, codes.ORGANIZATION_TYPE, Place(source.name, column="type"), found=sorted(_listed(connection, strange))
    )
    groups = _listed(connection, 'SELECT DISTINCT "group" FROM organizations ORDER BY 1')
    for first, other in spelled_apart(groups):
        detail = f"Группа: «{shortened(other)}» и «{shortened(first)}»"
        findings.add(codes.ORGANIZATION_SPELLED_APART, Place(source.name, column="group"), detail)


def _count_answers(connection: Connection, source: _Source, settings: Settings) -> None:
    """The counts as the table `counted`."""
    questions = settings.edition.closed_questions
    rule = settings.policies["contradictions"]
    query = tally_query(Relation(source.sql), questions, contradictions=rule, packed=True)
    connection.execute(f"CREATE OR REPLACE TABLE counted AS {query}")


def _inspected(
    connection: Connection, source: _Source, known: tuple[Settings, LakeRegister], *, findings: Findings
) -> "dict[str, Points]":
    """Points of checklists. Numeric libraries are loaded here, while answers are being counted."""
    from merilo.importers.lake_checklists import inspected_points  # noqa: PLC0415 - loads numpy beside the counting

    wanted = ("organization", "item", "value", "reason")
    _has_columns(connection, source, wanted, findings=findings, may_be_empty=not known[0].edition.checklists)
    return inspected_points(connection, (source.name, Relation(source.sql)), known=known, findings=findings)


def _check_owners(connection: Connection, source: _Source, findings: Findings) -> None:
    strays = (
        "SELECT coalesce(counted.organization, '(пусто)') FROM counted LEFT JOIN organizations ON id = organization "
        "WHERE id IS NULL ORDER BY 1"
    )
    place = Place(source.name, column="organization")
    _add(findings, codes.ORGANIZATION_UNKNOWN, place, found=_listed(connection, strays))


def _add(findings: Findings, kind: ProblemKind, place: Place, *, found: list[str]) -> None:
    if found:
        rest = f" и ещё {len(found) - _NAMED}" if len(found) > _NAMED else ""
        findings.add(kind, place, ", ".join(f"«{name}»" for name in found[:_NAMED]) + rest)


def _listed(connection: Connection, query: str) -> list[str]:
    return [str(row[0]) for row in connection.execute(query).fetchall()]
