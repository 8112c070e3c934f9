"""Pages being drawn, and the tree of what stands on them, which a reader who cannot see follows.

Lengths are points; tops are measured down from the upper edge, as one reads.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from merilo.documents.printing.texts import CAPITAL, Run

LOOSEST = 1_000
"""What may be added to a space to justify a line, in thousandths of the size; a looser line ends where it ends."""
RULE = ".5 w .541 .573 .612 RG"


class Align(Enum):
    """Where the lines of a text stand in their room, as the part of the free width before them."""

    LEFT = 0.0
    CENTER = 0.5
    RIGHT = 1.0
    JUSTIFY = -1.0


@dataclass(slots=True, eq=False)
class Element:
    """A part of the structure: its kind (`P`, `TD`), attributes as PDF writes them, what stands in it in order.

    A kid is another element, a link, or the marked content of that number on the page of that number.
    """

    kind: str
    parent: "Element | None" = None
    attributes: str = ""
    kids: "list[Element | Link | tuple[int, int]]" = field(default_factory=list)
    number: int = 0

    def part(self, kind: str, attributes: str = "") -> "Element":
        """A new element at the end of this one."""
        made = Element(kind, self, attributes)
        self.kids.append(made)
        return made


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """A place on a page that leads to another: its sides (left, low, right, high), the place, what it says."""

    owner: Element
    box: tuple[float, float, float, float]
    target: "tuple[Sheet, float]"
    words: str


@dataclass(slots=True)
class Sheet:
    """One page: its number from 0, its size, what is placed on it, what draws it, who owns each marked content."""

    number: int
    width: float
    height: float
    placed: "list[tuple[float, Callable[[Sheet, float], None]]]" = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    owners: list[Element] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def text(self, owner: Element, run: Run, place: "Place") -> None:
        """Lines of a text under each other, marked as a part of `owner`."""
        if run.shown:
            self.drawn.append(f"{self._mark(owner)}{self._set(run, place)} EMC")

    def begin(self, owner: Element) -> None:
        """Mark what is drawn from here to `EMC` as a part of `owner`."""
        self.drawn.append(self._mark(owner))

    def link(self, owner: Element, place: "Place", high: float, *, target: "tuple[Sheet, float]", words: str) -> None:
        """Let a part of the page, so high, lead to another place."""
        low = self.height - place.top - high
        made = Link(owner, (place.left, low, place.left + place.room, low + high), target, words)
        self.links.append(made)
        owner.kids.append(made)

    def header(self, run: Run, place: "Place") -> None:
        """Lines that repeat what is said elsewhere: a number of the page, a heading of a table on its next pages."""
        if run.shown:
            self.drawn.append(f"/Artifact<</Type/Pagination>>BDC {self._set(run, place)} EMC")

    def rules(self, segments: Sequence[tuple[float, float, float, float]]) -> None:
        """Thin lines, each from a place to another (left, top, left, top)."""
        high = self.height
        paths = " ".join([f"{x:.2f} {high - y:.2f} m {to_x:.2f} {high - to_y:.2f} l" for x, y, to_x, to_y in segments])
        self.drawn.append(f"/Artifact<</Type/Layout>>BDC q {RULE} {paths} S Q EMC")

    def ground(self, colour: str, left: float, top: float, *, width: float, height: float) -> None:
        """A rectangle of one colour (red, green and blue as parts of one), behind all that stands on the page."""
        low = self.height - top - height
        self.drawn.insert(
            0, f"/Artifact<</Type/Layout>>BDC q {colour} rg {left:.2f} {low:.2f} {width:.2f} {height:.2f} re f Q EMC"
        )

    def _mark(self, owner: Element) -> str:
        number = len(self.owners)
        self.owners.append(owner)
        owner.kids.append((self.number, number))
        return f"/{owner.kind}<</MCID {number}>>BDC "

    def _set(self, run: Run, place: "Place") -> str:
        size, face = run.letters[:2]
        low = self.height - place.top - CAPITAL * size
        if place.align is Align.LEFT and not place.indent:
            return f"{run.font} {place.left:.2f} {low:.2f} Td{run.shown} ET"
        parts, at, room = [run.font], 0.0, place.room * 1000 / size
        for count, line in enumerate(run.lines):
            free, shown = room - line.width, line.shown
            start = place.indent if not count else 0.0
            if place.align is not Align.JUSTIFY:
                start += place.align.value * free * size / 1000
            elif not line.ended and 0 < free <= LOOSEST * (len(line.words) - 1):
                gap = f"{face.space.shown}>{-round(free / (len(line.words) - 1))}<"
                shown = f"[<{gap.join(line.words)}{line.tail}"
            down = -run.pitch if count else low
            parts.append(f" {place.left * (not count) + start - at:.2f} {down:.2f} Td{shown}")
            at = start
        return "".join([*parts, " ET"])


class Place(NamedTuple):
    """Where lines stand: left and top edge, room across, where in the room, indent of the first."""

    left: float
    top: float
    room: float
    align: Align = Align.LEFT
    indent: float = 0.0
