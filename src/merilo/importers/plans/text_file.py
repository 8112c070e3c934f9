"""Text files: pasted tables with tabs, one cell a line, Markdown, bare pipes, and plain paragraphs, as blocks."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from merilo.importers.plans.block_writer import BLANK, BlockWriter
from merilo.importers.plans.blocks import Blocks, Cell
from merilo.importers.plans.decoding import decoded
from merilo.importers.plans.text_bare import with_tabs
from merilo.importers.plans.text_cells import cell_entries, paragraph_text
from merilo.importers.plans.text_lines import TextLine, groups, unquoted
from merilo.importers.plans.text_ruled import ruled_rows, tabbed

_NUMBER = re.compile(r"\s*\d+(?:\.\d+)*[.)]?\s*")
_SENTENCE_ENDS = (".", ";", ":", "!", "?", "…")
_BULLET = re.compile(r"(?:[-–—•·*]|\d+[.)])\s*\S")


def read_text(content: bytes, name: str) -> Blocks:
    """The blocks of a text file. Raises UnreadableFileError when it is no text or too large."""
    writer = BlockWriter(name)
    found = [part for group in with_tabs(tabbed(groups(decoded(content, writer)))) for part in _numbered_rows(group)]
    if width := _cells_by_line(found):
        _write_cells_by_line(found, width, writer)
    else:
        _Tabbed(found, writer).write()
    return writer.finished("text")


def _cells_by_line(found: Sequence[Sequence[TextLine]]) -> int:
    """How many columns a table has whose every cell begins on a line of its own after a tab; 0: no such table."""
    heights = Counter(_height(group) for group in found)
    heights.pop(0, None)
    several = {height: count for height, count in heights.items() if height > 2}
    if not several or max(several.values()) < 2:
        return 0
    width, count = max(several.items(), key=lambda pair: (pair[1], pair[0]))
    return width if 2 * count >= heights.total() else 0


def _height(group: Sequence[TextLine]) -> int:
    """How many cells a group holds when each begins a line with a tab; 0: it is something else."""
    if not group[0].text.startswith("\t") or any(_beyond(line) for line in group):
        return 0
    return sum(line.tabs for line in group)


def _numbered_rows(group: list[TextLine]) -> list[list[TextLine]]:
    """A group of cells, one a line, that no blank line parts into rows: parted where their numbers 1, 2, 3 stand."""
    height = _height(group)
    starts = [place for place, line in enumerate(group) if line.tabs]
    for width in range(3, min(height // 3, 9) + 1):
        numbers = [group[at].text.strip(BLANK).rstrip(".") for at in starts[width::width]]
        if height % width == 0 and numbers == [str(number) for number in range(1, len(numbers) + 1)]:
            edges = [*starts[::width], len(group)]
            return [group[start:end] for start, end in pairwise(edges)]
    return [group]


def _beyond(line: TextLine) -> bool:
    return line.tabs > 1 or (line.tabs == 1 and not line.text.startswith("\t"))


def _write_cells_by_line(found: Sequence[Sequence[TextLine]], width: int, writer: BlockWriter) -> None:
    inside = False
    for group in found:
        if not _height(group):
            _Tabbed([group], writer).write()
            inside = False
            continue
        if not inside:
            writer.begin_table()
            inside = True
        cells = [Cell(cell_entries(text), column) for column, text in enumerate(_by_line(group))]
        cells += [Cell((), column) for column in range(len(cells), width) if len(cells) > 1]
        writer.row(cells, sheet="", line=group[0].number)


def _by_line(group: Sequence[TextLine]) -> list[str]:
    """The cells of a row whose every cell begins with a tab, wrapped lines put together."""
    cells: list[str] = []
    for line in group:
        text = line.text.strip(BLANK)
        if line.text.startswith("\t"):
            cells.append(text)
        else:
            cells[-1] += ("\n" if _begins_entry(cells[-1], text) else " ") + text
    return cells


def _begins_entry(before: str, text: str) -> bool:
    """Whether a line begins something new and is not the rest of a wrapped sentence."""
    if _BULLET.match(text):
        return True
    return before.endswith(_SENTENCE_ENDS) and (text[:1].isupper() or text[:1] in "«\"'(")


def _numbered(line: TextLine) -> bool:
    return _NUMBER.fullmatch(line.text.split("\t")[0]) is not None


class _Tabbed:
    """Rows whose cells stand on one line between tabs, ruled tables, paragraphs."""

    def __init__(self, found: Sequence[Sequence[TextLine]], writer: BlockWriter) -> None:
        self._groups = found
        self._writer = writer
        tabs = Counter(line.tabs for group in found for line in group if line.tabs and not line.ruling)
        self._most = max((count for count, times in tabs.items() if times > 1), default=max(tabs, default=0))
        self._after_row = False

    def write(self) -> None:
        for group in self._groups:
            if (ruled := ruled_rows(group)) is not None:
                self._rows(ruled)
            else:
                self._group([line for line in group if not line.ruling])

    def _rows(self, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        self._writer.begin_table()
        for number, texts in rows:
            self._row(number, texts)
        self._after_row = True

    def _row(self, number: int, texts: Sequence[str]) -> None:
        cells = [Cell(cell_entries(unquoted(text)), column) for column, text in enumerate(texts)]
        self._writer.row(cells, sheet="", line=number)

    def _group(self, group: list[TextLine]) -> None:
        tabular = [self._tabular(line) for line in group]
        sparse = self._most > 1 and all(line.tabs < 2 for line in group)
        begun = False
        for line in self._joined(group):
            single = line.tabs == 1 and line.text.startswith("\t")
            if not line.tabs or sparse or (single and not any(tabular) and not (self._most == 1 and self._after_row)):
                self._writer.paragraph(paragraph_text(line.text), line=line.number)
                self._after_row = begun = False
                continue
            if not begun:
                self._writer.begin_table()
            self._row(line.number, line.text.split("\t"))
            self._after_row = begun = True

    def _tabular(self, line: TextLine) -> bool:
        return line.tabs > 1 or (line.tabs == 1 and not line.text.startswith("\t"))

    def _joined(self, group: list[TextLine]) -> list[TextLine]:
        """The same lines; rows that paragraphs within their cells have broken are one, when all of them come out."""
        short = {line.tabs for line in group if 0 < line.tabs < self._most}
        if not short:
            return group
        alike = len(short) == 1 and all(line.tabs for line in group)
        found: list[TextLine] = []
        at = 0
        while at < len(group):
            length = self._broken(group, at)
            if not length or (alike and length > 1 and not _numbered(group[at])):
                return group
            text = "\n".join(line.text for line in group[at : at + length])
            found.append(TextLine(group[at].number, text))
            at += length
        return found

    def _broken(self, group: list[TextLine], at: int) -> int:
        """How many lines from here on make one whole row; 1 for whole rows and for paragraphs, 0: none do."""
        tabs = group[at].tabs
        if tabs in (0, self._most):
            return 1
        for count, line in enumerate(group[at + 1 :], 2):
            tabs += line.tabs
            if line.tabs >= self._most or tabs > self._most or _numbered(line):
                return 0
            if tabs == self._most:
                return count
        return 0
