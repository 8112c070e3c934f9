"""The home page: what awaits each person, by term; a sign of life for a watchdog."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.scored import approved, considered
from tests.web.territory import SINCE

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.cycles.models import Cycle, Decision
from merilo_web.desk.queries.tasks import desk_of
from merilo_web.registry.access import access_of
from merilo_web.registry.models import Mandate

ON = date(2026, 3, 2)


def _decide(cycle, number, due_on):
    return Decision.objects.create(
        cycle=cycle, number=number, decided_on=SINCE, body="совет", subject="о плане", text="решили", due_on=due_on
    )


def test_every_role_opens_its_desk(territory, signed_in):
    pages = {role: signed_in(user).get("/") for role, user in territory.people.items()}
    assert {role: page.status_code for role, page in pages.items()} == dict.fromkeys(territory.people, 200)


def test_tasks_go_by_their_term(territory):
    for number, due_on in (("3", date(2026, 5, 1)), ("1", date(2026, 1, 1)), ("2", date(2026, 4, 1))):
        _decide(territory.home.cycle, number, due_on)
    found = desk_of(access_of(territory.people[Role.AUTHORITY_ADMIN]), ON).tasks
    terms = [task.due_on for task in found]
    assert terms == sorted(term for term in terms if term) + [None] * terms.count(None)
    assert [task.title for task in found if "решение" in task.title] == [
        "Исполнить решение № 1",
        "Исполнить решение № 2",
        "Исполнить решение № 3",
    ]


def test_what_is_late_is_said_in_words(territory, signed_in, time_machine):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    _decide(territory.home.cycle, "7", date(2026, 2, 1))
    page = signed_in(territory.people[Role.AUTHORITY_ADMIN]).get("/")
    assert [task.title for task in page.context["late"]] == ["Исполнить решение № 7"]
    assert ("Просрочено" in page.content.decode(), "до 01.02.2026" in page.content.decode()) == (True, True)


def test_a_foreign_cycle_awaits_nobody_here(territory):
    _decide(territory.foreign.cycle, "9", date(2026, 4, 1))
    titles = {task.title for user in territory.home.people.values() for task in desk_of(access_of(user), ON).tasks}
    assert "Исполнить решение № 9" not in titles


@pytest.mark.parametrize("role", [Role.AUTHORITY_ADMIN, Role.OPERATOR_MANAGER, Role.COUNCIL_CHAIR])
def test_every_stage_is_told_of_running_cycles_by_one_query(territory, signed_in, role):
    client, asked = signed_in(territory.people[role]), []
    for title in ("Первая очередь", "Вторая очередь", "Третья очередь"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/").status_code == 200
        asked.append(len(queries))
        assert sum(one["sql"].startswith('SELECT "cycles_cycle".') for one in queries) == 1
        copy = Cycle.objects.get(pk=territory.home.cycle.pk)
        copy.pk, copy.title = None, title
        copy.save()
    assert asked[0] == asked[2]


def test_running_cycles_are_shown_to_those_whose_they_are(territory, signed_in):
    shown = {role: list(signed_in(user).get("/").context["running"]) for role, user in territory.home.people.items()}
    organization = {Role.ORGANIZATION_HEAD, Role.ORGANIZATION_DEPUTY}
    assert shown == {role: [] if role in organization else [territory.home.cycle] for role in shown}


def test_whoever_has_no_mandate_is_told_what_to_do(db, signed_in):
    page = signed_in(User.objects.create_user("new@example.org", full_name="Новая Инна")).get("/")
    assert "нет действующих полномочий" in page.content.decode()


def _several(territory, count):
    user = User.objects.create_user("several@example.org", full_name="Много Циклов")
    Mandate.objects.create(user=user, role=Role.AUTHORITY_ADMIN, authority=territory.home.authority, since=SINCE)
    home = territory.home
    for number in range(count):
        Cycle.objects.create(
            authority=home.authority,
            council=home.council,
            year=2027,
            title=f"Цикл {number}",
            edition_id="2024-344n-408n",
            opened_on=ON,
        )
    return user


def test_the_desk_asks_the_database_as_often_for_one_cycle_as_for_three(
    territory, signed_in, django_assert_max_num_queries
):
    browser = signed_in(_several(territory, 0))
    with django_assert_max_num_queries(200) as one:
        browser.get("/")
    User.objects.filter(email="several@example.org").update(email="other@example.org")
    browser = signed_in(_several(territory, 2))
    with django_assert_max_num_queries(200) as three:
        browser.get("/")
    assert len(three.captured_queries) == len(one.captured_queries)


@pytest.mark.django_db
def test_a_watchdog_hears_ok_without_signing_in(client):
    page = client.get(reverse("desk:health"))
    assert (page.status_code, page.content) == (200, b"ok")


def test_the_menu_holds_the_sections_of_ones_work(territory, signed_in):
    def menu(role):
        page = signed_in(territory.people[role]).get("/").content.decode()
        return page.partition('aria-label="Разделы">')[2].partition("</nav>")[0].count("<a ")

    assert {role: menu(role) for role in (Role.AUTHORITY_ADMIN, Role.COUNCIL_MEMBER, Role.OPERATOR_INSPECTOR)} == {
        Role.AUTHORITY_ADMIN: 11,
        Role.COUNCIL_MEMBER: 6,
        Role.OPERATOR_INSPECTOR: 3,
    }


def test_pages_of_collection_and_of_results_belong_to_the_cycles(territory, signed_in):
    version = approved(territory.home)
    browser = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    addresses = (reverse("results:version", args=(version.pk,)), reverse("fieldwork:surveys", args=(version.cycle_id,)))
    marked = '<a href="/cycles/" aria-current="true">Циклы</a>'
    assert [browser.get(one).content.decode().count(marked) for one in addresses] == [1, 1]


@pytest.mark.parametrize("role", [Role.ORGANIZATION_HEAD, Role.ORGANIZATION_DEPUTY])
def test_an_organization_finds_its_own_results_once_they_are_approved(territory, signed_in, role):
    version, own = approved(territory.home), territory.home.listed[0]
    browser = signed_in(territory.people[role])
    page = browser.get("/").content.decode()
    address = reverse("results:organization", args=(version.pk, own.pk))
    assert (page.count(f'href="{address}"'), page.count("Результаты и предложения:")) == (1, 1)
    assert browser.get(address).status_code == 200


def test_results_that_the_council_has_not_approved_are_not_on_the_organizations_desk(territory, signed_in):
    considered(territory.home)
    assert list(signed_in(territory.people[Role.ORGANIZATION_HEAD]).get("/").context["results"]) == []


def test_another_organizations_head_and_the_authority_get_no_results_of_their_own(territory, signed_in):
    approved(territory.home)
    strangers = (territory.foreign.people[Role.ORGANIZATION_HEAD], territory.people[Role.AUTHORITY_ADMIN])
    assert [list(signed_in(one).get("/").context["results"]) for one in strangers] == [[], []]
