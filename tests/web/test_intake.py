"""Answers are taken in once, counted at once, and only while the survey is open."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from tests.web.surveys import PACKED, opened, submission, unspent
from tests.web.territory import Territory

from merilo_web.fieldwork.actions.intake import CodeRefusedError, SurveyClosedError, receipt_number, receive
from merilo_web.fieldwork.models import DayCount, PatternCount, Response, UnspentCode
from merilo_web.fieldwork.states import Channel, SurveyState
from merilo_web.journal.models import JournalEntry

KEY = UUID("3f2c8a1e-0b7d-4c55-9a10-5e6f7a8b9c0d")
CODE = "TY9H99PC2MYE"


def test_an_answer_is_kept_and_counted_in_one_transaction(territory: Territory) -> None:
    survey = opened(territory.home.listed[0])
    receive(submission(survey, key=KEY, sex="female", age="37", suggestions="Больше света"))
    kept = Response.objects.values_list("survey", "id", "channel", "language", "received_on", "answers", "sex", "age")
    assert list(kept) == [(survey.pk, KEY, "web", "ru", date(2026, 10, 1), PACKED, "female", "37")]
    assert list(PatternCount.objects.values_list("answers", "number")) == [(PACKED, 1)]
    assert list(DayCount.objects.values_list("received_on", "channel", "number")) == [(date(2026, 10, 1), "web", 1)]


def test_the_same_key_is_the_same_answer_with_the_same_receipt(territory: Territory) -> None:
    survey = opened(territory.home.listed[0])
    first = receive(submission(survey, key=KEY))
    second = receive(submission(survey, key=KEY, answers="0" * 14))
    assert (first.repeated, second.repeated, first.number) == (False, True, second.number)
    assert list(Response.objects.values_list("answers", flat=True)) == [PACKED]
    assert list(PatternCount.objects.values_list("answers", "number")) == [(PACKED, 1)]


def test_a_receipt_is_made_from_the_key_and_kept_nowhere(territory: Territory) -> None:
    survey = opened(territory.home.listed[0])
    number = receive(submission(survey, key=KEY)).number
    assert number == receipt_number(KEY)
    assert len(number.replace("-", "")) == 8
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM fieldwork_response")
        kept = " ".join(str(value) for value in cursor.fetchone())
    assert number not in kept


def test_counters_grow_by_pattern_and_by_day(territory: Territory) -> None:
    survey = opened(territory.home.listed[0])
    for day, answers, channel in ((1, PACKED, Channel.WEB), (1, PACKED, Channel.PAPER), (2, "0" * 14, Channel.WEB)):
        receive(submission(survey, received_on=date(2026, 10, day), answers=answers, channel=channel))
    assert sorted(PatternCount.objects.values_list("answers", "number")) == [("0" * 14, 1), (PACKED, 2)]
    assert sorted(DayCount.objects.values_list("received_on__day", "channel", "number")) == [
        (1, "paper", 1),
        (1, "web", 1),
        (2, "web", 1),
    ]


@pytest.mark.parametrize("state", [SurveyState.PREPARED, SurveyState.CLOSED])
def test_a_survey_that_is_not_open_takes_nothing(territory: Territory, state: SurveyState) -> None:
    survey = opened(territory.home.listed[0], state=state)
    with pytest.raises(SurveyClosedError):
        receive(submission(survey))
    assert (Response.objects.count(), PatternCount.objects.count(), DayCount.objects.count()) == (0, 0, 0)


def test_a_survey_that_closes_at_its_target_takes_no_more(territory: Territory) -> None:
    survey = opened(territory.home.listed[0], target=2, close_at_target=True)
    receive(submission(survey))
    receive(submission(survey, key=KEY))
    with pytest.raises(SurveyClosedError):
        receive(submission(survey))
    assert receive(submission(survey, key=KEY)).repeated
    assert Response.objects.count() == 2


def test_a_code_is_spent_with_the_answer(territory: Territory) -> None:
    survey = opened(territory.home.listed[0], with_codes=True)
    unspent(survey, CODE)
    receive(submission(survey, channel=Channel.CODE, code=CODE))
    assert (Response.objects.count(), UnspentCode.objects.count()) == (1, 0)


@pytest.mark.parametrize("code", ["", "TY9H99PC2MYH"])
def test_without_an_unspent_code_nothing_is_kept_or_spent(territory: Territory, code: str) -> None:
    survey = opened(territory.home.listed[0], with_codes=True)
    unspent(survey, CODE)
    with pytest.raises(CodeRefusedError):
        receive(submission(survey, channel=Channel.WEB, code=code))
    assert (Response.objects.count(), UnspentCode.objects.count(), DayCount.objects.count()) == (0, 1, 0)


def test_a_code_of_another_organization_does_not_fit(territory: Territory) -> None:
    here, there = (opened(territory.home.listed[number], with_codes=True) for number in (0, 1))
    unspent(there, CODE)
    with pytest.raises(CodeRefusedError):
        receive(submission(here, channel=Channel.CODE, code=CODE))
    assert UnspentCode.objects.count() == 1


def test_a_repeated_form_with_a_spent_code_gets_its_receipt_again(territory: Territory) -> None:
    survey = opened(territory.home.listed[0], with_codes=True)
    unspent(survey, CODE)
    again = submission(survey, key=KEY, channel=Channel.CODE, code=CODE)
    assert [receive(again).repeated, receive(again).repeated] == [False, True]


def test_answers_leave_no_journal_entry(territory: Territory) -> None:
    before = JournalEntry.objects.count()
    receive(submission(opened(territory.home.listed[0])))
    assert JournalEntry.objects.count() == before
