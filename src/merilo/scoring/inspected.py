"""Reading a norm: what an inspector recorded for each of its items, summed and explained."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from merilo.methodology.model import ChecklistItem
from merilo.observations import ItemState, ItemValue
from merilo.quotation import in_quotes
from merilo.scoring.plan import Norm
from merilo.scoring.scorecard import Input

ZERO = Fraction(0)
_NAMED = 5


class Reading(NamedTuple):
    """A norm as it was found: Σ of item values, how many items apply, and which were not looked at."""

    total: Fraction
    applicable: int
    unseen: tuple[ChecklistItem, ...]
    inputs: tuple[Input, ...]


def read(norm: Norm, items: Mapping[str, ItemValue]) -> Reading:
    """Every item of the norm in its order; one that has no record was not looked at."""
    inputs: list[Input] = []
    unseen: list[ChecklistItem] = []
    whole, parts, applicable = 0, ZERO, 0
    for item, ready in zip(norm.items, norm.ready, strict=True):
        found = items.get(item.code)
        value = found.value if found is not None and found.state is ItemState.OBSERVED else None
        if found is None or value is None:
            inputs.append(_unvalued(item, found))
            if found is None or found.state is not ItemState.NOT_APPLICABLE:
                unseen.append(item)
            continue
        applicable += 1
        if value.denominator == 1:
            whole += value.numerator
            usual = ready[1 if value else 0]
            inputs.append(replace(usual, note=found.note) if found.note else usual)
        else:
            parts += value
            inputs.append(Input(item.code, item.title, value, found.note, item.clause))
    return Reading(parts + whole, applicable, tuple(unseen), tuple(inputs))


def ways_met(norm: Norm, items: Mapping[str, ItemValue]) -> Fraction:
    """Σ over remote ways of the lesser of «published» and «works»; a way that does not apply is not met."""
    pairs = ((items.get(published), items.get(works)) for published, works in norm.ways)
    return sum((min(_value(published), _value(works)) for published, works in pairs), ZERO)


def needless(norm: Norm, items: Mapping[str, ItemValue]) -> frozenset[str]:
    """Items that cannot change the sum: one half of a way whose other half has settled that it is not met."""
    halves = ((one, other) for pair in norm.ways for one, other in (pair, pair[::-1]))
    return frozenset(other for one, other in halves if settled(items.get(one)))


def settled(found: ItemValue | None) -> bool:
    """Whether the item is a known zero or does not apply."""
    if found is None:
        return False
    return found.state is ItemState.NOT_APPLICABLE or (found.state is ItemState.OBSERVED and not found.value)


def unseen_in_words(norm: Norm, unseen: tuple[ChecklistItem, ...]) -> str:
    """Which part and which items were not looked at: all of them, or the first few by name."""
    if len(unseen) == len(norm.items):
        return f"не проверено: {norm.title} (все пункты, {len(unseen)})"
    named = "; ".join(in_quotes(item.title) for item in unseen[:_NAMED])
    rest = f" и ещё {len(unseen) - _NAMED}" if len(unseen) > _NAMED else ""
    return f"не проверено: {norm.title}, {len(unseen)} из {len(norm.items)}: {named}{rest}"


def _value(found: ItemValue | None) -> Fraction:
    if found is None or found.state is not ItemState.OBSERVED or found.value is None:
        return ZERO
    return found.value


def _unvalued(item: ChecklistItem, found: ItemValue | None) -> Input:
    if found is None:
        note = "нет записи"
    elif found.state is ItemState.NOT_APPLICABLE:
        note = f"не применимо: {found.reason}" if found.reason else "не применимо"
    else:
        note = f"не проверено: {found.note}" if found.note else "не проверено"
    return Input(item.code, item.title, None, note, item.clause)
