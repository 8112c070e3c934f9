"""Inspected values: what an inspector wrote for an item, decided exactly or told as a problem."""

import re
from dataclasses import dataclass
from fractions import Fraction

from merilo.importers import codes
from merilo.importers.findings import Findings
from merilo.importers.spelling import folded, shortened, squeezed
from merilo.importers.values import NOT_APPLICABLE, UNCHECKED, ambiguous, number, yes_no
from merilo.methodology.model import ChecklistItem
from merilo.observations import ItemState, ItemValue
from merilo.problems import Place

_WITH_REASON = re.compile(r"^(?P<word>[^:(—–]+?)\s*[:(—–]\s*(?P<reason>.+?)\)?$")
_LONGEST_NUMBER = 3


@dataclass(frozen=True, slots=True)
class ItemEvidence:
    """What shows an item as it was seen: the address of a page, the name of a photo's file; either may be empty."""

    link: str
    photo: str
    place: Place

    def __bool__(self) -> bool:
        return bool(self.link or self.photo)


@dataclass(frozen=True, slots=True)
class Written:
    """One cell of a checklist as written, with its place and what stands beside it."""

    value: str
    place: Place
    reason: str = ""
    note: str = ""
    evidence: ItemEvidence | None = None


def item_value(written: Written, item: ChecklistItem | None, findings: Findings) -> ItemValue | None:
    """The value recorded for an item; None when it is not certain. `item` is None for a whole part at once."""
    word = folded(written.value)
    split = _WITH_REASON.match(written.value) if len(word) > _LONGEST_NUMBER else None
    reason = squeezed(written.reason)
    if split is not None and folded(split["word"]) in NOT_APPLICABLE | UNCHECKED:
        word, reason = folded(split["word"]), squeezed(split["reason"]) or reason
    if not word:
        findings.add(codes.ITEM_BLANK, written.place, "Ячейка пуста")
        return None
    if word in NOT_APPLICABLE:
        if not reason:
            findings.add(codes.ITEM_REASON, written.place, f"«{written.value}» без причины")
            return None
        return ItemValue(ItemState.NOT_APPLICABLE, None, reason, written.note)
    if word in UNCHECKED:
        return ItemValue(ItemState.UNCHECKED, None, reason, written.note)
    return _observed(written, item, findings)


def _observed(written: Written, item: ChecklistItem | None, findings: Findings) -> ItemValue | None:
    exact = number(written.value)
    if item is not None and item.bands:
        value = _band(written.value, exact, item)
        if value is None:
            known = ", ".join(f"{band.code} ({_decimal(band.points / 100)})" for band in item.bands)
            findings.add(codes.ITEM_BAND, written.place, f"«{shortened(written.value)}»; есть: {known}")
            return None
        return ItemValue(ItemState.OBSERVED, value, "", written.note)
    if exact is None and (answer := yes_no(written.value)) is not None:
        exact = Fraction(int(answer))
    if exact is None or not 0 <= exact <= 1:
        doubt = ": знак может отделять и тысячи, и дробь" if ambiguous(written.value) else ""
        findings.add(codes.ITEM_VALUE, written.place, f"«{shortened(written.value)}»{doubt}")
        return None
    return ItemValue(ItemState.OBSERVED, exact, "", written.note)


def _band(text: str, exact: Fraction | None, item: ChecklistItem) -> Fraction | None:
    word = folded(text)
    for band in item.bands:
        if word in (folded(band.code), folded(band.title)) or (exact is not None and exact * 100 == band.points):
            return band.points / 100
    return None


def _decimal(value: Fraction) -> str:
    return f"{int(value * 100) / 100:g}".replace(".", ",")
