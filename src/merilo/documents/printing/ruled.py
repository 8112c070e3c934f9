"""A table on pages: heading of one or two storeys that returns on each page, rows that stay whole where they can."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from merilo.documents.printing.boxes import Box, parted, whole
from merilo.documents.printing.faces import BOLD, REGULAR, Face
from merilo.documents.printing.flow import LEFT, LONG, MILLIMETRE, TOP, Head, Slab
from merilo.documents.printing.sheets import Align, Element, Sheet
from merilo.documents.printing.texts import CAPITAL, Content, Ink, Type
from merilo.documents.tables import Row, Table, storeys
from merilo.documents.tables import whole as stays_whole

INSET, SIDE, NARROW = 3.5, 4.0, 3.0
"""Between the rules of a cell and its text: above and below, at the sides, at those of a table of many columns."""
SIZE, SMALL = 9.5, 8.0
BETWEEN, APART = 0.5, 0.75
"""Between lines and between paragraphs of a cell, as parts of the size."""
HEAD_GROUND, BAND_GROUND = ".933 .945 .961", ".91 .937 .976"
_MOST = 0.5
"""A heading higher than this part of a page is set once, as rows."""
_NOTHING = Content((), 0.0, frozenset())
_ALIGNS = {"left": Align.LEFT, "center": Align.CENTER, "right": Align.RIGHT}


def table_slabs(table: Table, ink: Ink, root: Element) -> list[Slab]:
    """The table without its caption, its structure under `root`; without a heading its rows are plain paragraphs."""
    return list(_Ruled(table, ink, root.part("Table") if table.headed else root).slabs())


@dataclass(slots=True)
class _Cell:
    """A cell of the heading over these columns: in the upper storey, the lower one or both; where it then stands."""

    box: Box
    columns: range
    storey: int | None
    top: float = 0.0
    height: float = 0.0

    @property
    def least(self) -> float:
        """The height that it asks for."""
        return self.box.height + 2 * INSET


class _Ruled:
    """One table: the edges of its columns from the left margin, and the letters of its cells."""

    def __init__(self, table: Table, ink: Ink, element: Element) -> None:
        self._table, self._ink, self._element = table, ink, element
        self._size, self._side = (SMALL, NARROW) if table.small else (SIZE, SIDE)
        widths = [column.width * 10 * MILLIMETRE for column in table.columns]
        self._edges = [0.0, *accumulate(widths)]

    def slabs(self) -> Iterator[Slab]:
        head: Head | None = None
        if self._table.headed:
            cells = self._heading()
            high = max(cell.top + cell.height for cell in cells)
            if high > _MOST * (LONG - 2 * TOP):
                head = Head(0.0, self._rule)
                yield from self._tall_heading(head)
            else:
                head = Head(high, lambda sheet, top: self._draw_heading(sheet, top, cells, anew=False))
                yield Slab(high, lambda sheet, top: self._draw_heading(sheet, top, cells, anew=True), held=True)
        body = self._element.part("TBody") if self._table.headed else self._element
        for row in self._table.rows:
            for slab in self._row(row, body):
                slab.head = head
                yield slab

    def _row(self, row: Row, body: Element) -> Iterator[Slab]:
        across = row.across
        edges = [self._edges[0], self._edges[-1]] if across else self._edges
        texts = (row.cells + ("",) * (len(edges) - 1))[: len(edges) - 1]
        face = BOLD if row.bold else REGULAR
        element = body.part("TR") if self._table.headed else Element("P", body)
        boxes = []
        for sides, text, column in zip(pairwise(edges), texts, self._table.columns, strict=False):
            owner = element.part(*_kind(row, len(self._table.columns))) if self._table.headed else element
            align = Align.LEFT if across else _ALIGNS[column.align]
            boxes.append(self._box(owner, text, face, edges=sides, align=align))
        if not self._table.headed and any(run.shown for box in boxes for run in box.runs):
            body.kids.append(element)
        if stays_whole(row, self._table.columns):
            slabs = [whole(boxes, inset=INSET, least=CAPITAL * self._size)]
        else:
            slabs = list(parted(boxes, inset=INSET))
        last = len(slabs) - 1
        for place, slab in enumerate(slabs):
            slab.held = slab.held or (row.bold and across)
            self._frame(slab, edges, BAND_GROUND * row.shaded, begins=not place, ends=place == last)
            yield slab

    def _box(
        self,
        element: Element,
        text: str,
        face: Face,
        *,
        edges: tuple[float, float],
        align: Align = Align.LEFT,
        drop: float = 0.0,
    ) -> Box:
        left, right = edges[0] + self._side, edges[1] - self._side
        letters = Type(self._size, face, BETWEEN, APART)
        found = self._ink.content(text, letters, right - left) if text else _NOTHING
        return Box(element, left, right - left, found.runs, found.height, align, drop)

    def _frame(self, slab: Slab, edges: Sequence[float], ground: str, *, begins: bool, ends: bool) -> None:
        """Put a part of a row on its ground, between rules where the table has them, closed where a page ends."""
        ruled, high, inner = self._table.headed, slab.height, slab.draw
        left, right = LEFT + edges[0], LEFT + edges[-1]

        def frame(sheet: Sheet, top: float, low: float, *, closed: bool) -> None:
            if ground:
                sheet.ground(ground, left, top, width=right - left, height=low - top)
            if ruled:
                segments = [(LEFT + edge, top, LEFT + edge, low) for edge in edges]
                sheet.rules([*segments, (left, low, right, low)] if closed else segments)

        def draw(sheet: Sheet, top: float) -> None:
            frame(sheet, top, top + high, closed=ends)
            inner(sheet, top)

        slab.draw = draw
        if not begins:
            slab.close = lambda sheet, low: frame(sheet, low, low + INSET, closed=True)

    def _heading(self) -> list[_Cell]:
        """The cells of the heading; one of a column without a group takes both storeys."""
        columns, element = self._table.columns, self._element.part("THead")
        rows = [element.part("TR") for _ in range(1 + any(column.group for column in columns))]
        cells, at = [], 0
        for group, count in storeys(columns):
            span = range(at, at + count)
            if group:
                cells.append(_Cell(self._head_box(rows[0], group, span), span, 0))
                for step in span:
                    one = range(step, step + 1)
                    cells.append(_Cell(self._head_box(rows[1], columns[step].heading, one), one, 1))
            else:
                cells.append(_Cell(self._head_box(rows[0], columns[at].heading, span, rows=len(rows)), span, None))
            at += count
        return _settled(cells)

    def _head_box(self, row: Element, text: str, columns: range, *, rows: int = 1) -> Box:
        spans = f"/ColSpan {len(columns)}" * (len(columns) > 1) + f"/RowSpan {rows}" * (rows > 1)
        element = row.part("TH", f"/A<</O/Table/Scope/Column{spans}>>")
        edges = (self._edges[columns.start], self._edges[columns.stop])
        return self._box(element, text, BOLD, edges=edges, align=Align.CENTER, drop=0.5)

    def _draw_heading(self, sheet: Sheet, top: float, cells: Sequence[_Cell], *, anew: bool) -> None:
        high = max(cell.top + cell.height for cell in cells)
        left, right = LEFT + self._edges[0], LEFT + self._edges[-1]
        sheet.ground(HEAD_GROUND, left, top, width=right - left, height=high)
        lines = [(left, top + high, right, top + high), (right, top, right, top + high)]
        for cell in cells:
            start, end = (LEFT + self._edges[place] for place in (cell.columns.start, cell.columns.stop))
            begin = top + cell.top
            lines += [(start, begin, start, begin + cell.height), (start, begin, end, begin)]
        sheet.rules(lines)
        for cell in cells:
            draw = cell.box.draw if anew else cell.box.repeat
            draw(sheet, top + cell.top + INSET, cell.height - cell.least)

    def _tall_heading(self, head: Head) -> Iterator[Slab]:
        """A heading too high to return on each page: one row, which may be parted, groups before their columns."""
        texts = [
            f"{column.group}\n{column.heading}" if column.group else column.heading for column in self._table.columns
        ]
        self._element.kids.clear()
        row = self._element.part("THead").part("TR")
        boxes = [self._head_box(row, text, range(place, place + 1)) for place, text in enumerate(texts)]
        slabs = list(parted(boxes, inset=INSET))
        yield Slab(0.0, self._rule, held=True)
        for place, slab in enumerate(slabs):
            slab.head = head
            self._frame(slab, self._edges, HEAD_GROUND, begins=not place, ends=place == len(slabs) - 1)
            yield slab

    def _rule(self, sheet: Sheet, top: float) -> None:
        sheet.rules([(LEFT + self._edges[0], top, LEFT + self._edges[-1], top)])


def _settled(cells: list[_Cell]) -> list[_Cell]:
    """The cells where they stand: the upper storey as high as its groups ask, the lower one as the rest does."""
    high, low, both = (
        max((cell.least for cell in cells if cell.storey == storey), default=0.0) for storey in (0, 1, None)
    )
    total = max(high + low, both)
    for cell in cells:
        cell.top, cell.height = {0: (0.0, high), 1: (high, total - high), None: (0.0, total)}[cell.storey]
    return cells


def _kind(row: Row, columns: int) -> tuple[str, str]:
    """The kind and attributes of the cells of a row: one across the table heads the rows under it."""
    if not row.across:
        return "TD", ""
    return ("TH" if row.bold else "TD"), f"/A<</O/Table{'/Scope/Column' * row.bold}/ColSpan {columns}>>"
