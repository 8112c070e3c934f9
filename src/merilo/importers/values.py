"""Single cells: what a person meant by «да », «111, 83» or 7.0, or nothing when it is not certain."""

import re
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import lru_cache

from merilo.importers.spelling import folded, squeezed

Cell = str | int | float | bool | date | datetime | time | timedelta

YES = frozenset({"да", "yes", "true", "истина", "1", "1.0", "1,0", "+"})
NO = frozenset({"нет", "no", "false", "ложь", "0", "0.0", "0,0"})
NOT_APPLICABLE = frozenset({"не применимо", "неприменимо", "не применяется", "н/п", "n/a", "not_applicable"})
UNCHECKED = frozenset({"не проверено", "не проверялось", "не удалось проверить", "unchecked"})
TOTALS = re.compile(r"^(итог|всего|сумма|среднее|в среднем|total|average)\b|^итого")

_LONGEST = 40
"""Signs of the longest number; a longer one is no figure of a survey."""
_GROUPED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+")
_PLAIN = re.compile(r"[+-]?\d+")
_DECIMAL = re.compile(r"(?P<whole>[+-]?\d+|[+-]?\d{1,3}(?: \d{3})+) ?[.,] ?(?P<rest>\d+)")


def as_text(cell: Cell) -> str:
    """The cell as a person sees it: whole numbers without «.0», one kind of space, nothing around."""
    if isinstance(cell, str):
        return squeezed(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def blank(cell: Cell) -> bool:
    """Whether nothing is written in the cell."""
    return isinstance(cell, str) and not squeezed(cell)


def yes_no(text: str) -> bool | None:
    """True «Да», False «Нет», None when the text is neither."""
    word = folded(text)
    if word in YES:
        return True
    return False if word in NO else None


@lru_cache(maxsize=8192)
def number(text: str) -> Fraction | None:
    """The exact number, with a decimal comma or point and spaces between thousands; None when it is not one.

    «1,234» and «1.234» are None: nobody can tell thousands from thousandths.
    """
    clean = squeezed(text).replace("−", "-")
    if len(clean) > _LONGEST:
        return None
    if _PLAIN.fullmatch(clean) or _GROUPED.fullmatch(clean):
        return Fraction(clean.replace(" ", ""))
    found = _DECIMAL.fullmatch(clean)
    if found is None or ambiguous(clean):
        return None
    return Fraction(f"{found['whole'].replace(' ', '')}.{found['rest']}")


def ambiguous(text: str) -> bool:
    """Whether the mark inside may separate thousands as well as thousandths («1,234»)."""
    return re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", squeezed(text)) is not None


def whole(text: str) -> int | None:
    """A whole number not below zero; None when it is not one."""
    exact = number(text)
    return int(exact) if exact is not None and exact.denominator == 1 and exact >= 0 else None
