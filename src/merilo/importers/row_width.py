"""Row width: rows of a CSV with as many cells as its heading; one cell too many or too few may have moved the rest."""

from collections.abc import Iterator

from merilo.importers import codes
from merilo.importers.findings import Findings
from merilo.importers.tables import Batch, Table
from merilo.importers.values import Cell, blank


def even(batch: Batch, table: Table, findings: Findings) -> Batch:
    """The batch without rows of another width than the heading; those that say anything go to `findings`."""
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
            findings.add(codes.ROW_WIDTH, table.place(number), f"Значений {len(row)}, а столбцов {width}")
