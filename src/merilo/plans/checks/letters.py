"""Letters that do not belong in a Russian word: other scripts, and Latin letters that look like Cyrillic ones."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from merilo.plans import codes
from merilo.plans.checks.places import Written, cut
from merilo.problems import Place, Problem

_WORD = re.compile(r"[^\W\d_]+")
_UNUSUAL = re.compile(r"[^\x00-\xa0А-Яа-яЁё«»–—№…“”„]")
_LATIN_LETTER = re.compile(r"[A-Za-z]")
_MIXED = re.compile(r"[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
_CYRILLIC_BEFORE_LATIN = re.compile(r"[А-Яа-яЁё][A-Za-z]")
"""«gоv», but not «SMSка» with its Russian ending."""
_LONGEST = 60
"""What is longer is no word that could be meant."""
_ALPHABETIC = frozenset({"Lu", "Ll", "Lt", "Lo"})
_NO_SCRIPT = frozenset({"FEMININE", "MASCULINE", "MICRO"})
"""Signs that Unicode counts among letters: ª º µ."""
_LATIN, _CYRILLIC = "aceopxykABCEHKMOPTXY", "асеорхукАВСЕНКМОРТХУ"
"""Latin letters and the Cyrillic ones that look the same."""
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)


def letter_problems(written: Sequence[Written]) -> Iterator[Problem]:
    """Every such word, once for a cell."""
    told: set[tuple[Place, str]] = set()
    for place, text in written:
        if not _suspect(text):
            continue
        for word in _WORD.findall(text):
            foreign = _foreign(word)
            if foreign and (place, word) not in told:
                told.add((place, word))
                meant = _meant(word, foreign, (text for _, text in written))
                hint = f"; вероятно, «{meant}»" if meant else ""
                letters = ", ".join(f"«{letter}»" for letter in foreign)
                yield Problem(codes.FOREIGN_LETTERS, place, f"В слове «{cut(word)}» чужие буквы: {letters}{hint}")


def _suspect(text: str) -> bool:
    """A cheap sieve: most texts have no strange letter at all."""
    return bool(_UNUSUAL.search(text) or (_LATIN_LETTER.search(text) and _MIXED.search(text)))


def _foreign(word: str) -> tuple[str, ...]:
    """The letters of the word that are not of its script, in their order; none where a mix may be meant."""
    scripts = {letter: _script(letter) for letter in word}
    latin = tuple(letter for letter, script in scripts.items() if script == "LATIN")
    cyrillic = tuple(letter for letter, script in scripts.items() if script == "CYRILLIC")
    other = tuple(letter for letter, script in scripts.items() if script == "OTHER")
    if not cyrillic:
        return ()
    if all(_base(letter) in _LATIN for letter in latin):
        return (*latin, *other)
    inside = _CYRILLIC_BEFORE_LATIN.search(word) and all(letter in _CYRILLIC for letter in cyrillic)
    return (*cyrillic, *other) if inside else other


@lru_cache(maxsize=1024)
def _script(letter: str) -> str:
    first = unicodedata.name(letter, "").split(" ", 1)[0]
    if unicodedata.category(letter) not in _ALPHABETIC or first in _NO_SCRIPT:
        return ""
    return first if first in {"LATIN", "CYRILLIC"} else "OTHER"


def _base(letter: str) -> str:
    """The letter without its accent."""
    return unicodedata.normalize("NFD", letter)[0]


def _meant(word: str, foreign: tuple[str, ...], written: Iterable[str]) -> str:
    """The word as it should be: look-alikes exchanged, or a word of the paper that fits around the strange letters."""
    if len(word) > _LONGEST:
        return ""
    if all(letter in _CYRILLIC for letter in foreign):
        return word.translate(_TO_LATIN)
    if all(_base(letter) in _LATIN for letter in foreign):
        return "".join(_base(letter) if letter in foreign else letter for letter in word).translate(_TO_CYRILLIC)
    pattern = "".join("[а-яё]?" if letter in foreign else re.escape(letter) for letter in word)
    whole = re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)
    return next((match[0] for text in written if (match := whole.search(text))), "")
