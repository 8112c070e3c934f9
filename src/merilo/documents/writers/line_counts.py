"""How many lines a text takes in the cell of a table, told without setting it; only where that is sure.

Holds for PT Serif without kerning and ligatures, which is how cells are set: a width is the sum of its letters.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from merilo.documents.writers.glyphs import SERIF, SERIF_BOLD, advances

POINTS = 72 / 2.54
"""Points in a centimetre."""
INSET = 4.0
"""Points between the rule of a cell and its text, on either side."""
SIZE, SMALL = 9.5, 8.0
"""The letters of a table and of a small one, in points."""
DOUBT = 0.01
"""A line that is full or too long by less than this part of a letter's size is not judged."""
_PLAIN = "0-9A-Za-zА-Яа-яЁё\u00a0"
_RUN = rf"[{_PLAIN}]+(?:(?:[.,:]|(?<=\d)/(?=\d))[{_PLAIN}]+)*"
_WORD = re.compile(rf"№|[–—]|[«(]?{_RUN}(?:-{_RUN})*[»)]?[.,:;!?]?[»)]?[.,:;]?")
"""A word that a line may end with or begin with, and that only a hyphen may part."""
Pieces = tuple[float, ...]


def room_of(width: float, *, small: bool) -> float:
    """How many sizes of its letters fit into a line of a cell so many centimetres wide."""
    return (width * POINTS - 2 * INSET) / (SMALL if small else SIZE)


def row_lines(texts: Sequence[str], rooms: Sequence[float], *, bold: bool = False) -> int:
    """The lines of the fullest cell of a row in these rooms; 0 where a cell leaves doubt or all are empty."""
    most = 0
    for text, room in zip(texts, rooms, strict=True):
        count = lines(text, room, bold=bold)
        if count is None:
            return 0
        most = max(most, count)
    return most


def fits(word: str, room: float, *, bold: bool) -> bool:
    """Whether a word surely stands in a line of its own, parted at its hyphens if need be."""
    widths = _pieces(word, SERIF_BOLD if bold else SERIF)
    return widths is not None and max(widths) < room - DOUBT


@lru_cache(maxsize=1 << 13)
def lines(text: str, room: float, *, bold: bool = False) -> int | None:
    """The lines of a text in a room of so many sizes of its letters; none where its signs or a full line leave doubt.

    The most that it can take, parted at spaces alone, is the fewest, parted at hyphens too.
    """
    if not text:
        return 0
    font = SERIF_BOLD if bold else SERIF
    words = [_pieces(word, font) for word in text.split(" ")]
    sure = [word for word in words if word is not None]
    if len(sure) < len(words):
        return None
    space = advances(font)[ord(" ")]
    most = _filled([(sum(word),) for word in sure], room - DOUBT, space)
    return most if most is not None and most == _filled(sure, room + DOUBT, space) else None


def _filled(words: Iterable[Pieces], room: float, space: float) -> int | None:
    """The lines that words fill one after another, each after a space; none if a piece is wider than a line."""
    count, at = 0, room
    for word in words:
        gap = space
        for width in word:
            if width > room:
                return None
            at += gap + width
            if at > room:
                count, at = count + 1, width
            gap = 0.0
    return count


@lru_cache(maxsize=1 << 14)
def _pieces(word: str, font: Path) -> Pieces | None:
    """The widths between the hyphens of a word; none where it may be parted in another way."""
    if not _WORD.fullmatch(word):
        return None
    widths = advances(font)
    if any(ord(letter) not in widths for letter in word):
        return None
    return tuple(sum(widths[ord(letter)] for letter in piece) for piece in re.findall(r"[^-]+-?", word))
