"""Scores and places of a very large cycle: whole arrays, and exact arithmetic wherever arrays could be mistaken.

Every printed number, state and place equals what `score` and `rank` give organization by organization; a test
compares them one by one. A row near the boundary of some rounding, or near another total where ties are exact, is
settled with whole ratios or, failing that, with rationals through the same storeys that `score` uses.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from merilo.methodology.model import Component, Question
from merilo.observations import Count, Observation, Organization
from merilo.scoring import bulk_ratios, rounding
from merilo.scoring.bulk_ratios import ratios
from merilo.scoring.figures import Figure, decided
from merilo.scoring.formulas import Seen, figure_of
from merilo.scoring.plan import ComponentPlan, CriterionPlan, IndicatorPlan, plan_for
from merilo.scoring.scorecard import State, Status
from merilo.scoring.storeys import Result, Rules, assembled
from merilo.scoring.vectorised import TOTAL, VALUED, Figures, Plan, Scores

Whole = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int8]

STATUSES = (Status.SCORED, Status.NOT_ASSESSED, Status.AWAITING_DECISION, Status.BLOCKED, Status.NOT_ASSESSED)
"""Status of an organization by the state code of its total."""
_CLOSE = float(Fraction(1, 10**9))


class Points(NamedTuple):
    """What inspectors gave a component, as exact top ÷ bottom (0…100), and where there is no number.

    `blocked`: something was not checked. `no_norm`: every item of the norm is not applicable.
    """

    top: Whole
    bottom: Whole
    blocked: Mask
    no_norm: Mask


@dataclass(frozen=True, slots=True)
class Crowd:
    """Many organizations as arrays, one element each: whole counts by question code, points by component code.

    `options` by «question=option». `groups` numbers the ranking groups.
    """

    respondents: Whole
    groups: Whole
    yes: Mapping[str, Whole]
    answered: Mapping[str, Whole]
    options: Mapping[str, Whole]
    points: Mapping[str, Points]


@dataclass(frozen=True, slots=True)
class CrowdScores:
    """Numbers of the total, criteria and indicators by code («S», «1», «1.3»), one element an organization.

    `units`: the printed number in units of its last digit, of which `digits` stand after the point (7977 is «79.77»);
    `states`: index into `vectorised.STATES`. `place`, `place_in_group`: 0 where there is none.
    """

    digits: int
    units: Mapping[str, Whole]
    states: Mapping[str, Codes]
    place: Whole
    place_in_group: Whole
    exactly: int
    """How many organizations had to be computed with rationals."""


def scored(plan: Plan, crowd: Crowd) -> CrowdScores:
    """Printed numbers and places of all organizations at once."""
    scores = plan.evaluate(_figures(plan, crowd))
    exact = _Exact(plan, crowd)
    units = _units(plan, scores, exact=exact)
    keys = units[TOTAL]
    if plan.policies.choices.get("ties", "shown") == "exact":
        keys = _exact_keys(scores.values[TOTAL], exact)
    ranked = (scores.states[TOTAL] == VALUED) & (crowd.respondents >= plan.policies.thresholds.get("rank_from", 0))
    return CrowdScores(
        digits=rounding.of(plan.policies).shown,
        units=units,
        states={code: scores.states[code] for code in units},
        place=_places(keys, np.zeros_like(keys), ranked),
        place_in_group=_places(keys, crowd.groups, ranked),
        exactly=len(exact.known),
    )


def _units(plan: Plan, scores: Scores, *, exact: "_Exact") -> dict[str, Whole]:
    """Printed numbers in units of their last digit: by floats, else by whole ratios, else by rationals."""
    scale = 10 ** rounding.of(plan.policies).shown
    units: dict[str, Whole] = {}
    near: dict[str, Mask] = {}
    for code in _printed(plan):
        units[code], close = plan.shown(scores.values[code])
        near[code] = close & (scores.states[code] == VALUED)
    unsettled: Mask = np.broadcast_to(scores.near, exact.crowd.respondents.shape).copy()
    doubtful = np.logical_or.reduce(list(near.values()))
    whole = np.logical_and.reduce([state == VALUED for state in scores.states.values()])
    rows = np.flatnonzero(doubtful & whole & ~unsettled)
    for code, ratio in ratios(plan, exact.crowd, rows).items():
        settled, sure = bulk_ratios.units(ratio, scale)
        own = near[code][rows] & sure
        units[code][rows[own]] = settled[own]
        near[code][rows[own]] = False
    unsettled |= np.logical_or.reduce(list(near.values()))
    for row in np.flatnonzero(unsettled).tolist():
        for code, value in exact.values(row).items():
            units[code][row] = int(rounding.half_up(value, rounding.of(plan.policies).shown) * scale)
    return units


def _printed(plan: Plan) -> tuple[str, ...]:
    edition = plan.edition
    return (
        TOTAL,
        *(criterion.code for criterion in edition.criteria),
        *(indicator.code for indicator in edition.indicators),
    )


def _figures(plan: Plan, crowd: Crowd) -> Figures:
    points = {}
    for component in plan.checklist_components:
        given = crowd.points[component.code]
        points[component.code] = np.where(given.blocked, np.nan, given.top / given.bottom)
    return Figures(
        respondents=crowd.respondents.astype(np.float64),
        yes=_floats(crowd.yes),
        answered=_floats(crowd.answered),
        points=points,
        no_norm={code: given.no_norm for code, given in crowd.points.items()},
        options=_floats(crowd.options),
    )


def _floats(columns: Mapping[str, Whole]) -> dict[str, Floats]:
    return {code: column.astype(np.float64) for code, column in columns.items()}


def _exact_keys(totals: Floats, exact: "_Exact") -> Whole:
    """Whole numbers in the order of the exact totals, equal where the totals are."""
    order = np.argsort(totals)
    steps = np.diff(totals[order], prepend=-np.inf) > 0
    close = np.flatnonzero(np.diff(totals[order]) < _CLOSE)
    for run in np.split(close, np.flatnonzero(np.diff(close) > 1) + 1):
        if len(run):
            span = slice(int(run[0]), int(run[-1]) + 2)
            order[span], steps[span] = exact.ordered(order[span])
    keys = np.empty(len(totals), dtype=np.int64)
    keys[order] = np.cumsum(steps)
    return keys


def _places(keys: Whole, groups: Whole, ranked: Mask) -> Whole:
    """Competition places (1, 2, 2, 4) within each group, the greatest key first; 0 for the unranked."""
    places = np.zeros_like(keys)
    rows = np.flatnonzero(ranked)
    rows = rows[np.lexsort((-keys[rows], groups[rows]))]
    positions = np.arange(len(rows))
    new_group = np.diff(groups[rows], prepend=-1) != 0
    new_place = new_group | (np.diff(keys[rows], prepend=-1) != 0)
    first_of_place = np.maximum.accumulate(np.where(new_place, positions, 0))
    first_of_group = np.maximum.accumulate(np.where(new_group, positions, 0))
    places[rows] = first_of_place - first_of_group + 1
    return places


class _Exact:
    """Single organizations out of the arrays, computed with rationals."""

    def __init__(self, plan: Plan, crowd: Crowd) -> None:
        self.crowd = crowd
        self.questions = plan.edition.closed_questions
        self.exact_plan = plan_for(plan.edition, "")
        self.rules = Rules(plan.policies.choices, rounding.of(plan.policies))
        self.known: dict[int, Result] = {}

    def values(self, row: int) -> dict[str, Fraction]:
        """Exact values of every printed number that there is."""
        total = self._total(row)
        below = [part for criterion in total.parts for part in (criterion, *criterion.parts)]
        named = [(TOTAL, total), *((part.source.code, part) for part in below if part.source)]
        return {code: part.figure.value for code, part in named if part.figure.value is not None}

    def ordered(self, rows: Whole) -> tuple[Whole, Mask]:
        """Rows by exact total in ascending order, and whether each is greater than the one before."""
        totals = {row: self._total(row).figure.value or Fraction(0) for row in rows.tolist()}
        ascending = sorted(totals, key=totals.__getitem__)
        rises = [True, *(totals[one] < totals[two] for one, two in pairwise(ascending))]
        return np.array(ascending), np.array(rises)

    def _total(self, row: int) -> Result:
        if row not in self.known:
            observation = self._observation(row)
            parts = tuple(self._criterion(criterion, observation, row) for criterion in self.exact_plan.criteria)
            self.known[row] = assembled(None, self.exact_plan.total, parts=parts, rules=self.rules)
        return self.known[row]

    def _criterion(self, plan: CriterionPlan, observation: Observation, row: int) -> Result:
        parts = tuple(self._indicator(indicator, observation, row) for indicator in plan.indicators)
        return assembled(plan.source, plan.storey, parts=parts, rules=self.rules)

    def _indicator(self, plan: IndicatorPlan, observation: Observation, row: int) -> Result:
        parts = tuple(self._component(component, observation, row) for component in plan.components)
        return assembled(plan.source, plan.storey, parts=parts, rules=self.rules)

    def _component(self, plan: ComponentPlan, observation: Observation, row: int) -> Result:
        given = self.crowd.points.get(plan.component.code)
        if given is None:
            figure = figure_of(Seen(plan, observation, self.rules.choices))
        else:
            figure = _inspected(plan.component, given, row=row, choices=self.rules.choices)
        return Result(plan.component, figure, figure.value)

    def _observation(self, row: int) -> Observation:
        counts = {question.code: self._count(question, row) for question in self.questions}
        return Observation(Organization("", ""), int(self.crowd.respondents[row]), counts, {})

    def _count(self, question: Question, row: int) -> Count:
        if question.options:
            named = ((option.code, f"{question.code}={option.code}") for option in question.options)
            return Count(options={code: int(self.crowd.options[name][row]) for code, name in named})
        yes = int(self.crowd.yes[question.code][row])
        return Count(yes=yes, no=int(self.crowd.answered[question.code][row]) - yes)


def _inspected(component: Component, given: Points, *, row: int, choices: Mapping[str, str]) -> Figure:
    if given.blocked[row]:
        return Figure(State.BLOCKED)
    if not given.no_norm[row]:
        return Figure(State.VALUED, Fraction(int(given.top[row]), int(given.bottom[row])))
    if component.when_empty not in choices:
        return Figure(State.BLOCKED)
    return decided(Figure(State.UNDECIDED, policy=component.when_empty), choices)
