"""The overdue ladder: letters of a day, each rung of each matter once; run by a timer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from merilo_web.journal.actions import EventRecord, record_all
from merilo_web.plans.models.reminders import PlanReminder, YearlyReminder
from merilo_web.plans.queries.ladder import M, PlanLetter, letters
from merilo_web.plans.queries.matters import DueMatter
from merilo_web.plans.queries.yearly_ladder import YearlyMatter, yearly_letters
from merilo_web.plans.rules.ladder import REMINDED
from merilo_web.registry.models import Authority

Reminder = PlanReminder | YearlyReminder
Keeping = Callable[[M, PlanLetter[M], date], tuple[Reminder, bool]]
"""Keeps the rung of one matter of a letter; tells whether it is new."""
_MOST = 50
"""Matters that a letter names one by one."""
_LONGEST = 160
_SUBJECTS = {
    PlanReminder.Step.AHEAD: "Подходят сроки по плану",
    PlanReminder.Step.OVERDUE: "Прошли сроки по плану",
    PlanReminder.Step.HEAD: "Просрочено по плану, нужен руководитель",
    PlanReminder.Step.AUTHORITY: "Организации просрочили планы",
    PlanReminder.Step.HEARING: "Предложение заслушать руководителей",
}


@dataclass(frozen=True, slots=True)
class PlansReminded:
    """How many letters went out; whose could not be sent: they are tried again the next time."""

    sent: int
    failed: tuple[str, ...] = ()


def remind_plans(authority: Authority, *, on: date) -> PlansReminded:
    """Climb every rung that is due in the authority's cycles. Nothing is sent twice; one bad address stops nobody."""
    return _reminded(letters(authority, on), _kept, on=on)


def remind_yearly(authority: Authority, *, on: date) -> PlansReminded:
    """The same in plans for a year, the authority's own and those of its organizations."""
    return _reminded(yearly_letters(authority, on), _yearly_kept, on=on)


def _reminded(found: Iterable[PlanLetter[M]], keep: Keeping[M], *, on: date) -> PlansReminded:
    sent, failed = 0, []
    for one in found:
        try:
            sent += _sent(one, keep, on=on)
        except (SMTPException, OSError):
            failed.append(one.whose)
    return PlansReminded(sent, tuple(failed))


@transaction.atomic
def _sent(letter: PlanLetter[M], keep: Keeping[M], *, on: date) -> bool:
    """Keep the rungs, tell the journal and send; all or nothing. Without an address the desks alone tell it."""
    made: list[Reminder] = []
    fresh: list[M] = []
    for one in letter.matters:
        row, is_new = keep(one, letter, on)
        if is_new:
            made.append(row)
            fresh.append(one)
    if not made:
        return False
    record_all((EventRecord(REMINDED, row, row.scope, note=row.get_step_display()) for row in made), by=None)
    if letter.to:
        _message(letter, fresh, on=on).send()
    return bool(letter.to)


def _kept(one: DueMatter, letter: PlanLetter[DueMatter], on: date) -> tuple[Reminder, bool]:
    told = {"listed": one.listed, "subject": one.subject, "measure": one.measure, "plan": one.plan, "sent_on": on}
    return PlanReminder.objects.get_or_create(key=one.key, due_on=one.due_on, step=letter.step, defaults=told)


def _yearly_kept(one: YearlyMatter, letter: PlanLetter[YearlyMatter], on: date) -> tuple[Reminder, bool]:
    told = {"subject": one.subject, "sent_on": on, "by_letter": bool(letter.to)}
    rows = YearlyReminder.objects
    return rows.get_or_create(plan=one.plan, key=one.key, due_on=one.due_on, step=letter.step, defaults=told)


def _message(letter: PlanLetter[M], matters: list[M], *, on: date) -> EmailMessage:
    shown = [(one, _short(one.title), settings.PUBLIC_URL + one.address, one.days_late(on)) for one in matters[:_MOST]]
    words = {
        "step": letter.step.value,
        "whose": letter.whose,
        "shown": shown,
        "more": len(matters) - len(shown),
        "page": settings.PUBLIC_URL + "/",
        "is_yearly": isinstance(letter.matters[0], YearlyMatter),
    }
    return EmailMessage(
        subject=" ".join(f"{_SUBJECTS[letter.step]}: {letter.whose}".split()),
        body=render_to_string("plans/reminder.txt", words),
        to=list(letter.to),
    )


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
