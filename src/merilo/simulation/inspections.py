"""Invented inspections: the better the organization, the more of its norm is found in place."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from merilo.methodology.model import ChecklistItem, Edition
from merilo.scoring.plan import PUBLISHED, WORKS
from merilo.simulation.order import Order, Whole
from merilo.simulation.truth import Truth
from merilo.tally.inspections import NOT_APPLICABLE as _NOT_APPLICABLE
from merilo.tally.inspections import OBSERVED, ONE, Grade

NOT_APPLICABLE = "не применимо"
REASON = "по виду деятельности не предусмотрено"
_ABSENT, _PRESENT, _HALF, _OUT = range(4)
_FIRST_BAND = 4
_PERCENT = 100
_USUALLY_PRESENT, _PER_QUALITY = 78, 10
_HALVES, _OUTS = 2, 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """The items of one type of organization and what was recorded: codes [organizations × items]."""

    rows: Whole
    items: tuple[ChecklistItem, ...]
    codes: npt.NDArray[np.int8]


def words(edition: Edition) -> tuple[str, ...]:
    """What stands in the file for each code: usual values first, then the bands of waiting."""
    bands = {band.points for checklist in edition.checklists for item in checklist.items for band in item.bands}
    return ("0", "1", "0.5", NOT_APPLICABLE, *(f"{float(points / _PERCENT):g}" for points in sorted(bands)))


def grades(edition: Edition) -> Iterator[Grade]:
    """What those words mean."""
    for word in dict.fromkeys(words(edition)):
        if word == NOT_APPLICABLE:
            yield Grade(word, state=_NOT_APPLICABLE)
        else:
            yield Grade(word, OBSERVED, int(Fraction(word) * ONE))


def sheets(order: Order, truth: Truth) -> Iterator[Sheet]:
    """What inspectors recorded, one type of organization after another."""
    edition = order.edition
    types = np.arange(order.organizations) % len(edition.organization_types)
    for index, kind in enumerate(edition.organization_types):
        rows = np.flatnonzero(types == index)
        items = tuple(item for checklist in edition.checklists for item in checklist.norm(kind.code))
        generator = np.random.default_rng([order.seed, 4, index])
        yield Sheet(rows, items, _recorded(items, truth.quality[rows], generator))


def _recorded(
    items: tuple[ChecklistItem, ...], quality: npt.NDArray[np.float64], generator: np.random.Generator
) -> npt.NDArray[np.int8]:
    shape = (len(quality), len(items))
    present = np.clip(_USUALLY_PRESENT + _PER_QUALITY * quality, 5, 99)[:, None]
    codes = np.where(generator.integers(0, _PERCENT, shape) < present, _PRESENT, _ABSENT).astype(np.int8)
    rare = generator.integers(0, _PERCENT, shape)
    whole = np.array([_is_whole(item) for item in items], dtype=bool)
    codes[(rare < _HALVES) & ~whole] = _HALF
    codes[(rare >= _PERCENT - _OUTS) & ~whole] = _OUT
    for column, item in enumerate(items):
        if item.bands:
            codes[:, column] = _FIRST_BAND + generator.integers(0, len(item.bands), len(quality))
        if item.code.endswith(WORKS):
            published = [other.code for other in items].index(f"{item.code.removesuffix(WORKS)}{PUBLISHED}")
            codes[:, column] *= codes[:, published] == _PRESENT
    return codes


def _is_whole(item: ChecklistItem) -> bool:
    """Items that are either there or not: ways of contact, and those with a scale of their own."""
    return bool(item.bands) or item.code.endswith((PUBLISHED, WORKS))
