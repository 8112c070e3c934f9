"""Rounding: the only module that rounds a legal number. Half-up, on exact rationals."""

from fractions import Fraction
from typing import NamedTuple

from merilo.scoring.policies import Policies


class Rounding(NamedTuple):
    """What the policy `rounding` asks for.

    `step`: digits kept at each indicator, criterion and total; None keeps them exact to the end.
    `shown`: digits printed.
    """

    step: int | None
    shown: int


EXACT = Rounding(None, 2)

_BY_POLICY = {
    "exact": EXACT,
    "stepwise2": Rounding(2, 2),
    "stepwise1": Rounding(1, 1),
    "stepwise0": Rounding(0, 0),
}


def of(policies: Policies) -> Rounding:
    """The rounding chosen for the cycle; exact where the edition has no such policy."""
    return _BY_POLICY[policies.choices.get("rounding", "exact")]


def half_up(value: Fraction, digits: int) -> Fraction:
    """The nearest number with so many decimal digits; a half goes up."""
    scale = 10**digits
    return Fraction(_units(value, scale), scale)


def stepped(value: Fraction, rounding: Rounding) -> Fraction:
    """The value that enters the next storey of the calculation: rounded under a stepwise policy, else as it is."""
    return value if rounding.step is None else half_up(value, rounding.step)


def shown(value: Fraction, digits: int) -> str:
    """The number as printed: rounded half-up, a point, exactly so many digits («77.27», «90.00», «95»)."""
    scale = 10**digits
    units = _units(value, scale)
    sign, units = ("-", -units) if units < 0 else ("", units)
    whole, rest = divmod(units, scale)
    return f"{sign}{whole}.{rest:0{digits}d}" if digits else f"{sign}{whole}"


def _units(value: Fraction, scale: int) -> int:
    numerator, denominator = value.as_integer_ratio()
    return (2 * numerator * scale + denominator) // (2 * denominator)
