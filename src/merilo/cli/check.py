"""Проверить папку цикла: что прочитано, как понято, чего не хватает, каждая ошибка и её место."""

import argparse
import json
import re
import sys
from pathlib import Path

from merilo.cli.check_text import printed
from merilo.documents.typography import printable
from merilo.importers.check_account import account, account_json
from merilo.importers.folder import read_folder
from merilo.importers.mapping import FILE, draft

_MOVES = re.compile("[\r\n\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `merilo check`."""
    parser.add_argument("folder", metavar="ПАПКА", type=Path, help="папка цикла с файлом cycle.yaml")
    parser.add_argument("--json", action="store_true", help="то же для программ")
    parser.add_argument("--mapping", action="store_true", help="назвать каждый столбец и то, за что он принят")
    parser.add_argument(
        "--write-mapping",
        action="store_true",
        help=f"записать в папку черновик соответствий {FILE}; имеющийся файл не затирается",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the account of a folder. Exit code 1 when anything stops the calculation."""
    folder: Path = arguments.folder
    reading = read_folder(folder)
    told = account(reading)
    if arguments.json:
        print(printable(json.dumps(account_json(told), ensure_ascii=False, indent=2)))
    else:
        print("\n".join(_one_line(line) for line in printed(told, every_column=arguments.mapping)))
    if arguments.write_mapping and reading.settings is not None and not _written(folder / FILE, draft(reading)):
        return 1
    return 0 if reading.cycle is not None else 1


def _one_line(text: str) -> str:
    """The text without anything that would move the cursor, whatever stood in a name of a file or in a cell."""
    return _MOVES.sub("\ufffd", printable(text))


def _written(path: Path, text: str) -> bool:
    """Write the draft unless the file is there already."""
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        print(f"{path.name} уже есть и не тронут: переименуйте или удалите его", file=sys.stderr)
        return False
    print(f"Черновик соответствий записан: {path.name}", file=sys.stderr)
    return True
