"""Pages of those who conduct surveys: progress, one survey, codes, things to print, the export."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.surveys import PACKED, opened, submission
from tests.web.territory import Territory

from merilo_web import clock
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.cycles.models import Cycle
from merilo_web.fieldwork.actions.intake import receive
from merilo_web.fieldwork.models import DayCount, Survey, UnspentCode
from merilo_web.fieldwork.queries.export import IncompleteExportError, lines, safe
from merilo_web.fieldwork.queries.progress import progress
from merilo_web.fieldwork.states import Channel

SignedIn = Callable[[User], Client]


@pytest.fixture
def cycle(territory: Territory) -> Cycle:
    Cycle.objects.filter(pk=territory.home.cycle.pk).update(state="fieldwork")
    return territory.home.cycle


@pytest.fixture
def manager(territory: Territory, signed_in: SignedIn) -> Client:
    return signed_in(territory.people[Role.OPERATOR_MANAGER])


def _rows(client: Client, address: str) -> list[list[str]]:
    content = b"".join(client.get(address)).decode()
    assert content.startswith("\ufeff")
    return list(csv.reader(io.StringIO(content.removeprefix("\ufeff")), delimiter=";"))


def test_progress_shows_every_organization_against_its_sample(
    territory: Territory, cycle: Cycle, manager: Client
) -> None:
    first, second = opened(territory.home.listed[0], target=2), opened(territory.home.listed[1], target=4)
    for survey, channel, day in ((first, "web", 1), (first, "paper", 1), (first, "web", 2), (second, "web", 2)):
        receive(submission(survey, channel=Channel(channel), received_on=date(2026, 10, day)))
    found = progress(cycle)
    assert [(one.received, one.target, one.lacking, one.percent) for one in found.surveys] == [
        (3, 2, 0, 150),
        (1, 4, 3, 25),
    ]
    assert (found.received, found.target, found.reached, found.percent) == (4, 6, 1, 50)
    assert found.channels == (("по ссылке", 3), ("на бумаге", 1))
    assert found.days == ((date(2026, 10, 2), 2), (date(2026, 10, 1), 2))
    html = manager.get(f"/cycles/{cycle.pk}/surveys/").content.decode()
    assert re.findall(r'<th scope="row" data-title="Организация"><a href="/surveys/\d+/">([^<]*)', html) == [
        "Школа № 1, Заречный",
        "Школа № 2, Заречный",
    ]
    assert "4 анкеты, цель всех опросов — 6" in html


def test_a_fragment_holds_the_table_alone(territory: Territory, cycle: Cycle, manager: Client) -> None:
    opened(territory.home.listed[0])
    html = manager.get(f"/cycles/{cycle.pk}/surveys/progress/").content.decode()
    assert (html.count("<table"), "<html" in html) == (1, False)


def test_three_surveys_cost_as_many_queries_as_one(territory: Territory, cycle: Cycle, manager: Client) -> None:
    counts = []
    for number in range(3):
        receive(submission(opened(territory.home.listed[number])))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            manager.get(f"/cycles/{cycle.pk}/surveys/")
        counts.append(len(asked))
    assert counts[0] == counts[2]


def test_surveys_are_prepared_and_opened_on_the_page(territory: Territory, cycle: Cycle, manager: Client) -> None:
    today = clock.today()
    term = {"opens_on": today.isoformat(), "closes_on": (today + timedelta(days=30)).isoformat()}
    assert manager.post(f"/cycles/{cycle.pk}/surveys/", term).status_code == 302
    assert manager.post(f"/cycles/{cycle.pk}/surveys/open/").status_code == 302
    assert list(Survey.objects.values_list("state", flat=True)) == ["open"] * 3


def test_a_term_that_ends_before_it_begins_keeps_what_was_typed(cycle: Cycle, manager: Client) -> None:
    term = {"opens_on": "2026-10-02", "closes_on": "2026-10-01"}
    response = manager.post(f"/cycles/{cycle.pk}/surveys/", term)
    html = response.content.decode()
    assert (response.status_code, Survey.objects.count()) == (422, 0)
    assert "Последний день опроса не может быть раньше первого." in html
    assert 'value="2026-10-02"' in html


def test_one_survey_is_changed_closed_and_opened_on_its_page(
    territory: Territory, cycle: Cycle, manager: Client
) -> None:
    survey = opened(territory.home.listed[0])
    day = (clock.today() + timedelta(days=9)).isoformat()
    changes = {"target": "77", "closes_on": day, "close_at_target": "on"}
    assert manager.post(f"/surveys/{survey.pk}/", changes).status_code == 302
    asked = manager.get(f"/surveys/{survey.pk}/close/").content.decode()
    assert "Закрыть опрос: Школа № 1, Заречный?" in asked
    assert manager.post(f"/surveys/{survey.pk}/close/").status_code == 302
    survey.refresh_from_db()
    assert (survey.target, survey.closes_on.isoformat(), survey.close_at_target, survey.state) == (
        77,
        day,
        True,
        "closed",
    )
    assert manager.post(f"/surveys/{survey.pk}/open/").status_code == 302
    survey.refresh_from_db()
    assert survey.state == "open"


def test_closed_surveys_that_are_short_are_opened_again_by_one_button(
    territory: Territory, cycle: Cycle, manager: Client
) -> None:
    address = f"/cycles/{cycle.pk}/surveys/"
    for row in territory.home.listed[:2]:
        opened(row, state="closed")
    assert "Снова открыть закрытые, где цель не достигнута: 2" in manager.get(address).content.decode()
    assert manager.post(f"{address}reopen/").status_code == 302
    assert list(Survey.objects.values_list("state", flat=True)) == ["open"] * 2
    assert "Снова открыть закрытые" not in manager.get(address).content.decode()


def test_nothing_opens_a_survey_once_the_data_are_accepted(territory: Territory, cycle: Cycle, manager: Client) -> None:
    survey = opened(territory.home.listed[0], state="closed")
    assert "Открыть опрос</button>" in manager.get(f"/surveys/{survey.pk}/").content.decode()
    Cycle.objects.filter(pk=cycle.pk).update(state="accepted")
    assert "Открыть опрос</button>" not in manager.get(f"/surveys/{survey.pk}/").content.decode()
    assert "Снова открыть" not in manager.get(f"/cycles/{cycle.pk}/surveys/").content.decode()


def test_codes_come_as_a_file_that_nobody_keeps(territory: Territory, cycle: Cycle, manager: Client) -> None:
    survey = opened(territory.home.listed[0])
    wrong = manager.post(f"/surveys/{survey.pk}/codes/", {"groups": "пятый класс"})
    assert "напишите название и число кодов" in wrong.content.decode()
    response = manager.post(f"/surveys/{survey.pk}/codes/", {"groups": "5 А — 2\n\n5 Б: 3\n5 А 1"})
    assert (response.content[:5], response.headers["Cache-Control"]) == (b"%PDF-", "private, no-store")
    assert UnspentCode.objects.filter(survey=survey).count() == 6


@pytest.mark.parametrize("thing", ["poster/", "cards/", "paper/", "paper/?lang=en"])
def test_things_to_print_are_pdf(territory: Territory, signed_in: SignedIn, thing: str) -> None:
    survey = opened(territory.home.listed[0])
    head = signed_in(territory.people[Role.ORGANIZATION_HEAD])
    response = head.get(f"/surveys/{survey.pk}/{thing}")
    assert (response.status_code, response.content[:5]) == (200, b"%PDF-")


def test_posters_of_the_whole_cycle_are_one_file(territory: Territory, cycle: Cycle, manager: Client) -> None:
    assert manager.get(f"/cycles/{cycle.pk}/surveys/posters/").status_code == 404
    opened(territory.home.listed[0])
    assert manager.get(f"/cycles/{cycle.pk}/surveys/posters/").content[:5] == b"%PDF-"


def test_the_export_says_how_many_were_expected_and_written(
    territory: Territory, cycle: Cycle, manager: Client
) -> None:
    survey = opened(territory.home.listed[0])
    receive(submission(survey, sex="female", age="37", suggestions='=HYPERLINK("x")'))
    receive(submission(survey, suggestions="две\nстроки; и точка с запятой"))
    rows = _rows(manager, f"/cycles/{cycle.pk}/answers.csv")
    assert rows[0][:7] == ["organization", "name", "day", "channel", "language", "stand_used", "stand_satisfied"]
    name = "Школа № 1, Заречный"
    number = str(territory.home.organizations[0].pk)
    said = ["да" if one == "1" else "нет" if one == "0" else "" for one in PACKED]
    assert sorted(rows[1:-1]) == sorted(
        [number, name, "2026-10-01", "по ссылке", "ru", *said, *rest]
        for rest in (["female", "37", '\'=HYPERLINK("x")'], ["", "", "две\nстроки; и точка с запятой"])
    )
    assert rows[-1] == ["Всего анкет: ожидалось 2, записано 2"]
    assert manager.get(f"/cycles/{cycle.pk}/answers.csv").headers["X-Merilo-Expected"] == "2"


def test_an_export_that_misses_answers_breaks_off_without_a_last_line(territory: Territory, cycle: Cycle) -> None:
    receive(submission(opened(territory.home.listed[0])))
    DayCount.objects.update(number=2)
    written = []
    with pytest.raises(IncompleteExportError, match="written 1 of 2"):
        written.extend(lines(cycle))
    assert not any("Всего анкет" in piece.decode() for piece in written)


@pytest.mark.parametrize(
    ("text", "kept"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("\tx", "'\tx"), ("так", "так"), ("", "")]
)
def test_a_formula_is_kept_as_text(text: str, kept: str) -> None:
    assert safe(text) == kept


@pytest.mark.parametrize("address", ["/surveys/{survey}/", "/surveys/{survey}/poster/", "/surveys/{survey}/codes/"])
def test_a_foreign_survey_is_not_there(territory: Territory, signed_in: SignedIn, address: str) -> None:
    survey = opened(territory.foreign.listed[0])
    for role in (Role.OPERATOR_MANAGER, Role.ORGANIZATION_HEAD, Role.AUTHORITY_ADMIN):
        client = signed_in(territory.home.people[role])
        assert client.get(address.format(survey=survey.pk)).status_code == 404


@pytest.mark.parametrize("address", ["surveys/", "surveys/progress/", "surveys/posters/", "answers.csv"])
def test_a_foreign_cycle_is_not_there(territory: Territory, manager: Client, address: str) -> None:
    assert manager.get(f"/cycles/{territory.foreign.cycle.pk}/{address}").status_code == 404


def test_who_may_not_export_is_told_so(territory: Territory, cycle: Cycle, signed_in: SignedIn) -> None:
    chair = signed_in(territory.people[Role.COUNCIL_CHAIR])
    assert chair.get(f"/cycles/{cycle.pk}/answers.csv").status_code == 403
    assert "answers.csv" not in chair.get(f"/cycles/{cycle.pk}/surveys/").content.decode()
