"""Measured honesty: how often the intervals hold the truth, over invented cycles whose truth is known."""

import pytest
from tests.core.invented_survey import Invention, invent

from merilo.uncertainty.estimate import estimate

CYCLES = 6


@pytest.fixture(scope="module")
def checked():
    """For every organization of all cycles: its truth, its true place and its intervals."""
    rows = []
    for cycle in range(CYCLES):
        invented = invent(Invention(respondents=150, alike=0.5), 100 + cycle)
        found = estimate(invented.evidence, seed=cycle, draws=400)
        places = invented.true_places
        rows += [(invented.truth[id_], places[id_], one) for id_, one in found.organizations.items()]
    return rows


def _share(hits):
    return sum(hits) / len(hits)


def test_totals_hold_the_truth_nearly_as_often_as_they_claim(checked):
    assert _share([one.nodes["S"].low <= truth <= one.nodes["S"].high for truth, _, one in checked]) >= 0.93


def test_places_hold_the_true_place_nearly_as_often_as_they_claim(checked):
    assert _share([one.place.best <= place <= one.place.worst for _, place, one in checked]) >= 0.93


def test_intervals_of_places_still_say_something(checked):
    assert _share([one.place.worst - one.place.best + 1 for _, _, one in checked]) < 32
