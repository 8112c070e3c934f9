"""Text broken into lines: at spaces and hyphens first, then where an address may be parted, by syllables, by letters.

Rooms and widths are thousandths of the size of the letters (see `faces`).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from pyphen import Pyphen

from merilo.documents.printing.faces import HYPHEN, Face, Word
from merilo.documents.printing.glyphs import JOINT, SOFT, drawable

_SPACE = re.compile(r" (?:(?<!№ )|(?!\d))(?:(?<!\b[А-ЯЁ]\. )|(?![А-ЯЁ]))")
"""Where a line may end between words: a number stays with its «№», initials with their name."""
_BREAK = re.compile(rf"{SOFT}|(?<=[^\W\d_][-–—/])(?=[^\W\d_])|(?<=—)(?=\w)")
"""Where a word may end a line and go on in the next one without a sign."""
_SYLLABIC = re.compile(r"[А-Яа-яЁё]{4,}")
"""What may be parted by syllables."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words as they are shown, and its width; `ended` where the text was broken by hand or is over.

    `shown` is the whole line as PDF shows one (ISO 32000-1, 9.4.3), `tail` what closes it: a space that is read, not
    seen, unless the line breaks within a word.
    """

    words: tuple[str, ...]
    width: int
    ended: bool
    tail: str
    shown: str


class Setting(NamedTuple):
    """A text in its lines, and the glyphs it takes."""

    lines: tuple[Line, ...]
    glyphs: frozenset[int]


def broken(text: str, face: Face, room: int, *, indent: int = 0) -> Setting:
    """What the fonts can draw of a text in lines of this room; its own line breaks stay, `indent` begins the first.

    Every line takes at least one letter, so a room of nothing ends too.
    """
    breaker = _Breaker(face, room, indent)
    for part in drawable(text).split("\n"):
        breaker.fill(part)
    return Setting(tuple(breaker.made), frozenset(breaker.glyphs))


class _Breaker:
    """The line that is being filled, and those before it."""

    def __init__(self, face: Face, room: int, indent: int) -> None:
        self._face, self._room = face, room
        self._gap = face.space.shown
        self._words: list[str] = []
        self._width = indent
        self.made: list[Line] = []
        self.glyphs: set[int] = set(face.space.glyphs)

    def fill(self, part: str) -> None:
        """Set a text that has no line break of its own."""
        space, most = self._face.space.width, self._room
        for piece, joined, text in chain.from_iterable(_pieces(one, self._face) for one in _SPACE.split(part)):
            self.glyphs |= piece.glyphs
            gap = 0 if joined or not self._words else space
            if piece.width > most:
                self._put(self._forced(text, gap))
                continue
            if self._words and self._width + gap + piece.width > most:
                self._close(inside=joined)
                gap = 0
            if joined and self._words:
                self._words[-1] += piece.shown
                self._width += piece.width
            else:
                self._words.append(piece.shown)
                self._width += gap + piece.width
        self._close(ended=True)

    def _put(self, word: Word) -> None:
        self.glyphs |= word.glyphs
        self._words.append(word.shown)
        self._width += word.width

    def _forced(self, text: str, gap: int) -> Word:
        """What is left of a word longer than a line when its full lines are closed; it begins where there is room."""
        shaped = self._face.shaped
        self._width += gap
        while self._width + shaped(text).width > self._room:
            cut, head = self._head(text)
            if cut:
                self._put(head)
                text = text[cut:]
            elif self._words:
                self._width -= gap
            else:
                break
            self._close(inside=cut > 0)
        return shaped(text)

    def _head(self, text: str) -> tuple[int, Word]:
        """How many letters of a long word fill the line, and these as a word; all but one at most.

        At least one in an empty line; where other words stand already, none unless a good place to part is found.
        """
        shaped, free = self._face.shaped, self._room - self._width
        for cuts in (_cuts(text), () if self._words else tuple((place, "") for place in _letters(text))):
            low, high = 0, len(cuts)
            while low < high:
                middle = (low + high) // 2
                place, mark = cuts[middle]
                if shaped(text[:place] + mark).width <= free:
                    low = middle + 1
                else:
                    high = middle
            if low:
                place, mark = cuts[low - 1]
                return place, shaped(text[:place] + mark)
        first = 0 if self._words else next(iter(_letters(text)), 0)
        return first, shaped(text[:first])

    def _close(self, *, ended: bool = False, inside: bool = False) -> None:
        tail = ">]TJ" if ended or inside else f"{self._gap}>]TJ"
        shown = f"[<{self._gap.join(self._words)}{tail}" if self._words else ""
        self.made.append(Line(tuple(self._words), self._width, ended, tail, shown))
        self._words, self._width = [], 0


@lru_cache(maxsize=1 << 14)
def _pieces(text: str, face: Face) -> Sequence[tuple[Word, bool, str]]:
    """A word where it may be parted without a sign: each piece shaped, and whether it stands close to the last one.

    An address is parted nowhere as long as a line holds it.
    """
    pieces = text.split(SOFT) if "://" in text or "@" in text else _BREAK.split(text)
    return [(face.shaped(piece), place > 0, piece) for place, piece in enumerate(filter(None, pieces))]


def _cuts(text: str) -> Sequence[tuple[int, str]]:
    """Where a long word is best parted, each with the sign that the line then ends with."""
    found = {match.start(): "" for match in JOINT.finditer(text)}
    for run in _SYLLABIC.finditer(text):
        found |= {run.start() + place: HYPHEN for place in _syllables().positions(run.group())}
    return sorted((place, mark) for place, mark in found.items() if 0 < place < len(text))


def _letters(text: str) -> Sequence[int]:
    """Every place between two letters; a mark stays with the letter that it stands over."""
    return [place for place in range(1, len(text)) if not unicodedata.combining(text[place])]


@cache
def _syllables() -> Pyphen:
    return Pyphen(lang="ru_RU")
