"""A legal paper as data: blocks from top to bottom, written once and set by every writer."""

from dataclasses import dataclass
from datetime import date

from merilo.documents.tables import Table

WIDTH = 16.5
"""Centimetres between the margins of an upright page."""
WIDTH_TURNED = 25.2
BLANK_DAY = "«___»\u00a0______________\u00a020___\u00a0г."
"""Where a date is to be written by hand."""
BLANK_SIGN = "____________"


@dataclass(frozen=True, slots=True)
class Title:
    """The name of the paper, in the middle, with a plain line under it."""

    text: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a section; `level` 2 or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, its number before it. `align` is `justify`, `left`, `center` or `right`.

    One that is not `indented` starts at the margin; `keep` holds it on the page of what follows. `small` is for the
    caption of the line above: «(наименование организации)».
    """

    text: str
    number: str = ""
    align: str = "justify"
    bold: bool = False
    indented: bool = True
    keep: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """Short points, each with its dash."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Small print."""

    text: str


@dataclass(frozen=True, slots=True)
class Corner:
    """Lines in the right upper corner: whose approval, whose annex. A line in brackets captions the one above it."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Footnotes:
    """Notes under a short rule at the end, each beginning with its mark: «¹ Разделы …»."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facing:
    """Two columns beside each other; `head` stands bold above the left one, `centered` centres the left one.

    `ended` moves the right one to the right margin; one that is `held` is never parted from what stands before it.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    head: tuple[str, ...] = ()
    centered: bool = False
    ended: bool = False
    held: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the post, and the name with initials first."""

    post: str
    name: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign, held together with the paragraph before them."""

    lines: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows stands on pages turned this way."""

    landscape: bool


Block = (
    Title | Heading | Paragraph | Bullets | Note | Corner | Footnotes | Facing | Signatures | PageBreak | Turn | Table
)


def is_caption(line: str) -> bool:
    """Whether a line of a corner is the caption of the one above: «(подпись)»."""
    return line.startswith("(") and line.endswith(")")


@dataclass(frozen=True, slots=True)
class LegalPaper:
    """One document. `title` and `on` are the properties of its file; the blocks are all that is printed."""

    title: str
    on: date
    blocks: tuple[Block, ...]
    landscape: bool = False

    @property
    def leaves(self) -> tuple[tuple[bool, tuple[Block, ...]], ...]:
        """The blocks parted where the page turns: whether it lies on its side, and what stands on it."""
        parts: list[tuple[bool, list[Block]]] = [(self.landscape, [])]
        for block in self.blocks:
            if isinstance(block, Turn):
                parts.append((block.landscape, []))
            else:
                parts[-1][1].append(block)
        return tuple((landscape, tuple(found)) for landscape, found in parts if found)
