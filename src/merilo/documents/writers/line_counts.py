"""How many lines a text takes in the cell of a table, told without setting it; only where that is sure.

Holds for PT Serif without kerning and ligatures, which is how cells are set: a width is the sum of its letters.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from merilo.documents.tables import Column
from merilo.documents.writers.glyphs import SERIF, advances

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


def rooms(columns: Sequence[Column], *, small: bool) -> list[float]:
    """How many sizes of its letters fit into a line of each column."""
    size = SMALL if small else SIZE
    return [(column.width * POINTS - 2 * INSET) / size for column in columns]


def row_lines(texts: Sequence[str], room: Sequence[float]) -> int:
    """The lines of the fullest cell of a row in these rooms; 0 where a cell leaves doubt or all are empty."""
    most = 0
    for text, one in zip(texts, room, strict=True):
        count = lines(text, one)
        if count is None:
            return 0
        most = max(most, count)
    return most


@lru_cache(maxsize=1 << 13)
def lines(text: str, room: float) -> int | None:
    """The lines of a text in a room of so many sizes of its letters; none where its signs or a full line leave doubt.

    The most that it can take, parted at spaces alone, is the fewest, parted at hyphens too.
    """
    if not text:
        return 0
    words = [_pieces(word) for word in text.split(" ")]
    sure = [word for word in words if word is not None]
    if len(sure) < len(words):
        return None
    most = _filled([(sum(word),) for word in sure], room - DOUBT)
    return most if most is not None and most == _filled(sure, room + DOUBT) else None


def _filled(words: Iterable[Pieces], room: float) -> int | None:
    """The lines that words fill one after another, each after a space; none if a piece is wider than a line."""
    count, at, space = 0, room, _space()
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
def _pieces(word: str) -> Pieces | None:
    """The widths between the hyphens of a word; none where it may be parted in another way."""
    if not _WORD.fullmatch(word):
        return None
    widths = advances(SERIF)
    if any(ord(letter) not in widths for letter in word):
        return None
    return tuple(sum(widths[ord(letter)] for letter in piece) for piece in re.findall(r"[^-]+-?", word))


@cache
def _space() -> float:
    return advances(SERIF)[ord(" ")]
