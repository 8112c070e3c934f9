"""Intervals of places, pairs that cannot be told apart, and bands of them.

Every draw of totals is ranked like the real ones (equal printed totals share a place); the interval of a place holds
the middle of the places drawn and always the legal place itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from merilo.uncertainty.model import PlaceInterval

Totals = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

_ROWS = 64
"""Organizations compared with all below them at once, so that the comparison stays in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Field:
    """Those who hold a place, best first. `drawn`: printed totals in units of the last digit [organization × draws]."""

    ids: tuple[str, ...]
    places: tuple[int, ...]
    drawn: Totals


def place_intervals(field: Field, confidence: float) -> dict[str, PlaceInterval]:
    """The interval of every place, by organization."""
    if not field.ids:
        return {}
    places = _drawn_places(field.drawn)
    tail = (1.0 - confidence) / 2.0
    best = np.quantile(places, tail, axis=1, method="lower")
    worst = np.quantile(places, 1.0 - tail, axis=1, method="higher")
    return {
        id_: PlaceInterval(min(place, int(low)), max(place, int(high)))
        for id_, place, low, high in zip(field.ids, field.places, best, worst, strict=True)
    }


def _drawn_places(drawn: Totals) -> npt.NDArray[np.int32]:
    """Place of every organization in every draw: one more than the number of those above it."""
    places = np.empty(drawn.shape, dtype=np.int32)
    for draw, totals in enumerate(drawn.T):
        places[:, draw] = len(totals) - np.searchsorted(np.sort(totals), totals, side="right") + 1
    return places


def indistinguishable(field: Field, confidence: float) -> Mask:
    """Which pairs cannot be told apart, symmetric, [organization × organization]; everyone is alike with itself.

    A pair is told apart when the one ahead stays strictly ahead in at least (1 + confidence) ÷ 2 of the draws.
    Costs organizations² × draws comparisons: some seconds for 2,000 × 1,000.
    """
    size, draws = field.drawn.shape
    needed = draws * (1.0 + confidence) / 2.0
    alike = np.eye(size, dtype=bool)
    for ahead in range(size - 1):
        for start in range(ahead + 1, size, _ROWS):
            behind = slice(start, start + _ROWS)
            wins = np.count_nonzero(field.drawn[ahead] > field.drawn[behind], axis=1)
            alike[ahead, behind] = alike[behind, ahead] = wins < needed
    return alike


def alike_ids(ids: Sequence[str], alike: Mask) -> dict[str, tuple[str, ...]]:
    """For each organization the others that cannot be told apart from it, best first."""
    return {
        id_: tuple(ids[other] for other in np.flatnonzero(row).tolist() if other != place)
        for place, (id_, row) in enumerate(zip(ids, alike, strict=True))
    }


def bands_of(ids: Sequence[str], alike: Mask) -> tuple[tuple[str, ...], ...]:
    """The ranking cut from the top into runs whose members are pairwise indistinguishable.

    Neighbours on both sides of a cut may be alike too; `alike_ids` tells the whole truth.
    """
    bands: list[list[int]] = []
    for place in range(len(ids)):
        if bands and alike[place, bands[-1]].all():
            bands[-1].append(place)
        else:
            bands.append([place])
    return tuple(tuple(ids[place] for place in band) for band in bands)
