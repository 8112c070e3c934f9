"""Levels of automatic lists: how the number of an item is written from the counts of its level and those above."""

from collections.abc import Mapping
from dataclasses import dataclass

from merilo.importers.plans.list_labels import BULLET, written

DEEPEST = 10
"""More levels no editor knows."""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """A level of a list: its first number, how numbers are written, the pattern «%1.%2.».

    A `legal` level writes the numbers of all levels in digits.
    """

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    legal: bool = False


def label(levels: Mapping[int, ListLevel], level: int, counts: Mapping[int, int]) -> str:
    """What stands before an item of a level, counted from 0; `counts` are the numbers reached at each level."""
    own = levels.get(level, ListLevel())
    if own.form == "bullet":
        return BULLET
    text = own.pattern
    for deep in range(DEEPEST - 1, -1, -1):
        if f"%{deep + 1}" in text:
            shown = levels.get(deep, ListLevel())
            number = counts.get(deep, shown.start)
            text = text.replace(f"%{deep + 1}", written(number, "decimal" if own.legal else shown.form))
    return text.strip()
