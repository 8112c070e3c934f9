"""Stored answers: the chosen columns of a table as whole numbers, one for each spelling that was met."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import duckdb
import numpy as np
import numpy.typing as npt

from merilo.importers.answers import OWNER, ROW, Raw
from merilo.importers.findings import MOST_SPELLINGS
from merilo.importers.tables import Batch
from merilo.importers.values import Cell, as_text
from merilo.tally.query import literal

IN_MEMORY = 1_000_000
_VIEW = "answers_read"

Numbers = npt.NDArray[np.int32]


class StoredAnswers:
    """Gathers a table batch by batch. Cells with the same text share a number, whatever their type was.

    `most` rows stay in memory; a longer table goes to `workdir` piece by piece. Every spelling of a column of `free`
    text is kept, however many there are.
    """

    def __init__(
        self,
        columns: Mapping[str, int],
        connection: duckdb.DuckDBPyConnection,
        workdir: Path,
        *,
        most: int = IN_MEMORY,
        free: frozenset[str] = frozenset(),
    ) -> None:
        self.rows = 0
        self._most = most
        self._places = columns
        self._connection = connection
        self._workdir = workdir
        self._columns = {code: _Column(few=code != OWNER and code not in free) for code in columns}
        self._numbers: list[npt.NDArray[np.int64]] = []
        self._pieces: list[Path] = []

    def add(self, batch: Batch) -> None:
        """Take over the rows of a batch, which are all of one width."""
        cells = list(zip(*batch.rows, strict=True))
        for code, place in self._places.items():
            self._columns[code].add(cells[place])
        self._numbers.append(np.array(batch.numbers, dtype=np.int64))
        self.rows += len(batch.rows)
        if self.rows >= self._most * (len(self._pieces) + 1):
            self._write()

    def raw(self) -> Raw:
        """All that was gathered, for the decision what it means. It is read from this connection."""
        if self._pieces:
            self._write()
        else:
            self._connection.register(_VIEW, self._taken())
        pieces = ", ".join(literal(str(piece)) for piece in self._pieces)
        return Raw(
            f"read_parquet([{pieces}])" if pieces else _VIEW,
            self._places,
            spellings=MappingProxyType({code: column.met() for code, column in self._columns.items()}),
            words=MappingProxyType({code: tuple(column.words) for code, column in self._columns.items()}),
            free=MappingProxyType({code: column.example for code, column in self._columns.items() if column.example}),
        )

    def _taken(self) -> dict[str, npt.NDArray[np.int64] | Numbers]:
        """The columns gathered since the last time, as arrays of one length."""
        numbers = np.concatenate(self._numbers) if self._numbers else np.zeros(0, dtype=np.int64)
        self._numbers = []
        return {ROW: numbers} | {code: column.taken() for code, column in self._columns.items()}

    def _write(self) -> None:
        """Move what was gathered to disk."""
        piece = self._workdir / f"answers-{len(self._pieces)}.parquet"
        self._connection.register(_VIEW, self._taken())
        self._connection.execute(f"COPY {_VIEW} TO {literal(str(piece))} (FORMAT parquet)")
        self._connection.unregister(_VIEW)
        self._pieces.append(piece)


class _Spellings(dict[Cell, int]):
    """The number of the spelling of every cell; a spelling that was not met before gets the next number."""

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, int] = {}

    def __missing__(self, cell: Cell) -> int:
        number = self.words.setdefault(as_text(cell), len(self.words))
        if cell not in (0, 1):  # False and True equal them, but are spelled otherwise
            self[cell] = number
        return number


class _Column:
    """One column: the number of every spelling, how often each was met, the numbers of the rows gathered last.

    A column that should hold `few` spellings and holds many is free text: then only an `example` of it is kept.
    """

    def __init__(self, *, few: bool) -> None:
        self.few = few
        self.example = ""
        self.spellings = _Spellings()
        self.counts = np.zeros(0, dtype=np.int64)
        self.parts: list[Numbers] = []

    @property
    def words(self) -> dict[str, int]:
        """The spellings in the order met, each with its number."""
        return self.spellings.words

    def add(self, cells: Sequence[Cell]) -> None:
        if self.example:
            self.parts.append(np.full(len(cells), -1, dtype=np.int32))
            return
        numbers = np.fromiter(map(self.spellings.__getitem__, cells), dtype=np.int32, count=len(cells))
        counts = np.bincount(numbers, minlength=len(self.words))
        counts[: len(self.counts)] += self.counts
        self.counts = counts
        self.parts.append(numbers)
        if self.few and len(self.words) > MOST_SPELLINGS:
            self.example = next(word for word in self.words if word)

    def taken(self) -> Numbers:
        """The numbers gathered since the last time."""
        parts, self.parts = self.parts, []
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)

    def met(self) -> dict[str, int]:
        """How often each spelling was met, in the order of their numbers."""
        return {} if self.example else dict(zip(self.words, self.counts.tolist(), strict=True))
