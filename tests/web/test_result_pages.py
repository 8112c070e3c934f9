"""Pages of the results: the ranking, cards, traces, versions; who sees what and when."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.scored import APPROVED_ON, approved, considered, decided, scored
from tests.web.territory import Municipality, Territory

from merilo.uncertainty.model import Interval, OrganizationIntervals, PlaceInterval, Uncertainty
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import AUTHORITY, COUNCIL, OPERATOR, ORGANIZATION, Role
from merilo_web.cycles.actions import lifecycle
from merilo_web.results.actions.approval import approve
from merilo_web.results.actions.scoring import keep_intervals
from merilo_web.results.models import ResultVersion

SignedIn = Callable[[User], Client]
AT_WORK = AUTHORITY | COUNCIL | OPERATOR


def pages(version: ResultVersion, listed: int) -> dict[str, str]:
    """Every page about a version, by name."""
    one = {"version": version.pk, "listed": listed}
    return {
        "version": reverse("results:version", args=(version.pk,)),
        "compare": reverse("results:compare", args=(version.pk,)),
        "recommendations": reverse("results:recommendations", args=(version.pk,)),
        "documents": reverse("results:documents", args=(version.pk,)),
        "organization": reverse("results:organization", kwargs=one),
        "criterion": reverse("results:criterion", kwargs={**one, "code": "1"}),
        "indicator": reverse("results:indicator", kwargs={**one, "code": "1.3"}),
        "figure": reverse("results:figure", kwargs={**one, "code": "S"}),
    }


def told(client: Client, version: ResultVersion, listed: int) -> dict[str, int]:
    """The status of every page."""
    return {name: client.get(address).status_code for name, address in pages(version, listed).items()}


def estimation(version: ResultVersion) -> Uncertainty:
    """Invented intervals: the first two cannot be told apart."""
    rows = version.organizations.select_related("listed").order_by("place")
    ids = [str(row.listed.organization_id) for row in rows]
    return Uncertainty(
        confidence=0.95,
        draws=100,
        seed=1,
        method="проба",
        organizations={
            one: OrganizationIntervals({}, {"S": Interval(70.0, 80.5)}, PlaceInterval(1, 3), None) for one in ids
        },
        alike={ids[0]: (ids[1],), ids[1]: (ids[0],), ids[2]: ()},
        bands=((ids[0], ids[1]), (ids[2],)),
    )


@pytest.mark.parametrize("role", list(Role))
def test_before_the_approval_the_people_of_the_cycle_alone_see_results(
    territory: Territory, signed_in: SignedIn, role: Role
) -> None:
    version = considered(territory.home)
    found = told(signed_in(territory.people[role]), version, territory.home.listed[0].pk)
    seen = 200 if role in AT_WORK else 404
    assert found == {name: 302 if name == "compare" and seen == 200 else seen for name in found}


@pytest.mark.parametrize("role", [Role.ORGANIZATION_HEAD, Role.ORGANIZATION_DEPUTY])
def test_after_the_approval_an_organization_sees_its_own_figures_only(
    territory: Territory, signed_in: SignedIn, role: Role
) -> None:
    version = approved(territory.home)
    client = signed_in(territory.people[role])
    own, other = territory.home.listed[0].pk, territory.home.listed[1].pk
    figures = {"organization", "criterion", "indicator", "figure"}
    assert told(client, version, own) == {name: 200 if name in figures else 404 for name in pages(version, own)}
    assert set(told(client, version, other).values()) == {404}


def test_after_the_approval_the_region_sees_results(territory: Territory, signed_in: SignedIn) -> None:
    version = approved(territory.home)
    client = signed_in(territory.people[Role.REGIONAL_OBSERVER])
    assert client.get(reverse("results:version", args=(version.pk,))).status_code == 200


def test_results_taken_back_are_told_no_more(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    version = approved(home)
    chair = home.people[Role.COUNCIL_CHAIR]
    lifecycle.reopen_results(home.cycle, by=chair, on=version.decision.decided_on, reason="ошибка ввода")
    for role in (Role.REGIONAL_OBSERVER, Role.ORGANIZATION_HEAD):
        assert set(told(signed_in(territory.people[role]), version, home.listed[0].pk).values()) == {404}


@pytest.mark.parametrize("role", sorted(AT_WORK | ORGANIZATION))
def test_people_of_the_neighbours_see_nothing(territory: Territory, signed_in: SignedIn, role: Role) -> None:
    version = approved(territory.home)
    client = signed_in(territory.foreign.people[role])
    assert set(told(client, version, territory.home.listed[0].pk).values()) == {404}


def test_the_page_of_a_cycle_leads_to_what_the_person_may_see(territory: Territory, signed_in: SignedIn) -> None:
    version = approved(territory.home)
    address = reverse("results:cycle", args=(territory.home.cycle.pk,))
    leads = {
        role: signed_in(territory.people[role]).get(address).headers.get("Location")
        for role in (Role.COUNCIL_MEMBER, Role.ORGANIZATION_HEAD)
    }
    listed = territory.home.listed[0].pk
    assert leads == {
        Role.COUNCIL_MEMBER: reverse("results:version", args=(version.pk,)),
        Role.ORGANIZATION_HEAD: reverse("results:organization", args=(version.pk, listed)),
    }


def test_the_ranking_says_who_cannot_be_told_apart(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    version = scored(home)
    keep_intervals(version, estimation(version), by=home.people[Role.OPERATOR_MANAGER], on=version.scored_on)
    html = signed_in(home.people[Role.COUNCIL_MEMBER]).get(reverse("results:version", args=(version.pk,)))
    text = html.content.decode()
    assert text.count('<tbody class="band">') == 1
    assert "Неразличимы между собой: 2 организации; порядок внутри случаен" in text
    assert text.count("70,00–80,50") == 3
    assert text.count('<td class="num">1–3</td>') == 3


def test_an_organization_without_a_place_says_why(territory: Territory, signed_in: SignedIn) -> None:
    version = scored(territory.home, n2=7)
    page = signed_in(territory.people[Role.COUNCIL_CHAIR]).get(reverse("results:version", args=(version.pk,)))
    assert "анкет 7, место присваивается от 30" in page.content.decode()


def test_a_filter_shows_one_type_with_counts(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    home.organizations[2].type = "kindergarten"
    home.organizations[2].save()
    version = scored(home)
    client = signed_in(home.people[Role.AUTHORITY_ADMIN])
    page = client.get(reverse("results:version", args=(version.pk,)), {"type": "kindergarten"}).content.decode()
    shown = [one.short_name for one in home.organizations if one.short_name in page]
    assert shown == [home.organizations[2].short_name]


def test_a_number_opens_down_to_counts_and_clauses(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    version = scored(home)
    address = reverse("results:indicator", args=(version.pk, home.listed[0].pk, "5.1"))
    text = signed_in(home.people[Role.COUNCIL_MEMBER]).get(address).content.decode()
    assert "58/60 · 100 = 96,67" in text
    assert "<code>recommend</code>" in text
    assert "<dt>Основание</dt>" in text


@pytest.mark.parametrize("code", ["9", "1.9", "../", "<script>"])
def test_a_number_that_is_not_there_is_not_found(territory: Territory, signed_in: SignedIn, code: str) -> None:
    version = scored(territory.home)
    base = reverse("results:organization", args=(version.pk, territory.home.listed[0].pk))
    assert signed_in(territory.people[Role.COUNCIL_MEMBER]).get(f"{base}criteria/{code}/").status_code == 404


def test_a_recalculation_shows_before_and_after(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    scored(home)
    version = scored(home, n0=90, reason="исправлен ввод")
    text = signed_in(home.people[Role.COUNCIL_MEMBER]).get(reverse("results:compare", args=(version.pk,)))
    html = text.content.decode()
    assert html.count('<tr class="changed">') == 1
    assert '<td class="num">60</td><td class="num">90</td>' in html
    assert "2 организации" in html


def test_the_ranking_asks_as_often_for_three_rows_as_for_one(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    version = scored(home)
    client = signed_in(home.people[Role.COUNCIL_MEMBER])
    address = reverse("results:version", args=(version.pk,))
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    version.organizations.exclude(listed=home.listed[0]).delete()
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    assert len(one) == len(three)


def test_buttons_are_shown_to_those_who_may_press_them(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    version = considered(home)
    address = reverse("results:approve", args=(version.pk,))
    page = reverse("results:version", args=(version.pk,))
    shown = {role for role in home.people if address in signed_in(home.people[role]).get(page).content.decode()}
    assert shown == {Role.COUNCIL_CHAIR, Role.COUNCIL_SECRETARY}


@pytest.mark.parametrize("role", [Role.ORGANIZATION_HEAD, Role.ORGANIZATION_DEPUTY, Role.AUTHORITY_ADMIN])
def test_the_organizations_page_leads_to_its_results_once_there_are_some(
    territory: Territory, signed_in: SignedIn, role: Role
) -> None:
    home = territory.home
    client, own = signed_in(territory.people[role]), home.listed[0]
    page = reverse("registry:organization", args=(own.organization_id,))
    link = reverse("results:of_organization", args=(home.cycle.pk, own.pk))
    considered(home)
    assert link not in client.get(page).content.decode()
    version = approved_again(home)
    assert link in client.get(page).content.decode()
    answer = client.get(link, follow=True)
    assert answer.redirect_chain == [(reverse("results:organization", args=(version.pk, own.pk)), 302)]
    assert answer.status_code == 200


def approved_again(home: Municipality) -> ResultVersion:
    """The version that the council considers, approved."""
    version = home.cycle.versions.get()
    found = approve(version, by=home.people[Role.COUNCIL_CHAIR], on=APPROVED_ON, decision=decided(home))
    home.cycle.refresh_from_db()
    return found


def test_an_organization_is_not_led_to_the_results_of_another(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    approved(home)
    client = signed_in(home.people[Role.ORGANIZATION_HEAD])
    address = reverse("results:of_organization", args=(home.cycle.pk, home.listed[1].pk))
    assert client.get(address).status_code == 404


def test_the_desk_of_a_head_leads_to_the_own_results(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    version = approved(home)
    link = reverse("results:organization", args=(version.pk, home.listed[0].pk))
    desks = {role: signed_in(home.people[role]).get(reverse("desk:home")).content.decode() for role in ORGANIZATION}
    assert {role: link in page for role, page in desks.items()} == dict.fromkeys(ORGANIZATION, True)


def test_version_and_card_tell_by_what_they_were_counted(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    version = approved(home)
    version.policies["choices"] = [
        [c, "renormalize" if c == "no_disabled" else o] for c, o in version.policies["choices"]
    ]
    version.policies["decision"] = "протокол № 2 от 16.02.2026"
    version.save()
    client = signed_in(home.people[Role.ORGANIZATION_HEAD])
    texts = [
        signed_in(home.people[Role.COUNCIL_MEMBER]).get(reverse("results:version", args=(version.pk,))),
        client.get(reverse("results:organization", args=(version.pk, home.listed[0].pk))),
    ]
    told = ("протокол № 2 от 16.02.2026", version.edition_digest[:12], version.observed_digest[:12])
    assert [[words in page.content.decode() for words in told] for page in texts] == [[True] * 3] * 2
    assert [page.content.decode().count("решено советом") for page in texts] == [1, 1]


def test_the_letters_page_leads_to_where_letters_with_results_are_written(
    territory: Territory, signed_in: SignedIn
) -> None:
    home = territory.home
    version = approved(home)
    client = signed_in(home.people[Role.AUTHORITY_ADMIN])
    link = reverse("results:cycle_documents", args=(home.cycle.pk,))
    page = client.get(reverse("cycles:letters", args=(home.cycle.pk,)), {"kind": "transmittal"})
    assert link in page.content.decode()
    assert client.get(link).headers["Location"] == reverse("results:documents", args=(version.pk,))
    assert signed_in(home.people[Role.ORGANIZATION_HEAD]).get(link).status_code == 404
