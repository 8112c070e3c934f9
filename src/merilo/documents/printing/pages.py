"""A paper written from top to bottom onto pages: texts, lists, columns, tables, pictures, its contents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from merilo.documents.printing.archive import Bookmark, file_of
from merilo.documents.printing.boxes import Box, box_of, parted, whole
from merilo.documents.printing.faces import BOLD, REGULAR
from merilo.documents.printing.flow import BOTTOM, LEFT, LONG, MILLIMETRE, SHORT, TOP, Leaf, Slab, sheets
from merilo.documents.printing.flow import room as room_of
from merilo.documents.printing.glyphs import SOFT, drawable
from merilo.documents.printing.pictures import picture
from merilo.documents.printing.ruled import table_slabs
from merilo.documents.printing.sheets import Align, Element, Place, Sheet
from merilo.documents.printing.texts import CAPITAL, Ink, Run, Type, run_of
from merilo.documents.tables import Table

BODY, SMALL, CAPTION = Type(12), Type(10), Type(10.5)
APART = 0.85 * BODY.size
"""Between paragraphs."""
INDENT = 12.5 * MILLIMETRE
LONGEST = 250.0
"""Columns beside each other that are higher than this may be parted by the end of a page."""
NUMBERS = 24.0
"""The room of a number of a page in the contents."""
FOOTNOTE_RULE = 50 * MILLIMETRE
NO_TITLE = "—"
_DOT = (REGULAR.space.width + REGULAR.shaped(".").width) * BODY.size / 1000
"""From dot to dot between a heading of the contents and its page."""
_APART = 0.3 * BODY.size
"""Between these dots and what stands beside them."""


@dataclass(slots=True)
class _Contents:
    """Where the contents stand: their element, the leaf they are on, the slab that they come before."""

    element: Element
    slabs: list[Slab]
    place: int


class Pages:
    """A paper that is being written. Lengths are points; what the fonts cannot draw is printed as «?»."""

    def __init__(self, *, landscape: bool = False) -> None:
        self._ink, self._root = Ink(), Element("Document")
        self._leaves: list[Leaf] = []
        self._marks: list[Bookmark] = []
        self._listed: list[Bookmark] = []
        self._open: list[int] = []
        self._contents: list[_Contents] = []
        self.turn(landscape=landscape)

    def turn(self, *, landscape: bool) -> None:
        """What follows stands on pages turned this way."""
        self.room = room_of(landscape=landscape)
        self._slabs: list[Slab] = []
        self._leaves.append(Leaf(landscape, self._slabs))
        self._below, self._begins = 0.0, False

    def page_break(self) -> None:
        """What follows begins a new page."""
        self._begins = True

    def heading(
        self, text: str, level: int, *, size: float = BODY.size, align: Align = Align.LEFT, listed: bool = False
    ) -> None:
        """A bold heading with a bookmark; `listed` puts it into the contents. One of nothing visible is left out.

        Its level becomes one that PDF/UA allows here: from 1, never skipping one.
        """
        if not seen(text):
            return
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        kind, title = len(self._open), " ".join(drawable(text).replace(SOFT, "").split())
        slabs = self._lines(self._root.part(f"H{kind}"), text, Type(size, BOLD), align=align)
        self._marks.append(Bookmark(title, kind, slabs[0]))
        if listed:
            self._listed.append(self._marks[-1])
        self._add(_held(slabs), above=1.3 * size, below=0.8 * size)

    def text(
        self, text: str, letters: Type = BODY, align: Align = Align.JUSTIFY, *, indent: float = 0.0, held: bool = False
    ) -> None:
        """A paragraph; one that is `held` stays on the page of what follows."""
        shown = text if seen(text) else ""
        slabs = self._lines(self.part() if shown else Element("P"), shown, letters, align=align, indent=indent)
        self._add(_held(slabs) if held else slabs, above=APART, below=APART)

    def bullets(self, texts: Sequence[str]) -> None:
        """Short points, each with its dash."""
        element, between = self._root.part("L"), BODY.between * BODY.size
        for place, text in enumerate(texts):
            body = element.part("LI").part("LBody")
            slabs = self._lines(body, f"–\u00a0{text}", BODY, indent=INDENT)
            self._add(slabs, above=between if place else APART, below=between)
        self._below = APART

    def beside(self, boxes: Sequence[Box], *, above: float = 0.0, below: float = 0.0) -> None:
        """Texts beside each other, with so much more free space than paragraphs have above and below."""
        single = whole(boxes)
        slabs = list(parted(boxes)) if single.height > LONGEST else [single]
        self._add(slabs, above=APART + above, below=APART + below)

    def box(
        self,
        left: float,
        width: float,
        runs: Sequence[tuple[str, Type]],
        *,
        align: Align = Align.LEFT,
        owner: Element | None = None,
        drop: float = 0.0,
    ) -> Box:
        """Texts under each other in a box for `beside`, a paragraph of the structure unless it is a part of one."""
        made = [run for text, letters in runs for run in self._ink.content(text, letters, width).runs]
        return box_of(owner or self.part(), (left, left + width), made, align=align, drop=drop)

    def part(self) -> Element:
        """A paragraph of the structure that several boxes belong to."""
        return self._root.part("P")

    def hold(self) -> None:
        """What was written last stays on the page of what comes now."""
        if self._slabs:
            self._slabs[-1].held = True

    def footnotes(self, texts: Sequence[str]) -> None:
        """Notes in small letters under a short rule."""

        def rule(sheet: Sheet, top: float) -> None:
            sheet.rules([(LEFT, top, LEFT + FOOTNOTE_RULE, top)])

        self._add([Slab(0.0, rule, held=True)], above=1.6 * BODY.size, below=0.7 * BODY.size)
        for text in texts:
            self.text(text, SMALL)

    def table(self, table: Table) -> None:
        """A table with its caption above."""
        self._caption(table.caption)
        slabs = table_slabs(table, self._ink, self._root)
        self._add(_held(slabs) if table.keep else slabs, above=0.0 if table.caption else APART, below=0.8 * BODY.size)

    def picture(self, svg: str, *, caption: str, alt: str) -> None:
        """A picture across the page, its caption under it; `alt` is what a reader who cannot see it is told."""
        most = (SHORT if self._leaves[-1].landscape else LONG) - TOP - BOTTOM - 5 * SMALL.size
        drawn = picture(svg, self._ink, self._root.part("Figure"), alt=drawable(alt), room=(self.room, most))
        self._add(_held([drawn]), above=BODY.size, below=0.4 * BODY.size)
        self.text(caption, SMALL, Align.LEFT)

    def contents(self) -> None:
        """The contents of the whole paper stand here."""
        self._contents.append(_Contents(self._root.part("TOC"), self._slabs, len(self._slabs)))

    def finished(self, title: str, on: date) -> bytes:
        """The finished file; the same paper gives the same bytes."""
        for one in reversed(self._contents):
            entries = [self._entry(mark, one.element) for mark in self._listed]
            one.slabs[one.place : one.place] = entries
        filled = [leaf for leaf in self._leaves if leaf.slabs] or self._leaves[:1]
        made = sheets(filled, self._ink)
        shown = drawable(title) if seen(title) else NO_TITLE
        return file_of(made, self._root, self._ink.used, title=shown, on=on, bookmarks=self._marks)

    def _add(self, slabs: Sequence[Slab], *, above: float, below: float) -> None:
        """Put slabs under what is there; of two wishes for free space the greater counts."""
        if slabs:
            slabs[0].above, slabs[0].begins = max(above, self._below), self._begins
            self._slabs += slabs
            self._below, self._begins = below, False

    def _lines(
        self, owner: Element, text: str, letters: Type, *, align: Align = Align.LEFT, indent: float = 0.0
    ) -> list[Slab]:
        """A text line by line; neither its first nor its last line is left alone on a page."""
        runs = self._ink.content(text, letters, self.room, indent=indent).runs
        singles = [run_of((line,), letters) for run in runs for line in run.lines]
        made, last = [], len(singles) - 1
        for number, run in enumerate(singles):
            made.append(_line(owner, run, Place(LEFT, 0.0, self.room, align, 0.0 if number else indent)))
            made[-1].above = run.pitch - run.height if number else 0.0
            made[-1].held = number < last and (last < 3 or number in {0, last - 1})
        return made

    def _caption(self, text: str) -> None:
        if text:
            slabs = self._lines(self.part(), text, CAPTION)
            self._add(_held(slabs), above=CAPTION.size, below=0.6 * CAPTION.size)

    def _entry(self, mark: Bookmark, contents: Element) -> Slab:
        """A heading in the contents: its text, dots and the number of its page; all of it leads there."""
        owner = contents.part("TOCI").part("Reference").part("Link")
        indent = BODY.size * (mark.level - 1)
        box = self.box(indent, self.room - indent - NUMBERS, [(mark.title, BODY)], owner=owner)
        slab, high = whole([box]), box.height
        slab.above, inner = BODY.between * BODY.size, slab.draw
        begin = indent + box.runs[0].lines[-1].width * BODY.size / 1000

        def draw(sheet: Sheet, top: float) -> None:
            inner(sheet, top)
            low = top + high - CAPITAL * BODY.size
            number = self._ink.line(str(mark.slab.place[0].number + 1), BODY)
            end = self.room - number.lines[0].width * BODY.size / 1000
            dots = self._ink.line(" ." * int((end - begin - 2 * _APART) / _DOT), BODY)
            sheet.header(dots, Place(LEFT + begin, low, end - begin - _APART, Align.RIGHT))
            sheet.text(owner, number, Place(LEFT + end, low, 0.0))
            sheet.link(
                owner,
                Place(LEFT + indent, top, self.room - indent),
                high,
                target=mark.slab.place,
                words=mark.title,
            )

        slab.draw = draw
        return slab


def seen(text: str) -> bool:
    """Whether anything of the text is left to be seen on the page."""
    return bool(drawable(text).replace(SOFT, "").strip())


def _line(owner: Element, run: Run, place: Place) -> Slab:
    def draw(sheet: Sheet, top: float) -> None:
        sheet.text(owner, run, place._replace(top=top))

    return Slab(run.height, draw)


def _held(slabs: list[Slab]) -> list[Slab]:
    """The same slabs, all on the page of what follows."""
    for slab in slabs:
        slab.held = True
    return slabs
