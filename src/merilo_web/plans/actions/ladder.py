"""The overdue ladder: letters of a day, each rung of each matter once; run by a timer."""

from dataclasses import dataclass
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from merilo_web.journal.actions import EventRecord, record_all
from merilo_web.plans.models.reminders import PlanReminder
from merilo_web.plans.queries.ladder import PlanLetter, letters
from merilo_web.plans.queries.matters import DueMatter
from merilo_web.plans.rules.ladder import REMINDED
from merilo_web.registry.models import Authority

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
    sent, failed = 0, []
    for one in letters(authority, on):
        try:
            sent += _sent(one, on=on)
        except (SMTPException, OSError):
            failed.append(one.whose)
    return PlansReminded(sent, tuple(failed))


@transaction.atomic
def _sent(letter: PlanLetter, *, on: date) -> bool:
    """Keep the rungs, tell the journal and send; all or nothing. Without an address the desks alone tell it."""
    made: list[PlanReminder] = []
    fresh: list[DueMatter] = []
    for one in letter.matters:
        told = {"listed": one.listed, "subject": one.subject, "measure": one.measure, "plan": one.plan, "sent_on": on}
        row, is_new = PlanReminder.objects.get_or_create(
            key=one.key, due_on=one.due_on, step=letter.step, defaults=told
        )
        if is_new:
            made.append(row)
            fresh.append(one)
    if not made:
        return False
    record_all((EventRecord(REMINDED, row, row.scope, note=row.get_step_display()) for row in made), by=None)
    if letter.to:
        _message(letter, fresh, on=on).send()
    return bool(letter.to)


def _message(letter: PlanLetter, matters: list[DueMatter], *, on: date) -> EmailMessage:
    shown = [(one, _short(one.title), settings.PUBLIC_URL + one.address, one.days_late(on)) for one in matters[:_MOST]]
    words = {
        "step": letter.step.value,
        "whose": letter.whose,
        "shown": shown,
        "more": len(matters) - len(shown),
        "page": settings.PUBLIC_URL + "/",
    }
    return EmailMessage(
        subject=" ".join(f"{_SUBJECTS[letter.step]}: {letter.whose}".split()),
        body=render_to_string("plans/reminder.txt", words),
        to=list(letter.to),
    )


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
