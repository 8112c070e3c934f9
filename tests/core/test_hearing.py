"""Whose heads are heard and whose are interviewed: ties and places that cannot be told apart."""

import pytest

from merilo.plans.hearing import Candidate, Hearing, hearing
from merilo.uncertainty.model import PlaceInterval


def chosen(*candidates, highest=2, lowest=2):
    found = hearing(candidates, highest=highest, lowest=lowest)
    return [(one.code, one.ground) for one in found.heard], [(one.code, one.ground) for one in found.interviewed]


def test_the_highest_come_best_first_and_the_lowest_lowest_first():
    six = [Candidate(code, place) for place, code in enumerate("абвгде", 1)]
    assert chosen(*reversed(six)) == (
        [("а", "место 1"), ("б", "место 2")],
        [("е", "место 6"), ("д", "место 5")],
    )


def test_all_who_share_the_last_place_are_chosen():
    tied = [Candidate("а", 1), Candidate("б", 2), Candidate("в", 2), Candidate("г", 4), Candidate("д", 5)]
    assert chosen(*tied, lowest=1) == (
        [("а", "место 1"), ("б", "делит место 2"), ("в", "делит место 2")],
        [("д", "место 5")],
    )


def test_who_cannot_be_told_from_the_last_chosen_place_is_added_with_its_ground():
    six = [
        Candidate("а", 1, PlaceInterval(1, 2)),
        Candidate("б", 2, PlaceInterval(1, 3)),
        Candidate("в", 3, PlaceInterval(2, 4)),
        Candidate("г", 4, PlaceInterval(3, 5)),
        Candidate("д", 5, PlaceInterval(4, 6)),
        Candidate("е", 6, PlaceInterval(5, 6)),
    ]
    assert chosen(*six, lowest=1) == (
        [("а", "место 1"), ("б", "место 2"), ("в", "место 3, от места 2 неотличимо")],
        [("е", "место 6"), ("д", "место 5, от места 6 неотличимо")],
    )


def test_who_could_be_added_to_both_is_in_neither():
    three = [Candidate("а", 1), Candidate("б", 2, PlaceInterval(1, 3)), Candidate("в", 3)]
    assert chosen(*three, highest=1, lowest=1) == ([("а", "место 1")], [("в", "место 3")])


def test_a_place_decides_before_an_interval():
    two = [Candidate("а", 1, PlaceInterval(1, 2)), Candidate("б", 2, PlaceInterval(1, 2))]
    assert chosen(*two, highest=1, lowest=1) == ([("а", "место 1")], [("б", "место 2")])


def test_nobody_is_interviewed_who_is_heard():
    assert chosen(Candidate("а", 1), Candidate("б", 2), highest=3, lowest=3) == (
        [("а", "место 1"), ("б", "место 2")],
        [],
    )


@pytest.mark.parametrize(("highest", "lowest"), [(0, 0), (0, 1), (1, 0)])
def test_none_are_chosen_where_none_are_wanted(highest, lowest):
    found = hearing([Candidate("а", 1), Candidate("б", 2)], highest=highest, lowest=lowest)
    assert (len(found.heard), len(found.interviewed)) == (highest, lowest)


def test_an_empty_ranking_chooses_nobody():
    assert hearing(()) == Hearing((), ())
