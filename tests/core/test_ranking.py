"""Places: shared by equal totals, skipped after them, overall and within the group."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.small_edition import EDITION, UNCHECKED, observation

from merilo.observations import Organization
from merilo.scoring.policies import Policies
from merilo.scoring.ranking import Seat, Unranked, rank, seats
from merilo.scoring.score import score

POLICIES = Policies.of(EDITION)
TOTALS = st.dictionaries(st.text("абв123", min_size=1, max_size=4), st.integers(0, 5).map(Fraction), max_size=30)


def _card(id_, accessible, *, respondents=40, of=(), items=None, policies=POLICIES):
    """A scorecard whose total depends on how many disabled respondents were satisfied."""
    organization = Organization(id_, f"Школа {id_}", **({"type": "school"} | dict(of)))
    seen = observation(items, {"accessibility": accessible}, respondents=respondents, organization=organization)
    return score(EDITION, seen, policies)


def _places(ranking):
    return {id_: (standing.place, standing.tied) for id_, standing in ranking.standings.items()}


def test_equal_totals_share_a_place_and_the_next_place_is_skipped():
    cards = [_card("a", (10, 10)), _card("b", (8, 10)), _card("c", (80, 100)), _card("d", (1, 10))]
    assert _places(rank(cards, POLICIES)) == {"a": (1, ()), "b": (2, ("c",)), "c": (2, ("b",)), "d": (4, ())}


def test_three_may_share_the_first_place():
    cards = [_card(id_, (4, 4)) for id_ in "cab"] + [_card("d", (3, 4))]
    assert _places(rank(cards, POLICIES)) == {
        "a": (1, ("b", "c")),
        "b": (1, ("a", "c")),
        "c": (1, ("a", "b")),
        "d": (4, ()),
    }


def test_totals_printed_alike_share_a_place_by_default_and_do_not_when_exact_totals_are_compared():
    cards = [_card("a", (66_667, 100_000)), _card("b", (66_666, 100_000))]
    assert cards[0].trace.exact > cards[1].trace.exact
    assert cards[0].trace.shown == cards[1].trace.shown
    exact = Policies.of(EDITION, {"ties": "exact"})
    assert _places(rank(cards, POLICIES)) == {"a": (1, ("b",)), "b": (1, ("a",))}
    assert _places(rank(cards, exact)) == {"a": (1, ()), "b": (2, ())}


def test_a_group_has_its_own_places():
    of = {"type": "kindergarten"}
    cards = [_card("a", (9, 10)), _card("b", (8, 10), of=of), _card("c", (8, 10), of=of), _card("d", (7, 10))]
    ranking = rank(cards, POLICIES)
    places = {
        id_: (standing.group, standing.place_in_group, standing.tied_in_group)
        for id_, standing in ranking.standings.items()
    }
    assert places == {
        "a": ("school", 1, ()),
        "b": ("kindergarten", 1, ("c",)),
        "c": ("kindergarten", 1, ("b",)),
        "d": ("school", 2, ()),
    }


def test_the_group_in_the_register_outranks_the_type():
    cards = [_card("a", (9, 10), of={"group": "сельские"}), _card("b", (8, 10))]
    ranking = rank(cards, POLICIES)
    assert [(standing.group, standing.place_in_group) for standing in ranking.ranked] == [
        ("сельские", 1),
        ("school", 1),
    ]


def test_who_takes_no_place_is_named_with_the_reason_and_leaves_no_gap():
    cards = [
        _card("few", (10, 10), respondents=29),
        _card("open", (0, 0)),
        _card("unseen", (10, 10), items={"site.name": UNCHECKED}),
        _card("nobody", (0, 0), respondents=0),
        _card("a", (5, 10)),
        _card("b", (4, 10)),
    ]
    ranking = rank(cards, POLICIES)
    assert {id_: (one.place, one.place_in_group, one.unranked) for id_, one in ranking.standings.items()} == {
        "a": (1, 1, None),
        "b": (2, 2, None),
        "few": (None, None, Unranked.FEW_RESPONDENTS),
        "open": (None, None, Unranked.AWAITING_DECISION),
        "unseen": (None, None, Unranked.BLOCKED),
        "nobody": (None, None, Unranked.NOT_ASSESSED),
    }
    assert {id_: one.reason for id_, one in ranking.standings.items() if one.unranked} == {
        "few": "опрошено 29, место занимают от 30",
        "open": "итог ждёт решения общественного совета",
        "unseen": "итог не посчитан: не всё проверено",
        "nobody": "не оценено: нет ни одной анкеты",
    }
    assert [one.organization_id for one in ranking.ranked] == ["a", "b"]


def test_the_threshold_is_the_cycle_s_own():
    policies = Policies.of(EDITION, {"rank_from": 5})
    assert rank([_card("a", (10, 10), respondents=5, policies=policies)], policies)["a"].place == 1


def test_the_rule_is_a_sentence_to_print():
    assert rank([], POLICIES).rule == (
        "Места — по итоговой оценке, от большей к меньшей. Организации с одинаковой напечатанной оценкой делят место, "
        "следующее место отстоит на число разделивших (1, 2, 2, 4). Место занимают организации с посчитанным итогом, "
        "где опрошено не меньше 30. Место в группе — среди организаций той же группы (по умолчанию того же типа)."
    )


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_the_order_of_organizations_changes_nothing(order):
    cards = [_card("b", (8, 10)), _card("a", (8, 10)), _card("d", (0, 0)), _card("c", (9, 10))]
    assert list(rank([cards[index] for index in order], POLICIES).standings.items()) == list(
        rank(cards, POLICIES).standings.items()
    )


@given(totals=TOTALS)
def test_a_place_is_one_more_than_the_number_of_those_above(totals):
    assert {id_: seat.place for id_, seat in seats(totals).items()} == {
        id_: 1 + sum(other > total for other in totals.values()) for id_, total in totals.items()
    }


@given(totals=TOTALS)
def test_those_who_share_a_place_are_exactly_the_equal(totals):
    assert {id_: set(seat.sharing) for id_, seat in seats(totals).items()} == {
        id_: {other for other in totals if totals[other] == total} for id_, total in totals.items()
    }


def test_a_seat_is_shared_by_one_tuple_however_many_hold_it():
    found = seats(dict.fromkeys(map(str, range(1000)), Fraction(100)))
    assert {id(seat) for seat in found.values()} == {id(found["0"])}
    assert found["0"] == Seat(1, tuple(sorted(found)))


def test_a_copy_of_a_scorecard_stands_where_its_original_does():
    card = _card("a", (8, 10))
    copy = replace(card, organization=replace(card.organization, id="b"))
    assert _places(rank([copy, card], POLICIES)) == {"a": (1, ("b",)), "b": (1, ("a",))}
