"""The main job on real input: Kostroma region, healthcare, 2016, scored by its own edition.

    python examples/runs/kostroma.py COUNTS.csv CYCLE

COUNTS.csv holds, for each organization and indicator, how many answered «Да» and «Нет» and the percentage and points
that were published. The file is not part of this project. It is laid out as a cycle folder CYCLE, scored by
`merilo score`, and every published figure is compared with ours.
"""

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from merilo.cli import main as merilo
from merilo.methodology import catalogue
from merilo.methodology.model import Edition

EDITION = "2014-kostroma"
SECTOR = "healthcare"
CYCLE = """\
title: Независимая оценка, Костромская область, здравоохранение, 2016 год
sector: healthcare
edition: 2014-kostroma
date: 2016-12-31
"""

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many published figures there are and which of them differ from ours."""

    published: int
    differing: tuple[str, ...]


def indicator(row: Row) -> str:
    """The indicator's code at the head of its label."""
    return row["indicator"].partition(" ")[0].partition("_")[0]


def counts(row: Row, law: Edition) -> Iterator[tuple[str, str, str, str]]:
    """Rows of counts.csv that one row of the source gives: one, or one for each option of a question with options."""
    question = next(question for question in law.closed_questions if question.indicator == indicator(row))
    if not question.options:
        yield row["organization_id"], question.code, row["yes"], row["no"]
        return
    for option, number in zip(question.options, row["yes"].split("/"), strict=True):
        yield row["organization_id"], f"{question.code}={option.code}", number, ""


def write_cycle(source: Path, folder: Path) -> list[Row]:
    """Lay the source out as a cycle folder; gives its rows."""
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    law = catalogue.get(EDITION, SECTOR)
    organizations = {row["organization_id"]: row["organization"] for row in rows}
    respondents = {row["organization_id"]: row["questionnaires"] for row in rows}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cycle.yaml").write_text(CYCLE, encoding="utf-8")
    _write(folder / "organizations.csv", [("id", "name"), *organizations.items()])
    _write(
        folder / "counts.csv",
        [
            ("organization", "code", "yes", "no"),
            *((one, "respondents", number, "") for one, number in respondents.items()),
            *(line for row in rows for line in counts(row, law)),
        ],
    )
    return rows


def compare(rows: list[Row], results: Path) -> Comparison:
    """Every published figure against ours: points where they were given, else the percentage."""
    ours = {one["id"]: one for one in json.loads(results.read_text(encoding="utf-8"))["organizations"]}
    differing = []
    for row in rows:
        published = row["published_points"] or row["published_percent"]
        value = ours[row["organization_id"]]["indicators"][indicator(row)]["exact"]
        if str(value) != published:
            differing.append(f"{row['organization_id']} {indicator(row)}: {published} → {value}")
    return Comparison(len(rows), tuple(differing))


def main() -> int:
    """Write the cycle, score it, compare."""
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    rows = write_cycle(source, folder)
    code = merilo(["score", str(folder), "--out", str(folder / "out")])
    found = compare(rows, folder / "out" / "results.json")
    print(f"\nОпубликовано значений показателей: {found.published}; расходится с нашими: {len(found.differing)}")
    print(*found.differing, sep="\n", end="")
    return code


def _write(path: Path, rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
