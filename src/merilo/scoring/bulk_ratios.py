"""Exact whole ratios in arrays: settle the rounding of most rows that floats cannot, without leaving numpy.

Every storey is a ratio of 64-bit whole numbers, reduced. Where one would not fit, the row is left for `Fraction`.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from merilo.methodology.model import Combine, Component, Formula
from merilo.scoring.vectorised import TOTAL, Plan

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
_FITS = float(2**62)


class Ratio(NamedTuple):
    """top ÷ bottom where `sure`; elsewhere nothing is known."""

    top: Whole
    bottom: Whole
    sure: Mask


class Observed(Protocol):
    """Whole counts by question code, and points of checklists as ratios by component code."""

    @property
    def yes(self) -> Mapping[str, Whole]: ...

    @property
    def answered(self) -> Mapping[str, Whole]: ...

    @property
    def points(self) -> Mapping[str, Sequence[npt.NDArray[np.generic]]]: ...


def ratios(plan: Plan, observed: Observed, rows: Whole) -> dict[str, Ratio]:
    """The total, criteria and indicators of these rows, by code. All their components must have numbers."""
    found: dict[str, Ratio] = {}
    criteria = []
    for criterion in plan.edition.criteria:
        indicators = []
        for indicator in criterion.indicators:
            parts = [(_component(part, observed, rows), part.weight) for part in indicator.components]
            found[indicator.code] = _combined(Combine.MEAN, parts)
            indicators.append((found[indicator.code], indicator.weight))
        found[criterion.code] = _combined(criterion.combine, indicators)
        criteria.append((found[criterion.code], criterion.weight))
    found[TOTAL] = _combined(plan.edition.combine, criteria)
    return found


def units(ratio: Ratio, scale: int) -> tuple[Whole, Mask]:
    """The ratio in whole units of 1 ÷ scale, rounded half-up, and where that is certain."""
    fits = ratio.sure & _fits(2, scale, ratio.top) & _fits(2, ratio.bottom)
    top, bottom = np.where(fits, ratio.top, 0), np.where(fits, ratio.bottom, 1)
    return (2 * scale * top + bottom) // (2 * bottom), fits


def _component(component: Component, observed: Observed, rows: Whole) -> Ratio:
    if component.code in observed.points:
        top, bottom, _, no_norm = (np.asarray(part[rows], dtype=np.int64) for part in observed.points[component.code])
        return _reduced(top, bottom, no_norm == 0)
    if component.formula is not Formula.SATISFACTION:
        return Ratio(np.zeros_like(rows), np.ones_like(rows), np.zeros(len(rows), dtype=bool))
    answered = observed.answered[component.source][rows]
    return _reduced(100 * observed.yes[component.source][rows], np.maximum(answered, 1), answered > 0)


def _combined(kind: Combine, parts: list[tuple[Ratio, Fraction]]) -> Ratio:
    """Σ weight · part; weights of a mean are brought to a sum of one."""
    counted = [(part, weight) for part, weight in parts if weight] or parts
    whole = Fraction(1) if kind is Combine.SUM else sum((weight for _, weight in counted), Fraction(0)) or Fraction(1)
    terms = [_product(part, weight / whole) for part, weight in counted]
    return reduce(_sum, terms)


def _product(part: Ratio, share: Fraction) -> Ratio:
    sure = part.sure & _fits(part.top, share.numerator) & _fits(part.bottom, share.denominator)
    return _reduced(
        np.where(sure, part.top, 0) * share.numerator, np.where(sure, part.bottom, 1) * share.denominator, sure
    )


def _sum(one: Ratio, two: Ratio) -> Ratio:
    common = np.gcd(one.bottom, two.bottom)
    up, down = two.bottom // common, one.bottom // common
    sure = one.sure & two.sure & _fits(one.bottom, up) & _fits(2, one.top, up) & _fits(2, two.top, down)
    first, second, bottom, up, down = (
        np.where(sure, column, 1).astype(np.int64) for column in (one.top, two.top, one.bottom, up, down)
    )
    return _reduced(first * up + second * down, bottom * up, sure)


def _fits(*factors: Whole | int) -> Mask:
    size: npt.NDArray[np.float64] = np.ones(())
    for factor in factors:
        size = size * np.asarray(factor, dtype=np.float64)
    return np.asarray(size < _FITS)


def _reduced(top: Whole, bottom: Whole, sure: Mask) -> Ratio:
    common = np.maximum(np.gcd(top, bottom), 1)
    return Ratio(top // common, bottom // common, sure)
