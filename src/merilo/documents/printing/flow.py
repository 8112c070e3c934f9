"""Pages filled from top to bottom: what is held together is never parted, headings of tables return on each page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from merilo.documents.printing.sheets import Align, Place, Sheet
from merilo.documents.printing.texts import CAPITAL, Ink, Type

MILLIMETRE = 72 / 25.4
SHORT, LONG = 210 * MILLIMETRE, 297 * MILLIMETRE
LEFT, RIGHT, TOP, BOTTOM = 30 * MILLIMETRE, 15 * MILLIMETRE, 20 * MILLIMETRE, 20 * MILLIMETRE
NUMBER = Type(10)
_NUMBER_TOP = 0.7 * TOP - CAPITAL * NUMBER.size
"""The number of a page stands in the upper margin."""
_DOUBT = 0.01
"""What fits but for this much fits: sums of lengths are not exact."""


NOWHERE = Sheet(-1, 0.0, 0.0), 0.0
"""The place of a slab before the pages are filled."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is drawn again where a table goes on: how high it is, and how it is drawn at a top."""

    height: float
    draw: Callable[[Sheet, float], None]


@dataclass(slots=True)
class Slab:
    """What is never parted by the end of a page: its height, how it is drawn at a top, the free space above it.

    One that is `held` stays on the page of the next one. `head` returns above it on a new page if both fit there.
    """

    height: float
    draw: Callable[[Sheet, float], None]
    above: float = 0.0
    held: bool = False
    head: Head | None = None
    close: Callable[[Sheet, float], None] | None = None
    """What is drawn under the page before where it begins a new one: the end of a row that goes on."""
    begins: bool = False
    """Whether it begins a new page."""
    place: tuple[Sheet, float] = NOWHERE
    """Its page and its top, once the pages are filled."""


class Leaf(NamedTuple):
    """What stands on pages turned one way."""

    landscape: bool
    slabs: Sequence[Slab]


def room(*, landscape: bool) -> float:
    """The width between the margins."""
    return (LONG if landscape else SHORT) - LEFT - RIGHT


def sheets(leaves: Iterable[Leaf], ink: Ink) -> list[Sheet]:
    """The pages, drawn; every leaf begins a new one. Where each slab stands is known before the first is drawn."""
    made: list[Sheet] = []
    for leaf in leaves:
        _Filler(made, ink, landscape=leaf.landscape).fill(leaf.slabs)
    for sheet in made:
        for top, draw in sheet.placed:
            draw(sheet, top)
    return made


class _Filler:
    """The page that is being filled, and how far down it is full."""

    def __init__(self, made: list[Sheet], ink: Ink, *, landscape: bool) -> None:
        self._made, self._ink, self._landscape = made, ink, landscape
        self._low = (SHORT if landscape else LONG) - BOTTOM + _DOUBT
        self._top, self._empty = TOP, True
        self._begin()

    def fill(self, slabs: Sequence[Slab]) -> None:
        for group in _groups(slabs):
            if group[0].begins and not self._empty:
                self._begin()
            high = sum([one.above + one.height for one in group])
            if self._full(high) and TOP + high <= self._low:
                self._go_on(group[0])
            for slab in group:
                self._put(slab)

    def _put(self, slab: Slab) -> None:
        if self._full(slab.above + slab.height):
            self._go_on(slab)
        self._top += 0.0 if self._empty else slab.above
        slab.place = self._made[-1], self._top
        self._made[-1].placed.append((self._top, slab.draw))
        self._top += slab.height
        self._empty = False

    def _full(self, high: float) -> bool:
        return not self._empty and self._top + high > self._low

    def _go_on(self, slab: Slab) -> None:
        if slab.close:
            self._made[-1].placed.append((self._top, slab.close))
        self._begin()
        if slab.head and TOP + slab.head.height + slab.height <= self._low:
            self._made[-1].placed.append((TOP, slab.head.draw))
            self._top += slab.head.height

    def _begin(self) -> None:
        across, down = (LONG, SHORT) if self._landscape else (SHORT, LONG)
        sheet = Sheet(len(self._made), across, down)
        self._made.append(sheet)
        self._top, self._empty = TOP, True
        if sheet.number:
            place = Place(LEFT, _NUMBER_TOP, across - LEFT - RIGHT, Align.CENTER)
            sheet.header(self._ink.line(str(sheet.number + 1), NUMBER), place)


def _groups(slabs: Sequence[Slab]) -> Iterator[Sequence[Slab]]:
    """The slabs that stand on one page if they fit there at all."""
    start = 0
    for place, slab in enumerate(slabs):
        if slab.begins and place > start:
            yield slabs[start:place]
            start = place
        if not slab.held:
            yield slabs[start : place + 1]
            start = place + 1
    if start < len(slabs):
        yield slabs[start:]
