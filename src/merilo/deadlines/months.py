"""Month arithmetic by the Civil Code, article 192: the same day of a later month, or its last day."""

from calendar import monthrange
from datetime import date

LAST_SURE_DAY = 28
"""The last day that every month has."""


def add_months(start: date, months: int) -> date:
    """The same day so many months later; where the month is too short, its last day (31 January → 28 February)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, last_day(year, month + 1)))


def add_years(start: date, years: int) -> date:
    """The same date so many years later; 29 February → 28 February of a common year."""
    return add_months(start, 12 * years)


def last_day(year: int, month: int) -> int:
    """How many days the month has."""
    return monthrange(year, month)[1]


def quarter_of(day: date) -> int:
    """The quarter of the year, 1…4."""
    return (day.month + 2) // 3
