"""Aggregates: simple means over organizations, not weighted by their respondents, with those left out counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm
from types import MappingProxyType

from merilo.scoring import rounding
from merilo.scoring.scorecard import Scorecard, Status

UNNAMED = "не указано"


class Scope(StrEnum):
    """What is averaged."""

    MUNICIPALITY = "municipality"
    TYPE = "type"
    CYCLE = "cycle"
    """All organizations of one cycle: years are compared so."""
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


@dataclass(frozen=True, slots=True)
class AggregateEntry:
    """One organization as it is averaged: in which group, its status, exact total and criteria by code."""

    group: str
    status: Status
    total: Fraction | None
    criteria: Mapping[str, Fraction]


def by_group(entries: Iterable[AggregateEntry], scope: Scope, digits: int = 2) -> tuple[Aggregate, ...]:
    """One aggregate for each group of these entries, by its name; means are shown with so many digits."""
    groups: dict[str, list[AggregateEntry]] = {}
    for entry in entries:
        groups.setdefault(entry.group or UNNAMED, []).append(entry)
    return tuple(_aggregate(scope, group, groups[group], digits=digits) for group in sorted(groups))


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
    return tuple(
        _aggregate(
            scope,
            group,
            [_entry(card, group) for card in groups[group]],
            digits=rounding.of(groups[group][0].policies).shown,
        )
        for group in sorted(groups)
    )


def _entry(card: Scorecard, group: str) -> AggregateEntry:
    criteria = {node.code: node.exact for node in card.trace.children if node.exact is not None}
    return AggregateEntry(group, card.status, card.trace.exact, criteria)


def _aggregate(scope: Scope, name: str, entries: list[AggregateEntry], *, digits: int) -> Aggregate:
    scored = [entry for entry in entries if entry.status is Status.SCORED]
    mean = _mean([entry.total for entry in scored if entry.total is not None])
    left_out: Counter[Status] = Counter(entry.status for entry in entries)
    del left_out[Status.SCORED]
    return Aggregate(
        scope,
        name,
        len(scored),
        mean,
        None if mean is None else rounding.shown(mean, digits),
        MappingProxyType(_criteria(scored)),
        MappingProxyType(dict(left_out)),
    )


def _criteria(scored: list[AggregateEntry]) -> dict[str, Fraction]:
    values: dict[str, list[Fraction]] = {}
    for entry in scored:
        for code, exact in entry.criteria.items():
            values.setdefault(code, []).append(exact)
    return {code: mean for code, found in values.items() if (mean := _mean(found)) is not None}


def _mean(values: list[Fraction]) -> Fraction | None:
    """The exact mean, by way of one common denominator: thousands of long fractions are not reduced one by one."""
    if not values:
        return None
    common = lcm(*(value.denominator for value in values))
    return Fraction(sum(value.numerator * (common // value.denominator) for value in values), common * len(values))
