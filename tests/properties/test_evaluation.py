"""Noise never costs money, and points never come by chance."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from merilo.plans.evaluation import evaluate
from merilo.plans.head_facts import FormerResult, HeadFacts
from merilo.plans.rule_set_files import default
from merilo.plans.rule_sets import EvaluationBand, EvaluationRule, RuleKind, Unsure
from merilo.uncertainty.model import Interval, PlaceInterval

FACTS = HeadFacts("Школа", "Иванова А. А.", "директор")
EDGES = st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True).map(sorted)


@st.composite
def rules(draw, kind):
    """A sound rule: bounds in order, points never falling."""
    edges = draw(EDGES)
    points = sorted(draw(st.lists(st.integers(-5, 10), min_size=len(edges) + 1, max_size=len(edges) + 1)))
    lowest = EvaluationBand("нижняя", Fraction(points[0]))
    if kind is RuleKind.PLACE:
        bounded = zip(edges[::-1], points[1:], strict=True)
        bands = [EvaluationBand(f"до {edge}", Fraction(given), at_most=Fraction(edge)) for edge, given in bounded]
    else:
        bounded = zip(edges, points[1:], strict=True)
        bands = [EvaluationBand(f"от {edge}", Fraction(given), Fraction(edge)) for edge, given in bounded]
    return EvaluationRule("rule", kind, "Правило", (lowest, *bands))


def _line(rule, facts):
    return evaluate(replace(default(), rules=(rule,), bonus=None), facts).lines[0]


def _scored(rule, total, low, *, high):
    return _line(rule, replace(FACTS, total=Fraction(total), interval=Interval(float(low), float(high))))


BOUNDS = st.lists(st.integers(0, 100), min_size=4, max_size=4).map(sorted)


@settings(max_examples=200, deadline=None)
@given(rule=rules(RuleKind.SCORE), bounds=BOUNDS)
def test_two_scores_of_one_interval_get_the_same_points(rule, bounds):
    low, one, other, high = bounds
    for unsure in (Unsure.BEST, Unsure.WARN, Unsure.REFUSE):
        told = replace(rule, unsure=unsure)
        first, second = _scored(told, one, low, high=high), _scored(told, other, low, high=high)
        assert (first.state, first.points, first.highest) == (second.state, second.points, second.highest)


@settings(max_examples=200, deadline=None)
@given(rule=rules(RuleKind.SCORE), bounds=BOUNDS)
def test_the_best_band_never_gives_less_and_the_common_part_never_more_than_the_value(rule, bounds):
    low, total, _, high = bounds
    plain = _scored(replace(rule, unsure=Unsure.VALUE), total, low, high=high).points
    best = _scored(replace(rule, unsure=Unsure.BEST), total, low, high=high)
    common = _scored(replace(rule, unsure=Unsure.WARN), total, low, high=high)
    assert best.points >= plain
    assert abs(common.points) <= abs(plain) or common.points == plain
    assert 0 <= best.points - common.points == best.highest - common.highest


@settings(max_examples=200, deadline=None)
@given(rule=rules(RuleKind.PLACE), bounds=st.lists(st.integers(1, 100), min_size=4, max_size=4).map(sorted))
def test_two_places_of_one_interval_get_the_same_points(rule, bounds):
    best, one, other, worst = bounds
    for unsure in (Unsure.WARN, Unsure.REFUSE):
        lines = [
            _line(
                replace(rule, unsure=unsure),
                replace(FACTS, place=place, place_interval=PlaceInterval(best, worst), places=100),
            )
            for place in (one, other)
        ]
        assert (lines[0].points, lines[0].highest) == (lines[1].points, lines[1].highest)


@settings(max_examples=200, deadline=None)
@given(rule=rules(RuleKind.GROWTH), now=BOUNDS, former=BOUNDS)
def test_a_change_inside_the_noise_is_no_change(rule, now, former):
    facts = replace(
        FACTS,
        total=Fraction(now[1]),
        interval=Interval(now[0], now[3]),
        former=FormerResult("прежняя", Fraction(former[1]), Interval(former[0], former[3])),
    )
    apart = now[0] > former[3] or now[3] < former[0]
    assert _line(rule, facts).value == (now[1] - former[1] if apart else 0)
