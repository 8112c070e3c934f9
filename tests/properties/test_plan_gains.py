"""Whatever is ticked, the gains add up to what a naive second reckoning of the mended organization gives."""

from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.small_edition import EDITION as SMALL
from tests.properties import imagined, oracle

from merilo.methodology import catalogue
from merilo.observations import Count, ItemState, ItemValue
from merilo.plans.deficiencies import deficiencies, losses
from merilo.plans.gains import plan_of_gains
from merilo.scoring.score import score
from merilo.scoring.scorecard import Status

EDITIONS = {
    "small": lambda: SMALL,
    "2014-kostroma": lambda: catalogue.get("2014-kostroma", "healthcare"),
    "education": lambda: catalogue.get("2024-344n-408n", "education"),
    "healthcare": lambda: catalogue.get("2024-344n-408n", "healthcare"),
}
NAMES = st.sampled_from(sorted(EDITIONS))
SHARES = st.sampled_from([Fraction(1), Fraction(9, 10), Fraction(1, 3)])
ONE = ItemValue(ItemState.OBSERVED, Fraction(1))


def _total(edition, observation, policies):
    return oracle.numbers(edition, observation, policies.choices)["S"]


def _mended(edition, observation, deficiency, *, share):
    """The organization with this one thing put right, spelled out from the words of the deficiency alone."""
    key = deficiency.key
    if deficiency.kind == "satisfaction":
        return _answered(edition, observation, key, share=share)
    codes = [key]
    if deficiency.kind == "remote":
        stem = key.rsplit(".", 1)[0]
        codes = [f"{stem}.published", f"{stem}.works"]
    return replace(observation, items=observation.items | dict.fromkeys(codes, ONE))


def _answered(edition, observation, key, *, share):
    count = observation.counts[key]
    if edition.question(key).options:
        ways = [{option.code: 1} for option in edition.question(key).options]
        tried = [replace(observation, counts=observation.counts | {key: Count(options=way)}) for way in ways]
        return max(
            tried, key=lambda one: oracle.numbers(edition, one, {"no_answers": "zero", "no_disabled": "zero"})["S"]
        )
    if count.answered and Fraction(count.yes, count.answered) >= share:
        return observation
    better = Count(yes=share.numerator, no=share.denominator - share.numerator)
    return replace(observation, counts=observation.counts | {key: better})


def _all_mended(edition, observation, found, *, share):
    for one in found:
        observation = _mended(edition, observation, one, share=share)
    return observation


@settings(max_examples=60, deadline=None)
@given(name=NAMES, seed=imagined.SEEDS, chosen=imagined.SEEDS, share=SHARES)
def test_gains_of_any_choice_add_up_to_the_naive_recount(name, seed, *, chosen, share):
    edition = EDITIONS[name]()
    observation, policies = imagined.observation(edition, seed, complete=True), imagined.policies(edition, chosen)
    found = deficiencies(losses(edition, score(edition, observation, policies), observation))
    random = Random(chosen)  # noqa: S311 — figures for a test, not secrets
    part = random.choice([0, 0.3, 0.7, 1])
    ticked = {one.key for one in found if random.random() < part}
    gains = plan_of_gains(edition, observation, policies, deficiencies=found, ticked=ticked, share=share)
    mended = _all_mended(edition, observation, [one for one in found if one.key in ticked], share=share)
    assert gains.before == _total(edition, observation, policies)
    assert gains.after == _total(edition, mended, policies)
    assert sum((row.gain for row in gains.rows if row.ticked), Fraction(0)) == gains.after - gains.before
    printed = sum((Fraction(row.shown) for row in gains.rows if row.ticked), Fraction(0))
    assert printed == Fraction(gains.shown_after) - Fraction(gains.shown_before)
    for row in [row for row in gains.rows if not row.ticked][:12]:
        with_it = _mended(edition, mended, row.deficiency, share=share)
        assert row.gain == _total(edition, with_it, policies) - gains.after


@settings(max_examples=40, deadline=None)
@given(name=NAMES, seed=imagined.SEEDS, chosen=imagined.SEEDS)
def test_everything_put_right_leaves_only_what_no_deficiency_explains(name, seed, chosen):
    edition = EDITIONS[name]()
    observation, policies = imagined.observation(edition, seed, complete=True), imagined.policies(edition, chosen)
    found = deficiencies(losses(edition, score(edition, observation, policies), observation))
    every = plan_of_gains(edition, observation, policies, deficiencies=found, ticked=[one.key for one in found])
    none = plan_of_gains(edition, observation, policies, deficiencies=found, ticked=())
    assert every.after == edition.highest - every.beyond
    assert none.beyond == every.beyond
    assert [row.deficiency for row in none.rows] == [row.deficiency for row in every.rows]
    assert [row.gain for row in none.rows] == [row.alone for row in every.rows]
    assert [row.alone for row in every.rows] == sorted((row.alone for row in every.rows), reverse=True)


@settings(max_examples=40, deadline=None)
@given(name=NAMES, seed=imagined.SEEDS, chosen=imagined.SEEDS)
def test_without_a_total_there_are_deficiencies_and_no_gains(name, seed, chosen):
    edition = EDITIONS[name]()
    observation, policies = imagined.observation(edition, seed), imagined.policies(edition, chosen)
    card = score(edition, observation, policies)
    found = deficiencies(losses(edition, card, observation))
    gains = plan_of_gains(edition, observation, policies, deficiencies=found, ticked=[one.key for one in found])
    assert (gains.before is None) is (card.status is not Status.SCORED)
    assert {row.gain is None for row in gains.rows} <= {gains.before is None}
    assert bool(gains.reason) is (gains.before is None)
