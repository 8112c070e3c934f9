"""The quality of answers: what contradicts, repeats or holds nothing is told with its rows and stops nothing."""

from pathlib import Path

import duckdb
import pytest
from tests.core.invented_folder import (
    CYCLE,
    csv_text,
    only,
    question_codes,
    read,
    response,
    responses_csv,
    told,
    workbook,
)

from merilo.importers.folder import FolderReading

USED = "Ответов на site_satisfied вопреки фильтру (фильтр site_used, столбец «site_used»): "
DISCARDED = "По политике contradictions = discard учтены только ответы без противоречия, эти отброшены"


def contrary(owner: str) -> list[str]:
    return response(owner, site_used="Нет")


def test_contradictory_answers_are_told_with_organizations_and_rows(tmp_path: Path) -> None:
    rows = [response("101"), contrary("102"), contrary("101"), response("102"), contrary("102")]
    reading = read(tmp_path, {"responses.csv": responses_csv(rows)})
    problem = only(reading, "answer.contradictory")
    assert told(reading) == [("answer.contradictory", "responses.csv", 3, "site_satisfied")]
    assert problem.detail == f"{USED}3; организации: 102 — 2, 101 — 1; строки 3, 4, 6. {DISCARDED}"
    assert reading.cycle is not None


def test_a_blank_filter_contradicts_too_and_each_question_is_told_once(tmp_path: Path) -> None:
    rows = [response("101", stand_used="", disability="Нет"), response("102")]
    reading = read(tmp_path, {"responses.csv": responses_csv(rows)})
    assert told(reading) == [
        ("answer.contradictory", "responses.csv", 2, "stand_satisfied"),
        ("answer.contradictory", "responses.csv", 2, "accessibility"),
    ]


def test_a_rejected_questionnaire_is_told_with_the_rule_that_rejects_it(tmp_path: Path) -> None:
    cycle = CYCLE + "policies: {contradictions: reject_response}\n"
    rows = [response("101"), contrary("101"), response("102")]
    reading = read(tmp_path, {"responses.csv": responses_csv(rows), "cycle.yaml": cycle})
    assert only(reading, "answer.contradictory").detail == (
        f"{USED}1; организации: 101 — 1; строки 3. "
        "По политике contradictions = reject_response такая анкета не учтена целиком"
    )
    assert [one.respondents for one in reading.cycle.observations] == [1, 1]


def test_more_rows_and_organizations_than_are_listed_are_counted(tmp_path: Path) -> None:
    owners = [str(number) for number in range(201, 208)]
    register = "id,name,type\n" + "".join(f"{owner},Гимназия {owner},school\n" for owner in owners)
    answers = [contrary(owner) for owner in owners for _ in range(2)]
    changes = {"organizations.csv": register, "responses.csv": responses_csv(answers), "checklists.csv": None}
    details = [one.detail for one in read(tmp_path, changes).problems if one.code == "answer.contradictory"]
    organizations = "201 — 2, 202 — 2, 203 — 2, 204 — 2, 205 — 2 и ещё 2"
    rows = "2, 3, 4, 5, 6, 7, 8, 9, 10, 11 и ещё 4"
    assert details == [f"{USED}14; организации: {organizations}; строки {rows}. {DISCARDED}"]


def test_the_column_is_named_as_the_person_headed_it_and_the_sheet_too(tmp_path: Path) -> None:
    heading = ["organization", *question_codes()]
    heading[heading.index("site_satisfied")] = "Устраивает ли Вас сайт организации?"
    content = workbook(tmp_path / "a.xlsx", {"Ответы": [["Опрос"], heading, contrary("101"), response("102")]})
    place = only(read(tmp_path, {"responses.csv": None, "responses.xlsx": content}), "answer.contradictory").place
    assert (place.sheet, place.row, place.column) == ("Ответы", 3, "Устраивает ли Вас сайт организации?")


def test_rows_of_parquet_are_numbered_under_a_heading(tmp_path: Path) -> None:
    columns = ", ".join(f"n <> 2 OR '{code}' <> 'site_used' AS {code}" for code in question_codes())
    path = tmp_path / "made.parquet"
    query = f"SELECT CASE n WHEN 1 THEN '101' ELSE '102' END AS organization, {columns} FROM range(1, 4) AS t(n)"
    duckdb.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    content = path.read_bytes()
    path.unlink()
    problem = only(read(tmp_path, {"responses.csv": None, "responses.parquet": content}), "answer.contradictory")
    assert problem.detail == f"{USED}1; организации: 102 — 1; строки 3. {DISCARDED}"


def test_an_empty_questionnaire_is_told_and_is_no_respondent(tmp_path: Path) -> None:
    rows = [response("101"), response("101", ""), response("102"), response("102", " ")]
    reading = read(tmp_path, {"responses.csv": responses_csv(rows)})
    problem = only(reading, "answer.empty_response")
    assert told(reading) == [("answer.empty_response", "responses.csv", 3, "")]
    assert problem.detail == "Анкет без единого ответа: 2; организации: 101 — 1, 102 — 1; строки 3, 5"
    assert [one.respondents for one in reading.cycle.observations] == [1, 1]


@pytest.mark.parametrize("table", ["responses", "counts"])
def test_more_respondents_than_recipients_are_told_where_the_number_stands(tmp_path: Path, table: str) -> None:
    register = "id,name,type,Численность\n101,МБОУ «Школа № 1»,school,100\n102,МБОУ «Школа № 2»,school,1\n"
    changes: dict[str, str | bytes | None] = {"organizations.csv": register}
    if table == "responses":
        changes["responses.csv"] = responses_csv([response("101"), response("102"), response("102")])
    else:
        sums = [[owner, code, "2", "0"] for owner in ("101", "102") for code in ["respondents", *question_codes()]]
        changes |= {"responses.csv": None, "counts.csv": csv_text(["organization", "code", "yes", "no"], sums)}
    reading = read(tmp_path, changes)
    assert told(reading) == [("organization.population_short", "organizations.csv", 3, "Численность")]
    assert reading.problems[0].detail == "102 — МБОУ «Школа № 2»: численность 1, а опрошено 2"
    assert reading.cycle is not None


def stamped(folder: Path, rows: list[list[str]], title: str = "Отметка времени") -> FolderReading:
    heading = [title, "organization", *question_codes(), "Ваши предложения"]
    return read(folder, {"responses.csv": csv_text(heading, rows)})


def test_questionnaires_equal_to_the_last_cell_are_told_as_a_double_export(tmp_path: Path) -> None:
    once = [[f"01.04.2025 10:00:0{second}", *response("101"), "нет"] for second in range(3)]
    reading = stamped(tmp_path, [*once, ["01.04.2025 10:00:09", *response("102"), "нет"], *once])
    problem = only(reading, "answer.doubled_response")
    assert (problem.place.row, problem.detail) == (
        6,
        "Строк, которые до последней ячейки повторяют другую: 3; строки 6 = 2, 7 = 3, 8 = 4",
    )
    assert [one.respondents for one in reading.cycle.observations] == [6, 1]


def test_equal_answers_with_another_word_or_without_a_stamp_are_no_double(tmp_path: Path) -> None:
    time = "01.04.2025 10:00:00"
    rows = [[time, *response("101"), "да"], [time, *response("101"), "нет"], ["", *response("102"), ""]]
    assert stamped(tmp_path, [*rows, rows[2]]).problems == ()
    assert stamped(tmp_path, [rows[0], rows[0], rows[2]], title="Дата").problems == ()
