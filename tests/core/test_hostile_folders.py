"""Hostile folders: what is no file, what leads outside, what is far too much — each told, none opened in vain."""

import gc
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.core.invented_folder import (
    CYCLE,
    OWNERS,
    checklist_rows,
    checklists_csv,
    csv_text,
    made,
    question_codes,
    read,
    response,
    responses_csv,
    told,
)

from merilo.importers.folder import read_folder
from merilo.importers.values import number


def linked_outside(path: Path) -> None:
    other = path.parent.parent / "other.csv"
    other.write_text(responses_csv([response("101"), response("102")]), encoding="utf-8")
    path.symlink_to(other)


def listening(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(path.name)
    os.chdir(here)


NO_FILE: dict[str, tuple[Callable[[Path], None], str]] = {
    "a link outside": (linked_outside, "Это ссылка за пределы папки"),
    "an endless device": (lambda path: path.symlink_to("/dev/zero"), "Это ссылка за пределы папки"),
    "a link to nowhere": (lambda path: path.symlink_to("nowhere"), "Ссылка никуда не ведёт"),
    "a folder": (Path.mkdir, "Это папка"),
    "a pipe": (os.mkfifo, "Это не обычный файл"),
    "a socket": (listening, "Это не обычный файл"),
}


@pytest.mark.parametrize("name", ["cycle.yaml", "responses.csv"])
@pytest.mark.parametrize("what", NO_FILE)
def test_what_is_no_file_of_the_folder_is_told_and_never_opened(tmp_path: Path, what: str, name: str) -> None:
    folder = tmp_path / "cycle"
    folder.mkdir()
    made(folder, {name: None})
    make, detail = NO_FILE[what]
    make(folder / name)
    problems = read_folder(folder).problems
    assert [(one.code, one.place.file, one.detail) for one in problems] == [("file.not_a_file", name, detail)]


def test_a_link_within_the_folder_is_a_file_of_it(tmp_path: Path) -> None:
    folder = made(tmp_path, {"responses.csv": None, "export.txt": responses_csv([response("101"), response("102")])})
    (folder / "responses.csv").symlink_to("export.txt")
    assert told(read_folder(folder)) == [("folder.unread_file", "export.txt", 0, "")]


@pytest.mark.parametrize("name", ["cycle.yaml", "responses.csv", "."])
@pytest.mark.skipif(os.geteuid() != 0, reason="becoming another user, who may not read, takes root")
def test_what_may_not_be_read_is_told(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "cycle"
    folder.mkdir()
    made(folder)
    tmp_path.chmod(0o755)
    script = (
        "import os, sys; from pathlib import Path; from merilo.importers.folder import read_folder; "
        "os.chdir(sys.argv[1]); read_folder(Path('cycle')); Path('cycle', sys.argv[2]).chmod(0); os.setuid(65534); "
        "print(*[(one.code, one.detail) for one in read_folder(Path('cycle')).problems])"
    )
    command = [sys.executable, "-c", script, tmp_path, name]
    told_by = subprocess.run(command, capture_output=True, text=True, check=True)
    detail = "Нет права на чтение папки" if name == "." else "Нет права на чтение"
    assert told_by.stdout.strip() == f"('file.not_a_file', '{detail}')"


def test_more_organizations_than_a_cycle_holds_are_refused(tmp_path: Path) -> None:
    register = "id,name,type\n" + "".join(f"{row},Школа {row},school\n" for row in range(100_001))
    found = [one for one in read(tmp_path, {"organizations.csv": register}).problems if one.blocking]
    assert [(one.code, one.place.row) for one in found] == [("organization.too_many", 100_002)]


def test_a_column_of_free_text_is_told_once_not_word_by_word(tmp_path: Path) -> None:
    rows = [response("101", comfort=f"ответ {row}") for row in range(3_000)]
    register = "id,name,type\n101,МБОУ «Школа № 1»,school\n102,МБОУ «Школа № 2»,school\n"
    changes = {"organizations.csv": register, "responses.csv": responses_csv([*rows, response("102")])}
    reading = read(tmp_path, changes)
    assert told(reading) == [("answer.unclear", "responses.csv", 0, "comfort")]
    assert reading.unclear == ()


def test_strangers_beyond_number_are_counted_and_nobody_elses_answers_change(tmp_path: Path) -> None:
    rows = [response(f"Некто {row}") for row in range(3_000)]
    reading = read(tmp_path, {"responses.csv": responses_csv([*rows, response("101"), response("102")])})
    assert [one.code for one in reading.problems] == ["organization.unknown"] * 51
    assert (len(reading.unresolved), sorted(reading.tallies)) == (1_000, ["101", "102"])


def test_unknown_items_beyond_number_are_counted(tmp_path: Path) -> None:
    rows = [["101", f"пункт {row}", "1", "", ""] for row in range(2_000)]
    reading = read(tmp_path, {"checklists.csv": checklists_csv([*rows, *checklist_rows()])})
    assert [one.code for one in reading.problems] == ["item.unknown"] * 51
    assert reading.problems[-1].detail == "И ещё 1950 таких же; место последней указано"


def test_a_table_of_a_thousand_strange_columns_names_some_and_counts_the_rest(tmp_path: Path) -> None:
    heading = ["organization", *question_codes(), *(f"столбец {column}" for column in range(1_000))]
    rows = [[*response(owner), *("" for _ in range(1_000))] for owner in OWNERS]
    problems = read(tmp_path, {"responses.csv": csv_text(heading, rows)}).problems
    assert [one.code for one in problems] == ["column.ignored"] * 501
    assert problems[-1].detail == "И ещё 500 таких же; место последней указано"


def test_endless_digits_are_no_number_and_are_told_in_short(tmp_path: Path) -> None:
    assert (number("9" * 41), number("9" * 40)) == (None, 10**40 - 1)
    register = f"id,name,type,population\n101,МБОУ «Школа № 1»,school,{'9' * 100_000}\n102,МБОУ «Школа № 2»,school,\n"
    reading = read(tmp_path, {"organizations.csv": register, "cycle.yaml": CYCLE})
    assert told(reading) == [("organization.number", "organizations.csv", 2, "population")]
    assert reading.problems[0].detail == f"«{'9' * 59}…»"


def test_reading_leaves_the_collector_of_cycles_as_it_was(tmp_path: Path) -> None:
    folder = made(tmp_path)
    met = []
    for switch in (gc.disable, gc.enable):
        switch()
        read_folder(folder)
        met.append(gc.isenabled())
    assert met == [False, True]
