"""The overdue ladder as data: who is told of a term, how many days from it, and when the next rung is due.

The rungs are for each subject in their order. Days are calendar days from the last day of the term, negative before it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from merilo.law.clause import Basis, Clause
from merilo_web.journal.actions import Event
from merilo_web.plans.models.reminders import PlanReminder, YearlyReminder

Step, Subject = PlanReminder.Step, PlanReminder.Subject
CLAUSE = Clause(
    "закон не говорит, кого и когда предупреждать о просрочке; ступени и дни установлены проектом",
    Basis.DEFAULT,
    date(2026, 11, 22),
)
REMINDED = Event("plans.remind", "напомнить о сроке по плану")
"""The system reminds by itself: no person is asked, so this is no verb."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder, so many days from the last day of the term."""

    step: PlanReminder.Step
    days: int


def _rungs(*days: int, steps: Iterable[str] = Step) -> tuple[Rung, ...]:
    return tuple(Rung(Step(step), number) for step, number in zip(steps, days, strict=True))


LADDERS: Mapping[str, tuple[Rung, ...]] = {
    Subject.MEASURE: _rungs(-7, 1, 7, 14, 30),
    Subject.APPROVAL: _rungs(-3, 1, 5, 10, 20),
    Subject.PUBLICATION: _rungs(-2, 1, 5, 10, 20),
    Subject.REPORT: _rungs(-2, 1, 5, 10, 20),
}
YEARLY_LADDERS: Mapping[str, tuple[Rung, ...]] = {
    YearlyReminder.Subject.MEASURE: _rungs(-7, 1, 14, steps=YearlyReminder.Step),
    YearlyReminder.Subject.CLOSING: _rungs(-14, 1, 14, steps=YearlyReminder.Step),
}
"""Plans of one's own accord stop at the keeper's own head: nobody above is told of them by letter."""


def _soonest(ladders: Mapping[str, tuple[Rung, ...]]) -> int:
    return -min(rung.days for rungs in ladders.values() for rung in rungs)


SOONEST, YEARLY_SOONEST = _soonest(LADDERS), _soonest(YEARLY_LADDERS)
"""How many days before its term the first matter is told of."""


def rung_due(ladder: tuple[Rung, ...], due_on: date, *, sent: Mapping[str, date], on: date) -> Rung | None:
    """The rung to climb on this day; None when there is none.

    No rung is left out but the one before the term once it is over, and between two of them lie as many days as in the
    table, however late the first was reached: nobody comes before the council who was not told before.
    """
    former: Rung | None = None
    for rung in ladder:
        if rung.step in sent:
            former = rung
        elif rung.days > 0 or on <= due_on:
            ready = due_on + timedelta(days=rung.days)
            if former and former.days > 0:
                ready = max(ready, sent[former.step] + timedelta(days=rung.days - former.days))
            return rung if on >= ready else None
    return None
