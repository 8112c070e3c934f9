"""Pages of organizations: lists in pages, cards, forms that keep what was typed."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.registers import entered, facts
from tests.web.territory import Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.demo.numbers import inn
from merilo_web.registry.models import Organization

SignedIn = Callable[[User], Client]
LINK = re.compile(r'<th scope="row"><a href="/registry/organizations/(\d+)/">([^<]*)</a>')


def _text(response: object) -> str:
    return response.content.decode()


def _typed(number: int = 7, **changes: object) -> dict[str, object]:
    return {name: value for name, value in facts(number, **changes).items() if value is not None}


def test_the_list_shows_the_readers_organizations(territory: Territory, signed_in: SignedIn) -> None:
    html = _text(signed_in(territory.people[Role.COUNCIL_MEMBER]).get("/registry/organizations/"))
    assert [name for _, name in LINK.findall(html)] == [f"Школа № {number}, Заречный" for number in (1, 2, 3)]
    assert "Внести организацию" not in html


def test_an_observer_filters_by_territory(territory: Territory, signed_in: SignedIn) -> None:
    client = signed_in(territory.people[Role.REGIONAL_OBSERVER])
    page = client.get("/registry/organizations/", {"authority": territory.foreign.authority.pk, "words": "№ 2"})
    assert [name for _, name in LINK.findall(_text(page))] == ["Школа № 2, Соседний"]


def test_long_lists_go_on_after_the_last_row(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home.authority
    Organization.objects.bulk_create(
        Organization(authority=home, **facts(number, short_name=f"Я {number:03d}")) for number in range(100, 305)
    )
    client = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    address, names = "/registry/organizations/?words=Я", []
    for expected in (100, 100, 5):
        html = _text(client.get(address))
        shown = [name for _, name in LINK.findall(html)]
        assert len(shown) == expected
        names += shown
        onward = re.search(r'href="([^"]*after=\d+)">Дальше', html)
        address = "/registry/organizations/" + onward[1].replace("&amp;", "&") if onward else ""
    assert (names, address) == ([f"Я {number:03d}" for number in range(100, 305)], "")


def test_a_list_asks_the_database_as_often_for_one_row_as_for_three(territory: Territory, signed_in: SignedIn) -> None:
    client = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    asked = []
    for words in ("№ 1", ""):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get("/registry/organizations/", {"words": words})
        asked.append(len(seen))
    assert asked[0] == asked[1]


def test_a_card_tells_cases_branches_and_history(territory: Territory, signed_in: SignedIn) -> None:
    one = entered(territory.home.authority)
    entered(territory.home.authority, short_name="Школа № 7, филиал", head_office=one)
    html = _text(signed_in(territory.people[Role.AUTHORITY_ADMIN]).get(f"/registry/organizations/{one.pk}/"))
    assert "<dd>директору Снегирёвой Юлии Павловне</dd>" in html
    assert "<dd>Уважаемая Юлия Павловна!</dd>" in html
    assert ">Школа № 7, филиал</a>" in html
    listed = _text(
        signed_in(territory.people[Role.AUTHORITY_ADMIN]).get(
            f"/registry/organizations/{territory.home.organizations[0].pk}/"
        )
    )
    assert "НОК 2026, Заречный район</a>" in listed


ADDRESSES = ("", "edit/", "contacts/", "close/", "reopen/")


@pytest.mark.parametrize("ending", ADDRESSES)
def test_a_foreign_organization_is_not_found(territory: Territory, signed_in: SignedIn, ending: str) -> None:
    foreign = territory.foreign.organizations[0]
    for role, user in territory.home.people.items():
        answer = signed_in(user).get(f"/registry/organizations/{foreign.pk}/{ending}")
        assert (role, answer.status_code) == (role, 404)


def test_an_organization_is_added_from_the_form(territory: Territory, signed_in: SignedIn) -> None:
    client = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    answer = client.post("/registry/organizations/add/", _typed(website="school7.example.org"))
    added = Organization.objects.get(inn=inn(7))
    assert (answer.status_code, answer.url) == (302, f"/registry/organizations/{added.pk}/")
    assert (added.website, added.authority) == ("https://school7.example.org", territory.home.authority)


def test_a_wrong_number_keeps_all_that_was_typed(territory: Territory, signed_in: SignedIn) -> None:
    client = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    answer = client.post("/registry/organizations/add/", _typed(inn="0080000078", website="ftp://x"))
    html = _text(answer)
    assert (answer.status_code, Organization.objects.filter(short_name="Школа № 7").count()) == (422, 0)
    assert "Контрольная цифра ИНН не сходится" in html
    assert 'value="Снегирёва Юлия Павловна"' in html
    assert "https://school1.ru" in html


def test_a_deputy_has_the_form_of_contacts_alone(territory: Territory, signed_in: SignedIn) -> None:
    client, one = signed_in(territory.people[Role.ORGANIZATION_DEPUTY]), territory.home.organizations[0]
    card = _text(client.get(f"/registry/organizations/{one.pk}/"))
    assert ("Изменить контакты" in card, "Изменить сведения" in card) == (True, False)
    typed = {"phone": "+7 000 1", "website": "https://new.example.org", "email": "a@example.org", "inn": "1"}
    assert client.post(f"/registry/organizations/{one.pk}/contacts/", typed).status_code == 302
    one.refresh_from_db()
    assert (one.phone, one.website, one.inn, one.head_name) == ("+7 000 1", "https://new.example.org", "7800000001", "")
    assert client.get(f"/registry/organizations/{one.pk}/edit/").status_code == 403


def test_closing_asks_for_the_day_and_takes_the_organization_off_the_list(
    territory: Territory, signed_in: SignedIn
) -> None:
    client, one = signed_in(territory.people[Role.AUTHORITY_ADMIN]), territory.home.organizations[0]
    address = f"/registry/organizations/{one.pk}/close/"
    assert "не подлежит оценке" in _text(client.get(address))
    assert "ещё не наступила" in _text(client.post(address, {"closed_on": "2199-01-01"}))
    assert client.post(address, {"closed_on": "02.03.2026"}).status_code == 302
    names = [name for _, name in LINK.findall(_text(client.get("/registry/organizations/")))]
    assert names == ["Школа № 2, Заречный", "Школа № 3, Заречный"]
    closed = _text(client.get("/registry/organizations/?state=closed"))
    assert [name for _, name in LINK.findall(closed)] == ["Школа № 1, Заречный"]


def test_hostile_text_is_shown_as_text(territory: Territory, signed_in: SignedIn) -> None:
    one = entered(territory.home.authority, full_name="<script>alert(1)</script>", head_name="<b>Иванов")
    html = _text(signed_in(territory.people[Role.AUTHORITY_ADMIN]).get(f"/registry/organizations/{one.pk}/"))
    assert ("<script>alert" in html, "&lt;b&gt;Иванов" in html) == (False, True)


def test_the_systems_administrator_reads_an_empty_list(territory: Territory, signed_in: SignedIn) -> None:
    html = _text(signed_in(territory.people[Role.SYSTEM_ADMIN]).get("/registry/organizations/"))
    assert LINK.findall(html) == []
