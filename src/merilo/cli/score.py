"""Посчитать цикл: баллы, рейтинг, книга с формулами, отчёт.

Читает папку цикла, печатает замечания, политики и рейтинг; пишет results.json, results.xlsx, results.csv,
results.machine.csv и report.docx. Файл появляется целиком или не появляется вовсе.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from merilo.cli.intervals import estimation
from merilo.cli.parser import positive, seed
from merilo.cli.score_text import printed
from merilo.documents import codes
from merilo.documents.assemble import assemble
from merilo.documents.model import CycleReport, Notice
from merilo.documents.report import papers
from merilo.documents.results_csv import for_excel, for_machines
from merilo.documents.results_json import results, written
from merilo.documents.sheet import organization_sheet
from merilo.documents.typography import printable
from merilo.documents.workbook import workbook
from merilo.documents.writers.folder import made, write_all
from merilo.importers.cycle import Cycle
from merilo.importers.folder import read_cycle
from merilo.problems import Place, Problem, RefusalError

SEED, DRAWS = 20181023, 1000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `merilo score`."""
    parser.add_argument("folder", metavar="ПАПКА", type=Path, help="папка цикла с файлом cycle.yaml")
    parser.add_argument("--out", metavar="КУДА", type=Path, required=True, help="папка для результатов")
    parser.add_argument(
        "--pdf",
        metavar="ID",
        nargs="*",
        help="листок PDF в organizations/<id>.pdf для названных организаций; без перечня — для всех",
    )
    parser.add_argument("--seed", metavar="ЧИСЛО", type=seed, default=SEED, help=f"начальное число интервалов ({SEED})")
    parser.add_argument("--draws", metavar="ЧИСЛО", type=positive, default=DRAWS, help=f"число повторов ({DRAWS})")
    parser.add_argument("--no-intervals", action="store_true", help="не считать интервалы баллов и мест")


def run(arguments: argparse.Namespace) -> int:
    """Read, compute, print, write. 1 when something in the folder must be mended first; then nothing is written."""
    cycle, problems = read_cycle(arguments.folder)
    for problem in problems:
        print(problem, file=sys.stderr)
    if cycle is None:
        print("Ничего не записано: сначала исправьте названное выше.", file=sys.stderr)
        return 1
    sheets = _sheets_for(tuple(one.organization.id for one in cycle.observations), arguments.pdf)
    made(arguments.out)
    report = _report(cycle, arguments, tuple(map(Notice.of, problems)))
    print(printable("\n".join(printed(report))))
    paths = write_all(arguments.out, dict(_files(report, sheets)))
    print("\nЗаписано:", *(f"  {path}" for path in paths), sep="\n")
    return 0


def _report(cycle: Cycle, arguments: argparse.Namespace, notices: tuple[Notice, ...]) -> CycleReport:
    if arguments.no_intervals:
        return assemble(cycle, notices=notices)
    _progress(f"интервалы: организаций {len(cycle.observations)}, повторов {arguments.draws}")
    return assemble(cycle, estimation(cycle, seed=arguments.seed, draws=arguments.draws), notices=notices)


def _files(report: CycleReport, sheets: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    yield "results.json", written(results(report))
    _progress("книга results.xlsx")
    yield "results.xlsx", workbook(report)
    yield "results.csv", for_excel(report)
    yield "results.machine.csv", for_machines(report)
    _progress("отчёт report.docx")
    yield from papers(report)
    if sheets:
        _progress(f"листки PDF: {len(sheets)}")
    for organization_id in sheets:
        yield f"organizations/{_file_name(organization_id)}.pdf", organization_sheet(report, organization_id)


def _sheets_for(known: tuple[str, ...], asked: list[str] | None) -> tuple[str, ...]:
    if asked is None:
        return ()
    unknown = [one for one in asked if one not in known]
    if unknown:
        raise RefusalError(*(Problem(codes.NO_ORGANIZATION, Place(), f"Организации «{one}» нет") for one in unknown))
    return tuple(dict.fromkeys(asked)) or known


def _file_name(organization_id: str) -> str:
    """The id as a file name; where signs had to be replaced a digest keeps two ids apart."""
    safe = "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in organization_id)[:60]
    if safe == organization_id:
        return safe
    return f"{safe}-{hashlib.sha256(organization_id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _progress(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)
