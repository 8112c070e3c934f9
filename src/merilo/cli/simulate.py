"""Создать выдуманный цикл любого размера: папка по описанному формату и рядом — истина, по которой она сделана.

Названия, ИНН и районы выдуманы. Один и тот же --seed даёт один и тот же цикл, до последнего ответа.
"""

import argparse
from pathlib import Path

from merilo.cli.parser import seed
from merilo.methodology import catalogue
from merilo.methodology.model import Edition
from merilo.simulation.folder import write_folder
from merilo.simulation.order import FileFormat, Order, Whole, equal_parts, uneven_parts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `merilo simulate`."""
    parser.add_argument("--out", required=True, type=Path, metavar="ПАПКА", help="новая или пустая папка")
    parser.add_argument("--sector", default="education", metavar="СФЕРА", help="сфера (education)")
    parser.add_argument("--edition", metavar="РЕДАКЦИЯ", help="редакция методики; без неё — новейшая для сферы")
    parser.add_argument("--organizations", required=True, type=int, metavar="ЧИСЛО", help="сколько организаций")
    amount = parser.add_mutually_exclusive_group(required=True)
    amount.add_argument("--responses-per", type=int, metavar="ЧИСЛО", help="анкет на каждую организацию")
    amount.add_argument("--responses", type=int, metavar="ЧИСЛО", help="анкет всего, поделённых неровно")
    parser.add_argument("--seed", type=seed, default=1, metavar="ЧИСЛО", help="зерно случайности (1)")
    formats = [kind.value for kind in FileFormat]
    parser.add_argument("--format", default="csv", choices=formats, help="вид файлов: csv, xlsx, parquet (csv)")


def run(arguments: argparse.Namespace) -> int:
    """Write the folder and say what is in it."""
    order = Order(_edition(arguments), _responses(arguments), arguments.seed, FileFormat(arguments.format))
    write_folder(order, arguments.out)
    print(
        f"{arguments.out}: {order.organizations} организаций, {int(order.responses.sum())} анкет, "
        f"редакция {order.edition.id}, {order.edition.sector_title}; истина — truth.csv"
    )
    return 0


def _edition(arguments: argparse.Namespace) -> Edition:
    if arguments.edition:
        return catalogue.get(arguments.edition, arguments.sector)
    known = [header for header in catalogue.headers() if arguments.sector in header.sectors]
    newest = known[-1] if known else catalogue.headers()[-1]
    return catalogue.get(newest.id, arguments.sector)


def _responses(arguments: argparse.Namespace) -> Whole:
    if arguments.responses is not None:
        return uneven_parts(arguments.organizations, arguments.responses, seed=arguments.seed)
    return equal_parts(arguments.organizations, arguments.responses_per)
