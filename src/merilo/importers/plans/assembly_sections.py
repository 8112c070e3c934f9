"""Titles of sections: their number, their wording, the criterion they mean and their mark."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from merilo.importers.plans.assembly_wording import criterion, is_scheme_title
from merilo.plans.marks import take_share_of
from merilo.plans.model import Mark
from merilo.problems import Place

LONGEST = 400
"""A longer text is no title."""
_HIGHEST = Fraction(100)
"""The highest points of a criterion."""
_ROMAN = re.compile(r"(?P<number>[IVXІХ]{1,5})(?:\s?[.)]|\s?[-–—]|(?=\s+[А-ЯЁ«\"]))\s*(?P<title>\D.*)", re.DOTALL)
_NAMED = re.compile(
    r"(?P<number>(?:раздел|критерий|показатель|блок|направление)\s*№?\s*(?P<place>\d{1,2}(?:\.\d{1,2})*|[IVXІХ]{1,5}))\b\s*[.:)–—-]*\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ARABIC = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\s*[.)]?\s+(?P<title>[^\W\d].*)", re.DOTALL)
_CRITERION = re.compile(r"критери\w+\s*№?\s*(?P<code>[1-5])\b", re.IGNORECASE)
_POINTS = re.compile(
    r"\(?(?:балл\w*\W{0,3})?\d{1,3}(?:[.,]\d+)?(?:\s?(?:/|из)\s?\d{1,3})?\s?(?:балл\w*|%)?\)?", re.IGNORECASE
)
_NOTE = re.compile(r"\*|[¹²³⁴⁵]|примечани|сноска|итого\b|всего\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SectionTitle:
    """The title of a section as read; `place` is where it stands."""

    number: str
    title: str
    criterion: str
    mark: Mark | None
    place: Place


def section_title(text: str, place: Place) -> SectionTitle | None:
    """A paragraph as the title of a section: by its Roman number, by the word «раздел», «критерий», by its wording."""
    if len(text) > LONGEST or _NOTE.match(text):
        return None
    match = _NAMED.match(text) or _ROMAN.match(text)
    if match is None and is_scheme_title(text):
        match = _ARABIC.match(text)
        return _titled(match["number"], match["title"], place) if match else _worded(text, place)
    return _titled(match["number"], match["title"], place) if match else None


def spanning_title(text: str, place: Place) -> SectionTitle | None:
    """A text that stands alone in a row over the whole table: a title whatever its words are, unless it is a note."""
    found = section_title(text, place)
    if found or len(text) > LONGEST or _NOTE.match(text) or not re.search(r"[^\W\d]", text):
        return found
    match = _ARABIC.match(text)
    return _titled(match["number"], match["title"], place) if match else _titled("", text, place)


def marked_title(texts: Sequence[str], place: Place) -> SectionTitle | None:
    """A title in the first cell of a row whose other cells hold nothing but its points."""
    first, *others = texts
    if not others or not all(_POINTS.fullmatch(text) for text in others) or section_title(first, place) is None:
        return None
    return section_title(" ".join(texts), place)


def _worded(text: str, place: Place) -> SectionTitle | None:
    """The bare wording of a criterion: a title begins with it and has no full stop."""
    begins = re.match(
        r"показатели|открытость|комфортность|доступность|доброжелательность|вежливость|удовлетвор|время",
        text,
        re.IGNORECASE,
    )
    return _titled("", text, place) if begins and not text.rstrip().endswith((".", ";")) else None


def _titled(number: str, text: str, place: Place) -> SectionTitle:
    title, mark = take_share_of(_HIGHEST, text.strip())
    named = _CRITERION.match(number)
    code = criterion(title) or (named["code"] if named else "")
    return SectionTitle(number, title.strip(), code, mark, place)
