"""The one entry point of uncertainty: a scored cycle in, its intervals out. The legal scores are never changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from merilo.methodology.model import Edition, Formula, Role
from merilo.observations import Count, Observation
from merilo.scoring.policies import Policies
from merilo.scoring.ranking import Ranking, Standing, rank
from merilo.scoring.scorecard import Scorecard
from merilo.scoring.vectorised import TOTAL, Figures, Plan, figures_of, plan_of
from merilo.tally.contract import Patterns
from merilo.uncertainty.model import Interval, OrganizationIntervals, PlaceInterval, Uncertainty
from merilo.uncertainty.places import Field, alike_ids, bands_of, indistinguishable, place_intervals
from merilo.uncertainty.resampling import Resampler
from merilo.uncertainty.shares import kept, share_interval

BY_PERSON = "доли — интервал Уилсона; баллы — байесовский бутстреп анкет внутри организации; места — ранги повторов"
BY_SUM = "доли — интервал Уилсона; баллы — бутстреп сумм по каждому вопросу отдельно; места — ранги повторов"

_BLOCK = 32
"""Organizations evaluated at once."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A scored cycle: what was observed and what came of it, one observation and one scorecard an organization.

    `patterns` by organization id, for resampling whole questionnaires; None where only sums are left.
    """

    edition: Edition
    policies: Policies
    observations: Sequence[Observation]
    scorecards: Sequence[Scorecard]
    patterns: Mapping[str, Patterns] | None = None


def estimate(evidence: Evidence, *, seed: int, draws: int = 1000, confidence: float = 0.95) -> Uncertainty:
    """Intervals of shares (per cent), of numbers (points) and of places, reproducible from `seed` and `draws`.

    The order of the organizations changes nothing. Memory: organizations × draws × 4 bytes, and organizations² bytes.
    Raises ValueError when `draws` is not positive or `confidence` is not between 0 and 1.
    """
    if draws < 1 or not 0.0 < confidence < 1.0:
        raise ValueError("draws must be positive and confidence between 0 and 1")
    run = _Run(evidence, seed=seed, draws=draws, confidence=confidence)
    ranking = rank(evidence.scorecards, evidence.policies)
    nodes, totals = run.resampled()
    overall = _field(ranking.ranked, totals)
    alike = indistinguishable(overall, confidence)
    places = place_intervals(overall, confidence)
    in_group = _group_places(ranking, totals, confidence=confidence)
    return Uncertainty(
        confidence=confidence,
        draws=draws,
        seed=seed,
        method=BY_SUM if evidence.patterns is None else BY_PERSON,
        organizations={
            seen.organization.id: OrganizationIntervals(
                shares=run.shares(seen),
                nodes=nodes[seen.organization.id],
                place=places.get(seen.organization.id),
                place_in_group=in_group.get(seen.organization.id),
            )
            for seen in evidence.observations
        },
        alike=alike_ids(overall.ids, alike),
        bands=bands_of(overall.ids, alike),
    )


def _field(standings: Sequence[Standing], totals: Mapping[str, npt.NDArray[np.int32]]) -> Field:
    ids = tuple(standing.organization_id for standing in standings)
    places = tuple(standing.place or 0 for standing in standings)
    drawn = np.stack([totals[id_] for id_ in ids]) if ids else np.empty((0, 0), dtype=np.int32)
    return Field(ids, places, drawn)


def _group_places(
    ranking: Ranking, totals: Mapping[str, npt.NDArray[np.int32]], *, confidence: float
) -> dict[str, PlaceInterval]:
    groups: dict[str, list[Standing]] = {}
    for standing in ranking.ranked:
        groups.setdefault(standing.group, []).append(standing)
    found: dict[str, PlaceInterval] = {}
    for members in groups.values():
        field = _field(members, totals)
        places = tuple(standing.place_in_group or 0 for standing in members)
        found |= place_intervals(Field(field.ids, places, field.drawn), confidence)
    return found


class _Run:
    """One estimation: resamples organizations block by block and keeps only quantiles and totals."""

    def __init__(self, evidence: Evidence, *, seed: int, draws: int, confidence: float) -> None:
        self.evidence = evidence
        self.plan: Plan = plan_of(evidence.edition, evidence.policies)
        counted = frozenset(component.source for component in self.plan.survey_components)
        self.resampler = Resampler(evidence.edition.closed_questions, counted, draws, seed)
        self.confidence = confidence
        self.cards = {card.organization.id: card for card in evidence.scorecards}
        self.codes = tuple(_surveyed_codes(self.plan))
        self.single = dict(_single_shares(evidence.edition))

    def resampled(self) -> tuple[dict[str, dict[str, Interval]], dict[str, npt.NDArray[np.int32]]]:
        """Intervals of nodes, and printed totals of all draws in units of the last digit, by organization."""
        nodes: dict[str, dict[str, Interval]] = {}
        totals: dict[str, npt.NDArray[np.int32]] = {}
        observations = sorted(self.evidence.observations, key=lambda seen: seen.organization.id)
        for start in range(0, len(observations), _BLOCK):
            block = observations[start : start + _BLOCK]
            scores = self.plan.evaluate(self._figures(block))
            shape = (len(block), self.resampler.draws)
            units, _ = self.plan.shown(np.broadcast_to(scores.values[TOTAL], shape))
            bounds = {code: self._bounds(np.broadcast_to(scores.values[code], shape)) for code in self.codes}
            for row, seen in enumerate(block):
                totals[seen.organization.id] = units[row].astype(np.int32)
                nodes[seen.organization.id] = dict(self._nodes(seen, {code: bounds[code][row] for code in self.codes}))
        return nodes, totals

    def shares(self, seen: Observation) -> dict[str, Interval]:
        """Wilson's intervals of the satisfaction questions that anybody answered."""
        keep = kept(seen)
        counts = (
            (question.code, seen.counts.get(question.code, Count()))
            for question in self.evidence.edition.questions
            if question.role is Role.SATISFACTION and not question.options
        )
        return {code: share_interval(count, self.confidence, keep=keep) for code, count in counts if count.answered}

    def _figures(self, block: Sequence[Observation]) -> Figures:
        """The block's figures with drawn shares in place of counts, [organization × draws]."""
        observed = figures_of(self.plan, block)
        patterns = self.evidence.patterns or {}
        drawn = [self.resampler.resample(seen, patterns.get(seen.organization.id)) for seen in block]
        nothing = np.zeros(self.resampler.draws)
        return Figures(
            respondents=observed.respondents[:, None],
            yes={code: np.stack([one.shares.get(code, nothing) for one in drawn]) for code in self.resampler.counted},
            answered={code: (counts > 0).astype(np.float64)[:, None] for code, counts in observed.answered.items()},
            points={code: points[:, None] for code, points in observed.points.items()},
            no_norm={code: empty[:, None] for code, empty in observed.no_norm.items()},
            options={code: np.stack([one.options.get(code, nothing) for one in drawn]) for code in observed.options},
        )

    def _bounds(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        tail = (1.0 - self.confidence) / 2.0
        return np.quantile(values, [tail, 1.0 - tail], axis=1).T

    def _nodes(
        self, seen: Observation, bounds: Mapping[str, npt.NDArray[np.float64]]
    ) -> Iterator[tuple[str, Interval]]:
        """Intervals of one organization; each holds the legal number."""
        card = self.cards[seen.organization.id]
        known = {node.code: float(node.exact) for node in card.trace.walk() if node.exact is not None}
        for code in self.codes:
            if code not in known:
                continue
            low, high = bounds[code]
            count = seen.counts.get(self.single.get(code, ""), Count())
            if count.answered:
                share = share_interval(count, self.confidence, keep=kept(seen))
                low, high = share.low, share.high
            yield code, Interval(min(float(low), known[code]), max(float(high), known[code]))


def _surveyed_codes(plan: Plan) -> Iterator[str]:
    """Codes of the total, the criteria and the indicators that answers feed."""
    fed = set(plan.survey_components)
    yield TOTAL
    for criterion in plan.edition.criteria:
        surveyed = [indicator for indicator in criterion.indicators if fed.intersection(indicator.components)]
        if any(indicator.weight for indicator in surveyed):
            yield criterion.code
        yield from (indicator.code for indicator in surveyed)


def _single_shares(edition: Edition) -> Iterator[tuple[str, str]]:
    """Indicators that are one satisfaction share and nothing else, with its question."""
    for indicator in edition.indicators:
        if [component.formula for component in indicator.components] == [Formula.SATISFACTION]:
            yield indicator.code, indicator.components[0].source
