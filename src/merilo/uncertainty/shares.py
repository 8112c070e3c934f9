"""Intervals of satisfaction shares, and the correction for a finite population."""

from functools import lru_cache
from math import sqrt

from scipy.stats import binomtest

from merilo.observations import Count, Observation
from merilo.uncertainty.model import Interval


@lru_cache(maxsize=1 << 16)
def wilson(yes: int, answered: int, confidence: float) -> Interval:
    """Wilson's score interval of a share, in per cent. `answered` is at least 1."""
    found = binomtest(yes, answered).proportion_ci(confidence_level=confidence, method="wilson")
    return Interval(100.0 * float(found.low), 100.0 * float(found.high))


def kept(observation: Observation) -> float:
    """How much of a deviation is left once the asked part of the population is known: √((N − n) ÷ (N − 1)).

    1 when the population N is unknown or smaller than the number of respondents n, which discredits it; 0 when all
    were asked.
    """
    population, asked = observation.organization.population, observation.respondents
    if population is None or population < asked:
        return 1.0
    return sqrt((population - asked) / (population - 1)) if population > asked else 0.0


def share_interval(count: Count, confidence: float, *, keep: float = 1.0) -> Interval:
    """Interval of «Да» ÷ answered, in per cent, its deviations from the share scaled by `keep`."""
    whole = wilson(count.yes, count.answered, confidence)
    share = 100.0 * count.yes / count.answered
    return Interval(share - keep * (share - whole.low), share + keep * (whole.high - share))
