"""Проверить папку цикла: что прочитано, как понято, чего не хватает, каждая ошибка и её место."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from merilo.importers.check_account import Account, account, account_json
from merilo.importers.folder import read_folder
from merilo.importers.mapping import FILE, draft
from merilo.problems import Severity

_SEVERITY = {Severity.ERROR: "ОШИБКА", Severity.QUESTION: "ВОПРОС", Severity.WARNING: "внимание"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `merilo check`."""
    parser.add_argument("folder", metavar="ПАПКА", type=Path, help="папка цикла с файлом cycle.yaml")
    parser.add_argument("--json", action="store_true", help="то же для программ")
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
        print(json.dumps(account_json(told), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(told)))
    if arguments.write_mapping and reading.settings is not None and not _written(folder / FILE, draft(reading)):
        return 1
    return 0 if reading.cycle is not None else 1


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


def _lines(told: Account) -> Iterator[str]:
    yield from _title(told)
    for table in told.tables:
        sheet = f", лист «{table.sheet}»" if table.sheet else ""
        yield f"Файл {table.file}{sheet}: строк {table.rows}"
        for one in table.matches:
            if one.heading:
                yield f"  «{one.heading}» → {one.code or 'не читается'} ({one.how}, {one.confidence} %)"
    if told.organizations:
        yield ""
        yield "Организации: респондентов / требуется / не хватает"
        for row in told.organizations:
            required = "—" if row.required is None else str(row.required)
            shortfall = "—" if row.shortfall is None else str(row.shortfall)
            yield f"  {row.id} {row.name}: {row.respondents} / {required} / {shortfall}"
    if told.remarks:
        yield ""
        yield "К сведению:"
        yield from (f"  {remark}" for remark in told.remarks)
    yield ""
    for problem in told.problems:
        yield f"{_SEVERITY[problem.kind.severity]}: {problem}"
    yield _verdict(told)


def _title(told: Account) -> Iterator[str]:
    if told.title:
        yield told.title
    if told.edition:
        yield f"Редакция {told.edition}, сфера {told.sector}, дата {told.on:%d.%m.%Y}"


def _verdict(told: Account) -> str:
    blocking = sum(1 for problem in told.problems if problem.blocking)
    warnings = len(told.problems) - blocking
    if blocking:
        return f"Считать нельзя: ошибок и вопросов {blocking}, предупреждений {warnings}."
    return f"Можно считать. Предупреждений: {warnings}."
