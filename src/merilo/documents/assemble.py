"""From a cycle that was read to its report: score, rank, average, count the sample, join the intervals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from merilo import sampling
from merilo.documents.model import CycleReport, Notice, OrganizationReport, Source
from merilo.methodology.model import Edition
from merilo.observations import Observation
from merilo.scoring import aggregate
from merilo.scoring.policies import Policies
from merilo.scoring.ranking import Ranking, rank
from merilo.scoring.score import score
from merilo.scoring.scorecard import Scorecard
from merilo.tally.contract import Patterns
from merilo.uncertainty.model import Uncertainty


class SourceLike(Protocol):
    """A file that was read."""

    @property
    def name(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def sha256(self) -> str: ...


class CycleLike(Protocol):
    """What a report needs of a cycle, whoever read it."""

    @property
    def title(self) -> str: ...
    @property
    def on(self) -> date: ...
    @property
    def edition(self) -> Edition: ...
    @property
    def policies(self) -> Policies: ...
    @property
    def observations(self) -> tuple[Observation, ...]: ...
    @property
    def files(self) -> Sequence[SourceLike]: ...
    @property
    def remarks(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Estimation:
    """How intervals are to be estimated. `patterns` by organization id; None where only sums are left."""

    seed: int
    draws: int
    patterns: Mapping[str, Patterns] | None = None


def assemble(
    cycle: CycleLike, estimation: Estimation | None = None, *, notices: tuple[Notice, ...] = ()
) -> CycleReport:
    """The report of a cycle; without `estimation` no interval is printed anywhere.

    `notices` are the warnings of those who read its files.
    """
    scorecards = tuple(score(cycle.edition, observation, cycle.policies) for observation in cycle.observations)
    uncertainty = _estimated(cycle, scorecards, estimation) if estimation else None
    return compiled(cycle, scorecards, uncertainty, notices=notices)


def compiled(
    cycle: CycleLike,
    scorecards: tuple[Scorecard, ...],
    uncertainty: Uncertainty | None = None,
    *,
    notices: tuple[Notice, ...] = (),
) -> CycleReport:
    """The report of a cycle that was scored before: one scorecard for each observation, in their order."""
    ranking = rank(scorecards, cycle.policies)
    pairs = zip(cycle.observations, scorecards, strict=True)
    entries = tuple(_entry(cycle.edition, pair, ranking=ranking, uncertainty=uncertainty) for pair in pairs)
    by_id = {entry.id: entry for entry in entries}
    return CycleReport(
        title=cycle.title,
        on=cycle.on,
        edition=cycle.edition,
        policies=cycle.policies,
        entries=entries,
        ranking=ranking,
        aggregates=averaged(scorecards),
        uncertainty=uncertainty,
        sources=tuple(Source(file.name, file.size, file.sha256) for file in cycle.files),
        remarks=(*cycle.remarks, *_by_counts(cycle.observations)),
        notices=notices,
        by_id=by_id,
        ranked=tuple(by_id[standing.organization_id] for standing in ranking.ranked),
        unranked=tuple(entry for entry in entries if entry.standing.overall is None),
    )


def _by_counts(observations: tuple[Observation, ...]) -> tuple[str, ...]:
    """Whose answers are known only as sums."""
    named = [one.organization.name for one in observations if one.by_counts]
    whose = "всех организаций" if len(named) == len(observations) else ", ".join(named)
    return (f"ответы взяты готовыми суммами, отдельных анкет нет: {whose}",) if named else ()


def _estimated(cycle: CycleLike, scorecards: tuple[Scorecard, ...], estimation: Estimation) -> Uncertainty:
    from merilo.uncertainty.estimate import Evidence, estimate  # noqa: PLC0415 - statistics load slowly; only if asked

    evidence = Evidence(cycle.edition, cycle.policies, cycle.observations, scorecards, estimation.patterns)
    return estimate(evidence, seed=estimation.seed, draws=estimation.draws)


def averaged(scorecards: Iterable[Scorecard]) -> tuple[aggregate.Aggregate, ...]:
    """Means by municipality, region and sector."""
    cards = tuple(scorecards)
    return (*aggregate.by_municipality(cards), *aggregate.by_region(cards), *aggregate.by_sector(cards))


def _entry(
    edition: Edition,
    pair: tuple[Observation, Scorecard],
    *,
    ranking: Ranking,
    uncertainty: Uncertainty | None,
) -> OrganizationReport:
    observation, scorecard = pair
    population, rule = observation.organization.population, edition.sampling
    known = rule is not None and population is not None
    return OrganizationReport(
        observation=observation,
        scorecard=scorecard,
        standing=ranking[scorecard.organization.id],
        intervals=uncertainty.organizations.get(scorecard.organization.id) if uncertainty else None,
        required=sampling.required(population, rule) if known and population is not None and rule else None,
        shortfall=(
            sampling.shortfall(population, observation.respondents, rule)
            if known and population is not None and rule
            else None
        ),
        nodes={node.code: node for node in scorecard.trace.walk()},
    )
