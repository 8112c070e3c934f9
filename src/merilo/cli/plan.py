"""Прочитать план по устранению недостатков, годовой план, план мероприятий, отчёт о нём или ответы по пунктам.

Действие: read — прочитать файл: разделы, строки, сроки, исполнители, баллы, ошибки с местом; непонятое сохраняется.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from merilo.cli.plan_text import printed
from merilo.documents.typography import printable
from merilo.importers.plans.reading import read_plans
from merilo.plans.checks import check
from merilo.plans.model import PlanPaper, Shape
from merilo.plans.paper_json import paper_json, place_json
from merilo.problems import Problem

SCHEMA_VERSION = "2"


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
    """Print every plan of the file. Exit code 1 when no plan is seen in the file."""
    file: Path = arguments.file
    on: date = arguments.on or date.today()  # noqa: DTZ011 - the day of the person at this machine
    found = read_plans(file.read_bytes(), file.name)
    papers = [(one.paper, (*one.problems, *check(one.paper, on=on))) for one in found]
    if arguments.json:
        plans = [{**paper_json(paper), "problems": [_problem(one) for one in problems]} for paper, problems in papers]
        told = {"schema_version": SCHEMA_VERSION, "file": file.name, "on": on.isoformat(), "plans": plans}
        print(printable(json.dumps(told, ensure_ascii=False, indent=2)))
    else:
        print("\n".join(_printed(papers)))
    return 1 if all(paper.shape is Shape.UNKNOWN for paper, _ in papers) else 0


def _printed(papers: Sequence[tuple[PlanPaper, tuple[Problem, ...]]]) -> Iterator[str]:
    """Every plan of a file; several are numbered."""
    for number, (paper, problems) in enumerate(papers, 1):
        if len(papers) > 1:
            yield from (*("",) * (number > 1), f"План {number} из {len(papers)}", "")
        yield from printed(paper, problems)


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "severity": problem.kind.severity.value,
        "place": place_json(problem.place),
        "detail": problem.detail,
        "rule": problem.kind.rule,
        "remedy": problem.kind.remedy,
    }
