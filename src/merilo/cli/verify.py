"""Пересчитать results.json по исходным числам, которые в нём записаны, и сверить каждую цифру и отпечатки.

С папкой цикла перечитывает и сами файлы: сверяет их отпечатки и заодно интервалы баллов и мест.
"""

import argparse
import sys
from pathlib import Path

from merilo.cli.intervals import estimation
from merilo.documents import codes
from merilo.documents.assemble import assemble
from merilo.documents.model import Notice
from merilo.documents.results_json import Json, results
from merilo.documents.verification import compared, parsed, sources_compared, verified
from merilo.importers.folder import read_cycle
from merilo.problems import Place, Problem, RefusalError, system_reason

MOST = 50
"""Disagreements printed; the rest are counted."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `merilo verify`."""
    parser.add_argument("file", metavar="ФАЙЛ", type=Path, help="results.json, который записала команда merilo score")
    parser.add_argument("--folder", metavar="ПАПКА", type=Path, help="папка цикла: перечитать и сверить исходные файлы")


def run(arguments: argparse.Namespace) -> int:
    """Print whether everything agrees. 1 when anything differs."""
    name = arguments.file.name
    body = parsed(_content(arguments.file), name)
    found = list(verified(body, name))
    if arguments.folder is not None:
        found.extend(_with_folder(body, arguments.folder, name=name))
    for problem in found[:MOST]:
        print(problem, file=sys.stderr)
    if len(found) > MOST:
        print(f"… и ещё {len(found) - MOST}", file=sys.stderr)
    if found:
        print(f"Не сходится: {len(found)}.")
        return 1
    files = f", исходных файлов {len(body['files'])}" if arguments.folder is not None else ""
    print(f"Сходится: организаций {len(body['organizations'])}{files}. Редакция {body['edition']}.")
    print(f"Отпечаток: {body['digest']}")
    return 0


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        detail = f"Файл не открыть: {system_reason(fault)}"
        raise RefusalError(Problem(codes.NOT_RESULTS, Place(file=str(path)), detail)) from fault


def _with_folder(body: Json, folder: Path, *, name: str) -> tuple[Problem, ...]:
    cycle, problems = read_cycle(folder)
    if cycle is None:
        return problems
    how = body["uncertainty"]
    drawn = estimation(cycle, seed=how["seed"], draws=how["draws"]) if how else None
    again = results(assemble(cycle, drawn, notices=tuple(map(Notice.of, problems))))
    return (*sources_compared(body, cycle.files), *compared(body, again, name=name, statistics=True))
