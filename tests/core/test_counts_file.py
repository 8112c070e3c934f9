"""One file of sums without a cycle folder: joined by identity, what it lacks is no fault, never an exception."""

from datetime import date
from pathlib import Path

import pytest

from merilo.importers.counts_file import CountsFile, read_counts_file
from merilo.importers.names import Register
from merilo.importers.settings import Settings
from merilo.methodology import catalogue
from merilo.observations import Count, Organization
from merilo.scoring.policies import Policies

EDITION = catalogue.get("2024-344n-408n", "education")
SCHOOLS = tuple(
    Organization(f"Школа № {number}", f"Школа № {number}", type="school", inn=inn)
    for number, inn in ((1, "7707083893"), (2, ""))
)
SATISFACTION = [one.code for one in EDITION.closed_questions if one.role.value == "satisfaction"]
FILTERS = [one.code for one in EDITION.closed_questions if one.role.value == "filter"]


def _read(path: Path) -> CountsFile:
    settings = Settings("Оценка", EDITION, date(2026, 10, 1), Policies.of(EDITION))
    return read_counts_file(path, settings, Register(SCHOOLS))


def _written(folder: Path, *rows: str) -> Path:
    path = folder / "counts.csv"
    path.write_text("\n".join(("Организация;Код;Да;Нет", *rows)), encoding="utf-8")
    return path


def whole(owner: str, respondents: str = "120") -> list[str]:
    """Sums of every question of one organization."""
    rows = [f"{owner};respondents;{respondents};0"]
    rows += [f"{owner};{code};100;20" for code in FILTERS]
    return rows + [f"{owner};{code};80;10" for code in SATISFACTION]


def test_sums_are_joined_by_identity_and_other_organizations_are_no_problem(tmp_path: Path) -> None:
    read = _read(_written(tmp_path, *whole("7707083893")))
    assert (read.problems, read.rows, read.derived, list(read.tallies)) == (
        (),
        1 + len(FILTERS + SATISFACTION),
        (),
        ["Школа № 1"],
    )
    tally = read.tallies["Школа № 1"]
    assert (tally.respondents, tally.by_counts, tally.counts["overall"]) == (120, True, Count(80, 10))
    assert tally.counts["stand_satisfied"] == Count(80, 10, filtered_out=20)


def test_respondents_that_are_not_named_are_the_most_answers(tmp_path: Path) -> None:
    read = _read(_written(tmp_path, *whole("Школа № 1")[1:]))
    assert (read.derived, read.tallies["Школа № 1"].respondents) == (("Школа № 1",), 120)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Школа № 9;overall;1;0", "organization.unknown"),
        ("Школа № 1;nothing;1;0", "count.unknown_code"),
        ("Школа № 1;overall;1;0", "count.doubled"),
        ("Школа № 2;overall;1,5;0", "count.number"),
        ("Школа № 1;suggestions;5;0", "count.unknown_code"),
    ],
)
def test_a_fault_stops_the_file(tmp_path: Path, row: str, code: str) -> None:
    read = _read(_written(tmp_path, *whole("Школа № 1"), row))
    assert read.blocking
    assert code in [one.code for one in read.problems]


def test_more_answers_than_respondents_stop_the_file(tmp_path: Path) -> None:
    read = _read(_written(tmp_path, *whole("Школа № 1", "100")))
    assert {one.code for one in read.problems} == {"count.too_many"}


def test_an_organization_of_the_file_without_some_sums_is_told(tmp_path: Path) -> None:
    read = _read(_written(tmp_path, *whole("Школа № 1"), "Школа № 2;overall;5;1"))
    assert {one.code for one in read.problems} == {"count.missing"}
    assert not read.blocking


def test_what_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "nul.csv").write_bytes(b"a;b\x00\n1;2\n")
    assert (_read(tmp_path / "nul.csv").blocking, dict(_read(tmp_path / "nul.csv").tallies)) == (True, {})
