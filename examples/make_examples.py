"""Writes the example cycles anew, the same every time: `python examples/make_examples.py [FOLDER]`.

Answers are dealt by quota, so that the counts are exactly the shares of `invented.py`; a seeded shuffle only puts
them in an order in which people might have come.
"""

import csv
import random
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from merilo.methodology import catalogue
from merilo.methodology.model import Edition, Question

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from examples.invented import DISTRICT, OPERATOR, Invented  # noqa: E402 — the root must be on the path first
from examples.operator_books import write_checklist, write_form  # noqa: E402 — the root must be on the path first

SECTOR = "education"
REMARKS = ("Нужен навес у входа", "Спасибо воспитателям!", "Хотелось бы больше кружков", "Холодно в спортзале")
CYCLE = """\
title: Независимая оценка качества условий, Заречный район, 2025 год
sector: education
date: 2025-04-15
decision: протокол общественного совета № 3 от 17.03.2025
policies:
  no_disabled: renormalize
  no_information_users: other_half
"""

Row = Sequence[object]
Answers = dict[str, str]


def edition() -> Edition:
    """The edition in force for the example cycles."""
    return catalogue.in_force(SECTOR, date(2025, 4, 15))


def answers(organization: Invented, questions: Iterable[Question]) -> list[Answers]:
    """What each respondent of an organization answered, by question code; an unasked question is missing."""
    people: list[Answers] = [{} for _ in range(organization.answered)]
    for question in questions:
        asked = [one for one in people if question.filter is None or one.get(question.filter) == "Да"]
        share = organization.share(question.code)
        blank = len(asked) // 40 if question.filter is None and question.role == "satisfaction" else 0
        yes = ((len(asked) - blank) * share * 2 + 100) // 200
        dealt = ["Да"] * yes + ["Нет"] * (len(asked) - blank - yes) + [""] * blank
        random.Random(f"{organization.population}:{question.code}").shuffle(dealt)  # noqa: S311 — an invented order
        for one, answer in zip(asked, dealt, strict=True):
            one[question.code] = answer
    return people


def checklist(organization: Invented, law: Edition) -> list[tuple[str, str, str]]:
    """Item, value and reason of everything in the norm of an organization, or of a whole part looked at at once."""
    rows = []
    for part in law.checklists:
        if part.part in organization.checklist:
            rows.append((str(part.part), *organization.checklist[part.part]))
            continue
        rows += [
            (item.code, *organization.checklist.get(item.code, ("1", ""))) for item in part.norm(organization.type)
        ]
    return rows


def write_csv(path: Path, heading: Row, rows: Iterable[Row]) -> None:
    """A comma-separated file in UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)


def inn(organization: Invented) -> str:
    """A number with a right control digit and a region that does not exist."""
    digits = f"0099{int(organization.id):05d}"
    control = sum(weight * int(digit) for weight, digit in zip((2, 4, 10, 3, 5, 9, 4, 6, 8), digits, strict=True))
    return f"{digits}{control % 11 % 10}"


def register(organizations: Iterable[Invented], municipality: str) -> list[Row]:
    """Rows of organizations.csv."""
    return [(one.id, one.name, one.type, inn(one), municipality, one.population) for one in organizations]


def write_district(folder: Path) -> None:
    """The district in the documented format: four files."""
    folder.mkdir(parents=True, exist_ok=True)
    law = edition()
    asked = law.closed_questions
    (folder / "cycle.yaml").write_text(CYCLE, encoding="utf-8")
    write_csv(
        folder / "organizations.csv",
        ("id", "name", "type", "inn", "municipality", "population"),
        register(DISTRICT, "Заречный район"),
    )
    rows: list[Row] = []
    for organization in DISTRICT:
        for number, one in enumerate(answers(organization, asked)):
            if organization.id == "102" and number in {5, 40}:
                one["stand_used"], one["stand_satisfied"] = "Нет", "Да"
            remark = REMARKS[number // 29 % len(REMARKS)] if number % 29 == 7 else ""
            person = ("женский" if number % 3 else "мужской", 24 + number * 7 % 40)
            rows.append((organization.id, *(one.get(question.code, "") for question in asked), remark, *person))
    heading = ("organization", *(question.code for question in asked), "suggestions", "sex", "age")
    write_csv(folder / "responses.csv", heading, rows)
    write_csv(
        folder / "checklists.csv",
        ("organization", "item", "value", "reason", "note"),
        [
            (organization.id, item, value, reason, "сайт не открывался 10 и 11 апреля" if item == "site" else "")
            for organization in DISTRICT
            for item, value, reason in checklist(organization, law)
        ],
    )


def write_operator(folder: Path) -> None:
    """The same kind of thing as an operator has it: two workbooks and the register."""
    folder.mkdir(parents=True, exist_ok=True)
    law = edition()
    people = [(one, given) for one in OPERATOR for given in answers(one, law.closed_questions)]
    for number, (_, given) in enumerate(people):
        given["sex"] = "Женский" if number % 4 else "Мужской"
        given["age"] = str(25 + number * 11 % 37)
        given["suggestions"] = REMARKS[number // 31 % len(REMARKS)] if number % 31 == 3 else ""
    write_csv(
        folder / "organizations.csv",
        ("id", "name", "type", "inn", "municipality", "population"),
        register(OPERATOR, "Озёрский район"),
    )
    write_form(folder / "responses.xlsx", people)
    write_checklist(folder / "checklists.xlsx", law)


def main() -> None:
    """Write every example below the folder named, by default beside this script."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    write_district(folder / "district")
    write_operator(folder / "operator")


if __name__ == "__main__":
    main()
