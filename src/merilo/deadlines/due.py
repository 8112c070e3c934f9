"""When a term of the law ends, and how far it is from a given day."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from merilo.deadlines.holidays import year_holidays
from merilo.deadlines.model import DayOff, Deadline, DeadlineRule, Unit
from merilo.deadlines.months import add_months, add_years, quarter_of
from merilo.deadlines.workdays import add_workdays, next_workday
from merilo.law.clause import weakest


def due(rule: DeadlineRule, start: date) -> date:
    """The last day of the term that the event of this day starts; for a rule «not earlier», the first day allowed."""
    ends = _end(rule, start)
    return next_workday(ends) if rule.day_off is DayOff.NEXT_WORKDAY else ends


def deadline(rule: DeadlineRule, start: date) -> Deadline:
    """The rule at work, with how sure we are of the date."""
    due_on = due(rule, start)
    counted = rule.unit is Unit.WORKDAYS or rule.day_off is DayOff.NEXT_WORKDAY
    years = range(_end(rule, start).year if rule.unit is not Unit.WORKDAYS else start.year, due_on.year + 1)
    calendars = [year_holidays(year).clause.basis for year in years] if counted else []
    return Deadline(rule, start, due_on, weakest((rule.basis, *calendars)))


def days_left(due_on: date, on: date) -> int:
    """Calendar days still to go: 0 on the last day, negative when it is over."""
    return (due_on - on).days


def is_overdue(due_on: date, on: date) -> bool:
    """Whether the last day has passed; on the day itself there is still time (Civil Code, article 194)."""
    return on > due_on


def _end(rule: DeadlineRule, start: date) -> date:
    return _ENDS[rule.unit](start, rule.amount)


def _quarter_day(start: date, day: int) -> date:
    first = date(start.year, 3 * quarter_of(start) - 2, 1)
    return add_months(first, 3).replace(day=day)


_ENDS: Mapping[Unit, Callable[[date, int], date]] = {
    Unit.DAYS: lambda start, amount: start + timedelta(days=amount),
    Unit.WORKDAYS: add_workdays,
    Unit.MONTHS: add_months,
    Unit.YEARS: add_years,
    Unit.YEAR_START: lambda start, amount: date(start.year + amount, 1, 1),
    Unit.YEAR_END: lambda start, amount: date(start.year + amount, 12, 31),
    Unit.QUARTER_DAY: _quarter_day,
}
