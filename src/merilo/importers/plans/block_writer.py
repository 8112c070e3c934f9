"""The writer of blocks: gathers paragraphs and rows in reading order, numbers them, and stops a file without end."""

import re
from collections.abc import Iterable, Sequence

from merilo.importers.findings import UnreadableFileError
from merilo.importers.plans import codes
from merilo.importers.plans.blocks import Block, Blocks, Cell, Paragraph, Row
from merilo.problems import Place, Problem, ProblemKind

MOST_BLOCKS = 20_000
MOST_CELLS = 200_000
MOST_COLUMNS = 256
BLANK = (
    " \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
"""Signs that no one sees at the edge of a text."""
_BREAK = re.compile("[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")


def refused(kind: ProblemKind, file: str, detail: str) -> UnreadableFileError:
    """The exception that carries one refusal of a whole file."""
    return UnreadableFileError(Problem(kind, Place(file), detail))


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text, each stripped of what no one sees, none empty."""
    if _BREAK.search(text) is None:
        return (clean,) if (clean := text.strip(BLANK)) else ()
    return tuple(clean for line in _BREAK.split(text) if (clean := line.strip(BLANK)))


def entries(texts: Iterable[str]) -> tuple[str, ...]:
    """The entries of a cell made of these texts."""
    return tuple(line for text in texts for line in lines(text))


class BlockWriter:
    """Takes what a reader finds in order; raises UnreadableFileError when there is too much of it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.table = 0
        self._blocks: list[Block] = []
        self._paragraphs = 0
        self._rows = 0
        self._cells = 0

    def paragraph(self, text: str, *, sheet: str = "", line: int = 0) -> None:
        """Every line of a text as a paragraph; without `line` it is counted from the beginning of the file."""
        for found in lines(text):
            self._paragraphs += 1
            self._add(Paragraph(found, Place(self.file, sheet, line or self._paragraphs)))

    def begin_table(self) -> None:
        """The next rows belong to a table of their own."""
        self.table += 1
        self._rows = 0

    def row(self, cells: Sequence[Cell], *, sheet: str | None = None, line: int = 0) -> None:
        """A row of the table begun last, by default in the sheet «таблица N»; a row without text is only counted."""
        self._rows += 1
        if not any(cell.entries for cell in cells):
            return
        self._cells += len(cells)
        if self._cells > MOST_CELLS or max(cell.column + cell.span for cell in cells) > MOST_COLUMNS:
            raise refused(codes.TOO_MANY, self.file, "В таблицах слишком много ячеек или столбцов")
        place = Place(self.file, f"таблица {self.table}" if sheet is None else sheet, line or self._rows)
        self._add(Row(tuple(cells), place, self.table))

    def told(self, kind: ProblemKind, detail: str, place: Place | None = None) -> None:
        """Record a problem beside the text."""
        self.problems.append(Problem(kind, place or Place(self.file), detail))

    def finished(self, kind: str) -> Blocks:
        """Everything taken, of a file of this kind; a file without any text has a problem that says so."""
        if not self._blocks and not self.problems:
            self.told(codes.EMPTY, "Текста в файле нет")
        return Blocks(tuple(self._blocks), tuple(self.problems), kind)

    @property
    def silent(self) -> bool:
        """Whether no text was found so far."""
        return not self._blocks

    def _add(self, block: Block) -> None:
        self._blocks.append(block)
        if len(self._blocks) > MOST_BLOCKS:
            raise refused(codes.TOO_MANY, self.file, "Строк и абзацев больше 20 000")
