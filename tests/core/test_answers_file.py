"""One file of questionnaires without a cycle folder: joined by identity, counted as given, never an exception."""

from datetime import date
from pathlib import Path

from merilo.importers.answers_file import AnswersFile, ResponsePattern, read_answers_file
from merilo.importers.names import Register
from merilo.importers.settings import Settings
from merilo.methodology import catalogue
from merilo.observations import Organization
from merilo.scoring.policies import Policies

EDITION = catalogue.get("2024-344n-408n", "education")
CODES = [question.code for question in EDITION.closed_questions]
SCHOOL = Organization("Школа № 1", "Школа № 1", inn="7707083893")


def _read(path: Path) -> AnswersFile:
    settings = Settings("Оценка", EDITION, date(2026, 10, 1), Policies.of(EDITION))
    return read_answers_file(path, settings, Register((SCHOOL,)))


def _written(folder: Path, *rows: tuple[str, str]) -> Path:
    """Rows of one answer to every question, by organization."""
    body = [";".join([owner, *[answer] * len(CODES)]) for owner, answer in rows]
    path = folder / "answers.csv"
    path.write_text("\n".join([";".join(["Организация", *CODES]), *body]), encoding="utf-8")
    return path


def test_equal_questionnaires_are_one_pattern_with_their_number(tmp_path: Path) -> None:
    read = _read(_written(tmp_path, ("Школа № 1", "да"), ("7707083893", "да"), ("Школа № 1", "")))
    every = len(CODES)
    assert (read.rows, read.blocking) == (3, False)
    assert sorted(read.responses, key=lambda one: one.number) == [
        ResponsePattern("Школа № 1", (None,) * every, 1),
        ResponsePattern("Школа № 1", (True,) * every, 2),
    ]
    assert sorted(one.empty for one in read.responses) == [False, True]


def test_a_stranger_blocks_and_is_left_out(tmp_path: Path) -> None:
    read = _read(_written(tmp_path, ("Школа № 1", "да"), ("1", "да")))
    assert [problem.code for problem in read.problems if problem.blocking] == ["organization.unsure"]
    assert [one.number for one in read.responses] == [1]


def test_what_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "link.csv").symlink_to(_written(tmp_path, ("Школа № 1", "да")))
    assert [problem.code for problem in _read(tmp_path / "inner" / "link.csv").problems] == ["file.not_a_file"]
    (tmp_path / "nul.csv").write_bytes(b"a;b\x00\n1;2\n")
    assert _read(tmp_path / "nul.csv").blocking
    assert _read(tmp_path / "nul.csv").responses == ()
