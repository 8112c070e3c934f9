"""Invented state register codes with right control digits, of a region «00» that no tax office has."""

_INN_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_FIRST = 8_000_000


def inn(number: int) -> str:
    """INN of ten digits of a legal entity."""
    body = f"{_INN_FIRST + number:09d}"
    control = sum(int(digit) * weight for digit, weight in zip(body, _INN_WEIGHTS, strict=True)) % 11 % 10
    return f"{body}{control}"


def ogrn(number: int) -> str:
    """OGRN of thirteen digits."""
    body = f"10000{_INN_FIRST + number:07d}"
    return f"{body}{int(body) % 11 % 10}"
