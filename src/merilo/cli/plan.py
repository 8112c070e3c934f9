"""Прочитать план по устранению недостатков, годовой план, план мероприятий, отчёт о нём или ответы по пунктам.

Действие: read — прочитать файл: разделы, строки, сроки, исполнители, баллы, ошибки с местом; непонятое сохраняется.
"""

import argparse
import json
from datetime import date
from pathlib import Path

from merilo.cli.plan_text import printed
from merilo.documents.typography import printable
from merilo.importers.plans.reading import read_plan
from merilo.plans.checks import check
from merilo.plans.model import Shape
from merilo.plans.paper_json import paper_json, place_json
from merilo.problems import Problem

SCHEMA_VERSION = "1"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `merilo plan` and `plan read`."""
    actions = parser.add_subparsers(dest="action", metavar="ДЕЙСТВИЕ", required=True)
    read = actions.add_parser(
        "read", help="прочитать план из файла", description="Прочитать план из файла и назвать каждую ошибку в нём."
    )
    read.add_argument("file", metavar="ФАЙЛ", type=Path, help="DOCX, ODT, HTML, XLSX, PDF с текстом или текст")
    read.add_argument("--json", action="store_true", help="то же для программ")
    read.add_argument(
        "--on",
        metavar="ДАТА",
        type=date.fromisoformat,
        help="на какой день судить о сроках, ГГГГ-ММ-ДД; по умолчанию сегодня",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the plan. Exit code 1 when no plan is seen in the file."""
    file: Path = arguments.file
    reading = read_plan(file.read_bytes(), file.name)
    on: date = arguments.on or date.today()  # noqa: DTZ011 - the day of the person at this machine
    problems = (*reading.problems, *check(reading.paper, on=on))
    if arguments.json:
        told = {"schema_version": SCHEMA_VERSION, "file": file.name, "on": on.isoformat(), **paper_json(reading.paper)}
        told["problems"] = [_problem(problem) for problem in problems]
        print(printable(json.dumps(told, ensure_ascii=False, indent=2)))
    else:
        print("\n".join(printed(reading.paper, problems)))
    return 1 if reading.paper.shape is Shape.UNKNOWN else 0


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "severity": problem.kind.severity.value,
        "place": place_json(problem.place),
        "detail": problem.detail,
        "rule": problem.kind.rule,
        "remedy": problem.kind.remedy,
    }
