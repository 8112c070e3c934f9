"""Whatever was seen and answered, the engine agrees with the naive oracle and keeps what people rely on."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.small_edition import EDITION as SMALL
from tests.properties import imagined, oracle

from merilo.methodology import catalogue
from merilo.observations import Count, ItemState, ItemValue
from merilo.scoring.policies import Policies
from merilo.scoring.score import score
from merilo.scoring.scorecard import Level, State, Status

SECTORS = ("education", "culture", "healthcare", "social_care", "disability_assessment")
EDITIONS = {
    "small": lambda: SMALL,
    "2014-kostroma": lambda: catalogue.get("2014-kostroma", "healthcare"),
    **{sector: lambda sector=sector: catalogue.get("2024-344n-408n", sector) for sector in SECTORS},
}
NAMES = st.sampled_from(sorted(EDITIONS))
ONE = ItemValue(ItemState.OBSERVED, Fraction(1))


def _numbers(card):
    return {node.code: node.state.value if node.exact is None else node.exact for node in card.trace.walk()}


def _values(card):
    return {node.code: node.exact for node in card.trace.walk() if node.exact is not None}


@settings(max_examples=400, deadline=None)
@given(name=NAMES, seed=imagined.SEEDS, chosen=imagined.SEEDS)
def test_every_number_equals_the_oracle(name, seed, chosen):
    edition = EDITIONS[name]()
    observation, policies = imagined.observation(edition, seed), imagined.policies(edition, chosen)
    expected = oracle.numbers(edition, observation, policies.choices)
    assert _numbers(score(edition, observation, policies)) == expected


@settings(max_examples=100, deadline=None)
@given(name=NAMES, seed=imagined.SEEDS, chosen=imagined.SEEDS)
def test_a_scored_organization_stands_between_zero_and_the_highest(name, seed, chosen):
    edition = EDITIONS[name]()
    card = score(edition, imagined.observation(edition, seed, complete=True), imagined.policies(edition, chosen))
    assert card.status is Status.SCORED
    assert all(0 <= value <= max(edition.highest, 100) for value in _values(card).values())
    assert 0 <= card.trace.exact <= edition.highest


@settings(max_examples=100, deadline=None)
@given(name=NAMES, seed=imagined.SEEDS, chosen=imagined.SEEDS, data=st.data())
def test_one_more_yes_never_lowers_a_number(name, seed, *, chosen, data):
    edition = EDITIONS[name]()
    observation, policies = imagined.observation(edition, seed, complete=True), imagined.policies(edition, chosen)
    hopeful = sorted(code for code, count in observation.counts.items() if count.no)
    if not hopeful:
        return
    code = data.draw(st.sampled_from(hopeful))
    count = observation.counts[code]
    better = replace(observation, counts={**observation.counts, code: Count(yes=count.yes + 1, no=count.no - 1)})
    before, after = (_values(score(edition, given_, policies)) for given_ in (observation, better))
    assert [code for code, value in before.items() if after[code] < value] == []


@settings(max_examples=100, deadline=None)
@given(sector=st.sampled_from(SECTORS), seed=imagined.SEEDS, chosen=imagined.SEEDS, data=st.data())
def test_one_more_item_in_place_never_lowers_a_number(sector, seed, *, chosen, data):
    edition = EDITIONS[sector]()
    observation, policies = imagined.observation(edition, seed, complete=True), imagined.policies(edition, chosen)
    code = data.draw(st.sampled_from(sorted(observation.items)))
    better = replace(observation, items={**observation.items, code: ONE})
    before, after = (_values(score(edition, given_, policies)) for given_ in (observation, better))
    assert [code for code, value in before.items() if after[code] < value] == []


@settings(max_examples=100, deadline=None)
@given(name=NAMES, seed=imagined.SEEDS, chosen=imagined.SEEDS)
def test_every_variant_is_what_scoring_gives_under_its_choices(name, seed, chosen):
    edition = EDITIONS[name]()
    observation, policies = imagined.observation(edition, seed), imagined.policies(edition, chosen)
    card = score(edition, observation, policies)
    rescored = [
        score(edition, observation, Policies.of(edition, {**policies.choices, **variant.choices})).trace
        for variant in card.variants
    ]
    assert [(node.exact, node.shown) for node in rescored] == [(one.exact, one.shown) for one in card.variants]
    assert bool(card.variants) is (card.status is Status.AWAITING_DECISION)


@settings(max_examples=100, deadline=None)
@given(seed=imagined.SEEDS)
def test_to_renormalize_is_to_score_by_an_edition_without_the_indicator(seed):
    edition = EDITIONS["education"]()
    observation = imagined.observation(edition, seed, complete=True)
    observation = replace(observation, counts={**observation.counts, "accessibility": Count()})
    renormalized = score(edition, observation, Policies.of(edition, {"no_disabled": "renormalize"}))
    dropped = score(_without(edition, "3.3"), observation, Policies.of(edition))
    assert renormalized.trace.exact == dropped.trace.exact
    assert renormalized.criteria["3"].exact == dropped.criteria["3"].exact


def _without(edition, code):
    """The same edition, as if the indicator had never been and its weight had gone to its siblings."""
    criteria = []
    for criterion in edition.criteria:
        kept = [indicator for indicator in criterion.indicators if indicator.code != code]
        weight = sum(indicator.weight for indicator in kept)
        rescaled = tuple(replace(indicator, weight=indicator.weight / weight) for indicator in kept)
        criteria.append(replace(criterion, indicators=rescaled))
    return replace(edition, criteria=tuple(criteria))


@settings(max_examples=60, deadline=None)
@given(name=NAMES, seed=imagined.SEEDS, chosen=imagined.SEEDS)
def test_shares_of_what_is_counted_sum_to_the_whole(name, seed, chosen):
    edition = EDITIONS[name]()
    card = score(edition, imagined.observation(edition, seed), imagined.policies(edition, chosen))
    means = [node for node in card.trace.walk() if node.children and node.formula == "mean" and node.exact is not None]
    assert {sum(child.share for child in node.children if child.share is not None) for node in means} <= {1}


@pytest.mark.parametrize("digits", [0, 1, 2])
@settings(max_examples=30, deadline=None)
@given(seed=imagined.SEEDS)
def test_a_stepwise_policy_prints_what_it_reckons_with(digits, seed):
    edition = EDITIONS["education"]()
    policies = Policies.of(edition, {"rounding": f"stepwise{digits}", "no_disabled": "zero"})
    card = score(edition, imagined.observation(edition, seed, complete=True), policies)
    rounded = [node for node in card.trace.walk() if node.level is not Level.COMPONENT and node.state is State.VALUED]
    assert [Fraction(node.shown) for node in rounded] == [node.exact for node in rounded]
