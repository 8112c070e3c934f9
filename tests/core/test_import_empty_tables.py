"""A table that has a heading and no row under it: an export that came out empty, refused and never read as zeros."""

from pathlib import Path

import duckdb
import pytest
from tests.core.invented_folder import csv_text, question_codes, read, responses_csv, told, workbook

from merilo.importers.folder import read_folder
from merilo.methodology.catalogue import get
from merilo.problems import Severity
from merilo.simulation.folder import write_folder
from merilo.simulation.order import FileFormat, Order, equal_parts

HEADINGS = {
    "organizations": ["id", "name", "type", "population"],
    "responses": ["organization", *question_codes()],
    "checklists": ["organization", "item", "value", "reason", "note"],
}


@pytest.mark.parametrize("below", ["", "\n" * 40, " , \n" * 40])
@pytest.mark.parametrize("table", HEADINGS)
def test_a_heading_without_rows_is_an_error_at_its_row(tmp_path: Path, table: str, below: str) -> None:
    reading = read(tmp_path, {f"{table}.csv": csv_text(HEADINGS[table], []) + below})
    problem = next(one for one in reading.problems if one.place.file == f"{table}.csv")
    assert (problem.code, problem.kind.severity, problem.place.row) == ("file.no_table", Severity.ERROR, 1)
    assert problem.detail == "Под заголовком нет ни одной строки"
    assert reading.cycle is None


def test_an_empty_workbook_and_an_empty_parquet_of_questionnaires_are_refused_alike(tmp_path: Path) -> None:
    book = workbook(tmp_path / "made.xlsx", {"Ответы": [HEADINGS["responses"]]})
    assert told(read(tmp_path, {"responses.csv": None, "responses.xlsx": book})) == [
        ("file.no_table", "responses.xlsx", 1, "")
    ]
    (tmp_path / "responses.xlsx").unlink()
    columns = ", ".join(f"CAST(NULL AS BOOLEAN) AS {code}" for code in question_codes())
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT '101' AS organization, {columns} LIMIT 0) TO '{tmp_path / 'made'}' (FORMAT parquet)"
        )
    content = (tmp_path / "made").read_bytes()
    (tmp_path / "made").unlink()
    reading = read(tmp_path, {"responses.csv": None, "responses.parquet": content})
    assert told(reading) == [("file.no_table", "responses.parquet", 0, "")]


def test_empty_questionnaires_beside_sums_are_refused_too(tmp_path: Path) -> None:
    sums = csv_text(["organization", "code", "yes", "no"], [["101", "overall", "9", "1"]])
    reading = read(tmp_path, {"responses.csv": responses_csv([]), "counts.csv": sums})
    assert told(reading) == [("folder.both_answers", "counts.csv", 0, ""), ("file.no_table", "responses.csv", 1, "")]


def test_checklists_may_be_empty_where_the_edition_has_none(tmp_path: Path) -> None:
    write_folder(Order(get("2014-kostroma", "healthcare"), equal_parts(2, 3), 1, FileFormat.CSV), tmp_path / "cycle")
    assert (tmp_path / "cycle/checklists.csv").read_text(encoding="utf-8") == ",".join(HEADINGS["checklists"]) + "\n"
    assert told(read_folder(tmp_path / "cycle")) == []


def test_sums_without_a_row_are_refused(tmp_path: Path) -> None:
    reading = read(tmp_path, {"responses.csv": None, "counts.csv": "organization,code,yes,no\n"})
    assert told(reading) == [("file.no_table", "counts.csv", 1, "")]
