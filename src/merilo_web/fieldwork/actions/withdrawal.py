"""Taking back an answer that was keyed in wrongly; the counters follow. Asked and journalled by the caller."""

from uuid import UUID

from django.db import transaction
from django.db.models import F

from merilo_web.fieldwork.models import DayCount, PatternCount, Response


@transaction.atomic
def withdraw(survey_id: int, key: UUID) -> None:
    """Remove one answer and count it off. Raises Response.DoesNotExist when there is none under this key."""
    rows = Response.objects.filter(survey_id=survey_id, id=key)
    answer = rows.get()
    rows.delete()
    PatternCount.objects.filter(survey_id=survey_id, answers=answer.answers).update(number=F("number") - 1)
    DayCount.objects.filter(survey_id=survey_id, received_on=answer.received_on, channel=answer.channel).update(
        number=F("number") - 1
    )
