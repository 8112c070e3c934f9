"""Intervals of a cycle: what they hold, what they never do, and that they can be repeated."""

from dataclasses import replace

import numpy as np
import pytest
from tests.core.invented_survey import (
    EDITION,
    ITEMS,
    POLICIES,
    QUESTIONS,
    Invention,
    invent,
    observation_of,
    patterns_of,
)

from merilo.methodology import catalogue
from merilo.observations import Count, ItemState, ItemValue, Observation, Organization
from merilo.scoring.policies import Policies
from merilo.scoring.ranking import rank
from merilo.scoring.score import score
from merilo.uncertainty.estimate import BY_PERSON, BY_SUM, Evidence, estimate
from merilo.uncertainty.model import Interval, PlaceInterval

SMALL = Invention(organizations=12, respondents=60)
SURVEYED = ["S", "1", "1.3", "2", "2.3", "3", "3.3", "4", "4.1", "4.2", "4.3", "5", "5.1", "5.2", "5.3"]


@pytest.fixture(scope="module")
def evidence():
    return invent(SMALL, 1).evidence


@pytest.fixture(scope="module")
def found(evidence):
    return estimate(evidence, seed=7, draws=200)


def _evidence(observations, patterns=None, policies=POLICIES):
    cards = [score(EDITION, observation, policies) for observation in observations]
    return Evidence(EDITION, policies, observations, cards, patterns)


def _unanimous(id_="1", *, respondents=100, answer=1, **organization):
    answers = np.full((respondents, len(QUESTIONS)), answer, dtype=np.int8)
    if not answer:
        answers[:, [place for place, question in enumerate(QUESTIONS) if question.role == "filter"]] = 1
    return observation_of(Organization(id_, "Школа", type="school", **organization), answers), patterns_of(answers)


def _estimate_one(observation, patterns, **changes):
    patterns = {observation.organization.id: patterns} if patterns else None
    return estimate(_evidence([observation], patterns), **({"seed": 1, "draws": 500} | changes))


def test_the_same_seed_gives_the_same_intervals(evidence, found):
    assert estimate(evidence, seed=7, draws=200) == found


def test_another_seed_gives_other_intervals(evidence, found):
    assert estimate(evidence, seed=8, draws=200).organizations != found.organizations


def test_the_order_of_organizations_changes_nothing(evidence, found):
    backwards = replace(evidence, observations=evidence.observations[::-1], scorecards=evidence.scorecards[::-1])
    assert estimate(backwards, seed=7, draws=200) == found


def test_an_organization_keeps_its_numbers_when_others_come_and_go(evidence, found):
    alone = replace(evidence, observations=evidence.observations[3:4], scorecards=evidence.scorecards[3:4])
    one = estimate(alone, seed=7, draws=200).organizations["00003"]
    assert (one.nodes, one.shares) == (found.organizations["00003"].nodes, found.organizations["00003"].shares)


def test_every_surveyed_number_has_an_interval_that_holds_it(evidence, found):
    for card in evidence.scorecards:
        nodes = found.organizations[card.organization.id].nodes
        assert list(nodes) == SURVEYED
        outside = [code for code in SURVEYED if not nodes[code].low <= float(card.node(code).exact) <= nodes[code].high]
        assert outside == []


def test_every_interval_stays_between_nothing_and_full_marks(found):
    intervals = [interval for one in found.organizations.values() for interval in (*one.nodes.values(),)]
    assert [interval for interval in intervals if not 0 <= interval.low <= interval.high <= 100] == []


def test_an_indicator_that_is_one_share_has_the_interval_of_the_share(found):
    one = found.organizations["00000"]
    assert (one.nodes["5.1"], one.nodes["3.3"]) == (one.shares["recommend"], one.shares["accessibility"])


def test_shares_are_given_for_satisfaction_questions_only(found):
    assert set(found.organizations["00000"].shares) == {
        question.code for question in QUESTIONS if question.role == "satisfaction"
    }


def test_unanimous_praise_is_not_certainty():
    total = _estimate_one(*_unanimous()).organizations["1"].nodes["S"]
    assert total.high == pytest.approx(100)
    assert 99 < total.low < 99.7


def test_unanimous_blame_is_not_certainty():
    nodes = _estimate_one(*_unanimous(answer=0)).organizations["1"].nodes
    assert (nodes["1.3"].low, nodes["5"].low) == (0, 0)
    assert nodes["5"].high > 1


def test_fewer_respondents_leave_more_doubt():
    few, many = (_estimate_one(*_unanimous(respondents=n)).organizations["1"].nodes["S"] for n in (30, 600))
    assert few.high - few.low > 5 * (many.high - many.low)


def test_a_known_population_narrows_the_interval():
    free, bound = (
        _estimate_one(*_unanimous(population=population)).organizations["1"].nodes["S"] for population in (None, 133)
    )
    assert 100 - bound.low == pytest.approx((100 - free.low) / 2, rel=0.01)


def test_when_all_recipients_answered_the_interval_is_the_number():
    seen, patterns = _unanimous(population=100)
    total = _estimate_one(seen, patterns).organizations["1"].nodes["S"]
    assert (total.low, total.high) == (pytest.approx(100), pytest.approx(100))


def test_answers_of_one_person_stay_together():
    together = np.ones((100, len(QUESTIONS)), dtype=np.int8)
    together[:10] = [1 if question.role == "filter" else 0 for question in QUESTIONS]
    apart = np.ones((100, len(QUESTIONS)), dtype=np.int8)
    for place, question in enumerate(QUESTIONS):
        if question.role != "filter":
            apart[np.arange(10) + 10 * (place % 10), place] = 0
    wide, narrow = (
        _estimate_one(observation_of(Organization("1", "Школа"), answers), patterns_of(answers))
        .organizations["1"]
        .nodes["S"]
        for answers in (together, apart)
    )
    assert wide.high - wide.low > 1.5 * (narrow.high - narrow.low)


def test_sums_alone_are_resampled_question_by_question(evidence):
    found = estimate(replace(evidence, patterns=None), seed=7, draws=200)
    assert (found.method, list(found.organizations["00000"].nodes)) == (BY_SUM, SURVEYED)


def test_the_method_is_named(found):
    assert (found.method, found.seed, found.draws, found.confidence) == (BY_PERSON, 7, 200, 0.95)


def test_intervals_of_places_hold_the_legal_places(evidence, found):
    standings = rank(evidence.scorecards, POLICIES).standings
    outside = [
        id_ for id_, one in found.organizations.items() if not one.place.best <= standings[id_].place <= one.place.worst
    ]
    assert outside == []


def test_a_lone_organization_can_only_be_first():
    assert _estimate_one(*_unanimous()).organizations["1"].place == PlaceInterval(1, 1)


def test_equal_totals_of_a_census_share_one_certain_place():
    pairs = [_unanimous(id_, population=100) for id_ in ("1", "2")]
    found = estimate(_evidence([seen for seen, _ in pairs], {"1": pairs[0][1], "2": pairs[1][1]}), seed=1, draws=50)
    assert [found.organizations[id_].place for id_ in ("1", "2")] == [PlaceInterval(1, 1), PlaceInterval(1, 1)]


def test_places_in_a_group_are_counted_within_it(evidence):
    grouped = [
        replace(seen, organization=replace(seen.organization, group=("город", "село")[place % 2]))
        for place, seen in enumerate(evidence.observations)
    ]
    found = estimate(_evidence(grouped, evidence.patterns), seed=7, draws=200)
    assert max(one.place_in_group.worst for one in found.organizations.values()) <= 6
    assert max(one.place.worst for one in found.organizations.values()) > 6


def test_too_few_respondents_take_no_place_and_still_have_an_interval():
    one = _estimate_one(*_unanimous(respondents=29)).organizations["1"]
    assert (one.place, one.place_in_group) == (None, None)
    assert one.nodes["S"].low < 99


def test_a_blocked_total_has_no_interval_and_its_other_numbers_have():
    seen, patterns = _unanimous()
    unchecked = {**ITEMS, next(iter(ITEMS)): ItemValue(ItemState.UNCHECKED)}
    one = _estimate_one(replace(seen, items=unchecked), patterns).organizations["1"]
    assert list(one.nodes) == [code for code in SURVEYED if code not in {"S", "1"}]
    assert one.place is None


def test_nobody_asked_has_no_intervals():
    organization = Organization("1", "Школа", type="school")
    nobody = observation_of(organization, np.empty((0, len(QUESTIONS)), dtype=np.int8))
    one = _estimate_one(nobody, None).organizations["1"]
    assert (dict(one.shares), dict(one.nodes), one.place) == ({}, {}, None)


def test_a_question_nobody_was_asked_has_no_interval():
    seen, _ = _unanimous()
    counts = {**seen.counts, "accessibility": Count()}
    one = _estimate_one(replace(seen, counts=counts), None).organizations["1"]
    assert ("3.3" in one.nodes, "accessibility" in one.shares) == (False, False)


def test_equal_answers_cannot_be_told_apart():
    pairs = [_unanimous(str(number)) for number in range(4)]
    patterns = {seen.organization.id: one for seen, one in pairs}
    found = estimate(_evidence([seen for seen, _ in pairs], patterns), seed=1, draws=200)
    assert found.alike == {str(i): tuple(str(j) for j in range(4) if j != i) for i in range(4)}
    assert found.bands == (("0", "1", "2", "3"),)


def test_opposite_answers_are_told_apart():
    good, bad = _unanimous("good"), _unanimous("bad", answer=0)
    found = estimate(_evidence([good[0], bad[0]], {"good": good[1], "bad": bad[1]}), seed=1, draws=200)
    assert (found.alike, found.bands) == ({"good": (), "bad": ()}, (("good",), ("bad",)))
    assert found.organizations["bad"].place == PlaceInterval(2, 2)


def test_rounding_policies_keep_the_legal_number_inside(evidence):
    policies = Policies.of(EDITION, {**POLICIES.choices, "rounding": "stepwise0"})
    rounded = _evidence(list(evidence.observations), evidence.patterns, policies)
    found = estimate(rounded, seed=7, draws=200)
    for card in rounded.scorecards:
        total = found.organizations[card.organization.id].nodes["S"]
        assert total.low <= float(card.trace.exact) <= total.high


def test_the_older_scheme_has_intervals_too():
    edition = catalogue.get("2014-kostroma", "healthcare")
    policies = Policies.of(edition)
    counts = {
        question.code: Count(options={"d14": 1, "d7": 40, "d5": 60}) if question.options else Count(yes=88, no=13)
        for question in edition.closed_questions
    }
    seen = Observation(Organization("1", "Больница"), 101, counts, {})
    found = estimate(Evidence(edition, policies, [seen], [score(edition, seen, policies)]), seed=1, draws=300)
    nodes = found.organizations["1"].nodes
    # 88 ÷ 101 is 87 per cent, 4 points, and may be 80 (3) or 93 (5); a mean wait of 5,88 days gives 4 points
    assert (nodes["5.1"], nodes["2.2"]) == (Interval(3.0, 5.0), Interval(4.0, 4.0))


@pytest.mark.parametrize("wrong", [{"draws": 0}, {"confidence": 1.0}, {"confidence": 0.0}])
def test_impossible_requests_are_refused(evidence, wrong):
    with pytest.raises(ValueError, match="draws must be positive"):
        estimate(evidence, seed=1, **wrong)


def test_a_greater_confidence_gives_wider_intervals(evidence, found):
    sure = estimate(evidence, seed=7, draws=200, confidence=0.99).organizations["00000"].nodes["S"]
    usual = found.organizations["00000"].nodes["S"]
    assert sure == Interval(min(sure.low, usual.low), max(sure.high, usual.high))
    assert sure != usual
