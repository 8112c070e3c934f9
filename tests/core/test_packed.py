"""Counters of packed answers give what every engine counts from the questionnaires themselves."""

from collections import Counter
from string import ascii_lowercase

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.tally_cases import CASES, QUESTIONS

from merilo.tally import oracle
from merilo.tally.packed import counted

RULES = ("discard", "reject_response")


def _packed(response):
    return "".join(_character(response.get(question.code), question) for question in QUESTIONS)


def _character(answer, question):
    if question.options:
        codes = [option.code for option in question.options]
        return ascii_lowercase[codes.index(answer)] if answer in codes else "-"
    return {True: "1", False: "0", None: "-"}[answer]


def _rows(responses):
    owned = [response for response in responses if response["organization"] is not None]
    shapes = Counter((str(response["organization"]), _packed(response)) for response in owned)
    return [(organization, answers, number) for (organization, answers), number in shapes.items()]


def _assert_agree(responses, rule):
    tallies, patterns = counted(_rows(responses), QUESTIONS, contradictions=rule)
    expected = oracle.patterns(responses, QUESTIONS, contradictions=rule)
    assert tallies == oracle.tally(responses, QUESTIONS, contradictions=rule)
    assert {name: one.answers.tolist() for name, one in patterns.items()} == {
        name: one.answers.tolist() for name, one in expected.items()
    }
    assert {name: one.multiplicity.tolist() for name, one in patterns.items()} == {
        name: one.multiplicity.tolist() for name, one in expected.items()
    }
    assert {one.answers.dtype for one in patterns.values()} <= {np.dtype(np.int8)}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("name", CASES)
def test_counters_equal_the_oracle(name, rule):
    _assert_agree(CASES[name], rule)


_ANSWERS = {
    question.code: st.sampled_from([None, *(option.code for option in question.options)])
    if question.options
    else st.sampled_from([None, True, False])
    for question in QUESTIONS
}


@given(
    st.lists(st.fixed_dictionaries({"organization": st.sampled_from("12"), **_ANSWERS}), max_size=30),
    st.sampled_from(RULES),
)
def test_any_answers_are_counted_as_the_oracle_counts_them(responses, rule):
    _assert_agree(responses, rule)


def test_a_pattern_of_another_length_is_refused():
    with pytest.raises(ValueError, match="has 7 characters"):
        counted([("1", "10", 1)], QUESTIONS, contradictions="discard")


def test_an_unknown_rule_is_refused():
    with pytest.raises(ValueError, match="unknown rule of contradictions: guess"):
        counted([], QUESTIONS, contradictions="guess")
