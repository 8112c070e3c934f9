"""Numbers that no database holds and signs that no text holds, typed into an address: an answer, never a failure."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.web.territory import Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role

SignedIn = Callable[[User], Client]
LONG, LARGE = "1" * 5000, "9" * 25
ASKED = [
    ("/cycles/{cycle}/turns/?after=%s", 200),
    ("/registry/organizations/add/?authority=%s", 200),
    ("/registry/councils/add/?authority=%s", 200),
    ("/registry/people/?after=x|%s", 200),
    ("/registry/organizations/?after=%s", 200),
    ("/journal/?before=%s", 200),
    ("/registry/authorities/add/?parent=%s", 403),
    ("/cycles/%s/", 404),
    ("/registry/documents/%s/", 404),
    ("/results/1/organizations/%s/", 404),
]


@pytest.mark.parametrize("number", [LONG, LARGE], ids=["long", "large"])
def test_a_number_of_any_length_is_answered(territory: Territory, signed_in: SignedIn, number: str) -> None:
    client = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    pages = {address: client.get(address.format(cycle=territory.home.cycle.pk) % number) for address, _ in ASKED}
    assert {address: page.status_code for address, page in pages.items()} == dict(ASKED)


@pytest.mark.parametrize("address", ["/registry/people/?after=%00|1", "/registry/organizations/?words=%00", "/a/%00"])
def test_a_zero_sign_in_an_address_is_nobodys_page(territory: Territory, signed_in: SignedIn, address: str) -> None:
    assert signed_in(territory.people[Role.AUTHORITY_ADMIN]).get(address).status_code == 404
