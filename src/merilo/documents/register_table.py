"""The register of organizations as a file that the importer reads back without a difference."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from merilo.documents.table_csv import table_csv
from merilo.register import COLUMNS, ColumnKind, Fact

_WIDTHS = {"full_name": 60, "full_name_genitive": 60, "short_name": 36, "founder": 36, "address": 40, "website": 28,
           "email": 28}  # fmt: skip
_USUAL_WIDTH = 20


def register_csv(rows: Iterable[Mapping[str, Fact]]) -> bytes:
    """The register as CSV for Excel."""
    cells = ([_text(row.get(column.code)) for column in COLUMNS] for row in rows)
    return table_csv(([column.title for column in COLUMNS], *cells))


def register_xlsx(rows: Sequence[Mapping[str, Fact]]) -> bytes:
    """A book with one sheet: every text is a text (no formulas, no links, no lost zeros), days are days."""
    import xlsxwriter  # noqa: PLC0415 - asking for help must load no writer of books

    made = io.BytesIO()
    with xlsxwriter.Workbook(
        made, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    ) as book:
        sheet = book.add_worksheet("Реестр")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "dd.mm.yyyy"})
        for number, column in enumerate(COLUMNS):
            is_day = column.kind is ColumnKind.DAY
            sheet.set_column(number, number, _WIDTHS.get(column.code, _USUAL_WIDTH), day if is_day else text)
            sheet.write_string(0, number, column.title, bold)
        for place, row in enumerate(rows, start=1):
            for number, column in enumerate(COLUMNS):
                fact = row.get(column.code)
                if isinstance(fact, date):
                    sheet.write_datetime(place, number, fact, day)
                elif fact:
                    sheet.write_string(place, number, fact, text)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)
    return made.getvalue()


def _text(fact: Fact | None) -> str:
    return f"{fact:%d.%m.%Y}" if isinstance(fact, date) else (fact or "")
