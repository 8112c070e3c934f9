"""Simple means by municipality, region and sector, and who was left out of them."""

from dataclasses import replace
from fractions import Fraction

from tests.core.small_edition import EDITION, UNCHECKED, observation

from merilo.observations import Organization
from merilo.scoring.aggregate import Scope, by_municipality, by_region, by_sector, over_sectors
from merilo.scoring.policies import Policies
from merilo.scoring.score import score
from merilo.scoring.scorecard import Status

POLICIES = Policies.of(EDITION)


def _card(id_, accessible, *, municipality="Эрзин", respondents=40, items=None, sector="education"):
    organization = Organization(id_, id_, type="school", municipality=municipality, region="Тува")
    seen = observation(items, {"accessibility": accessible}, respondents=respondents, organization=organization)
    return replace(score(EDITION, seen, POLICIES), sector=sector)


def test_the_mean_is_simple_whatever_the_number_of_respondents():
    """Totals: 97 with everybody satisfied, 67 with nobody; (97 + 67) / 2 = 82 though 400 and 40 were asked."""
    cards = [_card("a", (10, 10), respondents=400), _card("b", (0, 10), respondents=40)]
    assert [card.trace.exact for card in cards] == [97, 67]
    (found,) = by_municipality(cards)
    assert (found.scope, found.name, found.n, found.mean, found.shown) == (Scope.MUNICIPALITY, "Эрзин", 2, 82, "82.00")
    assert dict(found.criteria) == {"1": Fraction(96), "2": Fraction(68)}
    assert dict(found.left_out) == {}


def test_the_mean_is_exact_before_it_is_shown():
    """(97 + 67 + 77) / 3 = 241/3 = 80,33…"""
    cards = [_card("a", (1, 1)), _card("b", (0, 1)), _card("c", (1, 3))]
    (found,) = by_region(cards)
    assert found.mean == (97 + 67 + cards[2].trace.exact) / 3
    assert cards[2].trace.exact == 77
    assert (found.name, found.shown) == ("Тува", "80.33")


def test_those_without_a_total_are_left_out_and_counted_by_reason():
    cards = [
        _card("a", (10, 10)),
        _card("few", (0, 10), respondents=12),
        _card("open", (0, 0)),
        _card("open too", (0, 0)),
        _card("unseen", (10, 10), items={"stand.name": UNCHECKED}),
        _card("nobody", (0, 0), respondents=0),
    ]
    (found,) = by_sector(cards)
    assert (found.name, found.n, found.mean) == ("education", 2, 82)
    assert dict(found.left_out) == {
        Status.AWAITING_DECISION: 2,
        Status.BLOCKED: 1,
        Status.NOT_ASSESSED: 1,
    }


def test_with_nobody_scored_there_is_no_mean():
    (found,) = by_municipality([_card("open", (0, 0))])
    assert (found.n, found.mean, found.shown, dict(found.criteria)) == (0, None, None, {})


def test_municipalities_stand_by_name_and_the_unnamed_is_named_so():
    cards = [
        _card("a", (1, 1), municipality="Эрзин"),
        _card("b", (1, 1), municipality=""),
        _card("c", (0, 1), municipality="Абаза"),
    ]
    assert [(found.name, found.mean) for found in by_municipality(cards)] == [
        ("Абаза", 67),
        ("Эрзин", 97),
        ("не указано", 97),
    ]


def test_sectors_weigh_the_same_however_many_organizations_they_have():
    """Sector means 97 and 72 (of 67 and 77): (97 + 72) / 2 = 84,5."""
    cards = [
        _card("a", (1, 1)),
        _card("b", (0, 1), sector="culture"),
        _card("c", (1, 3), sector="culture"),
        _card("d", (0, 0), sector="culture"),
    ]
    found = over_sectors(by_sector(cards), "Тува")
    assert (found.scope, found.name, found.n, found.mean, found.shown) == (
        Scope.SECTORS,
        "Тува",
        2,
        Fraction(169, 2),
        "84.50",
    )
    assert dict(found.left_out) == {Status.AWAITING_DECISION: 1}


def test_the_order_of_organizations_changes_no_mean():
    cards = [_card(str(index), (index, 7)) for index in range(8)]
    assert by_municipality(cards) == by_municipality(reversed(cards))
