"""Tables that people take away as CSV: streamed, opened by spreadsheets as they are, harmless there."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse

from merilo_web.downloads import attach

BOM = "\ufeff"
"""Tells spreadsheets that the text is UTF-8."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """A file that hands back what is written into it."""

    def write(self, line: str) -> str:
        return line


def lines(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The file line by line: headings first, semicolons between cells, as Russian spreadsheets expect."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield BOM + writer.writerow(headings)
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def harmless(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def download(file_name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """The file as an attachment, written while it is sent."""
    page = StreamingHttpResponse(lines(headings, rows), content_type="text/csv; charset=utf-8")
    attach(page, file_name)
    return page
