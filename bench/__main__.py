"""Run every bench, print the table and write it to docs/reference/performance.md."""

import argparse
import importlib
import os
import platform
from collections.abc import Iterable
from datetime import UTC, datetime

from bench.measure import ROOT, Row

REPORT = ROOT / "docs" / "reference" / "performance.md"
HEAD = """# Скорость и память

<!-- Written by `make bench`; not edited by hand. -->

Каждая строка — целый процесс, от запуска до выхода, медиана нескольких прогонов. «Пол» — самое малое, что обязана
сделать любая программа, измеренное тем же прогоном: для Parquet — DuckDB читает и суммирует те же столбцы анкет без
группировки, для XLSX — calamine читает ту же книгу. «100 млн» измеряется по `python -m bench --large`.
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        metavar="BENCH",
        help="start, workbook, letters, plans, national, intervals, intake, web_scoring, oversight; all by default",
    )
    parser.add_argument("--large", action="store_true", help="100 million questionnaires too (some minutes more)")
    arguments = parser.parse_args()
    rows = []
    for name in arguments.names or names():
        for row in importlib.import_module(f"bench.bench_{name}").run(large=arguments.large):
            print(_line(row), flush=True)
            rows.append(row)
    if not arguments.names:
        REPORT.write_text(_report(rows), encoding="utf-8")
        print(f"→ {REPORT.relative_to(ROOT)}")


def names() -> tuple[str, ...]:
    """Every bench, in the order of the report."""
    return ("start", "workbook", "letters", "plans", "national", "intervals", "intake", "web_scoring", "oversight")


def _line(row: Row) -> str:
    floor = "—" if row.floor is None else f"{row.floor:.2f} с"
    ratio = "—" if row.ratio is None else f"{row.ratio:.2f}"
    peak = "—" if row.peak_mib is None else f"{row.peak_mib:.0f} МиБ"
    verdict = "да" if row.met else "НЕТ"
    return f"| {row.what} | {row.seconds:.2f} с | {floor} | {ratio} | {peak} | {row.bar} | {verdict} |"


def _report(rows: Iterable[Row]) -> str:
    table = "\n".join(_line(row) for row in rows)
    heading = "| что | время | пол | отношение | пик памяти | обещано | выполнено |\n|---|---|---|---|---|---|---|"
    return f"{HEAD}\n{_machine()}\n\n{heading}\n{table}\n"


def _machine() -> str:
    gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"Измерено {datetime.now(UTC):%d.%m.%Y}: {os.cpu_count()} ядра, {gib:.0f} ГиБ, {platform.system()}, "
        f"CPython {platform.python_version()}; средняя загрузка машины в конце прогона {load:.1f}."
    )


if __name__ == "__main__":
    main()
