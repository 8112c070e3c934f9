"""Reminders by e-mail where a survey lags behind its sample; each occasion is sent once."""

from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from merilo_web.fieldwork.models import Survey, SurveyReminder
from merilo_web.fieldwork.queries.faces import received
from merilo_web.fieldwork.states import SurveyState
from merilo_web.journal.actions import Event, record

REMINDED = Event("fieldwork.remind", "напомнить об опросе")
"""The system reminds by itself: no person is asked, so this is no verb."""
Occasion = SurveyReminder.Occasion
_ENOUGH_AT_WEEK = 0.8
_WEEK, _LAST_DAYS = 7, 2


def remind_due(*, on: date) -> tuple[int, tuple[Survey, ...]]:
    """Send what is due on this day; how many letters went out, and surveys whose letter could not be sent.

    Nothing is sent twice. One bad address stops nobody else's letter, and is tried again the next time.
    """
    open_ones = Survey.objects.filter(state=SurveyState.OPEN, opens_on__lte=on, closes_on__gte=on)
    sent, failed = 0, []
    for survey in open_ones.select_related("listed__organization").order_by("pk"):
        try:
            sent += _reminded(survey.pk, on=on)
        except (SMTPException, OSError):
            failed.append(survey)
    return sent, tuple(failed)


def occasion(survey: Survey, number: int, *, on: date) -> str:
    """What a reminder is due for, the most pressing first; empty when the survey keeps pace."""
    left, days = (survey.closes_on - on).days, (survey.closes_on - survey.opens_on).days
    if number >= survey.target:
        return ""
    if left <= _LAST_DAYS:
        return Occasion.LAST_DAYS
    if left <= _WEEK:
        return Occasion.WEEK_LEFT if number < survey.target * _ENOUGH_AT_WEEK else ""
    return Occasion.HALF_OF_TERM if left * 2 <= days and number * 2 < survey.target else ""


@transaction.atomic
def _reminded(number: int, *, on: date) -> bool:
    related = ("listed__organization", "listed__cycle__operator", "listed__cycle__authority")
    survey = Survey.objects.select_for_update(of=("self",)).select_related(*related).get(pk=number)
    due = occasion(survey, received(survey), on=on)
    if not due or not _recipients(survey):
        return False
    _, is_new = SurveyReminder.objects.get_or_create(survey=survey, occasion=due, defaults={"sent_on": on})
    if is_new:
        record(REMINDED, survey, by=None, scope=survey.scope, note=Occasion(due).label)
        _letter(survey, due).send()
    return is_new


def _letter(survey: Survey, due: str) -> EmailMessage:
    words = {
        "survey": survey,
        "occasion": Occasion(due).label,
        "received": received(survey),
        "link": settings.PUBLIC_URL + reverse("fieldwork:survey", args=[survey.short_code]),
    }
    return EmailMessage(
        subject=f"Опрос отстаёт: {survey.listed.organization.short_name}",
        body=render_to_string("fieldwork/reminder.txt", words),
        to=_recipients(survey),
    )


def _recipients(survey: Survey) -> list[str]:
    """The organization and the operator; without an operator, the authority."""
    conducts = survey.listed.cycle.operator or survey.listed.cycle.authority
    return [address for address in (survey.listed.organization.email, conducts.email) if address]
