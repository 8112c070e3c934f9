"""The register as a file: read with its problems, compared with what is kept, written and read back."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from tests.core.invented_folder import workbook

from merilo.documents.register_table import register_csv, register_xlsx
from merilo.importers.register import RegisterFile, RegisterWords, read_register
from merilo.importers.register_diff import KeptOrganization, RegisterDiff, compare
from merilo.register import Fact

WORDS = RegisterWords(
    sector="education",
    sectors={"education": "образование", "culture": "культура"},
    types={"education": {"school": "школа", "kindergarten": "детский сад"}, "culture": {"club": "клуб"}},
    fault=lambda code, text: "Нет знака @." if code == "email" and "@" not in text else "",
)
SCHOOL: dict[str, Fact] = {
    "short_name": "Школа № 1",
    "full_name": "Средняя школа № 1",
    "sector": "education",
    "type": "school",
    "inn": "0080000013",
    "phone": "+7 000 1",
    "website": "=HYPERLINK",
    "last_assessed_on": date(2023, 2, 1),
}


def read(tmp_path: Path, rows: list[list[str]], name: str = "реестр.csv") -> RegisterFile:
    path = tmp_path / name
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(rows)
    path.write_text(stream.getvalue(), encoding="utf-8")
    return read_register(path, WORDS)


def told(file: RegisterFile | RegisterDiff) -> list[tuple[str, int]]:
    return [(problem.code, problem.place.row) for problem in file.problems]


def kept(number: int = 1, **changes: Fact | None) -> KeptOrganization:
    facts = {**SCHOOL, **changes}
    return KeptOrganization(number, {code: fact for code, fact in facts.items() if fact})


HEAD = ["ИНН", "Наименование", "Тип"]


@pytest.mark.parametrize(("write", "name"), [(register_csv, "реестр.csv"), (register_xlsx, "реестр.xlsx")])
def test_what_is_written_is_read_back_without_a_difference(tmp_path: Path, write, name: str) -> None:
    branch = {**SCHOOL, "short_name": "Филиал", "head_office": "Школа № 1", "closed_on": date(2025, 12, 31)}
    path = tmp_path / name
    path.write_bytes(write([SCHOOL, branch]))
    file = read_register(path, WORDS)
    assert [dict(row.facts) for row in file.rows] == [SCHOOL, branch]
    diff = compare(file, [kept(), KeptOrganization(2, branch)])
    assert (diff.empty, diff.same, diff.missing, diff.problems) == (True, 2, (), ())


def test_a_text_in_csv_is_no_formula(tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(register_csv([SCHOOL]).decode("utf-8-sig")), delimiter=";"))
    assert [cell for cell in rows[1] if cell[:1] in set("=+-@")] == []


def test_words_of_types_sectors_and_days_are_understood(tmp_path: Path) -> None:
    head = ["ИНН", "Организация", "Сфера", "Вид", "Последняя оценка", "e-mail"]
    rows = [
        ["1", "А", "", "Детский сад", "01.02.2023", "a@b"],
        ["2", "Б", "Культура", "клуб", "2023-02-01", ""],
    ]
    file = read(tmp_path, [head, *rows])
    assert (file.problems, [dict(row.facts) for row in file.rows]) == (
        (),
        [
            {
                "inn": "1",
                "short_name": "А",
                "type": "kindergarten",
                "last_assessed_on": date(2023, 2, 1),
                "email": "a@b",
            },
            {"inn": "2", "short_name": "Б", "sector": "culture", "type": "club", "last_assessed_on": date(2023, 2, 1)},
        ],
    )


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([["ИНН", "Тип"], ["1", "школа"]], [("register.column_missing", 1)]),
        ([[*HEAD, "Название"], ["1", "А", "школа", "А"]], [("register.column_doubled", 1)]),
        ([[*HEAD, "Число корпусов"], ["1", "А", "школа", "2"]], [("register.column_ignored", 1)]),
        ([HEAD, ["", "А", "школа"]], [("register.blank", 2)]),
        ([HEAD, ["1", "", "школа"]], [("register.blank", 2)]),
        ([HEAD, ["1", "А", "школа"], ["1", "«а»", "школа"]], [("register.doubled", 3)]),
        ([HEAD, ["1", "А", "институт"]], [("register.type", 2)]),
        ([[*HEAD, "Сфера"], ["1", "А", "школа", "спорт"]], [("register.sector", 2)]),
        ([[*HEAD, "Почта"], ["1", "А", "школа", "нет"]], [("register.value", 2)]),
        ([[*HEAD, "Последняя оценка"], ["1", "А", "школа", "31.02.2023"]], [("register.day", 2)]),
        ([[*HEAD, "Последняя оценка"], ["1", "А", "школа", "весной"]], [("register.day", 2)]),
        ([HEAD, ["1", "А", "школа"], ["", "Итого", "1"]], [("organization.totals_row", 3)]),
        ([HEAD], [("file.no_table", 1)]),
    ],
)
def test_what_is_wrong_is_told_by_row(tmp_path: Path, rows: list[list[str]], codes: list[tuple[str, int]]) -> None:
    assert told(read(tmp_path, rows)) == codes


def test_a_book_with_two_filled_sheets_is_asked_to_have_one(tmp_path: Path) -> None:
    path = tmp_path / "реестр.xlsx"
    path.write_bytes(workbook(path, {"Один": [HEAD, ["1", "А", "школа"]], "Два": [HEAD, ["2", "Б", "школа"]]}))
    assert told(read_register(path, WORDS)) == [("register.several_sheets", 0)]


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"%PDF-1.7", b"<html><table>", b"\xd0\xcf\x11\xe0 old", b""])
@pytest.mark.parametrize("name", ["реестр.xlsx", "реестр.csv"])
def test_a_hostile_file_is_refused_with_one_problem(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    file = read_register(path, WORDS)
    assert (file.rows, file.blocking, len(file.problems)) == ((), True, 1)


def test_more_rows_than_a_register_may_have_are_refused(tmp_path: Path) -> None:
    rows = [HEAD, *([str(number), f"Школа {number}", "школа"] for number in range(20_001))]
    assert told(read(tmp_path, rows)) == [("register.too_many", 20_002)]


def diff_of(tmp_path: Path, rows: list[list[str]], *known: KeptOrganization) -> RegisterDiff:
    return compare(read(tmp_path, [HEAD, *rows]), known)


def _inn(one: Mapping[str, Fact] = SCHOOL) -> str:
    return str(one["inn"])


def test_rows_are_joined_by_identity_whatever_their_order(tmp_path: Path) -> None:
    rows = [["2", "Сад", "детский сад"], [_inn(), "ШКОЛА №1", "школа"]]
    diff = diff_of(tmp_path, rows, kept())
    assert [row.name for row in diff.added] == ["Сад"]
    assert [(one.kept.number, [(c.code, c.before, c.after) for c in one.changes]) for one in diff.changed] == [
        (1, [("short_name", "Школа № 1", "ШКОЛА №1")])
    ]


def test_a_renamed_organization_is_known_by_its_inn(tmp_path: Path) -> None:
    diff = diff_of(tmp_path, [[_inn(), "Лицей", "школа"]], kept())
    assert [(one.kept.number, one.changes[0].after) for one in diff.changed] == [(1, "Лицей")]


def test_a_renamed_branch_is_asked_about(tmp_path: Path) -> None:
    diff = diff_of(tmp_path, [[_inn(), "Лицей", "школа"]], kept(), kept(2, short_name="Филиал"))
    assert (len(diff.added), len(diff.missing), told(diff)) == (1, 2, [("register.other_name", 2)])


def test_the_same_name_with_another_inn_is_told(tmp_path: Path) -> None:
    diff = diff_of(tmp_path, [["77", "Школа № 1", "школа"]], kept())
    assert (told(diff), diff.blocking) == ([("register.other_inn", 2)], False)


def test_a_new_organization_needs_a_type(tmp_path: Path) -> None:
    diff = diff_of(tmp_path, [["77", "Сад", ""]], kept())
    assert (told(diff), diff.blocking) == ([("register.type", 2)], True)


@pytest.mark.parametrize(("head", "codes"), [("Школа № 1", []), ("Нет такой", [("register.head_office", 2)])])
def test_a_branch_names_a_known_head_office(tmp_path: Path, head: str, codes: list[tuple[str, int]]) -> None:
    file = read(tmp_path, [[*HEAD, "Головная организация"], ["77", "Филиал", "школа", head]])
    assert told(compare(file, [kept()])) == codes


def test_blank_cells_and_absent_columns_change_nothing(tmp_path: Path) -> None:
    diff = diff_of(tmp_path, [[_inn(), "Школа № 1", ""]], kept(), kept(5, inn="9", short_name="Остальная"))
    assert (diff.empty, diff.same, [one.number for one in diff.missing]) == (True, 1, [5])
