"""Scoring of whole arrays: shapes, printed units, states and the marks of doubt."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from tests.core.small_edition import EDITION, NOT_APPLICABLE, UNCHECKED, observation

from merilo.observations import ItemState, ItemValue, Organization
from merilo.scoring.policies import Policies
from merilo.scoring.score import score
from merilo.scoring.vectorised import (
    ABSENT,
    BLOCKED,
    NOT_ASSESSED,
    UNDECIDED,
    VALUED,
    figures_of,
    plan_of,
)


def _scores(rows, chosen=None):
    plan = plan_of(EDITION, Policies.of(EDITION, chosen))
    return plan, plan.evaluate(figures_of(plan, rows))


def _named(number, **answers):
    return observation(answers=answers, organization=Organization(str(number), "Школа", type="school"))


def test_rows_are_scored_independently_of_each_other():
    rows = [_named(1), _named(2, timely=(10, 40)), _named(3, accessibility=(1, 4))]
    _, scores = _scores(rows)
    expected = [float(score(EDITION, row, Policies.of(EDITION)).trace.exact) for row in rows]
    assert scores.values["S"].tolist() == pytest.approx(expected, abs=1e-12)


def test_any_leading_shape_is_kept():
    plan = plan_of(EDITION, Policies.of(EDITION))
    figures = figures_of(plan, [observation()])
    wide = replace(figures, yes={code: np.full((3, 5), yes[0]) for code, yes in figures.yes.items()})
    assert plan.evaluate(wide).values["S"].shape == (3, 5)


def test_weights_in_place_of_counts_give_the_same_share():
    plan = plan_of(EDITION, Policies.of(EDITION))
    figures = figures_of(plan, [observation()])
    halved = replace(
        figures,
        yes={code: yes / 2 for code, yes in figures.yes.items()},
        answered={code: answered / 2 for code, answered in figures.answered.items()},
    )
    assert plan.evaluate(halved).values["S"].tolist() == plan.evaluate(figures).values["S"].tolist()


def test_an_unchecked_item_blocks_all_above_it_and_nothing_beside_it():
    _, scores = _scores([observation({"site.name": UNCHECKED})])
    states = {code: int(scores.states[code][0]) for code in ("1.1.1", "1.1.2", "1.1", "1.3", "1", "2", "S")}
    assert states == {
        "1.1.1": VALUED,
        "1.1.2": BLOCKED,
        "1.1": BLOCKED,
        "1.3": VALUED,
        "1": BLOCKED,
        "2": VALUED,
        "S": BLOCKED,
    }
    assert np.isnan(scores.values["S"][0])


def test_nobody_with_a_disability_waits_for_a_decision_or_leaves_the_criterion():
    row = _named(1, accessibility=(0, 0))
    _, waiting = _scores([row])
    _, left_out = _scores([row], {"no_disabled": "renormalize"})
    assert (int(waiting.states["S"][0]), int(left_out.states["3.3"][0])) == (UNDECIDED, ABSENT)
    assert left_out.values["2"][0] == left_out.values["2.2"][0]


def test_the_other_half_stays_open_when_both_halves_are_empty():
    rows = [
        _named(1, stand_satisfied=(0, 0)),
        _named(2, stand_satisfied=(0, 0), site_satisfied=(0, 0)),
    ]
    _, scores = _scores(rows, {"no_information_users": "other_half"})
    assert scores.states["1.3"].tolist() == [VALUED, UNDECIDED]
    assert scores.values["1.3"][0] == pytest.approx(90)


def test_a_part_without_applicable_items_follows_its_policy():
    row = observation(dict.fromkeys(("stand.name", "stand.licence", "stand.schedule"), NOT_APPLICABLE))
    options = ("undecided", "other_half", "renormalize", "zero")
    states = [int(_scores([row], {"no_norm": option})[1].states["1.1.1"][0]) for option in options]
    assert states == [UNDECIDED, ABSENT, ABSENT, VALUED]


def test_no_respondents_is_never_a_number():
    _, scores = _scores([observation(respondents=0)])
    assert int(scores.states["S"][0]) == NOT_ASSESSED
    assert np.isnan(scores.values["S"][0])


def test_printed_units_are_rounded_half_up():
    plan = plan_of(EDITION, Policies.of(EDITION))
    units, near = plan.shown(np.array([79.7549, 79.7551, 100.0, np.nan]))
    assert (units.tolist(), near.tolist()) == ([7975, 7976, 10000, 0], [False, False, False, False])


def test_a_true_half_is_marked_for_exact_scoring():
    plan = plan_of(EDITION, Policies.of(EDITION))
    _, near = plan.shown(np.array([float(Fraction(79755, 1000)), 79.7549]))
    assert near.tolist() == [True, False]


def test_stepwise_shares_of_whole_counts_are_exact_even_on_a_half():
    row = _named(1, accessibility=(1, 160))
    plan, scores = _scores([row], {"rounding": "stepwise1"})
    assert (scores.values["3.3"][0], bool(scores.near[0])) == (0.6, False)
    assert plan.shown(scores.values["3.3"])[0].tolist() == [6]


def test_a_stepwise_half_of_a_checklist_is_marked_for_exact_scoring():
    items = {"stand.name": NOT_APPLICABLE, "stand.licence": _seen("1/4"), "site.name": _seen("27/50")}
    _, scores = _scores([observation(items), observation()], {"rounding": "stepwise0"})
    assert (scores.values["1.1.1"][0], scores.values["1.1.2"][0]) == (62.5, 88.5)
    assert scores.near.tolist() == [True, False]


def _seen(value):
    return ItemValue(ItemState.OBSERVED, Fraction(value))
