"""Taking in the questionnaires of a file: many at once, counted as `intake` counts single ones."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import islice

from django.db import connection
from django.db.models import Sum

from merilo_web.fieldwork.actions.intake import SurveyClosedError
from merilo_web.fieldwork.models import DayCount, Response, Survey
from merilo_web.fieldwork.queries.imports import FiledAnswers
from merilo_web.fieldwork.statements import COUNT_DAY, COUNT_PATTERN
from merilo_web.fieldwork.states import Channel, SurveyState

_BATCH = 5000


def receive_filed(survey_id: int, found: Mapping[FiledAnswers, int], *, on: date) -> int:
    """Keep the questionnaires of a file, equal ones counted together; how many they are. Their keys are random.

    Must run inside the transaction of the whole file (`locking.writing`). Raises SurveyClosedError.
    """
    number = sum(found.values())
    _admit(survey_id, number)
    rows = (
        Response(
            survey_id=survey_id,
            channel=Channel.FILE,
            received_on=on,
            answers=one.answers,
            sex=one.sex,
            age=one.age,
            suggestions=one.suggestions,
        )
        for one, equal in found.items()
        for _ in range(equal)
    )
    while batch := list(islice(rows, _BATCH)):
        Response.objects.bulk_create(batch)
    patterns: Counter[str] = Counter()
    for one, equal in found.items():
        patterns[one.answers] += equal
    with connection.cursor() as cursor:
        cursor.executemany(COUNT_PATTERN, [(survey_id, answers, equal) for answers, equal in sorted(patterns.items())])
        cursor.execute(COUNT_DAY, [survey_id, on.isoformat(), Channel.FILE.value, number])
    return number


def _admit(survey_id: int, number: int) -> None:
    """The survey is open and has place for them, or the whole transaction is undone."""
    shared = " FOR SHARE" if connection.vendor == "postgresql" else ""
    asked = f"SELECT id, state, close_at_target, target FROM fieldwork_survey WHERE id = %s{shared}"
    survey = Survey.objects.raw(asked, [survey_id])[0]
    if survey.state != SurveyState.OPEN:
        raise SurveyClosedError
    if survey.close_at_target:
        received = DayCount.objects.filter(survey_id=survey_id).aggregate(total=Sum("number"))["total"] or 0
        if received + number > survey.target:
            raise SurveyClosedError
