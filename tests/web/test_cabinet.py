"""The cabinet: documents that the reader may open, and no others."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.territory import Municipality, Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.archive.actions import attach, issue
from merilo_web.archive.models import Document
from merilo_web.journal.actions import Scope
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.filing import file_document, file_evidence
from merilo_web.registry.models import Filing
from merilo_web.registry.queries.cabinet import visible

SignedIn = Callable[[User], Client]
LINK = re.compile(r'href="/registry/documents/(\d+)/">([^<]*)</a>')


def _filed(title: str, scope: Scope, **changes: object) -> Document:
    given: dict[str, object] = {"kind": "letter", "file_name": f"{title} письмо.pdf", "media_type": "application/pdf"}
    document = issue(title.encode(), title=title, dated_on=date(2026, 3, 2), **{**given, **changes})
    file_document(document, scope=scope)
    return document


def _filled(home: Municipality) -> None:
    authority = home.authority.pk
    _filed("authority", Scope(authority))
    _filed("council", Scope(authority, council=home.council.pk))
    _filed("operator", Scope(authority, operator=home.operator.pk))
    _filed("organization", Scope(authority, organization=home.organizations[0].pk))
    _filed("another", Scope(authority, organization=home.organizations[1].pk))


ALL = {"authority", "council", "operator", "organization", "another"}


@pytest.mark.parametrize(
    ("role", "titles"),
    [
        (Role.AUTHORITY_SPECIALIST, ALL),
        (Role.REGIONAL_OBSERVER, ALL),
        (Role.COUNCIL_MEMBER, {"council"}),
        (Role.OPERATOR_INSPECTOR, {"operator"}),
        (Role.ORGANIZATION_DEPUTY, {"organization"}),
        (Role.SYSTEM_ADMIN, set()),
    ],
)
def test_everybody_finds_the_documents_of_their_own_work(territory: Territory, role: Role, titles: set[str]) -> None:
    _filled(territory.home)
    access = access_of(territory.people[role])
    assert set(visible(access).values_list("document__title", flat=True)) == titles
    assert {one.document.title for one in Filing.objects.all() if access.sees(one.scope)} == titles


def test_a_neighbour_finds_nothing(territory: Territory, signed_in: SignedIn) -> None:
    _filled(territory.home)
    for user in territory.foreign.people.values():
        assert LINK.findall(signed_in(user).get("/registry/documents/").content.decode()) == []


def test_the_cabinet_filters_by_kind_and_organization(territory: Territory, signed_in: SignedIn) -> None:
    _filled(territory.home)
    _filed("minutes", Scope(territory.home.authority.pk), kind="minutes")
    client = signed_in(territory.people[Role.AUTHORITY_ADMIN])

    def named(**asked: object) -> list[str]:
        return [name for _, name in LINK.findall(client.get("/registry/documents/", asked).content.decode())]

    assert named(kind="minutes") == ["minutes письмо.pdf"]
    assert named(organization=territory.home.organizations[1].pk) == ["another письмо.pdf"]
    assert (
        client.get("/registry/documents/", {"organization": territory.foreign.organizations[0].pk}).status_code == 404
    )
    assert len(named(kind="<script>", organization="x", after="-1")) == 6


def test_replaced_versions_are_shown_when_asked_for(territory: Territory, signed_in: SignedIn) -> None:
    old = _filed("first", Scope(territory.home.authority.pk))
    new = _filed("second", Scope(territory.home.authority.pk), supersedes=old)
    client = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    assert LINK.findall(client.get("/registry/documents/").content.decode()) == [(str(new.pk), "second письмо.pdf")]
    html = client.get("/registry/documents/?with_superseded=on").content.decode()
    assert LINK.findall(html) == [
        (str(new.pk), "second письмо.pdf"),
        (str(new.pk), "новая версия"),
        (str(old.pk), "first письмо.pdf"),
    ]


def test_long_cabinets_go_on_and_ask_the_database_as_often(territory: Territory, signed_in: SignedIn) -> None:
    for number in range(103):
        _filed(f"n{number:03d}", Scope(territory.home.authority.pk))
    client = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    with CaptureQueriesContext(connection) as many:
        html = client.get("/registry/documents/").content.decode()
    onward = re.search(r'href="([^"]*after=\d+)">Раньше', html)
    with CaptureQueriesContext(connection) as few:
        rest = client.get("/registry/documents/" + onward[1]).content.decode()
    assert [name for _, name in LINK.findall(rest)] == ["n002 письмо.pdf", "n001 письмо.pdf", "n000 письмо.pdf"]
    assert (len(LINK.findall(html)), len(many)) == (100, len(few))


def test_nothing_is_filed_for_nobody(territory: Territory) -> None:
    document = issue(
        b"x", kind="letter", title="x", file_name="x.pdf", media_type="application/pdf", dated_on=date(2026, 3, 2)
    )
    with pytest.raises(ValueError, match="authority"):
        file_document(document, scope=Scope(council=territory.home.council.pk))


def test_evidence_is_filed_once(territory: Territory) -> None:
    by = territory.people[Role.AUTHORITY_ADMIN]
    evidence = attach(b"x", file_name="x.pdf", media_type="application/pdf", by=by)
    first = file_evidence(evidence, scope=territory.home.council.scope)
    assert file_evidence(evidence, scope=territory.home.authority.scope) == first
