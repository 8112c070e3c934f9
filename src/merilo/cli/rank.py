"""Посчитать очень большой цикл: только баллы и места, из файлов Parquet, в одну таблицу.

Папка — как у merilo score, но анкеты в responses.parquet (ответы BOOLEAN), реестр и чек-листы в Parquet или CSV.
Каждое напечатанное число и место равно тому, что дал бы merilo score.
"""

import argparse
import sys
from pathlib import Path

from merilo.documents.writers.folder import made
from merilo.importers.lake import read_lake
from merilo.problems import Place, Problem, ProblemKind, RefusalError, Severity
from merilo.tally.connection import connected

BAD_SUFFIX = ProblemKind(
    "rank.bad_suffix",
    Severity.ERROR,
    "Таблица пишется в файл .parquet или .csv.",
    "Назовите файл с одним из этих окончаний.",
)
KINDS = (BAD_SUFFIX,)
_SUFFIXES = (".parquet", ".csv")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `merilo rank`."""
    parser.add_argument("folder", type=Path, metavar="ПАПКА", help="папка цикла с responses.parquet")
    parser.add_argument("--out", required=True, type=Path, metavar="ФАЙЛ", help="куда записать: .parquet или .csv")


def run(arguments: argparse.Namespace) -> int:
    """Count, score, rank and write the table; say how many were ranked."""
    if arguments.out.suffix not in _SUFFIXES:
        raise RefusalError(Problem(BAD_SUFFIX, Place(file=str(arguments.out)), f"Назван файл «{arguments.out.name}»"))
    made(arguments.out.parent)
    connection = connected()
    try:
        lake = read_lake(arguments.folder, connection)
        from merilo.cli.rank_table import rank_lake  # noqa: PLC0415 - needs numpy, which loads while answers are counted

        for problem in lake.warnings:
            print(problem, file=sys.stderr)
        print(rank_lake(lake, connection, arguments.out))
    finally:
        connection.close()
    return 0
