"""Links to documents behind a cycle's page: whoever sees one may open it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.council import DAY, decided
from tests.web.territory import Municipality, Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.archive.models import DocumentKind
from merilo_web.cycles.actions import decisions, lifecycle
from merilo_web.cycles.models import Cycle, CyclePaper
from merilo_web.cycles.states import PointKind
from merilo_web.registry.access import access_of
from merilo_web.registry.models import Filing
from merilo_web.registry.queries.documents import openable

SignedIn = Callable[[User], Client]
PAGES = ("turns", "meetings", "decisions", "contract", "instruction", "populations", "assessment_plan", "letters")
READERS = (
    Role.AUTHORITY_ADMIN,
    Role.AUTHORITY_SPECIALIST,
    Role.COUNCIL_CHAIR,
    Role.COUNCIL_SECRETARY,
    Role.COUNCIL_MEMBER,
    Role.OPERATOR_MANAGER,
    Role.OPERATOR_INSPECTOR,
    Role.REGIONAL_OBSERVER,
)


def listed(home: Municipality) -> Cycle:
    """The cycle with its list approved by signed minutes before an operator is known, and the register issued."""
    Cycle.objects.filter(pk=home.cycle.pk).update(operator=None)
    home.cycle.refresh_from_db()
    decision = decided(home, PointKind.LIST)
    cycle = lifecycle.approve_list(home.cycle, by=home.people[Role.COUNCIL_CHAIR], on=DAY, decision=decision)
    decisions.issue_register(cycle, by=home.people[Role.AUTHORITY_ADMIN], on=DAY)
    return cycle


def appointed(home: Municipality) -> Cycle:
    """The same with the operator appointed."""
    by, on = home.people[Role.AUTHORITY_ADMIN], DAY + timedelta(days=3)
    return lifecycle.appoint_operator(listed(home), home.operator, by=by, on=on)


def links(client: Client, cycle: Cycle) -> dict[str, list[str]]:
    """Addresses of documents on every page of the cycle that has some."""
    pages = {name: client.get(reverse(f"cycles:{name}", args=(cycle.pk,))) for name in PAGES}
    found = {
        name: re.findall(r'href="(/registry/documents/\d+/)"', page.content.decode()) for name, page in pages.items()
    }
    return {name: addresses for name, addresses in found.items() if addresses}


def opened(client: Client, address: str) -> bool:
    """Whether a file comes from this address."""
    page = client.get(address)
    return page.status_code == 200 and bool(page.getvalue())


@pytest.mark.parametrize("role", READERS)
def test_no_link_to_a_document_is_dead(territory: Territory, signed_in: SignedIn, role: Role) -> None:
    cycle = appointed(territory.home)
    client = signed_in(territory.people[role])
    found = links(client, cycle)
    assert [one for addresses in found.values() for one in addresses if not opened(client, one)] == []
    operator = role in {Role.OPERATOR_MANAGER, Role.OPERATOR_INSPECTOR}
    assert {page: len(addresses) for page, addresses in found.items()} == (
        {"turns": 2} if operator else {"turns": 3, "meetings": 2, "decisions": 3}
    )


def test_the_operator_opens_the_list_once_it_is_appointed(territory: Territory) -> None:
    home = territory.home
    cycle = listed(home)
    paper = CyclePaper.objects.get(cycle=cycle, kind=DocumentKind.ORGANIZATION_LIST)
    numbers = (paper.docx_id, paper.pdf_id)
    inspector = home.people[Role.OPERATOR_INSPECTOR]
    assert openable(access_of(inspector), numbers) == frozenset()
    lifecycle.appoint_operator(cycle, home.operator, by=home.people[Role.AUTHORITY_ADMIN], on=DAY)
    assert openable(access_of(inspector), numbers) == frozenset(numbers)


def test_the_operator_is_told_where_the_councils_decisions_are(territory: Territory, signed_in: SignedIn) -> None:
    cycle = appointed(territory.home)
    page = signed_in(territory.people[Role.OPERATOR_MANAGER]).get(reverse("cycles:meetings", args=(cycle.pk,)))
    text = page.content.decode()
    assert [words in text for words in ("Заседаний ещё не было", "Повестки и протоколы открыты совету")] == [
        False,
        True,
    ]


def test_what_is_public_anybody_may_open_and_what_is_foreign_nobody(territory: Territory) -> None:
    listed(territory.home)
    first, second = Filing.objects.order_by("pk")[:2]
    Filing.objects.filter(pk=first.pk).update(is_public=True)
    asked = (first.document_id, second.document_id, None)
    foreign = access_of(territory.foreign.people[Role.AUTHORITY_ADMIN])
    assert openable(foreign, asked) == frozenset({first.document_id})
    with CaptureQueriesContext(connection) as queries:
        openable(foreign, asked)
    assert len(queries) == 1
