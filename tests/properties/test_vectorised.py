"""The vectorised calculation and the exact one are the same calculation."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.small_edition import CLAUSE, EDITION

from merilo.methodology import catalogue
from merilo.methodology.model import Band, Combine, Component, Criterion, Formula, Indicator, Option
from merilo.observations import Count, ItemState, ItemValue, Observation, Organization
from merilo.scoring import rounding
from merilo.scoring.policies import Policies
from merilo.scoring.score import score
from merilo.scoring.vectorised import STATES, figures_of, plan_of

EDUCATION = catalogue.get("2024-344n-408n", "education")
TOLERANCE = 1e-9
MARKS = (
    Band("1", "хуже", Fraction(1)),
    Band("2", "средне", Fraction(2), at_least=Fraction(70)),
    Band("3", "лучше", Fraction(3), at_least=Fraction(85)),
)
DAYS = (
    Band("2", "в срок", Fraction(2), at_most=Fraction(75)),
    Band("3", "раньше", Fraction(3), at_most=Fraction(61)),
)


def _marks(code, formula, source):
    bands = DAYS if formula is Formula.BANDED_MEAN else MARKS
    component = Component(f"{code}.1", code, Fraction(1), formula, source, CLAUSE, when_empty="no_answers", bands=bands)
    weight = Fraction(formula is not Formula.WHOLE_SHARE)
    return Indicator(code, code, code, weight, (component,), CLAUSE)


def _mixed():
    """The small edition with a third criterion in the older manner: bands on whole per cents, plain sums."""
    options = tuple(Option(str(days), f"{days} дней", Fraction(days)) for days in (60, 75, 90))
    questions = tuple(
        replace(question, options=options) if question.code == "timely" else question for question in EDITION.questions
    )
    indicators = (
        _marks("3.1", Formula.BANDED_SHARE, "stand_satisfied"),
        _marks("3.2", Formula.BANDED_MEAN, "timely"),
        _marks("3.4", Formula.WHOLE_SHARE, "site_satisfied"),
    )
    criterion = Criterion("3", "older", "Старая схема", Fraction(1), Combine.SUM, indicators, CLAUSE)
    first = replace(EDITION.criteria[0], weight=Fraction(1))
    return replace(EDITION, questions=questions, criteria=(first, criterion), combine=Combine.SUM)


EDITIONS = {
    "education": EDUCATION,
    "healthcare": catalogue.get("2018-344n", "healthcare"),
    "kostroma": catalogue.get("2014-kostroma", "healthcare"),
    "small": EDITION,
    "mixed": _mixed(),
}

SEEN = tuple(ItemValue(ItemState.OBSERVED, Fraction(*value)) for value in ((0, 1), (1, 1), (1, 1), (1, 2), (2, 7)))
VALUES = (*SEEN, ItemValue(ItemState.NOT_APPLICABLE, reason="нет в норме"))
STEPS = tuple(ItemValue(ItemState.OBSERVED, Fraction(value, 10)) for value in (0, 1, 10))
UNCHECKED = ItemValue(ItemState.UNCHECKED)


@st.composite
def counts(draw, question):
    if question.options:
        return Count(options={option.code: draw(st.integers(0, 40)) for option in question.options})
    answered = draw(st.one_of(st.just(0), st.integers(1, 8), st.sampled_from([32, 64, 160]), st.integers(1, 900)))
    yes = draw(st.integers(0, answered))
    return Count(yes=yes, no=answered - yes)


@st.composite
def inspections(draw, edition):
    """Values of every item; now and then a whole part is not applicable, or one item was not checked."""
    items = [(checklist.part, item) for checklist in edition.checklists for item in checklist.items]
    empty = draw(st.sampled_from([(), (), ("stand",), ("stand", "site")]))
    picks = draw(st.lists(st.integers(0, len(VALUES) - 1), min_size=len(items), max_size=len(items)))
    values = {
        item.code: VALUES[-1] if part in empty else STEPS[pick % 3] if item.bands else VALUES[pick]
        for (part, item), pick in zip(items, picks, strict=True)
    }
    if items and draw(st.integers(0, 3)) == 0:
        values[draw(st.sampled_from([item.code for _, item in items]))] = UNCHECKED
    return values


@st.composite
def observations(draw, edition, number):
    respondents = draw(st.sampled_from([0, 1, 40, 40, 40]))
    answers = {question.code: draw(counts(question)) for question in edition.closed_questions}
    organization = Organization(str(number), f"Школа {number}", type="school")
    return Observation(organization, respondents, answers, draw(inspections(edition)))


@st.composite
def cycles(draw, edition):
    chosen = {code: draw(st.sampled_from(rule.options)).code for code, rule in edition.policies.items()}
    rows = [draw(observations(edition, number)) for number in range(draw(st.integers(1, 4)))]
    return Policies.of(edition, chosen), rows


def _units(shown):
    return 0 if shown is None else int(shown.replace(".", ""))


@pytest.mark.parametrize("name", EDITIONS)
@given(choice=st.data())
@settings(max_examples=60, deadline=None)
def test_every_node_equals_exact_scoring(name, choice):
    edition = EDITIONS[name]
    policies, rows = choice.draw(cycles(edition))
    plan = plan_of(edition, policies)
    scores = plan.evaluate(figures_of(plan, rows))
    units, uncertain = plan.shown(scores.values["S"])
    for row, observation in enumerate(rows):
        trace = score(edition, observation, policies).trace
        states = {node.code: STATES[np.broadcast_to(scores.states[node.code], len(rows))[row]] for node in trace.walk()}
        assert states == {node.code: node.state for node in trace.walk()}
        if scores.near[row]:
            continue
        values = {node.code: np.broadcast_to(scores.values[node.code], len(rows))[row] for node in trace.walk()}
        apart = {
            node.code: (values[node.code], node.exact)
            for node in trace.walk()
            if (node.exact is None) != np.isnan(values[node.code])
            or (node.exact is not None and abs(values[node.code] - float(node.exact)) > TOLERANCE)
        }
        assert apart == {}
        assert uncertain[row] or units[row] == _units(trace.shown)


@given(st.integers(0, 900), st.integers(1, 900))
def test_a_share_is_marked_near_only_on_a_true_half(yes, answered):
    policies = Policies.of(EDITION)
    plan = plan_of(EDITION, policies)
    value = Fraction(100 * min(yes, answered), answered)
    units, near = plan.shown(np.array([float(value)]))
    assert bool(near[0]) == (value * 100 % 1 == Fraction(1, 2))
    assert near[0] or units[0] == rounding.half_up(value, 2) * 100
