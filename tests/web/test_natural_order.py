"""Organizations stand in the order in which people look for them: «Школа № 2» before «Школа № 10»."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from tests.web.registers import entered, facts
from tests.web.territory import Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.cycles.models import ListedOrganization
from merilo_web.demo.territory import settle
from merilo_web.registry.actions import organizations
from merilo_web.registry.models import Organization
from merilo_web.registry.natural_order import LONGEST, natural_key

SignedIn = Callable[[User], Client]
LINK = re.compile(r'<th scope="row"><a href="/registry/organizations/\d+/">([^<]*)</a>')
ORDERED = ["Гимназия № 16", "Ёлочка", "Ель", "Школа № 2", "Школа № 2, корпус", "Школа № 10", "школа № 11"]
SHUFFLED = ORDERED[::-1]


def test_numbers_letters_and_signs_are_told_apart_as_people_do() -> None:
    assert sorted(SHUFFLED, key=natural_key) == ORDERED
    assert natural_key("Школа  №007 «Ёлка»") == "школа 00000007 елка"
    assert len(natural_key("1 " * 400)) == LONGEST


def test_a_digit_of_another_script_is_no_number() -> None:
    assert natural_key("Школа № ２²") == "школа ２²"


@pytest.mark.parametrize("together", [True, False])
def test_the_order_is_the_same_however_the_rows_were_written(territory: Territory, *, together: bool) -> None:
    home = territory.home.authority
    made = [facts(number, short_name=name) for number, name in enumerate(SHUFFLED, 20)]
    if together:
        Organization.objects.bulk_create(Organization(authority=home, **one) for one in made)
    else:
        for one in made:
            organizations.add_organization(home, by=territory.people[Role.AUTHORITY_ADMIN], facts=one)
    found = Organization.objects.filter(short_name__in=ORDERED)
    assert [one.short_name for one in found] == ORDERED


def test_a_renamed_organization_moves_to_its_place(territory: Territory) -> None:
    home = territory.home.authority
    first, second = entered(home, 12), entered(home, 13)
    organizations.edit_organization(
        second, by=territory.people[Role.AUTHORITY_ADMIN], facts={"short_name": "Школа № 9"}
    )
    assert list(Organization.objects.filter(pk__in=(first.pk, second.pk))) == [second, first]


def test_the_register_and_the_list_of_a_cycle_keep_the_order(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    added = [entered(home.authority, number) for number in (10, 9)]
    for one in added:
        ListedOrganization.objects.create(cycle=home.cycle, organization=one, ground="never_assessed")
    page = signed_in(territory.people[Role.AUTHORITY_ADMIN]).get("/registry/organizations/")
    names = [*(f"Школа № {number}, Заречный" for number in (1, 2, 3)), "Школа № 9", "Школа № 10"]
    assert [row.organization.short_name for row in home.cycle.listed.all()] == names
    assert LINK.findall(page.content.decode()) == names


@pytest.mark.django_db
def test_the_invented_municipality_is_in_order() -> None:
    settle(date(2026, 9, 2))
    names = list(Organization.objects.filter(short_name__startswith="Детский сад").values_list("short_name", flat=True))
    assert [int(re.search(r"\d+", name)[0]) for name in names] == list(range(1, 36))
