"""Workdays of the five-day week by the production calendar."""

from collections.abc import Iterator
from datetime import date, timedelta

from merilo.deadlines.holidays import year_holidays

_DAY = timedelta(days=1)


def is_workday(day: date) -> bool:
    """Whether people work on that day."""
    return day not in year_holidays(day.year).days_off


def next_workday(day: date) -> date:
    """The day itself when it is a workday, otherwise the first one after it (Civil Code, article 193)."""
    return next(found for found in _from(day) if is_workday(found))


def add_workdays(day: date, count: int) -> date:
    """The last of so many workdays after the day; the day itself is not counted (Civil Code, article 191)."""
    for _ in range(count):
        day = next_workday(day + _DAY)
    return day


def workdays_between(after: date, until: date) -> int:
    """How many workdays there are after one day up to another, that one included; 0 when it is not later."""
    return sum(is_workday(after + index * _DAY) for index in range(1, (until - after).days + 1))


def _from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += _DAY
