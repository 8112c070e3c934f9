"""People and mandates: each answers for their own, nobody gives more than they have."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from tests.web.territory import SINCE, Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.journal.models import JournalEntry
from merilo_web.registry.access import access_of
from merilo_web.registry.actions import mandates
from merilo_web.registry.actions.mandates import InvitationFacts
from merilo_web.registry.models import Mandate
from merilo_web.registry.queries import people as queries

ON = date(2026, 3, 2)


def _facts(role, place, **more):
    return InvitationFacts("novaya@example.org", "Новая Инна Олеговна", role, place, **more)


def _places(territory: Territory):
    """A place of every role, at home and abroad."""
    return {
        role: {"authority": "authority", "council": "council", "operator": "operator", "organization": "organizations"}[
            queries.place_field(role)
        ]
        for role in Role
        if queries.place_field(role)
    }


def _place(municipality, kind):
    found = getattr(municipality, kind)
    return found[0] if kind == "organizations" else found


def _may(user, role, place):
    try:
        mandates.invite(_facts(role, place), by=User.objects.get(pk=user.pk), on=ON)
    except NotAllowedError:
        return False
    Mandate.objects.filter(user__email="novaya@example.org").delete()
    return True


def test_each_gives_only_what_they_answer_for_and_only_at_home(territory):
    given, abroad = {}, {}
    for by, user in territory.people.items():
        for role, kind in _places(territory).items():
            if _may(user, role, _place(territory.home, kind)):
                given.setdefault(by, set()).add(role)
            if _may(user, role, _place(territory.foreign, kind)):
                abroad.setdefault(by, set()).add(role)
    everything = set(Role) - {Role.SYSTEM_ADMIN}
    assert given == {
        Role.AUTHORITY_ADMIN: everything,
        Role.OPERATOR_MANAGER: {Role.OPERATOR_INSPECTOR},
        Role.ORGANIZATION_HEAD: {Role.ORGANIZATION_DEPUTY},
        Role.SYSTEM_ADMIN: everything,
    }
    assert abroad == {Role.SYSTEM_ADMIN: everything}


def test_only_the_systems_administrator_makes_another(territory):
    assert {by for by, user in territory.people.items() if _may(user, Role.SYSTEM_ADMIN, None)} == {Role.SYSTEM_ADMIN}


def test_a_regional_administrator_answers_for_municipalities_below(territory):
    regional = User.objects.create_user("region@example.org", full_name="Регионова Вера Ильинична")
    Mandate.objects.create(user=regional, role=Role.AUTHORITY_ADMIN, authority=territory.region, since=SINCE)
    assert _may(regional, Role.AUTHORITY_ADMIN, territory.home.authority)
    assert _may(regional, Role.OPERATOR_MANAGER, territory.foreign.operator)
    below = territory.people[Role.AUTHORITY_ADMIN]
    assert not _may(below, Role.AUTHORITY_ADMIN, territory.region)


def test_an_invitation_opens_an_account_and_is_journalled(territory):
    by = territory.people[Role.AUTHORITY_ADMIN]
    school = territory.home.organizations[1]
    invited = mandates.invite(_facts(Role.ORGANIZATION_HEAD, school, post="директор"), by=by, on=ON)
    assert (invited.known, invited.user.has_usable_password(), invited.user.post) == (False, False, "директор")
    entry = JournalEntry.objects.get()
    assert (entry.event, entry.authority_id, entry.organization_id) == (
        "registry.invite",
        territory.home.authority.pk,
        school.pk,
    )
    assert entry.changes == {"роль": [None, "руководитель организации"], "где": [None, school.short_name]}


def test_an_invited_member_takes_the_seat(territory):
    seat = territory.home.members[3]
    facts = _facts(Role.COUNCIL_MEMBER, territory.home.council, member=seat)
    invited = mandates.invite(facts, by=territory.people[Role.AUTHORITY_ADMIN], on=ON)
    seat.refresh_from_db()
    assert seat.user == invited.user


def test_a_known_person_gets_a_mandate_and_no_letter(territory, signed_in):
    known = territory.foreign.people[Role.ORGANIZATION_HEAD]
    browser = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    form = {"email": known.email, "full_name": "Кто угодно", "place": territory.home.organizations[1].pk}
    page = browser.post(reverse("registry:invite_as", args=[Role.ORGANIZATION_HEAD]), form)
    assert (page.status_code, mail.outbox) == (302, [])
    assert [entry.event for entry in JournalEntry.objects.all()] == ["registry.grant_mandate"]
    assert User.objects.get(pk=known.pk).full_name == known.full_name


def test_the_same_mandate_is_not_given_twice(territory):
    head = territory.people[Role.ORGANIZATION_HEAD]
    with pytest.raises(ValidationError, match="уже есть"):
        mandates.grant_mandate(
            head,
            role=Role.ORGANIZATION_HEAD,
            place=territory.home.organizations[0],
            by=territory.people[Role.AUTHORITY_ADMIN],
            on=ON,
        )


def test_a_letter_with_a_link_goes_out(territory, signed_in, snapshot):
    browser = signed_in(territory.people[Role.ORGANIZATION_HEAD])
    form = {
        "email": "zam@example.org",
        "full_name": "Замова Юлия Ивановна",
        "post": "завуч",
        "place": territory.home.organizations[0].pk,
    }
    assert browser.post(reverse("registry:invite_as", args=[Role.ORGANIZATION_DEPUTY]), form).status_code == 302
    letter = mail.outbox[0]
    head, _, rest = letter.body.partition("http://127.0.0.1:8000/accounts/invitation/")
    assert f"{letter.subject}\n{letter.to}\n{head}<ссылка>\n{rest.partition(chr(10))[2]}" == snapshot


def test_ending_a_mandate_takes_the_right_and_the_session_at_once(territory, signed_in):
    head = territory.people[Role.ORGANIZATION_HEAD]
    browser = signed_in(head)
    mandate = head.mandates.get()
    mandates.end_mandate(mandate, by=territory.people[Role.AUTHORITY_ADMIN], on=ON)
    assert browser.get("/").status_code == 302
    assert access_of(User.objects.get(pk=head.pk), on=ON).held == ()
    assert JournalEntry.objects.get().changes == {"по": [None, "2026-03-01"]}


def test_nobody_ends_their_own_mandate_or_a_foreign_one(territory):
    admin = territory.people[Role.AUTHORITY_ADMIN]
    for mandate in (admin.mandates.get(), territory.foreign.people[Role.ORGANIZATION_HEAD].mandates.get()):
        with pytest.raises(NotAllowedError):
            mandates.end_mandate(mandate, by=admin, on=ON)


def test_an_account_is_closed_by_whoever_answers_for_all_of_it(territory):
    head, admin = territory.people[Role.ORGANIZATION_HEAD], territory.people[Role.AUTHORITY_ADMIN]
    Mandate.objects.create(
        user=head, role=Role.ORGANIZATION_HEAD, organization=territory.foreign.organizations[0], since=SINCE
    )
    with pytest.raises(NotAllowedError):
        mandates.close_account(head, by=admin, on=ON)
    system = territory.people[Role.SYSTEM_ADMIN]
    assert not mandates.close_account(head, by=system, on=ON).is_active
    with pytest.raises(ValidationError, match="уже"):
        mandates.close_account(head, by=system, on=ON)
    assert mandates.reopen_account(head, by=system, on=ON).is_active
    assert sorted(entry.event for entry in JournalEntry.objects.all()) == [
        "registry.close_account",
        "registry.reopen_account",
    ]


def test_an_invitation_is_sent_again_until_it_is_accepted(territory, signed_in):
    admin = territory.people[Role.AUTHORITY_ADMIN]
    invited = mandates.invite(_facts(Role.AUTHORITY_SPECIALIST, territory.home.authority), by=admin, on=ON).user
    browser = signed_in(admin)
    assert browser.post(reverse("registry:invite_again", args=[invited.pk])).status_code == 302
    assert [letter.to for letter in mail.outbox] == [["novaya@example.org"]]
    with pytest.raises(ValidationError, match="уже принято"):
        mandates.invite_again(territory.people[Role.COUNCIL_CHAIR], by=admin, on=ON)


def _listed(user):
    return {one.user.email for one in queries.people(access_of(user), on=ON)}


def test_the_list_shows_those_of_ones_own_places(territory):
    home = {user.email for user in territory.home.people.values()}
    assert _listed(territory.people[Role.AUTHORITY_SPECIALIST]) == home
    assert _listed(territory.people[Role.REGIONAL_OBSERVER]) == home | {
        user.email for user in territory.foreign.people.values()
    } | {"observer@example.org"}
    heads = (Role.ORGANIZATION_HEAD, Role.ORGANIZATION_DEPUTY)
    assert _listed(territory.people[Role.ORGANIZATION_HEAD]) == {territory.people[role].email for role in heads}


def test_a_long_list_pages_by_key(territory, signed_in):
    for number in range(205):
        user = User.objects.create_user(f"p{number}@example.org", full_name=f"Человек {number:03}")
        Mandate.objects.create(
            user=user, role=Role.AUTHORITY_SPECIALIST, authority=territory.home.authority, since=SINCE
        )
    browser = signed_in(territory.people[Role.SYSTEM_ADMIN])
    seen, address = [], reverse("registry:people")
    while address:
        page = browser.get(address)
        seen += [one.user.pk for one in page.context["people"]]
        after = page.context["after"]
        address = after and f"{reverse('registry:people')}?after={after}"
    assert (len(seen), len(set(seen))) == (User.objects.count(), User.objects.count())


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_as_often_for_one_as_for_three(
    territory, signed_in, *, django_assert_num_queries, count
):
    school = territory.home.organizations[2]
    for number in range(count):
        user = User.objects.create_user(f"q{number}@example.org", full_name=f"Кто-то {number}")
        Mandate.objects.create(user=user, role=Role.ORGANIZATION_DEPUTY, organization=school, since=SINCE)
    head = User.objects.create_user("head3@example.org", full_name="Третьякова Ия Львовна")
    Mandate.objects.create(user=head, role=Role.ORGANIZATION_HEAD, organization=school, since=SINCE)
    browser = signed_in(head)
    with django_assert_num_queries(5):
        browser.get(reverse("registry:people"))


def test_foreign_people_are_not_found(territory, signed_in):
    browser = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    foreign = territory.foreign.people[Role.ORGANIZATION_HEAD]
    pages = [
        browser.get(reverse(name, args=[foreign.pk])).status_code
        for name in ("registry:person", "registry:switch_account")
    ]
    mandate = browser.get(reverse("registry:end_mandate", args=[foreign.mandates.get().pk])).status_code
    assert (pages, mandate) == ([404, 404], 404)


def test_whoever_answers_for_nobody_is_refused_with_a_sentence(territory, signed_in):
    browser = signed_in(territory.people[Role.COUNCIL_MEMBER])
    page = browser.get(reverse("registry:people"))
    assert (page.status_code, "открыт тем, кто за них отвечает" in page.content.decode()) == (403, True)


def test_every_page_of_people_opens_and_asks_before_it_changes(territory, signed_in):
    browser = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    head = territory.people[Role.ORGANIZATION_HEAD]
    addresses = [
        reverse("registry:people") + "?words=руководитель",
        reverse("registry:person", args=[head.pk]),
        reverse("registry:invite"),
        reverse("registry:invite_as", args=[Role.COUNCIL_MEMBER]),
        reverse("registry:grant", args=[head.pk, Role.ORGANIZATION_DEPUTY]),
        reverse("registry:switch_account", args=[head.pk]),
        reverse("registry:end_mandate", args=[head.mandates.get().pk]),
    ]
    assert [browser.get(address).status_code for address in addresses] == [200] * len(addresses)
    assert JournalEntry.objects.count() == 0


def test_a_hostile_name_is_text(territory, signed_in):
    facts = InvitationFacts(
        "x@example.org", "<script>alert(1)</script>", Role.AUTHORITY_SPECIALIST, territory.home.authority
    )
    admin = territory.people[Role.AUTHORITY_ADMIN]
    mandates.invite(facts, by=admin, on=ON)
    page = signed_in(admin).get(reverse("registry:people")).content.decode()
    assert ("<script>alert" in page, "&lt;script&gt;alert" in page) == (False, True)
