"""The report of a version as the core's documents take it: restored from the frozen cards, never from live data."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from merilo.documents.assemble import compiled
from merilo.documents.model import CycleReport, Source
from merilo.methodology.model import Edition
from merilo.observations import Observation
from merilo.plurals import plural
from merilo.scoring.policies import Policies
from merilo.scoring.scorecard import Scorecard
from merilo.uncertainty.model import Uncertainty
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.results.codec import card_of, intervals_of, observation_of, policies_of
from merilo_web.results.models import OrganizationResult, ResultVersion
from merilo_web.results.queries.observed import canonical
from merilo_web.results.states import VersionState


@dataclass(frozen=True)
class FrozenCycle:
    """A version as a cycle that was read: what `merilo.documents.assemble` asks of one."""

    version: ResultVersion
    observations: tuple[Observation, ...]

    @property
    def title(self) -> str:
        """The cycle's title; a version that the council has not approved says so."""
        version = self.version
        mark = "" if version.state == VersionState.APPROVED else f" (версия {version.number}, не утверждена)"
        return f"{version.cycle.title}{mark}"

    @property
    def on(self) -> date:
        """The day of the calculation."""
        return self.version.scored_on

    @cached_property
    def edition(self) -> Edition:
        """The edition of the version."""
        return edition_of(self.version.cycle)

    @cached_property
    def policies(self) -> Policies:
        """The choices of the version."""
        return policies_of(self.version.policies)

    @cached_property
    def files(self) -> tuple[Source, ...]:
        """The observations as one source, with the digest that the version was given when it was counted."""
        content = canonical(self.observations)
        return (Source("принятые данные цикла", len(content), hashlib.sha256(content).hexdigest()),)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader must know of the data and of the methodology."""
        found = []
        contradictory = sum(count.contradictory for one in self.observations for count in one.counts.values())
        if contradictory:
            forms = ("ответ противоречит", "ответа противоречат", "ответов противоречат")
            found.append(f"{contradictory} {plural(contradictory, forms)} ответу на вопрос-фильтр и не посчитаны")
        if self.edition.digest != self.version.edition_digest:
            found.append("редакция методики в программе отличается от той, по которой посчитана эта версия")
        return tuple(found)


def report_of(version: ResultVersion) -> CycleReport:
    """Everything that a document about this version prints. Some tenths of a second for 75 organizations."""
    rows = tuple(version.organizations.select_related("listed").order_by("listed__organization__sort_key", "listed"))
    cards = tuple(card_of(row.card["scorecard"]) for row in rows)
    cycle = FrozenCycle(version, tuple(observation_of(row.card["observation"]) for row in rows))
    return compiled(cycle, cards, _uncertainty(version, rows, cards))


def _uncertainty(
    version: ResultVersion, rows: tuple[OrganizationResult, ...], cards: tuple[Scorecard, ...]
) -> Uncertainty | None:
    kept = version.statistics
    if kept is None:
        return None
    pairs = zip(rows, cards, strict=True)
    return Uncertainty(
        confidence=kept["confidence"],
        draws=kept["draws"],
        seed=kept["seed"],
        method=kept["method"],
        organizations={card.organization.id: intervals_of(row.intervals) for row, card in pairs if row.intervals},
        alike={one: tuple(others) for one, others in kept["alike"]},
        bands=tuple(tuple(band) for band in kept["bands"]),
    )
