"""One table as a book of Excel: texts are texts, numbers are numbers, days are days; nothing becomes a formula."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from merilo.documents.tables import Column, storeys
from merilo.documents.typography import printable

if TYPE_CHECKING:
    import xlsxwriter

Value = str | int | Fraction | date | None
UNITS = 4.6
"""Units of the width of a column in a centimetre."""
HEAD_GROUND, TOTAL_GROUND = "#eef1f5", "#e8eff9"


def book(
    title: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]], *, total: Sequence[Value] = ()
) -> bytes:
    """A sheet with the title, the heading of one or two storeys, the rows, and the total row when there is one.

    A fraction is written as the nearest number of two decimals. The heading is frozen and filtered.
    """
    import io  # noqa: PLC0415 - read with its only user

    import xlsxwriter  # noqa: PLC0415 - asking for help must load no writer of books

    made = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(made, options) as workbook:
        sheet = workbook.add_worksheet("Сводка")
        looks = _looks(workbook)
        sheet.write_string(0, 0, printable(title), looks["title"])
        first = _head(sheet, columns, looks["head"])
        for place, row in enumerate(rows, first):
            _write(sheet, (place, row), looks)
        if total:
            _write(sheet, (first + len(rows), total), dict.fromkeys(looks, looks["total"]))
        sheet.freeze_panes(first, 2)
        sheet.autofilter(first - 1, 0, first - 1 + max(len(rows), 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1, first - 1)
    return made.getvalue()


def _looks(workbook: "xlsxwriter.Workbook") -> dict[str, object]:
    cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#8a929c"}
    head = {"bold": True, "align": "center", "valign": "vcenter", "bg_color": HEAD_GROUND}
    made = {
        "title": {"bold": True, "font_size": 14},
        "head": {**cell, **head},
        "text": {**cell, "num_format": "@"},
        "day": {**cell, "num_format": "dd.mm.yyyy", "align": "center"},
        "whole": {**cell, "num_format": "0", "align": "center"},
        "exact": {**cell, "num_format": "0.00", "align": "center"},
        "total": {**cell, "bold": True, "bg_color": TOTAL_GROUND},
    }
    return {name: workbook.add_format(look) for name, look in made.items()}


def _head(sheet: "xlsxwriter.worksheet.Worksheet", columns: Sequence[Column], look: object) -> int:
    """Writes the heading under the title; the row after it."""
    grouped, place = any(column.group for column in columns), 0
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width * UNITS)
    for group, count in storeys(columns):
        own = columns[place : place + count]
        if group and count > 1:
            sheet.merge_range(1, place, 1, place + count - 1, group, look)
        elif group:
            sheet.write_string(1, place, group, look)
        elif grouped:
            sheet.merge_range(1, place, 2, place, own[0].heading, look)
        else:
            sheet.write_string(1, place, own[0].heading, look)
        for number, column in enumerate(own, place):
            if group:
                sheet.write_string(2, number, column.heading, look)
        place += count
    return 3 if grouped else 2


def _write(
    sheet: "xlsxwriter.worksheet.Worksheet", placed: tuple[int, Sequence[Value]], looks: dict[str, object]
) -> None:
    place, row = placed
    for number, value in enumerate(row):
        match value:
            case date():
                sheet.write_datetime(place, number, value, looks["day"])
            case Fraction():
                sheet.write_number(place, number, float(value), looks["exact"])
            case int():
                sheet.write_number(place, number, value, looks["whole"])
            case str():
                sheet.write_string(place, number, printable(value), looks["text"])
            case None:
                sheet.write_blank(place, number, None, looks["text"])
