"""What a term of the law is: the event it runs from, how long, and how sure we are of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from merilo.law.clause import Basis, Clause, weakest


class Unit(StrEnum):
    """What a term is counted in."""

    DAYS = "days"
    """Calendar days."""
    WORKDAYS = "workdays"
    MONTHS = "months"
    YEARS = "years"
    """From a date to the same date."""
    YEAR_START = "year_start"
    """1 January, so many years after the event's year."""
    YEAR_END = "year_end"
    """31 December, so many years after the event's year."""
    QUARTER_DAY = "quarter_day"
    """That day of the month which opens the quarter after the event's quarter."""


class Bound(StrEnum):
    """Which side of its date a rule forbids."""

    NOT_LATER = "not_later"
    NOT_EARLIER = "not_earlier"


class DayOff(StrEnum):
    """What becomes of a date that falls on a day off."""

    NEXT_WORKDAY = "next_workday"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Event:
    """What starts a term; the title answers «что?»: «получение отчёта оператора советом»."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One term of the law.

    `clause` is what the law or a paper says, `counting` is how we count it: each with its own basis.
    An authority's own number is `dataclasses.replace(rule, amount=…, clause=…)`.
    """

    code: str
    title: str
    event: Event
    amount: int
    unit: Unit
    bound: Bound
    day_off: DayOff
    act: str
    clause: Clause
    counting: Clause

    @property
    def basis(self) -> Basis:
        """How sure we are of the term as a whole."""
        return weakest((self.clause.basis, self.counting.basis))


@dataclass(frozen=True, slots=True)
class ShareRule:
    """A share of the organizations that a year must reach, 0…1."""

    code: str
    title: str
    share: Fraction
    act: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class Deadline:
    """A rule at work: from the day of its event to the day it is due.

    `basis` is the weakest of the rule's and of the calendars of the years that were counted through.
    """

    rule: DeadlineRule
    start: date
    due_on: date
    basis: Basis
