"""Taking in answers: the one place that writes them.

An answer is nobody's event: it leaves no journal entry, because the journal keeps the moment and the order. What is
kept is the answer itself under a random key, two counters, and one unspent code less.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils.crypto import salted_hmac

from merilo import short_codes
from merilo_web.fieldwork.locking import writing
from merilo_web.fieldwork.states import Channel, SurveyState

_INSERT = (
    "INSERT INTO fieldwork_response "
    "(survey_id, id, channel, language, received_on, answers, sex, age, suggestions) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
)
_SPEND = "DELETE FROM fieldwork_unspentcode WHERE digest = %s AND survey_id = %s"
_PATTERN = (
    "INSERT INTO fieldwork_patterncount (survey_id, answers, number) VALUES (%s, %s, %s) "
    "ON CONFLICT (survey_id, answers) DO UPDATE SET number = fieldwork_patterncount.number + excluded.number"
)
_DAY = (
    "INSERT INTO fieldwork_daycount (survey_id, received_on, channel, number) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (survey_id, received_on, channel) DO UPDATE SET number = fieldwork_daycount.number + excluded.number"
)
_SURVEY = "SELECT state, with_codes, close_at_target, target FROM fieldwork_survey WHERE id = %s"
_RECEIVED = "SELECT coalesce(sum(number), 0) FROM fieldwork_daycount WHERE survey_id = %s"
_RECEIPT_LENGTH = 8


class SurveyClosedError(ValidationError):
    """The survey takes no more answers."""

    def __init__(self) -> None:
        super().__init__("Опрос этой организации уже закрыт, новые анкеты не принимаются.", code="closed")


class CodeRefusedError(ValidationError):
    """The one-time code is not among the unspent ones."""

    def __init__(self) -> None:
        sentence = "Этот код не подходит: проверьте знаки. Если они верны, по коду уже ответили."
        super().__init__({"code": sentence}, code="code")


@dataclass(frozen=True, slots=True)
class Submission:
    """A checked questionnaire on its way into the database.

    `key` is the random key of the form: the same key is the same questionnaire. `answers` are packed
    (`fieldwork.packing`). `code` is the canonical one-time code, empty where none is asked.
    """

    survey_id: int
    key: UUID
    channel: Channel
    received_on: date
    answers: str
    language: str = "ru"
    sex: str = ""
    age: str = ""
    suggestions: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the respondent keeps. `repeated`: the same questionnaire had come before and was not counted again."""

    number: str
    repeated: bool


def receive(submission: Submission) -> Receipt:
    """Keep an answer and count it, once. Raises SurveyClosedError, CodeRefusedError."""
    with writing(), connection.cursor() as cursor:
        repeated = not _inserted(cursor, submission)
        if not repeated:
            _admit(cursor, submission)
            cursor.execute(_PATTERN, [submission.survey_id, submission.answers, 1])
            _count_day(cursor, submission)
    return Receipt(receipt_number(submission.key), repeated)


def code_digest(survey_id: int, code: str) -> str:
    """What is kept of a one-time code: without the server's key nobody can try codes against it."""
    return salted_hmac("fieldwork.code", f"{survey_id}:{code}", algorithm="sha256").hexdigest()


def receipt_number(key: UUID) -> str:
    """The receipt of a questionnaire, made from its key; kept nowhere."""
    secret = settings.SECRET_KEY.encode()
    drawn = int.from_bytes(hmac.new(secret, b"fieldwork.receipt" + key.bytes, hashlib.sha256).digest(), "big")
    letters = []
    for _ in range(_RECEIPT_LENGTH):
        drawn, place = divmod(drawn, len(short_codes.ALPHABET))
        letters.append(short_codes.ALPHABET[place])
    return short_codes.in_groups("".join(letters))


def _inserted(cursor: CursorWrapper, submission: Submission) -> bool:
    cursor.execute(_INSERT, _row(submission))
    return bool(cursor.rowcount == 1)


def _row(submission: Submission) -> list[str | int | UUID]:
    key = submission.key.hex if connection.vendor == "sqlite" else submission.key
    return [
        submission.survey_id,
        key,
        submission.channel.value,
        submission.language,
        submission.received_on.isoformat(),
        submission.answers,
        submission.sex,
        submission.age,
        submission.suggestions,
    ]


def _count_day(cursor: CursorWrapper, submission: Submission) -> None:
    day = submission.received_on.isoformat()
    cursor.execute(_DAY, [submission.survey_id, day, submission.channel.value, 1])


def _admit(cursor: CursorWrapper, submission: Submission) -> None:
    """The survey is open and the code unspent, or the whole transaction is undone."""
    shared = " FOR SHARE" if connection.vendor == "postgresql" else ""
    cursor.execute(_SURVEY + shared, [submission.survey_id])
    state, with_codes, close_at_target, target = cursor.fetchone()
    if state != SurveyState.OPEN:
        raise SurveyClosedError
    if close_at_target:
        cursor.execute(_RECEIVED, [submission.survey_id])
        if cursor.fetchone()[0] >= target:
            raise SurveyClosedError
    if submission.channel == Channel.CODE or (with_codes and submission.channel == Channel.WEB):
        cursor.execute(_SPEND, [code_digest(submission.survey_id, submission.code), submission.survey_id])
        if cursor.rowcount != 1:
            raise CodeRefusedError
