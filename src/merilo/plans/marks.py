"""Marks as plans write them: «(балл – 38,80/40)», «96,30 из 100 баллов»."""

import re
from fractions import Fraction

from merilo.plans.model import Mark

_NUMBER = r"\d{1,3}(?:[.,]\d{1,4})?"
_UNIT = r"(?:балл(?:ов|ах|а|ы)?\b|б\.)"
_NAME = r"(?P<name>(?:балл(?:ов|а|ы)?|оценка|значение)\b\s?[-–—:=]?\s?)"
_PAIR = (
    rf"(?P<points>{_NUMBER})\s?(?P<unit>{_UNIT})?\s?(?:/|(?P<inner>\(\s?)?из)\s?"
    rf"(?P<highest>{_NUMBER})(?![\d/]|[.,]\d)(?:\s?(?P<last>{_UNIT}))?(?(inner)\s?\))"
)
_MARK = rf"(?P<mark>{_NAME}?{_PAIR})"
_BRACKETED = re.compile(rf"\s{{0,9}}[(\[]\s*{_MARK}\s*[)\]]", re.IGNORECASE)
_OPEN = re.compile(rf"(?:(?:\s[-–—]|[,;:])?\s)?(?<![\w/.,]){_MARK}", re.IGNORECASE)
_POINTS = re.compile(
    rf"\s{{0,9}}[(\[]\s*(?P<mark>(?:{_NAME}(?P<named>{_NUMBER})|(?P<before>{_NUMBER})\s?{_UNIT}))\s*[)\]]",
    re.IGNORECASE,
)
_USUAL = frozenset((20, 30, 40, 50, 100))
"""The highest marks that there are: a pair in brackets without the word «балл» is a mark only of these."""


def take_mark(text: str) -> tuple[str, Mark | None]:
    """The text without its first mark, and the mark; without one, the text as it was and None.

    A pair of numbers is a mark beside the word «балл», «оценка» or «значение», or alone in brackets with a highest
    mark that there is. Brackets of the mark and the dash or comma that led to it go with it.
    """
    for pattern in (_BRACKETED, _OPEN):
        for found in pattern.finditer(text):
            said = found["name"] or found["unit"] or found["last"]
            if said or (pattern is _BRACKETED and _exact(found["highest"]) in _USUAL):
                mark = Mark(found["mark"], _exact(found["points"]), _exact(found["highest"]))
                return text[: found.start()] + text[found.end() :], mark
    return text, None


def take_share_of(highest: Fraction, text: str) -> tuple[str, Mark | None]:
    """The text without its first mark, and the mark; «(88,4 балла)» says points alone, of `highest`."""
    left, mark = take_mark(text)
    found = _POINTS.search(text) if mark is None else None
    if found is None:
        return left, mark
    points = _exact(found["named"] or found["before"])
    return text[: found.start()] + text[found.end() :], Mark(found["mark"], points, highest)


def _exact(number: str) -> Fraction:
    return Fraction(number.replace(",", "."))
