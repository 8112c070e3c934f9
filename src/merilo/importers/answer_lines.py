"""Answer lines: the chosen columns of a table as one plain text file that DuckDB reads, whatever they came from."""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from pathlib import Path

from merilo.importers import codes
from merilo.importers.csv_file import CsvSheet
from merilo.importers.doubled_rows import RowDigests
from merilo.importers.findings import Findings
from merilo.importers.spelling import squeezed
from merilo.importers.tables import Batch, Table
from merilo.importers.values import Cell, as_text, blank

SEPARATOR = "\x1f"


def write_lines(
    table: Table, chosen: Sequence[int], path: Path, *, findings: Findings, digests: RowDigests | None = None
) -> int:
    """Write one line a row: its number, then the chosen cells as they stand. Returns the number of rows.

    Rows of a CSV with too many or too few cells go to `findings` and are left out: their cells may have moved.
    `digests`, when given, remembers every whole row.
    """
    total = 0
    with path.open("w", encoding="utf-8", errors="replace", newline="") as stream:
        for whole in table.batches():
            batch = _even(whole, table, findings) if isinstance(table.sheet, CsvSheet) else whole
            if digests is not None:
                digests.add(batch)
            if batch.rows:
                numbered = zip(map(str, batch.numbers), _lines(batch.rows, chosen), strict=True)
                stream.write("\n".join(map(SEPARATOR.join, numbered)))
                stream.write("\n")
                total += len(batch.rows)
    return total


def _lines(rows: list[list[Cell]], chosen: Sequence[int]) -> list[str]:
    """Cells joined; the quick way when all are plain texts, cell by cell otherwise."""
    pick = itemgetter(*chosen) if len(chosen) > 1 else lambda row: (row[chosen[0]],)
    try:
        lines = list(map(SEPARATOR.join, map(pick, rows)))
    except TypeError:
        return [_clean(pick(row)) for row in rows]
    text = "\n".join(lines)
    broken = "\r" in text or text.count("\n") != len(lines) - 1
    if broken or text.count(SEPARATOR) != len(lines) * (len(chosen) - 1):
        return [_clean(pick(row)) for row in rows]
    return lines


def _clean(cells: Sequence[Cell]) -> str:
    return SEPARATOR.join([squeezed(as_text(cell)) for cell in cells])


def _even(batch: Batch, table: Table, findings: Findings) -> Batch:
    width = len(table.heading)
    if set(map(len, batch.rows)) == {width}:
        return batch
    kept = list(_kept(batch, table, findings))
    return Batch([row for _, row in kept], [number for number, _ in kept])


def _kept(batch: Batch, table: Table, findings: Findings) -> Iterator[tuple[int, list[Cell]]]:
    width = len(table.heading)
    for number, row in zip(batch.numbers, batch.rows, strict=True):
        if len(row) == width or (len(row) > width and all(map(blank, row[width:]))):
            yield number, row
        elif not all(map(blank, row)):
            detail = f"Значений {len(row)}, а столбцов {width}"
            findings.add(codes.ROW_WIDTH, table.place(number), detail)
