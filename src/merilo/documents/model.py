"""The report of a cycle as data: everything that any document prints, computed once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from merilo.methodology.model import Edition
from merilo.observations import Observation, Organization
from merilo.problems import Place, Problem
from merilo.scoring.aggregate import Aggregate
from merilo.scoring.policies import Policies
from merilo.scoring.ranking import Ranking, Standing
from merilo.scoring.scorecard import Node, Scorecard
from merilo.uncertainty.model import Interval, OrganizationIntervals, Uncertainty

TOTAL = "S"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that figures came from: name relative to the cycle folder, size in bytes, SHA-256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What the readers of files warned of and what was computed all the same."""

    code: str
    place: Place
    text: str

    @classmethod
    def of(cls, problem: Problem) -> "Notice":
        return cls(problem.code, problem.place, f"{problem.detail}. {problem.kind.rule}")


@dataclass(frozen=True, slots=True)
class OrganizationReport:
    """One organization: what was seen, what came of it, where it stands.

    `required` and `shortfall` count recipients; None when the population is unknown or the edition sets no sample.
    """

    observation: Observation
    scorecard: Scorecard
    standing: Standing
    intervals: OrganizationIntervals | None
    required: int | None
    shortfall: int | None
    nodes: Mapping[str, Node]
    """Every number of the trace by its code; the total is «S»."""

    @property
    def organization(self) -> Organization:
        return self.scorecard.organization

    @property
    def id(self) -> str:
        return self.scorecard.organization.id

    @property
    def name(self) -> str:
        return self.scorecard.organization.name

    @property
    def total(self) -> Node:
        return self.scorecard.trace

    def interval(self, code: str) -> Interval | None:
        """The interval of a number by its trace code, in points."""
        return self.intervals.nodes.get(code) if self.intervals else None


@dataclass(frozen=True, slots=True)
class CycleReport:
    """A whole cycle. `entries` stand in the register's order, `ranked` best first, `unranked` in the register's."""

    title: str
    on: date
    edition: Edition
    policies: Policies
    entries: tuple[OrganizationReport, ...]
    ranking: Ranking
    aggregates: tuple[Aggregate, ...]
    uncertainty: Uncertainty | None
    sources: tuple[Source, ...]
    remarks: tuple[str, ...]
    notices: tuple[Notice, ...]
    by_id: Mapping[str, OrganizationReport]
    ranked: tuple[OrganizationReport, ...]
    unranked: tuple[OrganizationReport, ...]
