"""Text of HTML elements: what a browser would show, with its line breaks, and the tables in it."""

import re

from merilo.importers.plans.block_writer import MOST_COLUMNS
from merilo.importers.plans.list_labels import BULLET, html_labels, labelled
from merilo.importers.plans.nested import Content, DocumentCell, DocumentTable, Element, too_deep
from merilo.importers.plans.superscripts import raised

_SILENT = frozenset({"script", "style", "template", "title", "meta", "link"})
_INLINE = frozenset(
    re.findall(
        r"\S+",
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp"
        " small span strike strong sub sup time tt u var wbr o:p img input svg",
    )
)
_KEPT = frozenset({"pre", "textarea", "listing", "xmp"})
_SPACES = re.compile(r"[ \t\r\n\f]+")
_MANY = re.compile(r"  +")


def content_of(element: Element, file: str, depth: int = 0) -> Content:
    """Texts and tables of an element in order. Raises UnreadableFileError when tables are nested too deep."""
    walker = _Walker(file, depth)
    walker.into(element)
    walker.end()
    return walker.content


class _Walker:
    """Goes through an element, gathering text until a block of it ends."""

    def __init__(self, file: str, depth: int) -> None:
        self.content: Content = []
        self._file = file
        self._depth = depth
        self._gathered: list[str] = []
        self._kept = 0
        self._label = ""

    def end(self) -> None:
        """Close the block of text gathered so far."""
        text = "".join(self._gathered)
        self._gathered.clear()
        if text.strip():
            self.content.append(labelled(self._label, text if self._kept else _MANY.sub(" ", text)))
            self._label = ""

    def into(self, element: Element) -> None:
        """Take the text and all children of an element."""
        self._text(element.text)
        for child, label in zip(element, html_labels(element), strict=False):
            if isinstance(child.tag, str) and child.tag not in _SILENT:
                self._label = label or self._label
                self._child(child)
                if label:
                    self._end_of_item()
            self._text(child.tail)

    def _end_of_item(self) -> None:
        """An item without text has its number only inside a table."""
        if self._label and self._label != BULLET and self._depth:
            self.content.append(self._label)
        self._label = ""

    def _child(self, child: Element) -> None:
        tag = child.tag
        if tag == "br":
            self._gathered.append("\n")
        elif tag == "table":
            self.end()
            self.content += table_of(child, self._file, self._depth + 1)
        elif tag == "sup" and len(child) == 0:
            self._gathered.append(raised(child.text or ""))
        elif tag == "input":
            if child.get("type", "text") in ("text", ""):
                self._text(f" {child.get('value', '')} ")
        elif tag in _INLINE:
            self.into(child)
        else:
            self._block(child, kept=tag in _KEPT)

    def _block(self, child: Element, *, kept: bool) -> None:
        self.end()
        self._kept += kept
        self.into(child)
        self.end()
        self._kept -= kept

    def _text(self, text: str | None) -> None:
        if text:
            self._gathered.append(text if self._kept else _SPACES.sub(" ", text))


def table_of(table: Element, file: str, depth: int) -> Content:
    """A table with what stands in it outside of its cells (a caption, stray text) before it."""
    too_deep(file, depth)
    reader = _TableReader(file, depth)
    rows = reader.rows(table)
    found = DocumentTable([reader.row(row) for row in rows])
    return [*reader.outside, found]


class _TableReader:
    """Rows and cells of one table; what stands outside of cells is gathered apart."""

    def __init__(self, file: str, depth: int) -> None:
        self.outside: Content = []
        self._file = file
        self._depth = depth
        self._covered: dict[int, int] = {}
        """How many rows more a column is covered from above."""

    def rows(self, parent: Element) -> list[Element]:
        """Elements of rows through the groups of a table."""
        found: list[Element] = []
        self._stray(parent.text)
        for child in parent:
            if child.tag == "tr":
                found.append(child)
            elif child.tag in ("thead", "tbody", "tfoot"):
                found += self.rows(child)
            else:
                self._other(child)
            self._stray(child.tail)
        return found

    def row(self, row: Element) -> list[DocumentCell]:
        """Cells of a row at their columns."""
        cells: list[DocumentCell] = []
        below: dict[int, int] = {}
        column = 0
        self._stray(row.text)
        for child in row:
            if child.tag in ("td", "th"):
                while self._covered.get(column, 0):
                    column += 1
                span = min(_number(child.get("colspan")), max(MOST_COLUMNS - column, 1))
                high = _number(child.get("rowspan"))
                cells.append(DocumentCell(column, span, high, content_of(child, self._file, self._depth)))
                below |= dict.fromkeys(range(column, column + span), high - 1)
                column += span
            else:
                self._other(child)
            self._stray(child.tail)
        self._covered = {column: left - 1 for column, left in self._covered.items() if left > 1} | below
        return cells

    def _other(self, child: Element) -> None:
        if isinstance(child.tag, str) and child.tag not in _SILENT:
            self.outside += content_of(child, self._file, self._depth)

    def _stray(self, text: str | None) -> None:
        if text and text.strip():
            self.outside.append(_SPACES.sub(" ", text))


def _number(text: str | None) -> int:
    """A span as HTML writes it; anything that is no number is one."""
    clean = (text or "").strip()
    return max(1, min(int(clean[:6]), 1_000)) if clean.isascii() and clean.isdigit() else 1
