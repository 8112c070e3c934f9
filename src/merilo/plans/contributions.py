"""Marks of a scorecard as a plan prints them: «96,30/100» of a criterion, «38,80/40» of an indicator within it."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from merilo.methodology.model import Edition, Indicator
from merilo.plans.deficiencies import highest, highest_of
from merilo.plans.model import Mark
from merilo.scoring import rounding
from merilo.scoring.scorecard import Node, Scorecard


def marks_of(edition: Edition, scorecard: Scorecard) -> Mapping[str, Mark]:
    """The mark of every criterion and of every indicator that has a number, by its code.

    An indicator's mark is what it brings to its criterion, by the weight in effect; rounded half-up for print only.
    """
    digits = rounding.of(scorecard.policies).shown
    found = {}
    for criterion in edition.criteria:
        node = scorecard.criteria[criterion.code]
        if node.exact is not None:
            found[criterion.code] = _mark(node.exact, highest_of(criterion), digits)
        for indicator in criterion.indicators:
            mark = _brought(indicator, scorecard.indicators[indicator.code], digits)
            if mark is not None:
                found[indicator.code] = mark
    return MappingProxyType(found)


def _brought(indicator: Indicator, node: Node, digits: int) -> Mark | None:
    if node.exact is None or not node.share:
        return None
    best = sum((one.weight * highest(one) for one in indicator.components), Fraction(0))
    return _mark(node.share * node.exact, node.share * best, digits)


def _mark(points: Fraction, best: Fraction, digits: int) -> Mark:
    reached = rounding.shown(points, digits).replace(".", ",")
    possible = rounding.shown(best, 2).rstrip("0").rstrip(".").replace(".", ",")
    return Mark(f"балл – {reached}/{possible}", points, best)
