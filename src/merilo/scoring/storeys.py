"""Storeys of the calculation: components make indicators, indicators criteria, criteria the total."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from merilo.methodology.model import Component, Criterion, Indicator
from merilo.observations import Observation
from merilo.scoring.figures import Figure, combined, decided
from merilo.scoring.formulas import Seen, figure_of
from merilo.scoring.plan import CriterionPlan, IndicatorPlan, Plan, Storey
from merilo.scoring.rounding import Rounding, shown, stepped
from merilo.scoring.scorecard import Level, Node

WHOLE = Fraction(1)
TOTAL_CODE = "S"


class Rules(NamedTuple):
    """What holds on every storey: the choices of the cycle and its rounding."""

    choices: Mapping[str, str]
    rounding: Rounding


class Result(NamedTuple):
    """One number with the parts that it was made from, before it is written down as a node.

    `raw` is the value before rounding, `figure` holds the one that enters the next storey. `storey` is None for a
    component.
    """

    source: Component | Indicator | Criterion | None
    figure: Figure
    raw: Fraction | None
    storey: Storey | None = None
    shares: tuple[Fraction | None, ...] = ()
    parts: tuple["Result", ...] = ()


def calculate(plan: Plan, observation: Observation, rules: Rules) -> Result:
    """The total of one organization with everything below it."""
    criteria = tuple(_criterion(criterion, observation, rules) for criterion in plan.criteria)
    return assembled(None, plan.total, parts=criteria, rules=rules)


def assembled(
    source: Indicator | Criterion | None, storey: Storey, *, parts: tuple[Result, ...], rules: Rules
) -> Result:
    """The whole made of its parts, rounded if the policy rounds this storey."""
    whole = combined(storey.combine, tuple(part.figure for part in parts), storey.weights, choices=rules.choices)
    raw = whole.figure.value
    figure = whole.figure if raw is None else whole.figure._replace(value=stepped(raw, rules.rounding))
    return Result(source, figure, raw, storey, whole.shares, parts)


def redecided(result: Result, rules: Rules, opened: frozenset[str]) -> Result:
    """The same calculation with the policies in `opened` decided by `rules`; untouched parts are kept as they are."""
    if result.storey is None:
        if result.figure.policy not in opened:
            return result
        figure = decided(result.figure, rules.choices)
        return result._replace(figure=figure, raw=figure.value)
    parts = tuple(redecided(part, rules, opened) for part in result.parts)
    if all(new is old for new, old in zip(parts, result.parts, strict=True)):
        return result
    if isinstance(result.source, Component):
        raise TypeError("a component has no storey")
    return assembled(result.source, result.storey, parts=parts, rules=rules)


def refigured(result: Result, path: tuple[int, ...], figure: Figure, *, rules: Rules) -> Result:
    """The same calculation with another figure of the component at this path of indices; the rest is kept as it is."""
    if not path or result.storey is None:
        return result._replace(figure=figure, raw=figure.value)
    if isinstance(result.source, Component):
        raise TypeError("a component has no storey")
    here = path[0]
    changed = refigured(result.parts[here], path[1:], figure, rules=rules)
    parts = (*result.parts[:here], changed, *result.parts[here + 1 :])
    return assembled(result.source, result.storey, parts=parts, rules=rules)


def written(result: Result, share: Fraction | None, rounding: Rounding) -> Node:
    """The calculation as a trace; `share` is the weight in effect of its top number in the whole above it."""
    source, figure, storey = result.source, result.figure, result.storey
    children = zip(result.parts, result.shares, strict=True)
    return Node(
        _LEVELS[type(source)],
        source.code if source else TOTAL_CODE,
        source.name if source else "Итоговая оценка",
        figure.state,
        source.weight if source else WHOLE,
        source.clause if source else None,
        _symbol(source),
        source.formula.value if isinstance(source, Component) else storey.combine.value if storey else "",
        result.raw,
        figure.value,
        None if figure.value is None else shown(figure.value, rounding.shown),
        share,
        figure.policy,
        figure.note,
        figure.inputs,
        tuple(written(part, part_share, rounding) for part, part_share in children),
    )


_LEVELS = {
    type(None): Level.TOTAL,
    Criterion: Level.CRITERION,
    Indicator: Level.INDICATOR,
    Component: Level.COMPONENT,
}


def _symbol(source: Component | Indicator | Criterion | None) -> str:
    if source is None:
        return TOTAL_CODE
    if isinstance(source, Criterion):
        return f"К{source.code}"
    return source.symbol if isinstance(source, Indicator) else ""


def _criterion(plan: CriterionPlan, observation: Observation, rules: Rules) -> Result:
    parts = tuple(_indicator(indicator, observation, rules) for indicator in plan.indicators)
    return assembled(plan.source, plan.storey, parts=parts, rules=rules)


def _indicator(plan: IndicatorPlan, observation: Observation, rules: Rules) -> Result:
    figures = ((part, figure_of(Seen(part, observation, rules.choices))) for part in plan.components)
    parts = tuple(Result(part.component, figure, figure.value) for part, figure in figures)
    return assembled(plan.source, plan.storey, parts=parts, rules=rules)
