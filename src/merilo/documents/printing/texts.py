"""Texts in their letters: broken into lines, measured, and told as PDF shows them; each worked out once for all papers.

Lengths are points.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from merilo.documents.printing.faces import BOLD, PLAIN, PLAIN_BOLD, REGULAR, Face
from merilo.documents.printing.lines import Line, broken
from merilo.documents.tables import PARAGRAPH, paragraphs

CAPITAL = 0.7
"""The height of a capital as a part of the size: a line is so high."""
_ENDLESS = 10_000.0
FONTS = {REGULAR: "F0", BOLD: "F1", PLAIN: "F2", PLAIN_BOLD: "F3"}


class Type(NamedTuple):
    """The letters of a text: their size in points and their face; the free space between the lines and above further
    paragraphs, as parts of the size.
    """

    size: float
    face: Face = REGULAR
    between: float = 0.65
    above: float = 0.65


class Run(NamedTuple):
    """A paragraph in its lines; `above` is the free space above it where it is not the first.

    `pitch` is from line to line, `height` from the first capital to the last foot. `font` and `shown` are what draws
    it from the left; nothing is shown of a blank one.
    """

    lines: Sequence[Line]
    letters: Type
    above: float
    pitch: float
    height: float
    font: str
    shown: str


class Content(NamedTuple):
    """The paragraphs of a text, how high they are together, and the glyphs they take."""

    runs: Sequence[Run]
    height: float
    glyphs: frozenset[int]


class Ink:
    """Sets the texts of one paper and remembers the glyphs that it takes."""

    def __init__(self) -> None:
        self.used: dict[Face, set[frozenset[int]]] = {}

    def content(self, text: str, letters: Type, width: float, *, indent: float = 0.0) -> Content:
        """A text in lines of this width; its paragraphs are parted as those of a cell."""
        made = _content(text, letters, width, indent=indent)
        self.used.setdefault(letters.face, set()).add(made.glyphs)
        return made

    def line(self, text: str, letters: Type) -> Run:
        """A text in one line, however long."""
        return self.content(text.replace("\n", " ").replace(PARAGRAPH, " "), letters, _ENDLESS).runs[0]


@lru_cache(maxsize=1 << 13)
def _content(text: str, letters: Type, width: float, *, indent: float) -> Content:
    thousandths = 1000 / letters.size
    settings = [
        broken(one, letters.face, int(width * thousandths), indent=int(indent * thousandths))
        for one in paragraphs(text)
    ]
    runs = [run_of(lines, letters) for lines, _ in settings]
    height = sum(run.height for run in runs) + letters.above * letters.size * (len(runs) - 1)
    return Content(runs, height, frozenset().union(*(glyphs for _, glyphs in settings)))


def run_of(lines: Sequence[Line], letters: Type) -> Run:
    """These lines, measured."""
    size, face, between, above = letters
    pitch = (CAPITAL + between) * size
    font = f"BT/{FONTS[face]} {size:g} Tf {pitch:.2f} TL"
    shown = " T*".join([line.shown for line in lines]) if any(line.shown for line in lines) else ""
    return Run(lines, letters, above * size, pitch, len(lines) * pitch - between * size, font, shown)
