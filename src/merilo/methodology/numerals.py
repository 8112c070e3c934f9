"""How an exact number of the law is written: as a decimal where that is exact, as a common fraction otherwise."""

from decimal import Decimal
from fractions import Fraction


def decimal_text(value: Fraction) -> str:
    """«0.3», «100», «1/3»: never rounded, with a point."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return str(value)
    text = f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def russian_text(value: Fraction) -> str:
    """The same for people: «0,3»."""
    return decimal_text(value).replace(".", ",")
