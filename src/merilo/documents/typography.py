"""Numbers, dates and plurals as a Russian official paper prints them."""

import re
from datetime import date
from fractions import Fraction
from functools import lru_cache

from merilo.plurals import plural
from merilo.uncertainty.model import Interval, PlaceInterval

NO_BREAK = "\u00a0"
DASH = "—"
RANGE = "–"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
_DOUBLED_STOP = re.compile(r"(?<!\.)\.\s?\.$")
"""Two full stops; three are an ellipsis."""
_RUSSIAN_WORD = re.compile(r"[а-яё]+(?![\w/@]|\.\S)")
"""Not the beginning of an address."""


def decimal(text: str | None) -> str:
    """A printed number with a comma: «77.27» → «77,27»; a dash where there is no number."""
    return DASH if text is None else text.replace(".", ",").replace("-", "−")


@lru_cache(maxsize=4096)
def fixed(number: float | Fraction, places: int = 2) -> str:
    """A number with so many decimals, half-up, with a comma. For statistics and captions, never for legal scores."""
    scale = 10**places
    exact = Fraction(number).limit_denominator(10**9)
    whole = (abs(exact) * scale * 2 + 1) // 2
    sign = "−" if exact < 0 and whole else ""
    units, rest = divmod(int(whole), scale)
    return f"{sign}{units},{rest:0{places}d}" if places else f"{sign}{units}"


def grouped(number: int) -> str:
    """A whole number in groups of three: 12345 → «12 345» with no-break spaces; four figures stay together."""
    return f"{number:,}".replace(",", NO_BREAK) if abs(number) >= 10_000 else str(number)


def counted(number: int, forms: tuple[str, str, str]) -> str:
    """A number with its noun, kept on one line: «12 анкет»."""
    return f"{grouped(number)}{NO_BREAK}{plural(number, forms)}"


def day(on: date) -> str:
    """A date as dd.mm.yyyy."""
    return f"{on:%d.%m.%Y}"


def interval(bounds: Interval | None, places: int = 2) -> str:
    """«81,20–84,33»; empty where there is none."""
    return f"{fixed(bounds.low, places)}{RANGE}{fixed(bounds.high, places)}" if bounds else ""


def places(bounds: PlaceInterval | None) -> str:
    """«3–12», or «3» when both ends are the same; empty where there is none."""
    if bounds is None:
        return ""
    return str(bounds.best) if bounds.best == bounds.worst else f"{bounds.best}{RANGE}{bounds.worst}"


def listed(names: tuple[str, ...], most: int = 5) -> str:
    """Names in a row; past `most` the rest is counted: «А, Б, В и ещё 4»."""
    if len(names) <= most + 1:
        return ", ".join(names)
    return f"{', '.join(names[:most])} и ещё{NO_BREAK}{len(names) - most}"


def sentence(text: str) -> str:
    """The text with its first letter capital and one full stop at the end."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def entry(text: str) -> str:
    """The text of a cell: its first word with a capital letter when it is Russian, never two full stops at the end."""
    text = _DOUBLED_STOP.sub(".", text.strip())
    return text[:1].upper() + text[1:] if _RUSSIAN_WORD.match(text) else text


def printable(text: str) -> str:
    """The text without characters that no XML can hold, nor those that would make it read in another order.

    Each becomes the sign of an unknown character.
    """
    return _UNPRINTABLE.sub("\ufffd", text)
