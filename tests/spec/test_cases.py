"""The specification: every case of `cases/` is scored and its arithmetic is checked."""

from fractions import Fraction

import pytest

from merilo.scoring.score import criterion_of, score, total_of

from . import arithmetic, reader

CASES = [case for chapter in reader.chapters() for case in chapter.cases]
KEYS = {"status", "shown", "exact", "state", "reasons", "variants"}


def _decimal(text):
    return Fraction(text.replace(",", "."))


def _given(values):
    return {code: _decimal(value) for code, value in values.items()}


def _nodes(case):
    if case.criteria is not None:
        total = total_of(case.law, _given(case.criteria), case.choices)
        return {node.code: node for node in total.walk()}
    if case.indicators is not None:
        code = next(iter(case.indicators)).partition(".")[0]
        criterion = criterion_of(case.law, code, indicators=_given(case.indicators), policies=case.choices)
        return {node.code: node for node in criterion.walk()}
    return {node.code: node for node in score(case.law, case.observation, case.choices).trace.walk()}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_numbers_of_the_case(case):
    nodes = _nodes(case)
    shown = {code: nodes[code].shown and nodes[code].shown.replace(".", ",") for code in case.expect.get("shown", {})}
    exact = {code: nodes[code].exact for code in case.expect.get("exact", {})}
    state = {code: nodes[code].state.value for code in case.expect.get("state", {})}
    assert shown == case.expect.get("shown", {})
    assert exact == {code: arithmetic.value_of(value) for code, value in case.expect.get("exact", {}).items()}
    assert state == case.expect.get("state", {})
    assert set(case.expect) - KEYS == set()


@pytest.mark.parametrize("case", [case for case in CASES if case.given is not None], ids=str)
def test_the_status_and_the_words_of_the_case(case):
    card = score(case.law, case.observation, case.choices)
    variants = [{**variant.choices, "S": (variant.shown or "нет").replace(".", ",")} for variant in card.variants]
    assert card.status.value == case.expect.get("status", "scored")
    assert list(card.reasons) == case.expect.get("reasons", list(card.reasons))
    assert variants == case.expect.get("variants", variants)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_arithmetic_of_the_case_holds(case):
    assert arithmetic.faults(case.arithmetic) == []


def test_every_case_names_what_is_put_in_once():
    crooked = [
        str(case) for case in CASES if sum(put is not None for put in (case.given, case.criteria, case.indicators)) != 1
    ]
    assert crooked == []


def test_false_arithmetic_is_caught():
    assert arithmetic.faults("К = 1/2 · (9/11 + 32/44) · 100 = 850/11 ≈ 77,27") == []
    assert arithmetic.faults("К = 0,3 · 92 = 27,7") == ["К = 0,3 · 92 = 27,7: 138/5 = 27,7"]
    assert arithmetic.faults("К = 850/11 ≈ 77,28") == ["К = 850/11 ≈ 77,28: 850/11 ≈ 77,28"]
