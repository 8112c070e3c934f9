"""Terms that no federal act was found for: an authority may set its own instead of the project's default."""

from dataclasses import replace

from merilo.deadlines.model import DeadlineRule, Unit
from merilo.deadlines.months import LAST_SURE_DAY
from merilo.deadlines.rules import book
from merilo.law.clause import Basis, Clause

LONGEST = 365
"""Days of the longest term that an authority may set."""


def settable() -> tuple[DeadlineRule, ...]:
    """The terms whose length is the project's default, in the order of the rules."""
    return tuple(one for one in book().rules.values() if one.clause.basis is Basis.DEFAULT)


def units(found: DeadlineRule) -> tuple[Unit, ...]:
    """What an authority may count the term in: days of either kind, or the day of the month after a quarter."""
    return (Unit.QUARTER_DAY,) if found.unit is Unit.QUARTER_DAY else (Unit.DAYS, Unit.WORKDAYS)


def highest(unit: Unit) -> int:
    """The greatest number that a term in these units may have."""
    return LAST_SURE_DAY if unit is Unit.QUARTER_DAY else LONGEST


def own(found: DeadlineRule, *, amount: int, unit: Unit, clause: Clause) -> DeadlineRule:
    """The term as an authority's act sets it, counted as every term in these units is."""
    counting = next(one.counting for one in book().rules.values() if one.unit is unit)
    return replace(found, amount=amount, unit=unit, act=clause.text, clause=clause, counting=counting)
