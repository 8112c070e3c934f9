"""Half-up on exact rationals, and what each rounding policy keeps."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.small_edition import EDITION

from merilo.scoring import rounding
from merilo.scoring.policies import Policies
from merilo.scoring.rounding import Rounding, half_up, shown, stepped

RATIONALS = st.fractions(min_value=0, max_value=100, max_denominator=10_000)
DIGITS = st.integers(min_value=0, max_value=4)


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (Fraction(1, 2), 0, Fraction(1)),
        (Fraction(3, 2), 0, Fraction(2)),
        (Fraction(5, 2), 0, Fraction(3)),
        (Fraction(49, 100), 0, Fraction(0)),
        (Fraction(84_125, 1000), 2, Fraction(8413, 100)),
        (Fraction(2_675, 1000), 2, Fraction(268, 100)),
        (Fraction(1_005, 1000), 2, Fraction(101, 100)),
        (Fraction(2, 3), 1, Fraction(7, 10)),
        (Fraction(100), 2, Fraction(100)),
    ],
)
def test_a_half_goes_up(value, digits, expected):
    assert half_up(value, digits) == expected


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (Fraction(850, 11), 2, "77.27"),
        (Fraction(90), 2, "90.00"),
        (Fraction(1, 400), 2, "0.00"),
        (Fraction(1, 200), 2, "0.01"),
        (Fraction(95), 0, "95"),
        (Fraction(945, 10), 0, "95"),
        (Fraction(99_995, 1000), 2, "100.00"),
        (Fraction(-1, 3), 2, "-0.33"),
        (Fraction(-1, 1000), 2, "0.00"),
    ],
)
def test_a_number_is_shown_with_a_point_and_all_its_digits(value, digits, text):
    assert shown(value, digits) == text


@given(value=RATIONALS, digits=DIGITS)
def test_rounding_moves_a_number_by_half_a_unit_at_most_and_up_at_the_half(value, digits):
    moved = (half_up(value, digits) - value) * 10**digits
    assert Fraction(-1, 2) < moved <= Fraction(1, 2)


@given(value=RATIONALS, digits=DIGITS)
def test_what_is_shown_is_the_rounded_number(value, digits):
    assert Fraction(shown(value, digits)) == half_up(value, digits)


@given(value=RATIONALS, digits=DIGITS)
def test_rounding_twice_is_rounding_once(value, digits):
    assert half_up(half_up(value, digits), digits) == half_up(value, digits)


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("exact", Rounding(None, 2)),
        ("stepwise2", Rounding(2, 2)),
        ("stepwise1", Rounding(1, 1)),
        ("stepwise0", Rounding(0, 0)),
    ],
)
def test_each_policy_keeps_and_shows_its_digits(option, expected):
    assert rounding.of(Policies.of(EDITION, {"rounding": option})) == expected


def test_an_edition_without_the_policy_reckons_exactly():
    assert rounding.of(Policies({}, {})) == rounding.EXACT


def test_only_a_stepwise_policy_changes_what_enters_the_next_storey():
    third = Fraction(100, 3)
    assert [stepped(third, Rounding(step, 2)) for step in (None, 2, 0)] == [third, Fraction(3333, 100), Fraction(33)]
