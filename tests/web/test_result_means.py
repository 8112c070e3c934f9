"""The ranking in another order, and means by type, municipality and year."""

import re
from collections.abc import Callable
from fractions import Fraction

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.scored import APPROVED_ON, approved, scored, seen
from tests.web.territory import Municipality, Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.cycles.models import Cycle, ListedOrganization
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.cycles.states import CycleState
from merilo_web.registry.access import access_of
from merilo_web.results.actions.scoring import freeze
from merilo_web.results.models import ResultVersion
from merilo_web.results.queries.briefs import exact_criteria, exact_total
from merilo_web.results.queries.means import MeanRow, Means, means_of
from merilo_web.results.queries.ranking import RankingView, ranking_of, rows_of
from merilo_web.results.queries.ranking_order import RankingOrder, columns, order_of
from merilo_web.results.states import VersionState

SignedIn = Callable[[User], Client]


def view(version: ResultVersion, asked: str = "") -> RankingView:
    """The ranking in the order of an address."""
    return ranking_of(version, rows_of(version), order=order_of(asked, edition_of(version.cycle)))


def names(found: RankingView) -> list[str]:
    """The organizations from top to bottom, by the number of the school."""
    return [row.name for band in found.bands for row in band.rows]


def means(territory: Territory, version: ResultVersion) -> Means:
    """The means as the authority sees them."""
    return means_of(access_of(territory.people[Role.AUTHORITY_ADMIN]), version, rows_of(version))


def weaker_in_the_first(version: ResultVersion, criterion: str) -> None:
    """Make the best of all the weakest by one criterion, the other two equal in print but not exactly."""
    figures = ("50", "19999/200", "99997/1000")
    for row, exact in zip(version.organizations.order_by("place"), figures, strict=True):
        shown = f"{Fraction(exact).__float__():.2f}"
        row.brief["exact_criteria"] = [[c, exact if c == criterion else e] for c, e in row.brief["exact_criteria"]]
        row.brief["criteria"] = [[c, shown if c == criterion else s, state] for c, s, state in row.brief["criteria"]]
        row.save()


def test_by_a_criterion_the_order_changes_and_the_place_stays(territory: Territory) -> None:
    version = scored(territory.home)
    by_place = view(version)
    weaker_in_the_first(version, "2")
    found = view(version, "2")
    first, second, third = names(by_place)
    assert names(found) == [second, third, first] or names(found) == [third, second, first]
    assert {row.name: row.place for band in found.bands for row in band.rows} == {
        row.name: row.place for band in by_place.bands for row in band.rows
    }


def test_places_by_a_criterion_are_shared_where_the_print_is_the_same(territory: Territory) -> None:
    version = scored(territory.home)
    weaker_in_the_first(version, "2")
    assert [row.seat for band in view(version, "2").bands for row in band.rows] == ["1–2", "1–2", "3"]
    version.policies["choices"] = [pair for pair in version.policies["choices"] if pair[0] != "ties"] + [
        ["ties", "exact"]
    ]
    version.save()
    assert [row.seat for band in view(version, "2").bands for row in band.rows] == ["1", "2", "3"]


def test_the_weakest_first_is_the_order_turned_round(territory: Territory) -> None:
    version = scored(territory.home)
    assert names(view(version, "-S")) == names(view(version))[::-1]
    assert names(view(version, "-3")) == names(view(version, "3"))[::-1]


@pytest.mark.parametrize("asked", ["9", "-", "--2", "<script>", "S;drop", "--------------------------"])
def test_an_order_that_is_not_there_is_that_of_places(territory: Territory, signed_in: SignedIn, asked: str) -> None:
    version = scored(territory.home)
    assert order_of(asked, edition_of(version.cycle)) == RankingOrder()
    client = signed_in(territory.people[Role.COUNCIL_MEMBER])
    page = client.get(reverse("results:version", args=(version.pk,)), {"sort": asked})
    assert (page.status_code, "Место по К" in page.content.decode()) == (200, False)


def test_a_heading_sorts_keeps_the_filter_and_turns_when_pressed_again(territory: Territory) -> None:
    edition = edition_of(territory.home.cycle)
    kept = {"type": "school", "municipality": ""}
    found = columns(edition, RankingOrder("2"), kept)
    assert [one.query for one in found[:3]] == ["type=school&sort=S", "type=school&sort=1", "type=school&sort=-2"]
    assert [one.direction for one in found] == ["", "", "descending", "", "", ""]
    assert columns(edition, RankingOrder("2", weakest_first=True), kept)[2].query == "type=school&sort=2"


def test_the_page_sorts_by_links_without_a_script(territory: Territory, signed_in: SignedIn) -> None:
    version = scored(territory.home)
    weaker_in_the_first(version, "2")
    client = signed_in(territory.people[Role.COUNCIL_MEMBER])
    address = reverse("results:version", args=(version.pk,))
    links = re.findall(r'<a href="\?(sort=[^"]*)"', client.get(address).content.decode())
    assert links == ["sort=-S", "sort=1", "sort=2", "sort=3", "sort=4", "sort=5"]
    text = client.get(f"{address}?{links[2]}").content.decode()
    assert re.findall(r'aria-sort="(\w+)"', text) == ["descending"]
    shown = [(text.index(one.short_name), one.short_name) for one in territory.home.organizations]
    assert [name for _, name in sorted(shown)][-1] == names(view(version))[0]


def test_a_long_ranking_is_turned_page_by_page(territory: Territory, signed_in: SignedIn) -> None:
    version = scored(territory.home)
    whole = [row.listed for row in version.organizations.order_by("place").values_list("listed", named=True)]
    first = ranking_of(version, rows_of(version), order=RankingOrder(most=2))
    second = ranking_of(version, rows_of(version), order=RankingOrder(after=first.next, most=2))
    shown = [[row.listed for band in found.bands for row in band.rows] for found in (first, second)]
    assert (shown, first.next, second.next) == ([whole[:2], whole[2:]], whole[1], None)
    client, address = signed_in(territory.people[Role.COUNCIL_MEMBER]), reverse("results:version", args=(version.pk,))
    page = client.get(address, {"after": whole[1], "sort": "S"}).content.decode()
    assert ("С начала" in page, "Дальше" in page) == (True, False)
    assert client.get(address, {"after": "9" * 30}).status_code == 200


def test_an_organization_without_a_place_is_not_sorted_in(territory: Territory) -> None:
    version = scored(territory.home, n2=7)
    found = view(version, "2")
    assert (len(names(found)), len(found.unranked), found.ranked, found.shown) == (2, 1, 2, 2)


def test_means_by_type_are_exact_and_count_who_is_left_out(territory: Territory) -> None:
    home = territory.home
    home.organizations[2].type = "kindergarten"
    home.organizations[2].save()
    version = scored(home, n0=0)
    rows = {row.brief["name"]: row for row in rows_of(version)}
    school = rows[home.organizations[1].short_name]
    found = means(territory, version)
    assert [(row.organizations, row.left_out) for row in found.by_type] == [(1, 0), (1, 1)]
    assert found.by_type[1].mean == school.total.replace(".", ",")
    assert found.by_municipality == ()
    assert [code for code, _ in found.headings] == ["1", "2", "3", "4", "5"]


def test_a_mean_of_two_is_their_exact_half_sum(territory: Territory) -> None:
    home = territory.home
    home.organizations[2].type = "kindergarten"
    home.organizations[2].save()
    version = scored(home)
    schools = [row for row in rows_of(version) if row.brief["type"] == "school"]
    total = sum((exact_total(row) or Fraction(0) for row in schools), Fraction(0)) / 2
    third = sum((exact_criteria(row)["3"] for row in schools), Fraction(0)) / 2
    mean = means(territory, version).by_type[1]
    assert (mean.mean, mean.criteria[2]) == (printed(total), printed(third))


def printed(exact: Fraction) -> str:
    """Half-up with two decimals and a comma, counted apart from the product."""
    hundredths = int(exact * 100 + Fraction(1, 2))
    return f"{hundredths // 100},{hundredths % 100:02d}"


def earlier(home: Municipality, *, edition: str) -> ResultVersion:
    """Approved results of the year before, of the first organization alone, by this edition."""
    cycle = Cycle.objects.create(
        authority=home.authority,
        council=home.council,
        operator=home.operator,
        year=2025,
        title="НОК 2025",
        edition_id=edition,
        opened_on=APPROVED_ON.replace(year=2025),
        state=CycleState.ACCEPTED,
    )
    ListedOrganization.objects.create(cycle=cycle, organization=home.organizations[0], ground="never_assessed")
    version = freeze(cycle, seen(cycle), by=home.people[Role.OPERATOR_MANAGER], on=APPROVED_ON.replace(year=2025))
    ResultVersion.objects.filter(pk=version.pk).update(state=VersionState.APPROVED)
    return version


def test_years_stand_beside_each_other(territory: Territory) -> None:
    home = territory.home
    before, now = earlier(home, edition=home.cycle.edition_id), approved(home)
    found = means(territory, now).by_year
    alone = before.organizations.get()
    assert [(one.link.year, one.row.organizations, one.link.same_edition) for one in found] == [
        (2026, 3, True),
        (2025, 1, True),
    ]
    assert found[1].row == MeanRow(
        "2025", 1, alone.total.replace(".", ","), tuple(s.replace(".", ",") for _, s, _ in alone.brief["criteria"]), 0
    )


def test_a_year_of_another_edition_is_marked_and_has_no_criteria(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    earlier(home, edition="2018-344n")
    now = approved(home)
    found = means(territory, now).by_year
    assert [(one.link.same_edition, one.row.criteria == ("—",) * 5) for one in found] == [(True, False), (False, True)]
    page = signed_in(home.people[Role.COUNCIL_CHAIR]).get(reverse("results:version", args=(now.pk,)))
    assert page.content.decode().count("другая редакция методики") == 1


def test_means_ask_as_often_for_many_rows_as_for_one(territory: Territory) -> None:
    home = territory.home
    earlier(home, edition="2018-344n")
    version = approved(home)
    means(territory, version)
    with CaptureQueriesContext(connection) as three:
        means(territory, version)
    version.organizations.exclude(listed=home.listed[0]).delete()
    with CaptureQueriesContext(connection) as one:
        means(territory, version)
    assert len(one) == len(three)
