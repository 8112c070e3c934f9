"""The life of a survey: who may prepare, open, change and close it, what the journal says, when it is refused."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from tests.web.surveys import opened, submission
from tests.web.territory import Territory

from merilo import short_codes
from merilo_web import clock
from merilo_web.accounts import roles
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.models import Contract, Cycle, ListedOrganization
from merilo_web.fieldwork.actions.codes import issue_codes
from merilo_web.fieldwork.actions.intake import receive
from merilo_web.fieldwork.actions.reminders import occasion, remind_due
from merilo_web.fieldwork.actions.surveys import (
    adjust_survey,
    close_due,
    close_survey,
    extend_survey,
    open_survey,
    open_surveys,
    prepare_surveys,
    reopen_surveys,
)
from merilo_web.fieldwork.forms.surveys import CodesForm
from merilo_web.fieldwork.models import DayCount, Handover, Survey, SurveyReminder, UnspentCode
from merilo_web.fieldwork.states import Channel, SurveyState
from merilo_web.journal.models import JournalEntry

FROM, UNTIL, ON = date(2026, 9, 1), date(2026, 10, 31), date(2026, 9, 2)
CONDUCTORS = roles.AUTHORITY | {Role.OPERATOR_MANAGER}


@pytest.fixture
def cycle(territory: Territory) -> Cycle:
    Cycle.objects.filter(pk=territory.home.cycle.pk).update(state="fieldwork")
    territory.home.cycle.refresh_from_db()
    return territory.home.cycle


def _events() -> list[str]:
    return list(JournalEntry.objects.order_by("id").values_list("event", flat=True))


def _prepared(territory: Territory) -> list[Survey]:
    manager = territory.people[Role.OPERATOR_MANAGER]
    prepare_surveys(territory.home.cycle, opens_on=FROM, closes_on=UNTIL, by=manager)
    return list(Survey.objects.order_by("pk"))


def test_every_listed_organization_gets_a_survey_with_its_own_code(territory: Territory, cycle: Cycle) -> None:
    territory.home.listed[0].required = 321
    territory.home.listed[0].save()
    surveys = _prepared(territory)
    assert [survey.listed for survey in surveys] == territory.home.listed
    assert all(short_codes.is_well_formed(survey.short_code, length=5) for survey in surveys)
    assert (len({survey.short_code for survey in surveys}), surveys[0].target) == (3, 321)
    assert _events() == ["fieldwork.prepare_surveys"]


def test_preparing_again_adds_only_what_is_missing(territory: Territory, cycle: Cycle) -> None:
    codes = [survey.short_code for survey in _prepared(territory)]
    assert [survey.short_code for survey in _prepared(territory)] == codes


def test_a_survey_cannot_end_before_it_begins(territory: Territory, cycle: Cycle) -> None:
    with pytest.raises(ValidationError, match="не может быть раньше первого"):
        prepare_surveys(cycle, opens_on=UNTIL, closes_on=FROM, by=territory.people[Role.OPERATOR_MANAGER])


def test_opening_changing_extending_and_closing_are_told_in_the_journal(territory: Territory, cycle: Cycle) -> None:
    manager = territory.people[Role.OPERATOR_MANAGER]
    survey = open_survey(_prepared(territory)[0], by=manager, on=ON)
    adjust_survey(survey, target=50, closes_on=UNTIL, with_codes=False, close_at_target=True, by=manager)
    extend_survey(survey, closes_on=UNTIL + timedelta(days=5), by=manager)
    close_survey(survey, by=manager, reason="всё собрано")
    survey.refresh_from_db()
    assert (survey.state, survey.target, survey.close_at_target) == (SurveyState.CLOSED, 50, True)
    assert survey.closes_on == UNTIL + timedelta(days=5)
    entries = list(JournalEntry.objects.order_by("id"))
    assert [(one.event, one.note) for one in entries[1:]] == [
        ("fieldwork.open_survey", ""),
        ("fieldwork.adjust_survey", ""),
        ("fieldwork.adjust_survey", ""),
        ("fieldwork.close_survey", "всё собрано"),
    ]
    assert entries[-1].changes == {"состояние": ["открыт", "закрыт"]}


def test_all_prepared_surveys_are_opened_together(territory: Territory, cycle: Cycle) -> None:
    _prepared(territory)
    assert open_surveys(cycle, by=territory.people[Role.AUTHORITY_ADMIN], on=ON) == 3
    assert set(Survey.objects.values_list("state", flat=True)) == {SurveyState.OPEN}


def test_closed_surveys_short_of_their_targets_are_opened_again_together(territory: Territory, cycle: Cycle) -> None:
    manager = territory.people[Role.OPERATOR_MANAGER]
    reached, late, short = _prepared(territory)
    open_surveys(cycle, by=manager, on=ON)
    for survey in (reached, late, short):
        close_survey(survey, by=manager)
    Survey.objects.filter(pk=late.pk).update(closes_on=ON - timedelta(days=1))
    DayCount.objects.create(survey=reached, received_on=ON, channel=Channel.WEB, number=reached.target)
    assert reopen_surveys(cycle, by=manager, on=ON) == 1
    assert set(Survey.objects.filter(state=SurveyState.OPEN)) == {short}
    assert JournalEntry.objects.filter(event="fieldwork.open_survey").count() == 4
    close_survey(short, by=manager)
    with pytest.raises(NotAllowedError, match="может только"):
        reopen_surveys(cycle, by=territory.people[Role.COUNCIL_MEMBER], on=ON)


@pytest.mark.parametrize("role", sorted(roles.EVERYBODY - CONDUCTORS))
def test_others_may_neither_prepare_nor_open_nor_issue(territory: Territory, cycle: Cycle, role: Role) -> None:
    survey, person = _prepared(territory)[0], territory.people[role]
    for act in (
        lambda: prepare_surveys(cycle, opens_on=FROM, closes_on=UNTIL, by=person),
        lambda: open_survey(survey, by=person, on=ON),
        lambda: extend_survey(survey, closes_on=UNTIL, by=person),
        lambda: issue_codes(survey, {"5 А": 2}, by=person, on=ON),
    ):
        with pytest.raises(NotAllowedError, match="может только"):
            act()
    assert (_events(), UnspentCode.objects.count()) == (["fieldwork.prepare_surveys"], 0)


@pytest.mark.parametrize("role", sorted(CONDUCTORS))
def test_the_neighbours_conduct_only_their_own(territory: Territory, cycle: Cycle, role: Role) -> None:
    survey = _prepared(territory)[0]
    with pytest.raises(NotAllowedError):
        open_survey(survey, by=territory.foreign.people[role], on=ON)


def test_nothing_is_opened_before_fieldwork_and_after_acceptance(territory: Territory, cycle: Cycle) -> None:
    survey = _prepared(territory)[0]
    for state in ("contracted", "accepted"):
        Cycle.objects.update(state=state)
        with pytest.raises(NotAllowedError, match="когда начат сбор информации"):
            open_survey(survey, by=territory.people[Role.OPERATOR_MANAGER], on=ON)


def test_a_survey_whose_term_is_over_is_extended_first(territory: Territory, cycle: Cycle) -> None:
    with pytest.raises(ValidationError, match="сначала продлите"):
        open_survey(_prepared(territory)[0], by=territory.people[Role.OPERATOR_MANAGER], on=UNTIL + timedelta(days=1))


def test_an_open_survey_is_not_opened_twice(territory: Territory, cycle: Cycle) -> None:
    manager = territory.people[Role.OPERATOR_MANAGER]
    survey = open_survey(_prepared(territory)[0], by=manager, on=ON)
    with pytest.raises(NotAllowedError, match="не на этом этапе"):
        open_survey(survey, by=manager, on=ON)


def test_the_timer_closes_what_is_over_or_full(territory: Territory, cycle: Cycle) -> None:
    today = clock.today()
    over = opened(territory.home.listed[0], closes_on=today - timedelta(days=1), opens_on=today - timedelta(days=9))
    full = opened(territory.home.listed[1], target=1, close_at_target=True)
    going = opened(territory.home.listed[2], target=1)
    for survey in (full, going):
        receive(submission(survey))
    assert (close_due(on=today), close_due(on=today)) == (2, 0)
    states = {survey.pk: survey.state for survey in Survey.objects.all()}
    assert states == {over.pk: "closed", full.pk: "closed", going.pk: "open"}
    notes = list(JournalEntry.objects.order_by("id").values_list("actor_name", "note"))
    assert notes == [("система", "прошёл последний день"), ("система", "собрано нужное число анкет")]


def test_codes_are_printed_once_and_kept_as_digests(territory: Territory, cycle: Cycle) -> None:
    survey = _prepared(territory)[0]
    pdf = issue_codes(survey, {"5 А": 3, "5 Б": 2}, by=territory.people[Role.OPERATOR_MANAGER], on=ON)
    survey.refresh_from_db()
    assert (pdf[:5], survey.codes_issued, survey.with_codes, UnspentCode.objects.count()) == (b"%PDF-", 5, True, 5)
    entry = JournalEntry.objects.order_by("id").last()
    assert (entry.event, entry.changes) == ("fieldwork.issue_codes", {"выдано кодов": [0, 5]})


@pytest.mark.parametrize("groups", [{}, {"5 А": 0}, {"5 А": 5001}])
def test_too_few_or_too_many_codes_are_refused(territory: Territory, cycle: Cycle, groups: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match="всего от 1 до 5000"):
        issue_codes(_prepared(territory)[0], groups, by=territory.people[Role.OPERATOR_MANAGER], on=ON)
    assert UnspentCode.objects.count() == 0


@pytest.mark.parametrize(
    ("lag", "expected"),
    [
        ((20, 49), "half_of_term"),
        ((20, 50), ""),
        ((21, 0), ""),
        ((7, 79), "week_left"),
        ((7, 80), ""),
        ((2, 99), "last_days"),
        ((2, 100), ""),
    ],
)
def test_a_reminder_is_due_where_a_survey_lags(territory: Territory, lag: tuple[int, int], expected: str) -> None:
    left, number = lag
    survey = opened(territory.home.listed[0], opens_on=FROM, closes_on=FROM + timedelta(days=40), target=100)
    assert occasion(survey, number, on=survey.closes_on - timedelta(days=left)) == expected


def test_a_reminder_goes_once_to_the_organization_and_the_one_who_collects(territory: Territory) -> None:
    survey = opened(territory.home.listed[0], opens_on=FROM, closes_on=UNTIL, target=10)
    receive(submission(survey))
    day = UNTIL - timedelta(days=5)
    assert [remind_due(on=one)[0] for one in (day, day, day + timedelta(days=1))] == [1, 0, 0]
    assert list(SurveyReminder.objects.values_list("occasion", "sent_on")) == [("week_left", day)]
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["school1-home@example.org"], "Опрос отстаёт: Школа № 1, Заречный")
    assert "Собрано: 1 анкета из 10." in letter.body
    assert _events() == ["fieldwork.remind"]


def test_one_bad_address_stops_no_other_reminder_and_is_tried_again(territory: Territory, settings: object) -> None:
    first, second, _ = (opened(row, opens_on=FROM, closes_on=UNTIL, target=10) for row in territory.home.listed)
    Survey.objects.exclude(pk__in=(first.pk, second.pk)).delete()
    day = UNTIL - timedelta(days=5)
    settings.EMAIL_BACKEND = "tests.web.mail_with_a_bad_address.Backend"  # type: ignore[attr-defined]  # pytest-django has no name for its type
    sent, failed = remind_due(on=day)
    assert (sent, [str(one) for one in failed]) == (1, ["Школа № 1, Заречный"])
    assert list(SurveyReminder.objects.values_list("survey", flat=True)) == [second.pk]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]  # the same
    assert remind_due(on=day) == (1, ())


@pytest.mark.parametrize("act", ["adjust", "extend", "close"])
def test_handed_over_surveys_do_not_change(territory: Territory, cycle: Cycle, act: str) -> None:
    by = territory.people[Role.OPERATOR_MANAGER]
    survey = open_survey(_prepared(territory)[0], by=by, on=ON)
    acts = {
        "adjust": lambda: adjust_survey(
            survey, target=5, closes_on=UNTIL, with_codes=False, close_at_target=True, by=by
        ),
        "extend": lambda: extend_survey(survey, closes_on=UNTIL + timedelta(days=1), by=by),
        "close": lambda: close_survey(survey, by=by),
    }
    handed = Handover.objects.create(
        cycle=cycle, handed_over_on=ON, handed_over_by=by, organizations=3, responses=0, inspected=0
    )
    with pytest.raises(NotAllowedError, match="переданы органу власти"):
        acts[act]()
    handed.delete()
    Cycle.objects.filter(pk=cycle.pk).update(state="accepted")
    with pytest.raises(NotAllowedError, match="Сейчас данные менять нельзя"):
        acts[act]()
    assert Survey.objects.get(pk=survey.pk).state == SurveyState.OPEN


def test_a_prepared_survey_may_be_changed_before_fieldwork(territory: Territory, cycle: Cycle) -> None:
    survey = _prepared(territory)[0]
    Cycle.objects.filter(pk=cycle.pk).update(state="contracted")
    later = UNTIL + timedelta(days=1)
    assert extend_survey(survey, closes_on=later, by=territory.people[Role.OPERATOR_MANAGER]).closes_on == later


@pytest.mark.parametrize(("target", "sentence"), [(99, "не меньше выборки по методике: 100"), (10**11, "не собрать")])
@pytest.mark.usefixtures("cycle")
def test_nobody_makes_the_frozen_sample_smaller(territory: Territory, target: int, sentence: str) -> None:
    survey, by = _prepared(territory)[0], territory.people[Role.OPERATOR_MANAGER]
    ListedOrganization.objects.filter(pk=survey.listed_id).update(required=100)
    with pytest.raises(ValidationError, match=sentence):
        adjust_survey(survey, target=target, closes_on=UNTIL, with_codes=False, close_at_target=True, by=by)
    assert (
        adjust_survey(survey, target=100, closes_on=UNTIL, with_codes=False, close_at_target=True, by=by).target == 100
    )


def test_a_survey_lasts_a_year_at_most_where_there_is_no_contract(territory: Territory, cycle: Cycle) -> None:
    by, last = territory.people[Role.OPERATOR_MANAGER], FROM + timedelta(days=365)
    with pytest.raises(ValidationError) as refused:
        prepare_surveys(cycle, opens_on=FROM, closes_on=last + timedelta(days=1), by=by)
    sentence = f"Последний день опроса — не позже {last:%d.%m.%Y}: опрос длится не больше года."
    assert refused.value.message_dict == {"closes_on": [sentence]}
    assert {one.closes_on for one in prepare_surveys(cycle, opens_on=FROM, closes_on=last, by=by)} == {last}


def test_a_survey_ends_with_the_contract_at_the_latest(territory: Territory, cycle: Cycle) -> None:
    survey, by = _prepared(territory)[0], territory.people[Role.OPERATOR_MANAGER]
    Contract.objects.create(cycle=cycle, ends_on=UNTIL)
    with pytest.raises(ValidationError) as refused:
        extend_survey(survey, closes_on=UNTIL + timedelta(days=1), by=by)
    sentence = f"Последний день опроса — не позже {UNTIL:%d.%m.%Y}: контракт действует по этот день."
    assert refused.value.message_dict == {"closes_on": [sentence]}
    assert extend_survey(survey, closes_on=UNTIL, by=by).closes_on == UNTIL


@pytest.mark.parametrize("line", ["5 А — -3", "5 А -- 3", "28", "— 3", "5 А — 3,5", "« » — 3"])
def test_a_number_of_codes_that_is_not_a_whole_one_is_refused_with_its_line(line: str) -> None:
    sentence = f"Строка «{line}»: напишите название и число кодов, «5 А — 28»."
    assert CodesForm({"groups": line}).errors == {"groups": [sentence]}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("5 А — 0", "число кодов на группу — от 1 до 1000."),
        ("5 А — 1001", "число кодов на группу — от 1 до 1000."),
        ("5 А — 280000000000", "число кодов на группу — от 1 до 1000."),
        ("5 <А> — 3", "знак «<» не подходит. В названии годятся"),
        ("=5 А — 3", "знак «=» не подходит. В названии годятся"),
        ("5_А — 3", "знак «_» не подходит. В названии годятся"),
        ("5 А 😀 — 3", "знак «😀» не подходит. В названии годятся"),
        ("5 А — 28 — 30", "здесь два числа. Оставьте одно"),
        (f"{'я' * 61} — 3", "название длиннее 60 знаков. Сократите его."),
    ],
)
def test_an_odd_group_is_refused_with_its_line_and_what_is_wrong(line: str, *, sentence: str) -> None:
    (fault,) = CodesForm({"groups": f"5 Б — 3\n{line}"}).errors["groups"]
    assert (fault.startswith(f"Строка «{line[:60]}»"), sentence in fault) == (True, True)


def test_too_many_groups_are_refused_together() -> None:
    lines = "\n".join(f"Группа {number} — 1" for number in range(201))
    assert CodesForm({"groups": lines}).errors == {"groups": ["Групп за один раз — не больше 200, здесь 201."]}


def test_groups_are_read_with_any_usual_sign_between() -> None:
    lines = "5 А — 2\n5 Б: 3\n5  А 1\n6-В-4\nКлассы 1-4 — 20\nГруппа № 3 «Гномы» (ясли) – 12"
    form = CodesForm({"groups": lines})
    assert (form.is_valid(), form.cleaned_data.get("groups")) == (
        True,
        {"5 А": 3, "5 Б": 3, "6-В": 4, "Классы 1-4": 20, "Группа № 3 «Гномы» (ясли)": 12},
    )
