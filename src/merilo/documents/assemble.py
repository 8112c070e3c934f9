"""From a cycle that was read to its report: score, rank, average, count the sample, join the intervals."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from merilo import sampling
from merilo.documents.model import CycleReport, OrganizationReport, Source
from merilo.methodology.model import Edition
from merilo.observations import Observation
from merilo.scoring import aggregate
from merilo.scoring.policies import Policies
from merilo.scoring.ranking import Ranking, rank
from merilo.scoring.score import score
from merilo.scoring.scorecard import Scorecard
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


def scored(cycle: CycleLike) -> tuple[tuple[Scorecard, ...], Ranking]:
    """Scorecards in the register's order, and the places."""
    scorecards = tuple(score(cycle.edition, observation, cycle.policies) for observation in cycle.observations)
    return scorecards, rank(scorecards, cycle.policies)


def assemble(cycle: CycleLike, uncertainty: Uncertainty | None = None) -> CycleReport:
    """The report of a cycle; without `uncertainty` no interval is printed anywhere."""
    scorecards, ranking = scored(cycle)
    pairs = zip(cycle.observations, scorecards, strict=True)
    return CycleReport(
        title=cycle.title,
        on=cycle.on,
        edition=cycle.edition,
        policies=cycle.policies,
        entries=tuple(_entry(cycle.edition, pair, ranking=ranking, uncertainty=uncertainty) for pair in pairs),
        ranking=ranking,
        aggregates=averaged(scorecards),
        uncertainty=uncertainty,
        sources=tuple(Source(file.name, file.size, file.sha256) for file in cycle.files),
        remarks=cycle.remarks,
    )


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
    )
