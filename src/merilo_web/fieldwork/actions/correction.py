"""Correcting an answer that was keyed in wrongly; the counters follow. Asked and journalled by the caller."""

from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from merilo_web.fieldwork.models import PatternCount, Response
from merilo_web.fieldwork.queries.imports import FiledAnswers
from merilo_web.fieldwork.statements import COUNT_PATTERN


@transaction.atomic
def correct(survey_id: int, key: UUID, meant: FiledAnswers) -> None:
    """Put right one answer, also of a survey that takes no more. Raises Response.DoesNotExist when there is none."""
    rows = Response.objects.filter(survey_id=survey_id, id=key)
    before = rows.get()
    rows.update(answers=meant.answers, sex=meant.sex, age=meant.age, suggestions=meant.suggestions)
    PatternCount.objects.filter(survey_id=survey_id, answers=before.answers).update(number=F("number") - 1)
    with connection.cursor() as cursor:
        cursor.execute(COUNT_PATTERN, [survey_id, meant.answers, 1])
