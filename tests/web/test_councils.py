"""Councils, their members by terms and offices, conflicts of interest."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.territory import SINCE, Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import COUNCIL, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.uploads import PDF, Upload
from merilo_web.journal.models import JournalEntry
from merilo_web.registry.access import access_of
from merilo_web.registry.actions import conflicts, councils
from merilo_web.registry.actions.conflicts import ConflictFacts
from merilo_web.registry.models import ConflictOfInterest, PublicCouncil
from merilo_web.registry.queries.councils import composition

SignedIn = Callable[[User], Client]
DAY = date(2026, 3, 2)
FACTS: dict[str, object] = {"name": "Совет по культуре", "sector": "culture", "quorum_rule": "majority"}
MEMBER: dict[str, object] = {"full_name": "Яшин Лев Иванович", "office": "member", "since": DAY}
ORDER = Upload(b"%PDF-1.7 order", "приказ.pdf", PDF)


def test_a_council_is_formed_with_the_scan_of_its_order(territory: Territory) -> None:
    by = territory.people[Role.AUTHORITY_SPECIALIST]
    added = councils.add_council(territory.home.authority, by=by, facts=FACTS, order=ORDER)
    assert added.order is not None
    assert (added.order.file_name, added.order.filing.scope) == ("приказ.pdf", added.scope)
    entry = JournalEntry.objects.get()
    assert (entry.event, entry.changes["приказ"], entry.council_id) == (
        "registry.add_council",
        [None, "приказ.pdf"],
        added.pk,
    )


@pytest.mark.parametrize("role", [role for role in Role if "authority" not in role])
def test_only_the_authority_forms_and_composes(territory: Territory, role: Role) -> None:
    by, home = territory.people[role], territory.home
    with pytest.raises(NotAllowedError):
        councils.add_council(home.authority, by=by, facts=FACTS)
    with pytest.raises(NotAllowedError):
        councils.edit_council(home.council, by=by, facts=FACTS)
    with pytest.raises(NotAllowedError):
        councils.add_member(home.council, by=by, facts=MEMBER)
    with pytest.raises(NotAllowedError):
        councils.edit_member(home.members[4], by=by, facts={"until": DAY})


def test_a_chair_and_a_secretary_are_one_at_a_time(territory: Territory) -> None:
    by, home = territory.people[Role.AUTHORITY_ADMIN], territory.home
    chair = home.members[0]
    with pytest.raises(ValidationError, match="Председатель на это время уже есть"):
        councils.add_member(home.council, by=by, facts={**MEMBER, "office": "chair"})
    councils.edit_member(chair, by=by, facts={"until": date(2026, 3, 1)})
    new = councils.add_member(home.council, by=by, facts={**MEMBER, "office": "chair"})
    seats = composition(home.council, access_of(by), DAY)
    assert seats.sitting[0].member.full_name == new.full_name
    assert [seat.member.pk for seat in seats.others] == [chair.pk]


def test_a_term_ends_no_sooner_than_it_begins(territory: Territory) -> None:
    by = territory.people[Role.AUTHORITY_ADMIN]
    with pytest.raises(ValidationError, match="не раньше первого"):
        councils.add_member(territory.home.council, by=by, facts={**MEMBER, "until": date(2026, 3, 1)})


def test_an_account_takes_one_seat(territory: Territory) -> None:
    by, home = territory.people[Role.AUTHORITY_ADMIN], territory.home
    taken = home.members[2].user
    with pytest.raises(ValidationError, match="уже связана"):
        councils.add_member(home.council, by=by, facts={**MEMBER, "user": taken})


def _facts(territory: Territory, **changes: object) -> ConflictFacts:
    given = {"organization": territory.home.organizations[0], "ground": "relative", "note": "сын"}
    return ConflictFacts(**{**given, **changes})


DECLARING = {
    (Role.COUNCIL_SECRETARY, "own"),
    (Role.COUNCIL_SECRETARY, "another"),
    (Role.COUNCIL_CHAIR, "own"),
    (Role.COUNCIL_MEMBER, "own"),
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("whose", ["own", "another"])
def test_a_member_declares_an_own_conflict_and_the_secretary_anybodys(
    territory: Territory, role: Role, whose: str
) -> None:
    by, home = territory.people[role], territory.home
    own = next((one for one in home.members if one.user_id == by.pk), home.members[4])
    member = own if whose == "own" else home.members[3]
    if (role, whose) in DECLARING:
        declared = conflicts.declare_conflict(member, by=by, on=DAY, facts=_facts(territory))
        assert (declared.member, declared.declared_on, JournalEntry.objects.count()) == (member, DAY, 1)
    else:
        with pytest.raises(NotAllowedError):
            conflicts.declare_conflict(member, by=by, on=DAY, facts=_facts(territory))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ground": "other", "note": " "}, "Напишите, в чём состоит"),
        ({"ground": "neighbour"}, "neighbour"),
    ],
)
def test_a_conflict_names_its_ground(territory: Territory, changes: dict[str, object], sentence: str) -> None:
    by = territory.people[Role.COUNCIL_SECRETARY]
    with pytest.raises(ValidationError, match=sentence):
        conflicts.declare_conflict(territory.home.members[3], by=by, on=DAY, facts=_facts(territory, **changes))


def test_a_conflict_is_with_an_organization_of_the_council(territory: Territory) -> None:
    by = territory.people[Role.COUNCIL_SECRETARY]
    foreign = _facts(territory, organization=territory.foreign.organizations[0])
    with pytest.raises(ValidationError, match="которую оценивает этот совет"):
        conflicts.declare_conflict(territory.home.members[3], by=by, on=DAY, facts=foreign)


def test_a_conflict_is_declared_once_and_ended_by_the_secretary(territory: Territory) -> None:
    by, member = territory.people[Role.COUNCIL_SECRETARY], territory.home.members[2]
    declared = conflicts.declare_conflict(member, by=by, on=DAY, facts=_facts(territory))
    with pytest.raises(ValidationError, match="уже заявлен"):
        conflicts.declare_conflict(member, by=by, on=DAY, facts=_facts(territory))
    with pytest.raises(NotAllowedError):
        conflicts.end_conflict(declared, by=territory.people[Role.COUNCIL_MEMBER], on=DAY, ended_on=DAY)
    with pytest.raises(ValidationError, match="раньше, чем был заявлен"):
        conflicts.end_conflict(declared, by=by, on=DAY, ended_on=date(2026, 3, 1))
    assert conflicts.end_conflict(declared, by=by, on=DAY, ended_on=DAY).ended_on == DAY
    with pytest.raises(ValidationError, match="уже прекратился"):
        conflicts.end_conflict(declared, by=by, on=DAY, ended_on=DAY)


def test_the_page_offers_what_the_reader_may_do(territory: Territory, signed_in: SignedIn) -> None:
    address = f"/registry/councils/{territory.home.council.pk}/"
    offered = {}
    for role in (Role.AUTHORITY_ADMIN, Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER, Role.REGIONAL_OBSERVER):
        html = signed_in(territory.people[role]).get(address).content.decode()
        offered[role] = ("Внести члена совета" in html, html.count("/conflicts/add/"))
    assert offered == {
        Role.AUTHORITY_ADMIN: (True, 0),
        Role.COUNCIL_SECRETARY: (False, 5),
        Role.COUNCIL_MEMBER: (False, 1),
        Role.REGIONAL_OBSERVER: (False, 0),
    }


@pytest.mark.parametrize("ending", ["", "edit/", "members/add/"])
def test_a_foreign_council_is_not_found(territory: Territory, signed_in: SignedIn, ending: str) -> None:
    address = f"/registry/councils/{territory.foreign.council.pk}/{ending}"
    for role in COUNCIL | {Role.AUTHORITY_ADMIN, Role.ORGANIZATION_HEAD, Role.SYSTEM_ADMIN}:
        assert (role, signed_in(territory.people[role]).get(address).status_code) == (role, 404)


def test_members_and_conflicts_of_a_foreign_council_are_not_found(territory: Territory, signed_in: SignedIn) -> None:
    foreign = territory.foreign
    declared = ConflictOfInterest.objects.create(
        member=foreign.members[0], organization=foreign.organizations[0], ground="employee", declared_on=SINCE
    )
    client = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    addresses = (
        f"/registry/members/{foreign.members[0].pk}/edit/",
        f"/registry/members/{foreign.members[0].pk}/conflicts/add/",
        f"/registry/conflicts/{declared.pk}/end/",
    )
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]


def test_a_council_is_entered_from_the_form_with_its_scan(territory: Territory, signed_in: SignedIn) -> None:
    client = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    scan = SimpleUploadedFile("../../приказ.exe", b"%PDF-1.7 x", content_type="text/html")
    answer = client.post(
        "/registry/councils/add/", {**FACTS, "order_number": "5", "order_on": "2026-03-02", "scan": scan}
    )
    added = PublicCouncil.objects.get(name="Совет по культуре")
    assert (answer.url, added.order.file_name) == (f"/registry/councils/{added.pk}/", "приказ.pdf")
    html = client.get(answer.url).content.decode()
    assert "№ 5 от 02.03.2026" in html
    scan = SimpleUploadedFile("приказ.pdf", b"<html><script>alert(1)</script>")
    refused = client.post(f"/registry/councils/{added.pk}/edit/", {**FACTS, "scan": scan})
    assert (refused.status_code, "Такой файл не подходит" in refused.content.decode()) == (422, True)


def test_a_conflict_is_declared_and_ended_from_the_pages(territory: Territory, signed_in: SignedIn) -> None:
    client, member = signed_in(territory.people[Role.COUNCIL_SECRETARY]), territory.home.members[3]
    typed = {"organization": territory.home.organizations[0].pk, "ground": "employee", "note": ""}
    assert client.post(f"/registry/members/{member.pk}/conflicts/add/", typed).status_code == 302
    declared = ConflictOfInterest.objects.get()
    typed["organization"] = territory.foreign.organizations[0].pk
    assert client.post(f"/registry/members/{member.pk}/conflicts/add/", typed).status_code == 422
    ended = client.post(f"/registry/conflicts/{declared.pk}/end/", {"ended_on": "2199-01-01"})
    declared.refresh_from_db()
    assert (ended.status_code, declared.ended_on) == (422, None)
