"""Taking in answers: the one place that writes them.

An answer is nobody's event: it leaves no journal entry, because the journal keeps the moment and the order. What is
kept is the answer itself under a random key, two counters, and one unspent code less.
"""

import hmac
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.crypto import salted_hmac

from merilo import short_codes
from merilo_web.fieldwork.locking import writing
from merilo_web.fieldwork.models import Response, Survey
from merilo_web.fieldwork.queries.faces import received
from merilo_web.fieldwork.statements import COUNT_DAY, COUNT_PATTERN, Value, changed, counting
from merilo_web.fieldwork.states import Channel, SurveyState

_KEEP = (
    "INSERT INTO fieldwork_response "
    "(survey_id, id, channel, language, received_on, answers, sex, age, suggestions) "
    "SELECT survey.id, %s, %s, %s, %s, %s, %s, %s, %s FROM fieldwork_survey AS survey "
    "WHERE survey.id = %s AND survey.state = %s AND NOT (survey.with_codes AND %s) AND (NOT survey.close_at_target "
    "OR survey.target > (SELECT coalesce(sum(number), 0) FROM fieldwork_daycount WHERE survey_id = survey.id)) "
)
_KEEPS = {
    "sqlite": f"{_KEEP} ON CONFLICT DO NOTHING",
    "postgresql": f"{_KEEP} FOR SHARE OF survey ON CONFLICT DO NOTHING",
}
"""An answer goes in where its survey is open, not full and asks for no code; nobody closes the survey meanwhile."""
_KEEP_AND_COUNT = counting(_KEEPS["postgresql"])
_SPEND = "DELETE FROM fieldwork_unspentcode WHERE digest = %s AND survey_id = %s"
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
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor == "postgresql" and submission.channel is not Channel.CODE:
        kept = _kept_at_once(database, submission)
    else:
        with writing():
            kept = _kept_by_steps(database, submission)
    if not kept and not Response.objects.filter(survey=submission.survey_id, id=submission.key).exists():
        raise _refusal(submission)
    return Receipt(receipt_number(submission.key), repeated=not kept)


def code_digest(survey_id: int, code: str) -> str:
    """What is kept of a one-time code: without the server's key nobody can try codes against it."""
    return salted_hmac("fieldwork.code", f"{survey_id}:{code}", algorithm="sha256").hexdigest()


def receipt_number(key: UUID) -> str:
    """The receipt of a questionnaire, made from its key; kept nowhere."""
    secret = settings.SECRET_KEY.encode()
    drawn = int.from_bytes(hmac.digest(secret, b"fieldwork.receipt" + key.bytes, "sha256"), "big")
    letters = []
    for _ in range(_RECEIPT_LENGTH):
        drawn, place = divmod(drawn, len(short_codes.ALPHABET))
        letters.append(short_codes.ALPHABET[place])
    return short_codes.in_groups("".join(letters))


def _kept_at_once(database: BaseDatabaseWrapper, submission: Submission) -> bool:
    """Keep and count by one statement; False where the survey takes no answer or has it already.

    A thread keeps its connection from one questionnaire to the next, and the database may have ended it meanwhile.
    Then the statement is sent once more over a new one: the answer's key makes that harmless.
    """
    try:
        return changed(database, _KEEP_AND_COUNT, _values(submission)) == 1
    except OperationalError:
        if database.in_atomic_block or database.is_usable():
            raise
        database.close()
        return changed(database, _KEEP_AND_COUNT, _values(submission)) == 1


def _kept_by_steps(database: BaseDatabaseWrapper, submission: Submission) -> bool:
    """Keep and count inside a transaction; False where the survey takes no answer or has it already."""
    if changed(database, _KEEPS[database.vendor], _values(submission)) != 1:
        return False
    if submission.channel is Channel.CODE:
        _spend(database, submission)
    changed(database, COUNT_PATTERN, (submission.survey_id, submission.answers, 1))
    changed(database, COUNT_DAY, (submission.survey_id, submission.received_on, submission.channel.value, 1))
    return True


def _values(submission: Submission) -> tuple[Value, ...]:
    """What `_KEEP` asks for."""
    return (
        submission.key,
        submission.channel.value,
        submission.language,
        submission.received_on,
        submission.answers,
        submission.sex,
        submission.age,
        submission.suggestions,
        submission.survey_id,
        SurveyState.OPEN.value,
        submission.channel is Channel.WEB,
    )


def _spend(database: BaseDatabaseWrapper, submission: Submission) -> None:
    """One unspent code less, or the whole transaction is undone."""
    digest = code_digest(submission.survey_id, submission.code)
    if changed(database, _SPEND, (digest, submission.survey_id)) != 1:
        raise CodeRefusedError


def _refusal(submission: Submission) -> ValidationError:
    """Why the survey did not take an answer."""
    survey = Survey.objects.get(pk=submission.survey_id)
    is_full = survey.close_at_target and received(survey) >= survey.target
    lacks_code = survey.with_codes and submission.channel is Channel.WEB
    is_open = survey.state == SurveyState.OPEN and not is_full
    return CodeRefusedError() if is_open and lacks_code else SurveyClosedError()
