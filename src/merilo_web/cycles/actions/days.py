"""Days that people type: what no sensible paper says is refused with a sentence, because it is a slip of the pen."""

from datetime import date, timedelta

_YEARS = 5
_LONGEST = timedelta(days=366 * _YEARS)
"""A decision that must be carried out later than this after it was taken has a wrong year in it."""
_FORWARD = timedelta(days=366)
"""A meeting is planned no further ahead than this."""
_BEFORE = 3
"""So many years before the cycle's own a decision about it may have been taken: the council is formed for three."""


def term_fault(due_on: date | None, decided_on: date, *, of: str) -> str:
    """What is wrong with the term of a decision; empty when nothing is. `of` names the day in the genitive."""
    if due_on is None:
        return ""
    if due_on < decided_on:
        return f"Срок исполнения — не раньше {of}, {decided_on:%d.%m.%Y}."
    if due_on > decided_on + _LONGEST:
        return f"Срок исполнения — не дальше {_YEARS} лет после {of}. Проверьте год."
    return ""


def decided_fault(decided_on: date, *, year: int, on: date) -> str:
    """What is wrong with the day of a decision about a cycle of this year, entered today (`on`)."""
    if decided_on > on:
        return "Решение вносят в реестр, когда оно принято: дата не позже сегодняшней."
    if decided_on.year < year - _BEFORE:
        return f"Решение принято раньше {year - _BEFORE} года: к циклу {year} года оно не относится. Проверьте год."
    return ""


def meeting_fault(held_on: date, *, on: date) -> str:
    """What is wrong with the day of a meeting planned today (`on`)."""
    if held_on < on:
        return "Заседание назначают на сегодня или на будущий день."
    if held_on > on + _FORWARD:
        return "Заседание назначают не дальше чем на год вперёд. Проверьте год."
    return ""
