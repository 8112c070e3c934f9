"""Score bars: a track from 0 to the highest score, a mark at the value, a whisker for the interval."""

from dataclasses import dataclass
from fractions import Fraction

from merilo.uncertainty.model import Interval

WIDTH = 200
"""Length of the track, in units of the picture."""


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """A drawn bar: abscissas in units of the picture; `whisker` is left end and length, None without an interval."""

    value: float
    whisker: tuple[float, float] | None


def score_bar(value: Fraction | None, highest: Fraction, interval: Interval | None = None) -> ScoreBar | None:
    """The bar of a score; None when there is no number."""
    if value is None:
        return None
    scale = WIDTH / float(highest)
    ends = None
    if interval is not None:
        low, high = max(0.0, interval.low) * scale, min(float(highest), interval.high) * scale
        ends = (round(low, 1), round(max(high - low, 1.0), 1))
    return ScoreBar(round(float(value) * scale, 1), ends)
