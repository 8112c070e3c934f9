"""Texts that stand beside each other: the cells of a row, two columns of a paper, who signs and where."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from merilo.documents.printing.flow import LEFT, Slab
from merilo.documents.printing.sheets import Align, Element, Place, Sheet
from merilo.documents.printing.texts import Run, run_of


class Box(NamedTuple):
    """Runs under each other, whose they are, and where: from the left margin, so wide, at `drop` of the free height.

    Its height is that from the first capital to the last foot; nothing without lines.
    """

    owner: Element
    left: float
    width: float
    runs: Sequence[Run]
    height: float
    align: Align = Align.LEFT
    drop: float = 0.0

    def draw(self, sheet: Sheet, top: float, free: float = 0.0) -> None:
        """Set the runs from this top, `free` of whose height is left."""
        top += free * self.drop
        for place, run in enumerate(self.runs):
            top += run.above if place else 0
            sheet.text(self.owner, run, Place(LEFT + self.left, top, self.width, self.align))
            top += run.height

    def repeat(self, sheet: Sheet, top: float, free: float) -> None:
        """The same where it only repeats an earlier page."""
        top += free * self.drop
        for run in self.runs:
            sheet.header(run, Place(LEFT + self.left, top, self.width, self.align))
            top += run.height + run.above

    def parted(self) -> Sequence["Box"]:
        """Every line as a box of its own."""
        made = []
        for run in self.runs:
            for place, line in enumerate(run.lines):
                single = run_of((line,), run.letters)
                above = run.pitch - single.height if place else run.above
                made.append(self._replace(runs=(single._replace(above=above),), height=single.height, drop=0.0))
        return made


def box_of(
    owner: Element, sides: tuple[float, float], runs: Sequence[Run], *, align: Align = Align.LEFT, drop: float = 0.0
) -> Box:
    """These runs between two sides, measured."""
    above = sum([run.above for run in runs[1:]]) if len(runs) > 1 else 0.0
    height = above + sum([run.height for run in runs])
    return Box(owner, sides[0], sides[1] - sides[0], runs, height, align, drop)


def whole(boxes: Sequence[Box], *, inset: float = 0.0, least: float = 0.0) -> Slab:
    """The boxes beside each other, never parted."""
    high = max([least, *[box.height for box in boxes]])

    def draw(sheet: Sheet, top: float) -> None:
        for box in boxes:
            box.draw(sheet, top + inset, high - box.height)

    return Slab(high + 2 * inset, draw)


def parted(boxes: Sequence[Box], *, inset: float = 0.0) -> Iterator[Slab]:
    """The boxes beside each other, line by line; neither the first nor the last line is left alone."""
    bands = [[box for box in band if box] for band in zip_longest(*(box.parted() for box in boxes))]
    for place, band in enumerate(bands):
        above = max(box.runs[0].above for box in band) if place else inset
        below = 0.0 if place + 1 < len(bands) else inset
        yield _band(band, above, below, held=place in {0, len(bands) - 2})


def _band(band: Sequence[Box], above: float, below: float, *, held: bool) -> Slab:
    def draw(sheet: Sheet, top: float) -> None:
        for box in band:
            box.draw(sheet, top + above)

    return Slab(above + max(box.height for box in band) + below, draw, held=held)
