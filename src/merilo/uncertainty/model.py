"""What the uncertainty of a cycle looks like. Intervals are statistics, not legal scores: floats are allowed here."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """A two-sided interval, in the units of its number (points, per cent)."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PlaceInterval:
    """Places that an organization may hold, best first; both ends included."""

    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class OrganizationIntervals:
    """Intervals of one organization. A key is missing when its number is missing.

    `shares` by question code (Wilson, per cent); `nodes` by trace code: «S», «1», «1.3», … (bootstrap).
    """

    shares: Mapping[str, Interval]
    nodes: Mapping[str, Interval]
    place: PlaceInterval | None
    place_in_group: PlaceInterval | None


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """Intervals of a whole cycle, reproducible from `seed` and `draws`.

    `alike` maps an organization's id to the ids that cannot be told apart from it (itself left out), overall ranking.
    `bands` are runs of the ranking whose members are pairwise indistinguishable, best first, by id.
    """

    confidence: float
    draws: int
    seed: int
    method: str
    organizations: Mapping[str, OrganizationIntervals]
    alike: Mapping[str, tuple[str, ...]]
    bands: tuple[tuple[str, ...], ...]
