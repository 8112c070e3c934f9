"""Writing an invented cycle as a cycle folder, with its truth beside it. Memory does not grow with the cycle."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from merilo.methodology.model import Question
from merilo.problems import Place, Problem, RefusalError
from merilo.scoring.bulk import Points
from merilo.scoring.bulk_points import Types, norm_entries, points_of
from merilo.scoring.policies import Policies
from merilo.simulation.answers import batches
from merilo.simulation.inspections import NOT_APPLICABLE, REASON, grades, sheets, words
from merilo.simulation.order import FOLDER_TAKEN, Order, refuse_long_sheet
from merilo.simulation.register import FIRST_ID, organizations
from merilo.simulation.truth import Truth, truth_of
from merilo.simulation.truth_table import truth_columns
from merilo.simulation.workbook import write_workbook
from merilo.tally.contract import Relation
from merilo.tally.inspections import summed
from merilo.tally.query import literal, quoted

Columns = Mapping[str, npt.NDArray[Any]]


def write_folder(order: Order, folder: Path) -> None:
    """Write cycle.yaml, the register, answers, checklists and the truth (truth.csv, truth.json).

    Raises RefusalError `simulation.folder_taken`, `simulation.too_large_for_sheet`.
    """
    refuse_long_sheet(order)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusalError(Problem(FOLDER_TAKEN, Place(file=str(folder)), "Папка занята"))
    folder.mkdir(parents=True, exist_ok=True)
    truth = truth_of(order)
    (folder / "cycle.yaml").write_text(_cycle(order), encoding="utf-8")
    (folder / "truth.json").write_text(_about(order), encoding="utf-8")
    with tempfile.TemporaryDirectory(dir=folder, prefix=".staging-") as staging:
        connection = duckdb.connect(str(Path(staging) / "cycle.duckdb"))
        try:
            connection.execute("SET enable_progress_bar = false")
            _stage(connection, order, truth)
            for name in ("organizations", "responses", "checklists"):
                _write(connection, name, folder / f"{name}.{order.file_format}")
            _write(connection, "truth", folder / "truth.csv")
        finally:
            connection.close()


def _stage(connection: duckdb.DuckDBPyConnection, order: Order, truth: Truth) -> None:
    _create(connection, "organizations", organizations(order))
    _stage_responses(connection, order, truth)
    _stage_checklists(connection, order, truth)
    _create(connection, "truth", truth_columns(order, truth, _points(connection, order)))


def _points(connection: duckdb.DuckDBPyConnection, order: Order) -> dict[str, Points]:
    """What the invented inspections are worth."""
    names = tuple(kind.code for kind in order.edition.organization_types)
    types = Types(names, np.arange(order.organizations) % len(names))
    policies = Policies.of(order.edition)
    register = Relation(f"(SELECT CAST(id AS BIGINT) - {FIRST_ID} AS row, id, type FROM organizations)")
    norm = norm_entries(order.edition, policies, names)
    sums = summed(connection, Relation("checklists"), register=register, norm=norm, grades=grades(order.edition))
    return points_of(order.edition, policies, types=types, sums=sums)


def _create(connection: duckdb.DuckDBPyConnection, name: str, columns: Columns) -> None:
    connection.register("arrived", dict(columns))
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM arrived")
    connection.unregister("arrived")


def _stage_responses(connection: duckdb.DuckDBPyConnection, order: Order, truth: Truth) -> None:
    questions = order.edition.closed_questions
    typed = (f"{quoted(question.code)} {'VARCHAR' if question.options else 'BOOLEAN'}" for question in questions)
    connection.execute(f"CREATE TABLE responses (organization VARCHAR, {', '.join(typed)})")
    decoded = ", ".join(_decoded(question) for question in questions)
    for owners, answers in batches(order, truth):
        connection.register("arrived", {"organization": owners, **answers})
        connection.execute(
            f"INSERT INTO responses SELECT CAST(organization + {FIRST_ID} AS VARCHAR), {decoded} FROM arrived"
        )
        connection.unregister("arrived")


def _decoded(question: Question) -> str:
    code = quoted(question.code)
    if not question.options:
        return f"CASE {code} WHEN 1 THEN TRUE WHEN 0 THEN FALSE END"
    cases = " ".join(f"WHEN {index} THEN {literal(option.code)}" for index, option in enumerate(question.options))
    return f"CASE {code} {cases} END"


def _stage_checklists(connection: duckdb.DuckDBPyConnection, order: Order, truth: Truth) -> None:
    connection.execute("CREATE TABLE recorded (row BIGINT, position INTEGER, item VARCHAR, value VARCHAR)")
    texts = np.array(words(order.edition), dtype=object)
    for sheet in sheets(order, truth):
        codes = np.array([item.code for item in sheet.items], dtype=object)
        for rows, values in _pieces(sheet.rows, sheet.codes):
            columns = {
                "row": np.repeat(rows, len(codes)),
                "position": np.tile(np.arange(len(codes)), len(rows)),
                "item": np.tile(codes, len(rows)),
                "value": texts[values.ravel()],
            }
            connection.register("arrived", columns)
            connection.execute("INSERT INTO recorded SELECT * FROM arrived")
            connection.unregister("arrived")
    reason = f"CASE WHEN value = {literal(NOT_APPLICABLE)} THEN {literal(REASON)} ELSE '' END"
    connection.execute(
        f"CREATE TABLE checklists AS SELECT CAST(row + {FIRST_ID} AS VARCHAR) AS organization, item, value, "
        f"{reason} AS reason, '' AS note FROM recorded ORDER BY row, position"
    )


def _pieces(
    rows: npt.NDArray[np.int64], codes: npt.NDArray[np.int8]
) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.int8]]]:
    for start in range(0, len(rows), 2_000):
        yield rows[start : start + 2_000], codes[start : start + 2_000]


def _write(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    """Parquet keeps types; people's files say «Да» and «Нет»."""
    target = literal(str(path))
    if path.suffix == ".parquet":
        connection.execute(f"COPY {name} TO {target} (FORMAT parquet, COMPRESSION zstd)")
        return
    columns = connection.execute(f"SELECT column_name, column_type FROM (DESCRIBE {name})").fetchall()
    if path.suffix == ".csv":
        said = ", ".join(_said(column, kind) for column, kind in columns)
        connection.execute(f"COPY (SELECT {said} FROM {name}) TO {target} (FORMAT csv, HEADER)")
        return
    said = ", ".join(_said(column, kind) for column, kind in columns)
    rows = connection.execute(f"SELECT {said} FROM {name}")
    write_workbook(path, tuple(column for column, _ in columns), iter(rows.fetchone, None))


def _said(column: str, kind: str) -> str:
    name = quoted(column)
    return f"CASE WHEN {name} THEN 'Да' WHEN NOT {name} THEN 'Нет' END AS {name}" if kind == "BOOLEAN" else name


def _cycle(order: Order) -> str:
    edition = order.edition
    return (
        f"title: Выдуманный цикл № {order.seed}, {edition.sector_title}\n"
        f"sector: {edition.sector}\n"
        f"edition: {edition.id}\n"
        f"date: {edition.header.in_force_from.isoformat()}\n"
    )


def _about(order: Order) -> str:
    facts = {
        "seed": order.seed,
        "edition": order.edition.id,
        "sector": order.edition.sector,
        "organizations": order.organizations,
        "responses": int(order.responses.sum()),
        "truth": "truth.csv: по организациям — истинная доля «Да» среди тех, кому задан вопрос, и истинные баллы",
    }
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"
