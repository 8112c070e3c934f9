"""An invented table as an XLSX book, row by row."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - a fixed stamp, so that the same order gives the same book


def write_workbook(path: Path, headings: tuple[str, ...], rows: Iterable[Sequence[Any]]) -> None:
    """One sheet with a heading row; blanks stay blank, text stays text."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, headings)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell)
            elif cell is not None:
                sheet.write_number(number, column, cell)
    book.close()
