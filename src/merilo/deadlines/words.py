"""What is said of a term in Russian: how much is left, how long it is."""

from datetime import date

from merilo.deadlines.due import days_left
from merilo.deadlines.model import Bound, Deadline, DeadlineRule, Unit
from merilo.deadlines.workdays import workdays_between
from merilo.plurals import plural

NEAR = 31
"""Up to so many calendar days ahead the rest is told in workdays, beyond in calendar days."""
_DAYS = ("день", "дня", "дней")
_WORKDAYS = ("рабочий день", "рабочих дня", "рабочих дней")
_LEFT = ("остался", "осталось", "осталось")
_FORMS = {
    Unit.DAYS: ("календарный день", "календарных дня", "календарных дней"),
    Unit.WORKDAYS: _WORKDAYS,
    Unit.MONTHS: ("месяц", "месяца", "месяцев"),
    Unit.YEARS: ("год", "года", "лет"),
}
_CALENDAR = ("календарный год", "календарных года", "календарных лет")


def left(due_on: date, on: date) -> str:
    """«осталось 3 рабочих дня», «сегодня последний день», «просрочено на 5 дней» (calendar days)."""
    days = days_left(due_on, on)
    if days < 0:
        return f"просрочено на {_counted(-days, _DAYS)}"
    if days == 0:
        return "сегодня последний день"
    workdays = workdays_between(on, due_on) if days <= NEAR else 0
    number, forms = (workdays, _WORKDAYS) if workdays else (days, _DAYS)
    return f"{plural(number, _LEFT)} {_counted(number, forms)}"


def describe(deadline: Deadline, on: date) -> str:
    """The same for a rule at work; for «not earlier»: «можно с 15.03.2027» until that day, «можно» from it on."""
    if deadline.rule.bound is Bound.NOT_LATER:
        return left(deadline.due_on, on)
    return "можно" if on >= deadline.due_on else f"можно с {deadline.due_on:%d.%m.%Y}"


def period(rule: DeadlineRule) -> str:
    """How long the term is: «1 месяц», «10 календарных дней», «до 3 числа следующего квартала»."""
    match rule.unit:
        case Unit.YEAR_START:
            return f"с 1 января, через {_counted(rule.amount, _CALENDAR)}"
        case Unit.YEAR_END:
            return f"до 31 декабря, через {_counted(rule.amount, _CALENDAR)}"
        case Unit.QUARTER_DAY:
            return f"до {rule.amount} числа следующего квартала"
        case _:
            return _counted(rule.amount, _FORMS[rule.unit])


def _counted(number: int, forms: tuple[str, str, str]) -> str:
    return f"{number} {plural(number, forms)}"
