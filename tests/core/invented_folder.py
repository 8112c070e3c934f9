"""A cycle folder of two schools, complete and sound; tests change one thing in it and look what is told."""

from datetime import date
from pathlib import Path

import xlsxwriter

from merilo.importers.folder import FolderReading, read_folder
from merilo.methodology.catalogue import in_force
from merilo.methodology.model import Edition
from merilo.problems import Problem

CYCLE = "title: Проба\nsector: education\ndate: 2025-04-15\n"
ORGANIZATIONS = "id,name,type,population\n101,МБОУ «Школа № 1»,school,100\n102,МБОУ «Школа № 2»,school,50\n"
OWNERS = ("101", "102")


def edition() -> Edition:
    return in_force("education", date(2025, 4, 15))


def question_codes() -> list[str]:
    return [question.code for question in edition().closed_questions]


def norm() -> list[str]:
    """Codes of a school's norm, in the order of the lists."""
    return [one.code for checklist in edition().checklists for one in checklist.norm("school")]


def checklist_rows(value: str = "1") -> list[list[str]]:
    return [[owner, code, value, "", ""] for owner in OWNERS for code in norm()]


def response(owner: str, answer: str = "Да", **answers: str) -> list[str]:
    """A questionnaire with this answer throughout; who says «Нет» to a filter answers nothing behind it."""
    behind = "" if answer == "Нет" else answer
    questions = edition().closed_questions
    return [owner, *(answers.get(one.code, behind if one.filter else answer) for one in questions)]


def csv_text(heading: list[str], rows: list[list[str]], delimiter: str = ",") -> str:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in f'"\n{delimiter}') else text

    return "".join(delimiter.join(map(cell, row)) + "\n" for row in [heading, *rows])


def responses_csv(rows: list[list[str]], delimiter: str = ",") -> str:
    return csv_text(["organization", *question_codes()], rows, delimiter)


def checklists_csv(rows: list[list[str]]) -> str:
    return csv_text(["organization", "item", "value", "reason", "note"], rows)


def sound_files() -> dict[str, str | bytes]:
    return {
        "cycle.yaml": CYCLE,
        "organizations.csv": ORGANIZATIONS,
        "responses.csv": responses_csv([response("101"), response("101", "Нет"), response("102")]),
        "checklists.csv": checklists_csv(checklist_rows()),
    }


def made(folder: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    """The folder on disk; a change of None takes the file away."""
    files = sound_files() | (changes or {})
    for name, content in files.items():
        if isinstance(content, str):
            (folder / name).write_text(content, encoding="utf-8", newline="")
        elif content is not None:
            (folder / name).write_bytes(content)
    return folder


def read(folder: Path, changes: dict[str, str | bytes | None] | None = None) -> FolderReading:
    return read_folder(made(folder, changes))


def told(reading: FolderReading) -> list[tuple[str, str, int, str]]:
    """Every problem as code, file, row, column."""
    return [(one.code, one.place.file, one.place.row, one.place.column) for one in reading.problems]


def only(reading: FolderReading, code: str) -> Problem:
    """The one problem of this code; any other problem is a failure of the test."""
    assert [problem.code for problem in reading.problems] == [code]
    return reading.problems[0]


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> bytes:
    """An .xlsx with these rows; None leaves a cell empty."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value is not None:
                        sheet.write(number, column, value)
    content = path.read_bytes()
    path.unlink()
    return content
