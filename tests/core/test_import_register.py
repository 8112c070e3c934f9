"""The register, ready sums and cycle.yaml: what is refused, what is asked, where."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.core.invented_folder import CYCLE, checklist_rows, checklists_csv, csv_text, edition, only, read, told

from merilo.importers.folder import FolderReading, read_cycle, read_folder
from merilo.importers.values import number
from merilo.methodology.model import Role
from merilo.requisites import valid_inn

HEAD = "id,name,type,inn,population\n"
TWO = "101,МБОУ «Школа № 1»,school,,\n102,МБОУ «Школа № 2»,school,,\n"


def register(tmp_path: Path, rows: str) -> FolderReading:
    return read(tmp_path, {"organizations.csv": HEAD + rows})


@pytest.mark.parametrize(
    ("row", "detail"),
    [
        ("101,Гимназия,school,,", "Код «101» уже в строке 2"),
        ("103,МБОУ Школа №1,school,,", "Наименование «МБОУ Школа №1» уже в строке 2"),
    ],
)
def test_a_doubled_organization_is_an_error(tmp_path: Path, row: str, detail: str) -> None:
    found = [one.detail for one in register(tmp_path, f"{TWO}{row}\n").problems if one.code == "organization.doubled"]
    assert found == [detail]


def test_a_doubled_inn_is_an_error(tmp_path: Path) -> None:
    rows = TWO.replace("school,,", "school,7707083893,")
    assert only(register(tmp_path, rows), "organization.doubled").detail == "ИНН «7707083893» уже в строке 2"


@pytest.mark.parametrize(
    ("inn", "code", "detail"),
    [
        ("277067637", "organization.inn_lost_zero", "«277067637»: 9 цифр, возможно, потерян ведущий ноль"),
        ("7707083894", "organization.inn", "«7707083894» — не ИНН: число цифр или контрольные цифры"),
        ("abc", "organization.inn", "«abc» — не ИНН: число цифр или контрольные цифры"),
    ],
)
def test_a_bad_inn_is_told_and_not_repaired(tmp_path: Path, inn: str, code: str, *, detail: str) -> None:
    reading = register(tmp_path, TWO.replace("school,,", f"school,{inn},", 1))
    assert (only(reading, code).detail, reading.cycle.organizations[0].inn) == (detail, inn)


def test_an_inn_that_lost_its_zero_is_told_with_the_likely_one(tmp_path: Path) -> None:
    whole = next(f"0{n}" for n in range(100_000_000, 100_000_100) if valid_inn(f"0{n}"))
    reading = register(tmp_path, TWO.replace("school,,", f"school,{whole[1:]},", 1))
    detail = f"«{whole[1:]}»: похоже, потерян ноль, должно быть {whole}"
    assert only(reading, "organization.inn_lost_zero").detail == detail


@pytest.mark.parametrize("kind", ["scool", ""])
def test_an_unknown_type_is_an_error_where_norms_depend_on_it(tmp_path: Path, kind: str) -> None:
    rows = TWO.replace("school", kind, 1)
    assert told(register(tmp_path, rows))[0] == ("organization.type", "organizations.csv", 2, "type")


@pytest.mark.parametrize(
    ("column", "title"), [("group", "Группа"), ("municipality", "Муниципалитет"), ("region", "Регион")]
)
def test_one_group_or_place_spelled_in_two_ways_is_asked_about(tmp_path: Path, column: str, title: str) -> None:
    rows = ["101,Школа № 1,school,Новый  район", "102,Школа № 2,school,новый район", ""]
    table = "\n".join([f"id,name,type,{column}", *rows])
    found = only(read(tmp_path, {"organizations.csv": table}), "organization.spelled_apart")
    assert found.detail == f"{title}: здесь «новый район», в строке 2 — «Новый район»"
    assert (found.place.row, found.place.column, found.blocking) == (3, column, True)


def test_a_type_may_be_written_in_words(tmp_path: Path) -> None:
    reading = register(tmp_path, TWO.replace("school", "Школа"))
    assert [one.type for one in reading.cycle.organizations] == ["school", "school"]


@pytest.mark.parametrize(("written", "value"), [("1 234", 1234), ("\u00a0500", 500), ("12.0", 12)])
def test_a_population_is_a_whole_number(tmp_path: Path, written: str, value: int) -> None:
    reading = register(tmp_path, TWO.replace("school,,", f"school,,{written}", 1))
    assert (reading.problems, reading.cycle.organizations[0].population) == ((), value)


@pytest.mark.parametrize("written", ["много", '"1,234"', "1.234", "-5", '"0,5"'])
def test_another_population_is_an_error(tmp_path: Path, written: str) -> None:
    reading = register(tmp_path, TWO.replace("school,,", f"school,,{written}", 1))
    assert told(reading) == [("organization.number", "organizations.csv", 2, "population")]


def test_a_row_without_a_code_and_a_totals_row_are_errors(tmp_path: Path) -> None:
    rows = TWO + ",Гимназия,school,,\nИтого,Итого,,,500\n"
    assert told(register(tmp_path, rows)) == [
        ("organization.blank", "organizations.csv", 4, ""),
        ("organization.totals_row", "organizations.csv", 5, "name"),
    ]


@pytest.mark.parametrize(
    ("written", "value"), [("111, 83", "111.83"), ("1 234,5", "1234.5"), ("0,125", "0.125"), ("−3", "-3")]
)
def test_numbers_as_people_write_them(written: str, value: str) -> None:
    assert str(float(number(written))) == str(float(value))


@pytest.mark.parametrize("written", ["1,234", "1.234", "1 23", "1,2,3", "", "12a"])
def test_what_is_not_certainly_a_number_is_none(written: str) -> None:
    assert number(written) is None


SUMS = ["organization", "code", "yes", "no"]


def satisfaction() -> list[str]:
    return [one.code for one in edition().closed_questions if one.role is Role.SATISFACTION]


def sums(tmp_path: Path, *rows: list[str], heading: list[str] = SUMS, without: str = "") -> FolderReading:
    ready = [[owner, code, "10", "2"] for owner in ("101", "102") for code in satisfaction() if code != without]
    return read(tmp_path, {"responses.csv": None, "counts.csv": csv_text(heading, [*rows, *ready])})


def test_sums_are_counts_and_derived_respondents_are_told(tmp_path: Path) -> None:
    reading = sums(tmp_path)
    count = reading.cycle.observations[0].counts["comfort"]
    assert (reading.problems, count.yes, count.no, reading.cycle.observations[0].respondents) == ((), 10, 2, 12)
    assert reading.remarks == ("Число респондентов не названо, взято наибольшее число ответивших на вопрос: 101, 102",)
    assert reading.cycle.relation is None


def test_respondents_and_filters_may_be_given(tmp_path: Path) -> None:
    rows = [[owner, code, yes, no] for owner in ("101", "102")
            for code, yes, no in (("respondents", "40", ""), ("stand_used", "12", "28"))]  # fmt: skip
    reading = sums(tmp_path, *[[owner, code, yes, no or "0"] for owner, code, yes, no in rows])
    observed = reading.cycle.observations[0]
    assert (observed.respondents, observed.counts["stand_satisfied"].filtered_out) == (40, 28)


@pytest.mark.parametrize("heading", ["question", "indicator", "Код", "показатель"])
def test_the_code_column_has_aliases(tmp_path: Path, heading: str) -> None:
    assert sums(tmp_path, heading=["organization", heading, "yes", "no"]).problems == ()


@pytest.mark.parametrize("code", ["2.3", "2.3.1"])
def test_an_indicator_or_component_of_one_question_names_it(tmp_path: Path, code: str) -> None:
    rows = [["101", code, "7", "1"], ["102", code, "7", "1"]]
    assert sums(tmp_path, *rows, without="comfort").cycle.observations[0].counts["comfort"].yes == 7


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["101", "1.3", "1", "1"], ("count.unknown_code", "code")),
        (["101", "9.9", "1", "1"], ("count.unknown_code", "code")),
        (["101", "comfort=7", "1", "1"], ("count.unknown_code", "code")),
        (["101", "stand_used", "1,5", "1"], ("count.number", "yes")),
        (["101", "stand_used", "15", ""], ("count.number", "no")),
    ],
)
def test_a_bad_row_of_sums_is_told_with_its_place(tmp_path: Path, row: list[str], expected: tuple[str, str]) -> None:
    assert told(sums(tmp_path, row)) == [(expected[0], "counts.csv", 2, expected[1])]


def test_a_doubled_sum_names_the_first_row(tmp_path: Path) -> None:
    reading = sums(tmp_path, ["101", "comfort", "1", "1"])
    assert [one.detail for one in reading.problems] == ["101, comfort: уже записано в строке 2"]
    assert reading.problems[0].code == "count.doubled"


def test_more_answers_than_respondents_is_an_error(tmp_path: Path) -> None:
    reading = sums(tmp_path, ["101", "respondents", "11", "0"])
    assert {one.code for one in reading.problems} == {"count.too_many"}


def test_more_answers_than_the_filter_opened_is_told(tmp_path: Path) -> None:
    problem = only(sums(tmp_path, ["101", "stand_used", "9", "3"]), "count.over_filter")
    assert problem.detail == "101, stand_satisfied: ответов 12, а «Да» на stand_used — 9"


def test_sums_missing_for_one_organization_are_a_warning_for_all_a_question(tmp_path: Path) -> None:
    row = ["101", "overall", "1", "1"]
    assert only(sums(tmp_path, row, without="overall"), "count.missing").detail == "overall: нет сумм у организаций 102"
    assert only(sums(tmp_path, without="overall"), "question.missing").place.file == "counts.csv"


def test_organizations_of_sums_are_looked_up_like_all_others(tmp_path: Path) -> None:
    rows = [["Школа №2", "stand_used", "9", "3"], ["", "stand_used", "9", "3"], ["всего", "stand_used", "9", "3"]]
    assert told(sums(tmp_path, *rows)) == [
        ("organization.blank", "counts.csv", 3, "organization"),
        ("organization.totals_row", "counts.csv", 4, "organization"),
        ("organization.unsure", "counts.csv", 2, "organization"),
    ]


def test_sums_that_are_not_to_be_read_are_told_and_not_counted(tmp_path: Path) -> None:
    rows = [["Гимназия", "stand_used", "9", "3"], ["Гимназия", "site_used", "9", "3"]]
    ready = [[owner, code, "10", "2"] for owner in ("101", "102") for code in satisfaction()]
    cycle = CYCLE + 'organization_names: {"Гимназия": "-"}\n'
    reading = read(
        tmp_path, {"cycle.yaml": cycle, "responses.csv": None, "counts.csv": csv_text(SUMS, [*rows, *ready])}
    )
    assert only(reading, "organization.ignored").detail == "«Гимназия»: строк 2"


def test_options_of_a_question_are_counted_one_by_one(tmp_path: Path) -> None:
    old = "title: К\nsector: healthcare\nedition: 2014-kostroma\n"
    rows = [["101", "waiting_days=d7", "5", ""], ["101", "waiting_days=14 дней", "2", ""]]
    changes = {"cycle.yaml": old, "organizations.csv": "id,name\n101,Больница\n", "responses.csv": None,
               "checklists.csv": None, "counts.csv": csv_text(SUMS, rows)}  # fmt: skip
    reading = read(tmp_path, changes)
    assert dict(reading.tallies["101"].counts["waiting_days"].options) == {"d7": 5, "d14": 2}


YAML_FAULTS = {
    "cycle.unreadable": "title: [\n",
    "cycle.alias": "title: &a Проба\nsector: *a\n",
    "cycle.duplicate_key": CYCLE + "title: Ещё\n",
    "cycle.unknown_key": CYCLE + "titel: Ещё\n",
    "cycle.missing_key": "title: Проба\nsector: education\n",
    "cycle.bad_value": CYCLE.replace("2025-04-15", "весной"),
    "policy.unknown": CYCLE + "policies: {nothing: zero}\n",
    "policy.unknown_option": CYCLE + "policies: {no_disabled: perhaps}\n",
    "policy.bad_threshold": CYCLE + "policies: {rank_from: ten}\n",
    "edition.unknown": CYCLE + "edition: 1999\n",
    "edition.unknown_sector": CYCLE.replace("education", "sport"),
    "edition.none_in_force": CYCLE.replace("2025", "1999"),
    "cycle.edition_out_of_force": CYCLE + "edition: 2018-344n\n",
    "cycle.no_decision": CYCLE + "policies: {no_disabled: zero}\n",
    "cycle.no_date": CYCLE.replace("date: 2025-04-15", "edition: 2024-344n-408n"),
}


@pytest.mark.parametrize("code", YAML_FAULTS)
def test_a_fault_of_cycle_yaml_is_told_by_its_code(tmp_path: Path, code: str) -> None:
    problem = read(tmp_path, {"cycle.yaml": YAML_FAULTS[code]}).problems[0]
    assert (problem.code, problem.place.file) == (code, "cycle.yaml")


def test_an_edition_without_a_date_tells_which_day_is_taken_and_what_to_write(tmp_path: Path) -> None:
    reading = read(tmp_path, {"cycle.yaml": YAML_FAULTS["cycle.no_date"]})
    problem = only(reading, "cycle.no_date")
    assert str(problem) == (
        "cycle.yaml, строка 3, ключ «date»: Даты нет, взято 05.10.2024 — первый день действия редакции 2024-344n-408n. "
        f"{problem.kind.rule} Что сделать: {problem.kind.remedy} [cycle.no_date]"
    )
    assert reading.cycle.on == date(2024, 10, 5)


def test_a_date_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    cycle = CYCLE.replace("date: 2025-04-15", "date: весной\nedition: 2024-344n-408n")
    assert told(read(tmp_path, {"cycle.yaml": cycle})) == [("cycle.bad_value", "cycle.yaml", 3, "date")]


def test_a_fault_of_cycle_yaml_stands_at_a_key_and_one_of_a_table_in_a_column(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, {"cycle.yaml": YAML_FAULTS["policy.unknown"]}).problems
    assert str(problem.place) == "cycle.yaml, ключ «policies»"
    assert str(replace(problem.place, file="responses.csv")) == "responses.csv, столбец «policies»"


def test_a_choice_with_a_decision_is_no_problem(tmp_path: Path) -> None:
    cycle = CYCLE + "decision: протокол № 3\npolicies: {no_disabled: zero, rank_from: 10}\n"
    policies = read(tmp_path, {"cycle.yaml": cycle}).cycle.policies
    assert (policies["no_disabled"], policies.thresholds["rank_from"], policies.decision) == (
        "zero",
        10,
        "протокол № 3",
    )


def test_a_folder_that_is_not_there_or_lacks_files_is_told(tmp_path: Path) -> None:
    assert read_cycle(tmp_path / "nowhere")[1][0].code == "folder.absent"
    assert [one.code for one in read_folder(tmp_path).problems] == ["folder.missing_file"]
    (tmp_path / "cycle.yaml").write_text(CYCLE, encoding="utf-8")
    assert [one.detail for one in read_folder(tmp_path).problems] == [
        "Нет файла organizations.csv или organizations.xlsx",
        "Нет ни responses (анкеты), ни counts (суммы)",
        "Нет файла checklists.csv или checklists.xlsx",
    ]


def test_one_table_in_two_files_is_an_error(tmp_path: Path) -> None:
    reading = read(tmp_path, {"CHECKLISTS.csv": checklists_csv(checklist_rows())})
    assert only(reading, "folder.several_files").place.file == "CHECKLISTS.csv"


def test_questionnaires_beside_sums_are_an_error_and_other_files_are_named(tmp_path: Path) -> None:
    ready = [[owner, code, "10", "2"] for owner in ("101", "102") for code in satisfaction()]
    reading = read(tmp_path, {"counts.csv": csv_text(SUMS, ready), "ответы.csv": "а"})
    assert told(reading) == [("folder.unread_file", "ответы.csv", 0, ""), ("folder.both_answers", "counts.csv", 0, "")]
