"""Intervals of shares and the correction for a finite population."""

import pytest

from merilo.observations import Count, Observation, Organization
from merilo.uncertainty.model import Interval
from merilo.uncertainty.shares import kept, share_interval, wilson


def _seen(population, respondents):
    return Observation(Organization("1", "Школа", population=population), respondents, {}, {})


def test_the_interval_of_eight_of_ten_is_wilsons():
    # centre (8 + 1.92) / 13.84 = 0.7167; half width 1.96 · √(8·2/10 + 0.96) / 13.84 = 0.2266
    found = wilson(8, 10, 0.95)
    assert (found.low, found.high) == (pytest.approx(49.016, abs=1e-3), pytest.approx(94.332, abs=1e-3))


def test_unanimous_answers_leave_doubt_below_and_none_above():
    # n / (n + z²) = 100 / 103.8415
    found = wilson(100, 100, 0.95)
    assert (found.low, found.high) == (pytest.approx(96.3006, abs=1e-4), 100.0)


def test_more_answers_make_a_narrower_interval():
    narrow, wide = wilson(470, 500, 0.95), wilson(47, 50, 0.95)
    assert wide.low < narrow.low < 94 < narrow.high < wide.high


@pytest.mark.parametrize(
    ("population", "respondents", "expected"),
    [
        (None, 100, 1.0),
        (10001, 100, pytest.approx(0.995037, abs=1e-6)),
        (101, 76, 0.5),
        (76, 76, 0.0),
        (1, 1, 0.0),
        (50, 76, 1.0),
    ],
)
def test_asking_a_large_part_of_the_population_leaves_less_doubt(population, respondents, expected):
    assert kept(_seen(population, respondents)) == expected


def test_half_of_a_deviation_is_measured_from_the_share_itself():
    whole, half = share_interval(Count(yes=8, no=2), 0.95), share_interval(Count(yes=8, no=2), 0.95, keep=0.5)
    assert half == Interval(pytest.approx((whole.low + 80) / 2), pytest.approx((whole.high + 80) / 2))


def test_a_census_has_no_sampling_doubt():
    assert share_interval(Count(yes=8, no=2), 0.95, keep=0.0) == Interval(80.0, 80.0)
