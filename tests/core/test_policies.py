"""Policies: the edition's defaults, what a cycle may override, and how a mistake is refused."""

import pytest
from tests.core.small_edition import EDITION

from merilo.problems import Place, RefusalError
from merilo.scoring.policies import Policies


def test_a_cycle_that_chose_nothing_takes_every_default():
    policies = Policies.of(EDITION)
    assert dict(policies.choices) == {code: rule.default for code, rule in EDITION.policies.items()}
    assert dict(policies.thresholds) == {"publish_from": 10, "rank_from": 30}
    assert policies.decision == ""


def test_a_cycle_overrides_policies_and_thresholds_and_names_the_decision():
    policies = Policies.of(EDITION, {"no_disabled": "zero", "rank_from": 5}, decision="протокол № 3")
    assert (policies["no_disabled"], policies["no_norm"]) == ("zero", "undecided")
    assert (policies.thresholds["rank_from"], policies.decision) == (5, "протокол № 3")


def test_the_first_option_of_every_policy_is_its_default():
    assert [rule.default for rule in EDITION.policies.values()] == [
        rule.options[0].code for rule in EDITION.policies.values()
    ]


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({"no_disabld": "zero"}, "policy.unknown"),
        ({"no_disabled": "nothing"}, "policy.unknown_option"),
        ({"rank_from": -1}, "policy.bad_threshold"),
        ({"rank_from": "30"}, "policy.bad_threshold"),
        ({"rank_from": True}, "policy.bad_threshold"),
    ],
)
def test_a_mistake_is_refused_with_its_place(chosen, code):
    place = Place("cycle.yaml", row=7)
    with pytest.raises(RefusalError) as refusal:
        Policies.of(EDITION, chosen, place=place)
    assert [(problem.code, problem.place) for problem in refusal.value.problems] == [(code, place)]


def test_all_mistakes_are_named_at_once():
    with pytest.raises(RefusalError) as refusal:
        Policies.of(EDITION, {"unheard": "of", "no_norm": "full", "publish_from": "x"})
    assert [problem.code for problem in refusal.value.problems] == [
        "policy.unknown",
        "policy.unknown_option",
        "policy.bad_threshold",
    ]
