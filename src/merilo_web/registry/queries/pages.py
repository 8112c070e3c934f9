"""Long lists by pages: the next page begins after the last row of this one, never by counting rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

PAGE = 100
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list; `after` is the number after which the next page begins, None on the last one."""

    rows: Sequence[Row]
    after: int | None
    is_first: bool


def page(found: QuerySet[Row], *, name: str, after: int | None) -> Page[Row]:
    """Rows ordered by the field `name` that follow the row with the number `after`; from the beginning without one."""
    start = found.model._default_manager.filter(pk=after).values_list(name, flat=True).first() if after else None  # noqa: SLF001 - Django's documented manager
    ordered = found.order_by(name, "pk")
    if start is not None:
        ordered = ordered.filter(Q(**{f"{name}__gt": start}) | Q(**{name: start, "pk__gt": after}))
    rows = list(ordered[: PAGE + 1])
    return Page(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None, start is None)


def after_of(asked: Mapping[str, str]) -> int | None:
    """The number after which the asked page begins; None for the first page."""
    return number_of(asked.get("after", ""))


def number_of(word: str) -> int | None:
    """The number of a row that an address names; None when the word is none."""
    return int(word) if word.isascii() and word.isdecimal() and len(word) < 19 else None


def holds(name: str, words: str) -> Q:
    """Rows whose field holds every one of these words, in any letter case, «ё» as «е»: alike in every database."""
    found = Q()
    for word in words.split():
        found &= Q(**{f"{name}__regex": "".join(map(_either, word))})
    return found


def _either(sign: str) -> str:
    if sign.lower() in "её":
        return "[еЕёЁ]"
    if sign.isalpha():
        return f"[{sign.lower()}{sign.upper()}]" if len(sign.lower() + sign.upper()) == 2 else sign
    return sign if sign.isalnum() else f"[{sign}]" if sign not in r"\^[]" else f"\\{sign}"
