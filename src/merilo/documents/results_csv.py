"""results.csv for Excel in Russia and results.machine.csv for programs: one row an organization, the same figures.

The Excel file: UTF-8 with BOM, `;`, decimal comma, CRLF. The machine twin: UTF-8 without BOM, `,`, decimal point, LF.
A text that a spreadsheet would take for a formula is made neutral in the Excel file (`merilo.cell_text`). The machine
twin is never changed.
"""

import csv
import io
import re

from merilo.cell_text import neutral, restored
from merilo.documents.model import TOTAL, CycleReport, OrganizationReport
from merilo.documents.publication import group_title
from merilo.documents.results_json import bounds
from merilo.scoring.scorecard import Node, Status

STATUSES = {
    Status.SCORED: "оценено",
    Status.AWAITING_DECISION: "ожидает решения",
    Status.BLOCKED: "не проверено",
    Status.NOT_ASSESSED: "не оценено",
}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
Row = list[str]


def for_excel(report: CycleReport) -> bytes:
    """The table that opens in Excel with a double click, headings in Russian."""
    titles = [neutral(title) for title in _titles(report)]
    status, kinds = titles.index("Статус"), (titles.index("Тип"), titles.index("Группа"))
    rows = [[_russian(one, text=text) for one, text in _cells(entry, report)] for entry in _in_order(report)]
    for row in rows:
        row[status] = STATUSES[Status(row[status])]
        for kind in kinds:
            row[kind] = neutral(group_title(report.edition, restored(row[kind])))
    return b"\xef\xbb\xbf" + _written([titles, *rows], delimiter=";", end="\r\n")


def for_machines(report: CycleReport) -> bytes:
    """The same table with codes for headings and points for commas."""
    rows = [[one for one, _ in _cells(entry, report)] for entry in _in_order(report)]
    return _written([_codes(report), *rows], delimiter=",", end="\n")


def _in_order(report: CycleReport) -> tuple[OrganizationReport, ...]:
    return (*report.ranked, *report.unranked)


def _titles(report: CycleReport) -> Row:
    edition = report.edition
    return [
        *("Место", "Делит место с", "Код", "Организация", "Тип", "Группа", "ИНН", "Муниципалитет", "Регион"),
        *("Анкет", "Нужно по выборке", "Не хватает", "Статус", "Место в группе"),
        *("Общий балл", "Балл от", "Балл до", "Место от", "Место до"),
        *(f"К{criterion.code}" for criterion in edition.criteria),
        *(f"{indicator.symbol} ({indicator.code})" for indicator in edition.indicators),
        "Примечание",
    ]


def _codes(report: CycleReport) -> Row:
    edition = report.edition
    return [
        *("place", "tied", "id", "name", "type", "group", "inn", "municipality", "region"),
        *("respondents", "required", "shortfall", "status", "place_in_group"),
        *("total", "total_low", "total_high", "place_best", "place_worst"),
        *(criterion.code for criterion in edition.criteria),
        *(indicator.code for indicator in edition.indicators),
        "reason",
    ]


def _cells(entry: OrganizationReport, report: CycleReport) -> list[tuple[str, bool]]:
    """Cells of one row; True marks a text, where a comma or a sign means nothing."""
    organization, standing, nodes = entry.organization, entry.standing, entry.nodes
    interval, place = entry.interval(TOTAL), entry.intervals.place if entry.intervals else None
    register = (organization.name, organization.type, standing.group, organization.inn)
    codes = [*(one.code for one in report.edition.criteria), *(one.code for one in report.edition.indicators)]
    return [
        _number(standing.place),
        (" ".join(standing.tied), True),
        (entry.id, True),
        *((text, True) for text in (*register, organization.municipality, organization.region)),
        _number(entry.scorecard.respondents),
        _number(entry.required),
        _number(entry.shortfall),
        (entry.scorecard.status.value, True),
        _number(standing.place_in_group),
        _score(entry.total),
        *((end, False) for end in (bounds(interval) if interval else ("", ""))),
        _number(place.best if place else None),
        _number(place.worst if place else None),
        *(_score(nodes[code]) for code in codes),
        (standing.reason, True),
    ]


def _number(value: int | None) -> tuple[str, bool]:
    return ("" if value is None else str(value), False)


def _score(node: Node) -> tuple[str, bool]:
    return (node.shown or "", False)


def _russian(cell: str, *, text: bool) -> str:
    if not text and _NUMBER.fullmatch(cell):
        return cell.replace(".", ",")
    return neutral(cell)


def _written(rows: list[Row], *, delimiter: str, end: str) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(rows)
    return stream.getvalue().encode("utf-8", "replace")
