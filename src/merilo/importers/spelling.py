"""Spelling: one form for texts that people write in several ways."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_MARKS = str.maketrans({"ё": "е", "–": "-", "—": "-", "−": "-", "‑": "-", "«": "", "»": "", "“": "", "”": ""}) | {
    ord(mark): None for mark in "„\"'`’‘"
}
_NUMBERING = re.compile(r"^(?:вопрос\s*)?(?:№\s*)?\d+(?:\.\d+)*\s*[.):]\s*")
_TAIL = " *?:.;,!"


@lru_cache(maxsize=65536)
def squeezed(text: str) -> str:
    """The text with every run of spaces (no-break ones too) as one space, without invisible characters."""
    return " ".join(text.translate(_INVISIBLE).split())


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """The text as compared: squeezed, small letters, ё as е, no quotation marks, one kind of dash."""
    return " ".join(squeezed(text).casefold().translate(_MARKS).split())


@lru_cache(maxsize=8192)
def heading(text: str) -> str:
    """A heading as compared: folded, without its number in front and the signs at its end."""
    return _NUMBERING.sub("", folded(text)).strip(_TAIL)


def shortened(text: str, longest: int = 60) -> str:
    """The text for a message, cut with an ellipsis."""
    clean = squeezed(text)
    return clean if len(clean) <= longest else f"{clean[: longest - 1].rstrip()}…"


def spelled_apart(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of spellings that differ in nothing that a reader counts: the first met and each other one, once."""
    first: dict[str, str] = {}
    told: set[str] = set()
    for text in texts:
        known = first.setdefault(folded(text), text)
        if text != known and text not in told:
            told.add(text)
            yield known, text
