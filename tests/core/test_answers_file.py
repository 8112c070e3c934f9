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


def _told(folder: Path, headings: list[str], *rows: list[str]) -> AnswersFile:
    """Answers «да» to every question, with columns beside them."""
    body = [";".join(["Школа № 1", *["да"] * len(CODES), *row]) for row in rows]
    path = folder / "answers.csv"
    path.write_text("\n".join([";".join(["Организация", *CODES, *headings]), *body]), encoding="utf-8")
    return _read(path)


def test_sex_age_and_wishes_come_with_their_questionnaire(tmp_path: Path) -> None:
    rows = (["Женский", "37 лет", " Больше  света "], ["м.", "041", ""], ["жен", "37", "Больше света"], ["", "", ""])
    read = _told(tmp_path, ["Ваш пол", "Возраст", "Ваши предложения по работе школы"], *rows)
    assert read.problems == ()
    assert sorted((one.number, one.sex, one.age, one.suggestions) for one in read.responses) == [
        (1, "", "", ""),
        (1, "male", "41", ""),
        (2, "female", "37", "Больше света"),
    ]


def test_what_is_not_understood_beside_the_answers_is_named_and_left_empty(tmp_path: Path) -> None:
    rows = (["другой", "30-40", "x" * 2001], ["другой", "121", "Тихо\x07"], ["муж", "0", "Тихо"])
    read = _told(tmp_path, ["sex", "age", "suggestions"], *rows)
    assert [(one.code, one.place.row, one.place.column, one.detail) for one in read.problems] == [
        ("answer.not_carried", 2, "suggestions", f"«{'x' * 59}…» не перенести"),
        ("answer.not_carried", 3, "suggestions", "«Тихо» не перенести"),
        ("answer.not_carried", 2, "sex", "«другой» не перенести, строк 2"),
        ("answer.not_carried", 2, "age", "«30-40» не перенести"),
        ("answer.not_carried", 3, "age", "«121» не перенести"),
    ]
    assert sorted((one.number, one.sex, one.age, one.suggestions) for one in read.responses) == [
        (1, "male", "0", "Тихо"),
        (2, "", "", ""),
    ]


def test_a_second_column_of_wishes_is_named_and_not_read(tmp_path: Path) -> None:
    read = _told(tmp_path, ["Пожелания", "Комментарии"], ["Первое", "Второе"])
    assert [(one.code, one.place.column, one.blocking) for one in read.problems] == [
        ("column.ignored", "Комментарии", False)
    ]
    assert [one.suggestions for one in read.responses] == ["Первое"]


def test_thousands_of_different_wishes_are_all_carried(tmp_path: Path) -> None:
    read = _told(tmp_path, ["suggestions"], *([f"Пожелание {number}"] for number in range(1500)))
    assert read.problems == ()
    assert {one.suggestions for one in read.responses} == {f"Пожелание {number}" for number in range(1500)}
