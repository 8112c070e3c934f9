"""Invented answers of parents: each organization has a quality of its own, people skip what their filter closed."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from merilo.methodology.model import Edition, Question
from merilo_web.fieldwork.actions.intake import Submission, receive
from merilo_web.fieldwork.models import Survey
from merilo_web.fieldwork.packing import NO, YES, packed
from merilo_web.fieldwork.states import Channel

_FILTERS = {"stand_used": 60, "site_used": 75, "remote_used": 45, "disability": 6}
"""Of a hundred parents so many have used it, or have a disability."""
_WORST, _BEST = 68, 98
_BLANK = 2
"""Of a hundred answers so many are left out."""
_SUGGESTIONS = (
    "Побольше скамеек в коридоре.",
    "Обновляйте расписание на сайте, пожалуйста.",
    "Всё хорошо, спасибо учителям!",
    "До директора трудно дозвониться.",
    "Нужен пандус со стороны двора.",
)
_SPEAK_UP = 12
_AGES = ("18-30", "31-45", "46-60", "60+")


def answer(survey: Survey, edition: Edition, *, people: int, first_day: date, last_day: date) -> None:
    """So many parents answer between two days; the same survey always gets the same answers."""
    for submission in _submissions(survey, edition, people=people, days=(first_day, (last_day - first_day).days + 1)):
        receive(submission)


def _submissions(survey: Survey, edition: Edition, *, people: int, days: tuple[date, int]) -> Iterator[Submission]:
    drawn = random.Random(f"{survey.listed.organization.inn}{days[0].year}")  # noqa: S311 - answers to show
    quality = drawn.randrange(_WORST, _BEST)
    for _ in range(people):
        yield Submission(
            survey_id=survey.pk,
            key=UUID(int=drawn.getrandbits(128), version=4),
            channel=Channel.WEB,
            received_on=days[0] + timedelta(days=drawn.randrange(days[1])),
            answers=packed(edition, _given(edition, drawn, quality)),
            suggestions=drawn.choice(_SUGGESTIONS) if drawn.randrange(100) < _SPEAK_UP else "",
        )


def _given(edition: Edition, drawn: random.Random, quality: int) -> dict[str, str]:
    given: dict[str, str] = {}
    for question in edition.closed_questions:
        asked = not question.filter or given.get(question.filter) == YES
        given[question.code] = _answer(question, drawn, quality) if asked else ""
    return given


def _answer(question: Question, drawn: random.Random, quality: int) -> str:
    if question.code not in _FILTERS and drawn.randrange(100) < _BLANK:
        return ""
    return YES if drawn.randrange(100) < _FILTERS.get(question.code, quality) else NO
