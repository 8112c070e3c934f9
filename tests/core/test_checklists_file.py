"""One file of checklists without a cycle folder: joined by identity, what it lacks is no fault, never an exception."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from merilo.importers.checklists_file import ChecklistsFile, read_checklists_file
from merilo.importers.names import Register
from merilo.importers.settings import Settings
from merilo.methodology import catalogue
from merilo.observations import ItemState, ItemValue, Organization
from merilo.scoring.policies import Policies

EDITION = catalogue.get("2024-344n-408n", "education")
SCHOOL = Organization("Школа № 1", "Школа № 1", type="school", inn="7707083893")
FIRST, SECOND = "stand.name", "stand.address"
LONG = "Организация;Пункт;Значение;Причина;Примечание"


def _read(path: Path) -> ChecklistsFile:
    settings = Settings("Оценка", EDITION, date(2026, 10, 1), Policies.of(EDITION))
    return read_checklists_file(path, settings, Register((SCHOOL,)))


def _written(folder: Path, *lines: str) -> Path:
    path = folder / "checklists.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_values_are_joined_by_identity_and_what_is_absent_is_no_problem(tmp_path: Path) -> None:
    read = _read(_written(tmp_path, LONG, f"Школа № 1;{FIRST};0,5;;выцвел", f"7707083893;{SECOND};не применимо;снят;"))
    assert (read.problems, read.rows, read.blocking) == ((), 2, False)
    assert {owner: dict(items) for owner, items in read.values.items()} == {
        "Школа № 1": {
            FIRST: ItemValue(ItemState.OBSERVED, Fraction(1, 2), "", "выцвел"),
            SECOND: ItemValue(ItemState.NOT_APPLICABLE, None, "снят", ""),
        }
    }


def test_a_column_an_item_is_read_too(tmp_path: Path) -> None:
    read = _read(_written(tmp_path, f"Организация;{FIRST};{SECOND}", "Школа № 1;да;0"))
    values = {code: value.value for code, value in read.values["Школа № 1"].items()}
    assert (read.problems, values) == ((), {FIRST: Fraction(1), SECOND: Fraction(0)})


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (f"Школа № 9;{FIRST};1;;", "organization.unknown", "Организация"),
        (f"Школа № 1;{FIRST};2;;", "item.value", "Значение"),
        ("Школа № 1;stand.nothing;1;;", "item.unknown", "Пункт"),
        (f"Школа № 1;{FIRST};не применимо;;", "item.reason", "Значение"),
    ],
)
def test_a_fault_stops_the_file_and_names_its_cell(tmp_path: Path, row: str, code: str, *, column: str) -> None:
    read = _read(_written(tmp_path, LONG, row))
    assert read.blocking
    assert [(one.code, one.place.row, one.place.column) for one in read.problems] == [(code, 2, column)]


def test_what_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "link.csv").symlink_to(_written(tmp_path, LONG, f"Школа № 1;{FIRST};1;;"))
    assert [problem.code for problem in _read(tmp_path / "inner" / "link.csv").problems] == ["file.not_a_file"]
    (tmp_path / "nul.csv").write_bytes(b"a;b\x00\n1;2\n")
    assert (_read(tmp_path / "nul.csv").blocking, dict(_read(tmp_path / "nul.csv").values)) == (True, {})


def test_what_shows_an_item_is_read_beside_its_value(tmp_path: Path) -> None:
    heading = "Организация;Пункт;Значение;Ссылка;Фото"
    page = "https://school.example/documents"
    rows = (f"Школа № 1;{FIRST};1;{page};", f"Школа № 1;{SECOND};0;;Стенд/вход.jpg", "Школа № 1;stand.head;1;;")
    read = _read(_written(tmp_path, heading, *rows))
    assert (read.problems, len(read.values["Школа № 1"])) == ((), 3)
    found = {code: (one.link, one.photo, one.place.row) for code, one in read.evidence["Школа № 1"].items()}
    assert found == {FIRST: (page, "", 2), SECOND: ("", "Стенд/вход.jpg", 3)}


def test_a_photo_of_a_whole_part_shows_each_of_its_items(tmp_path: Path) -> None:
    read = _read(_written(tmp_path, "Организация;Пункт;Значение;Фото", "Школа № 1;stand;0;стена.jpg"))
    assert read.evidence["Школа № 1"].keys() == read.values["Школа № 1"].keys()
    assert {one.photo for one in read.evidence["Школа № 1"].values()} == {"стена.jpg"}


def test_a_column_of_photos_without_a_row_for_each_item_is_told_not_lost(tmp_path: Path) -> None:
    read = _read(_written(tmp_path, f"Организация;{FIRST};Фото", "Школа № 1;1;стенд.jpg"))
    assert [(one.code, one.place.column) for one in read.problems] == [("column.ignored", "Фото")]
    assert not read.evidence
