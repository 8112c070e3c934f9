"""Doubled rows: questionnaires that are the same to the last cell, the time of filling in too — a double export."""

from array import array
from dataclasses import dataclass, field
from itertools import compress

import numpy as np

from merilo.importers import codes
from merilo.importers.findings import Findings
from merilo.importers.headings import Match
from merilo.importers.spelling import heading
from merilo.importers.tables import Batch, Table

_SHOWN = 10
_STAMPS = frozenset(
    {
        "отметка времени",
        "время создания",
        "время отправки",
        "время заполнения",
        "timestamp",
        "created",
        "submitted",
        "номер ответа",
        "id ответа",
    }
)
"""Headings of columns that form services fill in, different for every questionnaire."""


def stamp_column(matches: tuple[Match, ...]) -> int | None:
    """The column that tells equal answers of different people apart, if there is one."""
    return next((one.column for one in matches if heading(one.heading) in _STAMPS), None)


@dataclass(frozen=True, slots=True)
class RowDigests:
    """Digests of whole rows with their numbers: sixteen bytes a row. Rows without a stamp are left out."""

    stamp: int
    digests: "array[int]" = field(default_factory=lambda: array("q"))
    numbers: "array[int]" = field(default_factory=lambda: array("q"))

    def add(self, batch: Batch) -> None:
        stamped = [bool(row[self.stamp]) for row in batch.rows]
        self.digests.extend(map(hash, map(tuple, compress(batch.rows, stamped))))
        self.numbers.extend(compress(batch.numbers, stamped))

    def doubled(self) -> tuple[int, list[tuple[int, int]]]:
        """How many rows repeat an earlier one, and the first of them as (row, the row that it repeats)."""
        digests = np.array(self.digests, dtype=np.int64)
        _, first, which, counts = np.unique(digests, return_index=True, return_inverse=True, return_counts=True)
        repeats = np.flatnonzero((counts[which] > 1) & (first[which] != np.arange(len(digests))))
        pairs = [(self.numbers[one], self.numbers[first[which[one]]]) for one in repeats[:_SHOWN].tolist()]
        return len(repeats), pairs


def report_doubled(digests: RowDigests, table: Table, findings: Findings) -> None:
    """Name the rows that repeat others; one problem a file."""
    total, pairs = digests.doubled()
    if total:
        listing = ", ".join(f"{row} = {earlier}" for row, earlier in pairs)
        rest = f" и ещё {total - len(pairs)}" if total > len(pairs) else ""
        detail = f"Строк, которые до последней ячейки повторяют другую: {total}; строки {listing}{rest}"
        findings.add(codes.DOUBLED_RESPONSE, table.place(pairs[0][0]), detail)
