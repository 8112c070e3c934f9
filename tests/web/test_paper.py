"""Paper: keyed in once, a sample twice, differences settled, the answer corrected, the trail forgotten."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from tests.web.inspected import DAY, in_fieldwork, second_inspector
from tests.web.surveys import PACKED, opened, submission
from tests.web.territory import Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork.actions import paper
from merilo_web.fieldwork.actions.handovers import hand_over
from merilo_web.fieldwork.actions.paper import KeyedSheet
from merilo_web.fieldwork.models import DayCount, PaperBatch, PaperSheet, PatternCount, Response, Survey
from merilo_web.fieldwork.queries.paper import differences
from merilo_web.fieldwork.queries.recount import differences as differing
from merilo_web.fieldwork.states import Channel, SurveyState
from merilo_web.journal.models import JournalEntry

INSPECTOR, MANAGER = Role.OPERATOR_INSPECTOR, Role.OPERATOR_MANAGER
OTHER = "0-" + PACKED[2:]


def _batch(territory: Territory, *, nth: int = 2) -> PaperBatch:
    in_fieldwork(territory.home)
    survey = opened(territory.home.listed[0])
    return paper.open_batch(survey, by=territory.people[INSPECTOR], on=DAY, title="5 А", nth=nth)


def _keyed(batch: PaperBatch, territory: Territory, number: int) -> PaperSheet:
    return paper.key_sheet(batch, KeyedSheet(number, PACKED), by=territory.people[INSPECTOR], on=DAY)


def test_a_sheet_is_counted_as_it_is_keyed_in(territory: Territory) -> None:
    batch = _batch(territory)
    typed = KeyedSheet(1, PACKED, sex="female", age="37", suggestions="Больше света")
    paper.key_sheet(batch, typed, by=territory.people[INSPECTOR], on=DAY)
    kept = Response.objects.values_list("channel", "answers", "sex", "age", "suggestions")
    assert list(kept) == [("paper", PACKED, "female", "37", "Больше света")]
    assert list(DayCount.objects.values_list("channel", "number")) == [("paper", 1)]


def test_nobody_keys_the_same_sheet_in_twice_alone(territory: Territory) -> None:
    batch = _batch(territory)
    _keyed(batch, territory, 1)
    with pytest.raises(ValidationError, match="другой человек"):
        _keyed(batch, territory, 1)
    stranger = second_inspector(territory.home)
    with pytest.raises(ValidationError, match="ещё нет"):
        paper.key_sheet(batch, KeyedSheet(2, PACKED), by=stranger, on=DAY)
    assert Response.objects.count() == 1


def test_two_entries_that_differ_are_settled_and_the_answer_is_corrected(territory: Territory) -> None:
    batch, second = _batch(territory), second_inspector(territory.home)
    _keyed(batch, territory, 1)
    _keyed(batch, territory, 2)
    sheet = paper.key_sheet(batch, KeyedSheet(2, OTHER), by=second, on=DAY)
    assert (sheet.differs, Response.objects.count()) == (True, 2)
    with pytest.raises(ValidationError, match="расхождения"):
        paper.close_batch(batch, by=territory.people[INSPECTOR])
    for right in ({}, {"stand_used": "third"}, {"comfort": "second"}):
        with pytest.raises(ValidationError, match="у вопросов: 1"):
            paper.settle_sheet(sheet, by=territory.people[MANAGER], right=right)
    paper.settle_sheet(sheet, by=territory.people[MANAGER], right={"stand_used": "second", "stand_satisfied": "second"})
    counts = PatternCount.objects.filter(number__gt=0).order_by("answers").values_list("answers", "number")
    assert list(counts) == [(OTHER, 1), (PACKED, 1)]
    assert sorted(Response.objects.values_list("answers", flat=True)) == [OTHER, PACKED]
    assert [row.number for row in DayCount.objects.all()] == [2]


def test_what_is_not_counted_is_compared_too_and_settled_question_by_question(territory: Territory) -> None:
    batch, second = _batch(territory), second_inspector(territory.home)
    first = KeyedSheet(1, PACKED, sex="female", age="37", suggestions="Больше  света\n")
    paper.key_sheet(batch, first, by=territory.people[INSPECTOR], on=DAY)
    agreeing = KeyedSheet(1, PACKED, sex="female", age="37", suggestions="Больше света")
    assert paper.key_sheet(batch, agreeing, by=second, on=DAY).differs is False
    paper.key_sheet(batch, KeyedSheet(2, PACKED, "female", "37", "Тише"), by=territory.people[INSPECTOR], on=DAY)
    sheet = paper.key_sheet(batch, KeyedSheet(2, PACKED, "male", "37", "Тише!"), by=second, on=DAY)
    found = differences(sheet, edition_of(territory.home.cycle))
    assert [(one.code, one.first, one.second) for one in found] == [
        ("suggestions", "Тише", "Тише!"),
        ("sex", "женский", "мужской"),
    ]
    by = territory.people[MANAGER]
    with pytest.raises(ValidationError, match="расхождения нет"):
        paper.settle_sheet(PaperSheet.objects.get(number=1), by=by, right={})
    paper.settle_sheet(sheet, by=by, right={"suggestions": "first", "sex": "second"})
    kept = Response.objects.order_by("sex").values_list("answers", "sex", "age", "suggestions")
    assert list(kept) == [(PACKED, "female", "37", "Больше  света\n"), (PACKED, "male", "37", "Тише")]
    paper.close_batch(batch, by=territory.people[INSPECTOR])
    beside = ("sex", "age", "suggestions", "second_sex", "second_age", "second_suggestions")
    assert set(PaperSheet.objects.values_list(*beside)) == {("",) * 6}


def test_answers_of_two_entries_are_not_put_together_against_the_filter(territory: Territory) -> None:
    batch, second = _batch(territory), second_inspector(territory.home)
    _keyed(batch, territory, 1)
    sheet = paper.key_sheet(batch, KeyedSheet(1, OTHER), by=second, on=DAY)
    with pytest.raises(ValidationError, match="на вопросы 2 отвечают"):
        paper.settle_sheet(
            sheet, by=territory.people[MANAGER], right={"stand_used": "second", "stand_satisfied": "first"}
        )
    assert list(Response.objects.values_list("answers", flat=True)) == [PACKED]


def test_the_manager_settles_on_the_screen(territory: Territory, signed_in: Callable[[User], Client]) -> None:
    batch, second = _batch(territory), second_inspector(territory.home)
    _keyed(batch, territory, 1)
    sheet = paper.key_sheet(batch, KeyedSheet(1, PACKED, age="40"), by=second, on=DAY)
    manager, page = signed_in(territory.people[MANAGER]), f"/batches/{batch.pk}/"
    assert "Второй ввод: 40" in manager.get(page).content.decode()
    assert 'name="right:age"' not in signed_in(second).get(page).content.decode()
    manager.post(f"/sheets/{sheet.pk}/settle/", {"right:age": "second"})
    assert list(Response.objects.values_list("age", flat=True)) == ["40"]
    assert "два ввода различаются" not in manager.get(page).content.decode()


def test_a_closed_batch_forgets_which_sheet_is_which_answer(territory: Territory) -> None:
    batch, second = _batch(territory), second_inspector(territory.home)
    for number in (1, 2):
        _keyed(batch, territory, number)
    with pytest.raises(ValidationError, match="№ 2"):
        paper.close_batch(batch, by=territory.people[INSPECTOR])
    paper.key_sheet(batch, KeyedSheet(2, PACKED), by=second, on=DAY)
    closed = paper.close_batch(batch, by=territory.people[INSPECTOR])
    assert (closed.state, set(PaperSheet.objects.values_list("key", flat=True))) == ("closed", {None})
    changes = JournalEntry.objects.get(event="fieldwork.close_batch").changes
    assert changes == {"бланков": [None, 2], "введено вторично": [None, 1], "разошлось": [None, 0]}
    with pytest.raises(NotAllowedError):
        _keyed(batch, territory, 3)


@pytest.mark.parametrize(("title", "nth", "field"), [("  ", 10, "title"), ("5 А", 10, "title"), ("5 Б", 1, "nth")])
def test_a_batch_needs_its_own_name_and_a_sample(territory: Territory, title: str, *, nth: int, field: str) -> None:
    batch = _batch(territory)
    with pytest.raises(ValidationError) as refused:
        paper.open_batch(batch.survey, by=territory.people[INSPECTOR], on=DAY, title=title, nth=nth)
    assert list(refused.value.message_dict) == [field]


def test_an_answer_by_telephone_is_marked_so(territory: Territory) -> None:
    in_fieldwork(territory.home)
    survey, by = opened(territory.home.listed[0]), territory.people[INSPECTOR]
    paper.interview(survey, submission(survey, key=uuid4(), channel=Channel.PHONE), by=by)
    with pytest.raises(ValidationError):
        paper.interview(survey, submission(survey, channel=Channel.WEB), by=by)
    assert list(Response.objects.values_list("channel", flat=True)) == ["phone"]


def test_only_the_operators_own_people_bring_answers_in_while_the_survey_is_open(territory: Territory) -> None:
    batch = _batch(territory)
    survey, able = batch.survey, {INSPECTOR, MANAGER}
    people = [user for role, user in territory.people.items() if role not in able]
    for user in [*people, *territory.foreign.people.values()]:
        for act in (
            lambda by: paper.open_batch(survey, by=by, on=DAY, title="6", nth=5),
            lambda by: paper.key_sheet(batch, KeyedSheet(1, PACKED), by=by, on=DAY),
            lambda by: paper.close_batch(batch, by=by),
            lambda by: paper.interview(survey, submission(survey, channel=Channel.PHONE), by=by),
        ):
            with pytest.raises(NotAllowedError):
                act(user)
    Survey.objects.update(state=SurveyState.CLOSED)
    with pytest.raises(NotAllowedError, match="закрыт"):
        _keyed(batch, territory, 1)
    assert Response.objects.count() == 0


def test_a_batch_is_compared_and_closed_also_after_its_survey_has_ended(territory: Territory) -> None:
    batch, second = _batch(territory), second_inspector(territory.home)
    manager = territory.people[MANAGER]
    for number in (1, 2):
        _keyed(batch, territory, number)
    Survey.objects.update(state=SurveyState.CLOSED)
    with pytest.raises(NotAllowedError, match="пачка бланков не закрыта"):
        hand_over(territory.home.cycle, by=manager, on=DAY, note="Собрано не всё")
    sheet = paper.key_sheet(batch, KeyedSheet(2, OTHER, age="41"), by=second, on=DAY)
    right = {"stand_used": "second", "stand_satisfied": "second", "age": "first"}
    paper.settle_sheet(sheet, by=manager, right=right)
    paper.close_batch(batch, by=manager)
    assert sorted(Response.objects.values_list("answers", "age")) == [(OTHER, ""), (PACKED, "")]
    hand_over(territory.home.cycle, by=manager, on=DAY, note="Собрано не всё")
    assert list(differing(territory.home.cycle)) == []


def test_blanks_are_keyed_in_on_one_screen(territory: Territory, signed_in: Callable[[User], Client]) -> None:
    batch = _batch(territory)
    client, page = signed_in(territory.people[INSPECTOR]), f"/batches/{batch.pk}/"
    typed = {"stand_used": "1", "stand_satisfied": "0", "recommend": "да", "number": "7"}
    assert client.post(page, {**typed, "site_used": "5"}).status_code == 422
    assert client.post(page, {**typed, "number": "семь"}).status_code == 422
    assert client.post(page, {"number": "7"}).status_code == 422
    assert client.post(page, typed).status_code == 302
    assert list(PaperSheet.objects.values_list("number", "answers")) == [(7, "10---------1--")]
    assert 'name="number" value="8"' in client.get(page).content.decode()


def test_only_the_operator_opens_the_keyboard(territory: Territory, signed_in: Callable[[User], Client]) -> None:
    batch = _batch(territory)
    pages = (
        f"/surveys/{batch.survey_id}/batches/",
        f"/batches/{batch.pk}/",
        f"/surveys/{batch.survey_id}/interview/phone/",
    )
    people = {**{f"foreign {role}": user for role, user in territory.foreign.people.items()}, **territory.people}
    opens = {role: [signed_in(user).get(page).status_code for page in pages] for role, user in people.items()}
    assert opens == {role: [200 if role in (INSPECTOR, MANAGER) else 404] * 3 for role in people}


def test_an_interview_is_kept_once_however_often_it_is_sent(
    territory: Territory, signed_in: Callable[[User], Client]
) -> None:
    survey = _batch(territory).survey
    client, page = signed_in(territory.people[INSPECTOR]), f"/surveys/{survey.pk}/interview/phone/"
    key = uuid4().hex
    for _ in range(2):
        assert client.post(page, {"recommend": "1", "key": key}).status_code == 302
    assert list(Response.objects.values_list("channel", flat=True)) == ["phone"]
    assert client.get(f"/surveys/{survey.pk}/interview/web/").status_code == 404


def test_a_number_of_any_length_in_a_blank_is_mended_by_the_person(
    territory: Territory, signed_in: Callable[[User], Client]
) -> None:
    address = f"/batches/{_batch(territory).pk}/"
    client = signed_in(territory.people[INSPECTOR])
    typed = {"number": "1", "comfort": "1", "sex": "1" * 5000, "age": "1" * 5000}
    assert client.post(address, typed).status_code == 422
    assert client.post(address, typed | {"sex": "1", "age": "37"}).status_code == 302
    assert list(Response.objects.values_list("sex", "age")) == [("female", "37")]


def test_a_half_keyed_sheet_is_gone_on_with_by_whoever_keyed_it(territory: Territory) -> None:
    batch, half = _batch(territory), "1" + "-" * (len(PACKED) - 1)
    by, stranger = territory.people[INSPECTOR], second_inspector(territory.home)
    paper.key_sheet(batch, KeyedSheet(7, half), by=by, on=DAY)
    further = KeyedSheet(7, PACKED, sex="female", suggestions="Больше света", goes_on=True)
    with pytest.raises(ValidationError, match="тот, кто ввёл"):
        paper.key_sheet(batch, further, by=stranger, on=DAY)
    with pytest.raises(ValidationError, match="тот, кто ввёл"):
        paper.key_sheet(batch, KeyedSheet(8, PACKED, goes_on=True), by=by, on=DAY)
    paper.key_sheet(batch, further, by=by, on=DAY)
    assert list(Response.objects.values_list("answers", "sex", "suggestions")) == [(PACKED, "female", "Больше света")]
    assert list(PatternCount.objects.filter(number__gt=0).values_list("answers", "number")) == [(PACKED, 1)]
    assert list(differing(territory.home.cycle)) == []
    told = JournalEntry.objects.filter(event="fieldwork.key_sheet").values_list("changes", flat=True)
    assert list(told) == [{"бланк № 7": ["введён", "ввод продолжен"]}]


def test_a_sheet_keyed_in_twice_is_not_gone_on_with(territory: Territory) -> None:
    batch, by = _batch(territory), territory.people[INSPECTOR]
    _keyed(batch, territory, 1)
    paper.key_sheet(batch, KeyedSheet(1, OTHER), by=second_inspector(territory.home), on=DAY)
    with pytest.raises(ValidationError, match="уже введён вторично"):
        paper.key_sheet(batch, KeyedSheet(1, OTHER, goes_on=True), by=by, on=DAY)


def test_the_page_shows_a_half_keyed_sheet_again_by_a_plain_form(
    territory: Territory, signed_in: Callable[[User], Client]
) -> None:
    batch, half = _batch(territory), "1" + "-" * (len(PACKED) - 1)
    paper.key_sheet(batch, KeyedSheet(7, half, sex="female", age="37"), by=territory.people[INSPECTOR], on=DAY)
    client, page = signed_in(territory.people[INSPECTOR]), f"/batches/{batch.pk}/"
    assert "Бланк № 7</a>" in client.get(page).content.decode()
    shown = client.get(f"{page}?sheet=7").content.decode()
    typed = dict(re.findall(r'<input id="(\w+)" name="\w+" value="([^"]+)"', shown))
    assert typed == {"stand_used": "1", "sex": "1", "age": "37"}
    sent = typed | {"number": "7", "stand_satisfied": "0", "overall": "1"}
    assert client.post(f"{page}?sheet=7", sent).status_code == 302
    assert PaperSheet.objects.get().answers == half[0] + "0" + half[2:-1] + "1"
