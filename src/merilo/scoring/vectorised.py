"""The same calculation as `score`, over whole arrays: for very large cycles and for resampling.

Exact scoring is the law; this is its fast twin in float64. A property test holds the two together. Where a rounding
stands too near its boundary for float64 to be trusted, the row is marked `near` and the caller scores it exactly.
Under a stepwise policy every storey above the indicators works on whole units of the kept digit, so it is exact.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from merilo.methodology.model import Combine, Component, Criterion, Edition, Formula, Indicator
from merilo.observations import Count, Observation
from merilo.scoring import rounding
from merilo.scoring.figures import OTHER_HALF, Figure, decided
from merilo.scoring.formulas import Seen, figure_of
from merilo.scoring.plan import plan_for
from merilo.scoring.policies import Policies
from merilo.scoring.scorecard import State

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int8]
Mask = npt.NDArray[np.bool_]

STATES = (State.VALUED, State.ABSENT, State.UNDECIDED, State.BLOCKED, State.NOT_ASSESSED)
"""State by its code in `Scores.states`; from UNDECIDED on, a later one outranks an earlier one."""

VALUED, ABSENT, UNDECIDED, BLOCKED, NOT_ASSESSED = (np.int8(code) for code in range(len(STATES)))
TOTAL = "S"

_NO_RESPONDENTS = "no_respondents"
_NEAR = float(Fraction(1, 10**7))
_ONE: Floats = np.ones(())
_SURE: Mask = np.ones((), dtype=bool)
_SURVEYED = (Formula.SATISFACTION, Formula.BANDED_SHARE, Formula.BANDED_MEAN, Formula.WHOLE_SHARE)


@dataclass(frozen=True, slots=True)
class Figures:
    """What was observed, one array per figure; all shapes broadcast together.

    `yes` and `answered` by question code; weights in place of counts are allowed (resampling). `options` by
    «question=option». `points` by component code, for the components that a checklist feeds: 0…100, NaN where
    something was not checked. `no_norm` marks, by the same code, where every item is not applicable.
    """

    respondents: Floats
    yes: Mapping[str, Floats]
    answered: Mapping[str, Floats]
    points: Mapping[str, Floats]
    no_norm: Mapping[str, Mask] = field(default_factory=lambda: MappingProxyType({}))
    options: Mapping[str, Floats] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Scores:
    """Every node's numbers by its code: «S», «1», «1.3», «1.3.1».

    `values`: what enters the next storey, NaN where there is no number. `states`: index into `STATES`.
    `near`: rows where some stepwise rounding is not certain.
    """

    values: Mapping[str, Floats]
    states: Mapping[str, Codes]
    near: Mask


class _Part(NamedTuple):
    """Numbers of one node as top ÷ bottom, to keep whole counts exact; finite also where there is no number."""

    top: Floats
    bottom: Floats
    state: Codes
    whole: Mask = _SURE
    """Where top and bottom are whole numbers, so that a rounding is certain."""

    @property
    def value(self) -> Floats:
        return self.top / self.bottom


@dataclass(frozen=True, slots=True)
class Plan:
    """An edition's calculation under fixed policies, ready for arrays."""

    edition: Edition
    policies: Policies

    @property
    def survey_components(self) -> tuple[Component, ...]:
        """The components that answers feed."""
        return tuple(component for component in self._components() if component.formula in _SURVEYED)

    @property
    def checklist_components(self) -> tuple[Component, ...]:
        """The components that inspectors feed, whose points the caller gives."""
        return tuple(component for component in self._components() if component.formula not in _SURVEYED)

    def evaluate(self, figures: Figures) -> Scores:
        """All nodes for all rows at once."""
        return _Run(self, figures).scores()

    def shown(self, values: Floats) -> tuple[Whole, Mask]:
        """Numbers as printed, in whole units of the last digit (7977 for «79.77»), and where that is not certain.

        Rows without a number give 0, certain; look at the state.
        """
        digits = rounding.of(self.policies)
        units, near = _half_up(np.nan_to_num(values) * 10**digits.shown)
        return units.astype(np.int64), near if digits.step is None else np.zeros(near.shape, dtype=bool)

    def _components(self) -> tuple[Component, ...]:
        return tuple(component for indicator in self.edition.indicators for component in indicator.components)


def plan_of(edition: Edition, policies: Policies) -> Plan:
    """The calculation of this edition under these policies, for arrays."""
    return Plan(edition, policies)


def figures_of(plan: Plan, observations: Sequence[Observation]) -> Figures:
    """What was observed in these organizations as arrays, one element an organization, in their order."""
    questions = plan.edition.closed_questions
    counts = {question.code: [_count(seen, question.code) for seen in observations] for question in questions}
    options = {
        f"{question.code}={option.code}": _floats(count.options.get(option.code, 0) for count in counts[question.code])
        for question in questions
        for option in question.options
    }
    points, no_norm = inspected(plan, observations)
    return Figures(
        respondents=_floats(seen.respondents for seen in observations),
        yes={code: _floats(count.yes for count in column) for code, column in counts.items()},
        answered={code: _floats(count.answered for count in column) for code, column in counts.items()},
        points=points,
        no_norm=no_norm,
        options=options,
    )


def inspected(plan: Plan, observations: Sequence[Observation]) -> tuple[dict[str, Floats], dict[str, Mask]]:
    """`points` and `no_norm` of `Figures` for these organizations, by the exact formulas."""
    points = {component.code: np.zeros(len(observations)) for component in plan.checklist_components}
    no_norm = {code: np.zeros(len(observations), dtype=bool) for code in points}
    for row, observation in enumerate(observations):
        for code, figure in _inspected(plan, observation):
            points[code][row] = np.nan if figure.value is None else float(figure.value)
            no_norm[code][row] = figure.policy is not None
    return points, no_norm


def _inspected(plan: Plan, observation: Observation) -> Iterator[tuple[str, Figure]]:
    exact = plan_for(plan.edition, observation.organization.type)
    for criterion in exact.criteria:
        for indicator in criterion.indicators:
            for part in indicator.components:
                if part.component.formula not in _SURVEYED:
                    yield part.component.code, figure_of(Seen(part, observation, plan.policies.choices))


def _count(observation: Observation, code: str) -> Count:
    return observation.counts.get(code) or Count()


def _floats(numbers: Iterable[float]) -> Floats:
    return np.fromiter(numbers, dtype=np.float64)


class _Run:
    """One evaluation: walks the edition from the components up and keeps every node."""

    def __init__(self, plan: Plan, figures: Figures) -> None:
        self.plan = plan
        self.figures = figures
        self.choices = plan.policies.choices
        self.step = rounding.of(plan.policies).step
        self.unit = _ONE * 10 ** (self.step or 0)
        self.values: dict[str, Floats] = {}
        self.states: dict[str, Codes] = {}
        self.near: Mask = np.zeros(np.shape(figures.respondents), dtype=bool)

    def scores(self) -> Scores:
        edition = self.plan.edition
        criteria = [(self._criterion(criterion), criterion.weight) for criterion in edition.criteria]
        self._storey(TOTAL, _combined(edition.combine, criteria))
        return Scores(MappingProxyType(self.values), MappingProxyType(self.states), self.near)

    def _criterion(self, criterion: Criterion) -> _Part:
        parts = [(self._indicator(indicator), indicator.weight) for indicator in criterion.indicators]
        return self._storey(criterion.code, _combined(criterion.combine, parts))

    def _indicator(self, indicator: Indicator) -> _Part:
        parts = [(self._component(component), component.weight) for component in indicator.components]
        whole = _combined(Combine.MEAN, parts)
        return self._storey(indicator.code, self._without_other_half(indicator, whole))

    def _without_other_half(self, indicator: Indicator, whole: _Part) -> _Part:
        """Under `other_half` nothing may be left out when there is no other half."""
        halves = [
            self.states[component.code] == ABSENT
            for component in indicator.components
            if component.weight and self._takes_other_half(component)
        ]
        if not halves:
            return whole
        open_still = (whole.state == ABSENT) & np.logical_or.reduce(np.broadcast_arrays(*halves))
        return whole._replace(state=np.where(open_still, UNDECIDED, whole.state))

    def _takes_other_half(self, component: Component) -> bool:
        return component.when_empty is not None and self.choices.get(component.when_empty) == OTHER_HALF

    def _component(self, component: Component) -> _Part:
        part = self._surveyed(component) if component.formula in _SURVEYED else self._inspected(component)
        return self._keep(component.code, part)

    def _inspected(self, component: Component) -> _Part:
        points = np.asarray(self.figures.points[component.code], dtype=np.float64)
        state = np.where(np.isnan(points), BLOCKED, VALUED)
        points = np.nan_to_num(points)
        part = _Part(points, _ONE, state, points == np.rint(points))
        empty = self.figures.no_norm.get(component.code)
        return part if empty is None else self._settled(part, self._policy(component), np.asarray(empty))

    def _surveyed(self, component: Component) -> _Part:
        answered = np.asarray(self.figures.answered[component.source], dtype=np.float64)
        empty = answered <= 0
        bottom = np.where(empty, 1, answered)
        part = _Part(*self._formula(component, bottom), np.zeros(answered.shape, dtype=np.int8))
        part = self._settled(part, self._policy(component), empty)
        nobody = self._option(_NO_RESPONDENTS) or (NOT_ASSESSED, 0)
        return self._settled(part, nobody, np.asarray(self.figures.respondents) <= 0)

    def _formula(self, component: Component, answered: Floats) -> tuple[Floats, Floats]:
        """Top and bottom of the component's points, where somebody answered."""
        if component.formula is Formula.SATISFACTION:
            return 100 * np.asarray(self.figures.yes[component.source], dtype=np.float64), answered
        if component.formula is Formula.BANDED_MEAN:
            measured = _whole_quotient(self._summed_options(component.source), answered)
        else:
            measured = _whole_quotient(100 * np.asarray(self.figures.yes[component.source]), answered)
        return (measured if component.formula is Formula.WHOLE_SHARE else _banded(component, measured)), _ONE

    def _summed_options(self, code: str) -> Floats:
        question = self.plan.edition.question(code)
        options = question.options if question else ()
        terms = [
            float(option.number) * np.asarray(self.figures.options[f"{code}={option.code}"], dtype=np.float64)
            for option in options
            if option.number is not None
        ]
        return np.asarray(sum(terms), dtype=np.float64)

    def _policy(self, component: Component) -> tuple[np.int8, int]:
        """State and points of the component over an empty denominator; blocked where the edition names no policy."""
        return self._option(component.when_empty) or (BLOCKED, 0)

    def _option(self, policy: str | None) -> tuple[np.int8, int] | None:
        if policy is None or policy not in self.choices:
            return None
        figure = decided(Figure(State.UNDECIDED, policy=policy), self.choices)
        return np.int8(STATES.index(figure.state)), int(figure.value or 0)

    @staticmethod
    def _settled(part: _Part, outcome: tuple[np.int8, int], empty: Mask) -> _Part:
        """The part, settled by the policy's outcome where its denominator is empty."""
        if not empty.any():
            return part
        state, points = outcome
        return _Part(
            np.where(empty, points, part.top),
            np.where(empty, 1, part.bottom),
            np.where(empty, state, part.state),
            part.whole | empty,
        )

    def _storey(self, code: str, part: _Part) -> _Part:
        """The node as it enters the next storey: rounded under a stepwise policy."""
        if self.step is None:
            return self._keep(code, _Part(part.value, _ONE, part.state))
        units = _whole_quotient(self.unit * part.top, part.bottom)
        if not part.whole.all():
            _, near = _half_up(self.unit * part.value)
            self.near = self.near | (near & ~part.whole & (part.state == VALUED))
        return self._keep(code, _Part(units, self.unit, part.state))

    def _keep(self, code: str, part: _Part) -> _Part:
        self.states[code] = part.state
        self.values[code] = np.where(part.state == VALUED, part.value, np.nan)
        return part


def _combined(kind: Combine, parts: list[tuple[_Part, Fraction]]) -> _Part:
    """Parts of one storey by legal weight, with the states and renormalization of `figures.combined`."""
    counted = [(part, weight) for part, weight in parts if weight]
    if not counted:
        return _Part(_ONE, _ONE, np.asarray(ABSENT))
    scale = lcm(*(weight.denominator for _, weight in counted))
    common = _common_bottom([part for part, _ in counted])
    top: Floats = np.zeros(())
    shares: Floats = np.zeros(())
    for part, weight in counted:
        units = np.where(part.state == VALUED, weight.numerator * (scale // weight.denominator), 0)
        top = top + units * part.top * (common / part.bottom)
        shares = shares + units
    state = np.maximum.reduce(np.broadcast_arrays(*(part.state for part, _ in counted)))
    state = np.where((state == ABSENT) & (shares > 0), VALUED, state)
    shares = np.full_like(shares, scale) if kind is Combine.SUM else np.where(shares > 0, shares, 1)
    whole = np.logical_and.reduce(np.broadcast_arrays(*(part.whole for part, _ in counted)))
    return _Part(top, shares * common, state, whole)


def _common_bottom(parts: list[_Part]) -> Floats:
    """A bottom that every part's bottom divides: the shared one, or their product."""
    distinct = {id(part.bottom): part.bottom for part in parts}
    return np.prod(np.broadcast_arrays(*distinct.values()), axis=0) if len(distinct) > 1 else parts[0].bottom


def _banded(component: Component, measured: Floats) -> Floats:
    """Points of the last band reached."""
    points = np.zeros_like(measured)
    for band in component.bands:
        reached = np.ones(measured.shape, dtype=bool)
        if band.at_least is not None:
            reached &= measured >= float(band.at_least)
        if band.at_most is not None:
            reached &= measured <= float(band.at_most)
        points = np.where(reached, float(band.points), points)
    return points


def _whole_quotient(top: Floats, bottom: Floats) -> Floats:
    """top ÷ bottom rounded half-up to a whole; exact for whole numbers below 2⁵³."""
    return np.floor_divide(2 * top + bottom, 2 * bottom)


def _half_up(values: Floats) -> tuple[Floats, Mask]:
    """Values rounded half-up to a whole, and where the boundary is too near to be sure."""
    lifted = (2 * values + 1) / 2
    return np.floor(lifted), np.abs(lifted - np.rint(lifted)) < _NEAR
