"""One table as CSV that Excel opens by a double click and does not take for formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

from merilo.cell_text import neutral


def table_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with BOM, `;`, CRLF, the heading first; a text that Excel would take for a formula is made neutral."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()
