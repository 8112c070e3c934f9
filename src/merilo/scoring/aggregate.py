"""Aggregates: simple means over organizations, not weighted by their respondents, with those left out counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm
from types import MappingProxyType

from merilo.scoring import rounding
from merilo.scoring.rounding import Rounding
from merilo.scoring.scorecard import Scorecard, Status

UNNAMED = "не указано"


class Scope(StrEnum):
    """What is averaged."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    SECTOR = "sector"
    SECTORS = "sectors"
    """The mean of the means of sectors."""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A mean in points over `n` scored organizations (or sectors); None when there is nothing to average.

    `criteria` are the means of criteria over the same organizations, by code. `left_out` counts the organizations
    without a total, by status; a few respondents are no reason to leave out.
    """

    scope: Scope
    name: str
    n: int
    mean: Fraction | None
    shown: str | None
    criteria: Mapping[str, Fraction]
    left_out: Mapping[Status, int]


def by_municipality(scorecards: Iterable[Scorecard]) -> tuple[Aggregate, ...]:
    """One aggregate for each municipality, by name."""
    return _by(scorecards, Scope.MUNICIPALITY, lambda card: card.organization.municipality or UNNAMED)


def by_region(scorecards: Iterable[Scorecard]) -> tuple[Aggregate, ...]:
    """One aggregate for each region, by name."""
    return _by(scorecards, Scope.REGION, lambda card: card.organization.region or UNNAMED)


def by_sector(scorecards: Iterable[Scorecard]) -> tuple[Aggregate, ...]:
    """One aggregate for each sector, by its code."""
    return _by(scorecards, Scope.SECTOR, lambda card: card.sector)


def over_sectors(sectors: Sequence[Aggregate], name: str, digits: int = 2) -> Aggregate:
    """The mean of the means of sectors: each sector weighs the same however many organizations it has."""
    means = [sector.mean for sector in sectors if sector.mean is not None]
    mean = _mean(means)
    shown = None if mean is None else rounding.shown(mean, digits)
    left_out: Counter[Status] = Counter()
    for sector in sectors:
        left_out.update(sector.left_out)
    return Aggregate(
        Scope.SECTORS, name, len(means), mean, shown, MappingProxyType({}), MappingProxyType(dict(left_out))
    )


def _by(scorecards: Iterable[Scorecard], scope: Scope, name: Callable[[Scorecard], str]) -> tuple[Aggregate, ...]:
    groups: dict[str, list[Scorecard]] = {}
    for card in scorecards:
        groups.setdefault(name(card), []).append(card)
    return tuple(_aggregate(scope, group, groups[group]) for group in sorted(groups))


def _aggregate(scope: Scope, name: str, cards: list[Scorecard]) -> Aggregate:
    scored = [card for card in cards if card.status is Status.SCORED]
    mean = _mean([card.trace.exact for card in scored if card.trace.exact is not None])
    left_out: Counter[Status] = Counter(card.status for card in cards)
    del left_out[Status.SCORED]
    return Aggregate(
        scope,
        name,
        len(scored),
        mean,
        None if mean is None else rounding.shown(mean, _rounding(cards).shown),
        MappingProxyType(_criteria(scored)),
        MappingProxyType(dict(left_out)),
    )


def _criteria(scored: list[Scorecard]) -> dict[str, Fraction]:
    values: dict[str, list[Fraction]] = {}
    for card in scored:
        for node in card.trace.children:
            if node.exact is not None:
                values.setdefault(node.code, []).append(node.exact)
    return {code: mean for code, found in values.items() if (mean := _mean(found)) is not None}


def _rounding(cards: list[Scorecard]) -> Rounding:
    return rounding.of(cards[0].policies)


def _mean(values: list[Fraction]) -> Fraction | None:
    """The exact mean, by way of one common denominator: thousands of long fractions are not reduced one by one."""
    if not values:
        return None
    common = lcm(*(value.denominator for value in values))
    return Fraction(sum(value.numerator * (common // value.denominator) for value in values), common * len(values))
