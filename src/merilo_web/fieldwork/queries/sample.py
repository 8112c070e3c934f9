"""The sample of a cycle against its respondents: how many recipients, how many to ask, how many answered (A5)."""

from dataclasses import dataclass

from merilo_web.cycles.models import Cycle, ListedOrganization
from merilo_web.cycles.queries.own_papers import listed_rows
from merilo_web.fieldwork.queries.progress import progress


@dataclass(frozen=True, slots=True)
class SampleLine:
    """One listed organization. None where it is not known yet; `respondents` is None while it has no survey."""

    listed: ListedOrganization
    respondents: int | None

    @property
    def shortfall(self) -> int | None:
        """Recipients still to be asked; None when it cannot be told."""
        if self.listed.required is None or self.respondents is None:
            return None
        return max(0, self.listed.required - self.respondents)


@dataclass(frozen=True, slots=True)
class CycleSample:
    """All organizations of a cycle, in the list's order, with their sums."""

    lines: tuple[SampleLine, ...]

    @property
    def population(self) -> int:
        return sum(line.listed.population or 0 for line in self.lines)

    @property
    def required(self) -> int:
        return sum(line.listed.required or 0 for line in self.lines)

    @property
    def respondents(self) -> int:
        return sum(line.respondents or 0 for line in self.lines)

    @property
    def shortfall(self) -> int:
        return sum(line.shortfall or 0 for line in self.lines)

    @property
    def short(self) -> tuple[SampleLine, ...]:
        """Organizations that lack respondents."""
        return tuple(line for line in self.lines if line.shortfall)

    @property
    def unknown(self) -> tuple[SampleLine, ...]:
        """Organizations whose sample is not known: their population is not frozen."""
        return tuple(line for line in self.lines if line.listed.required is None)


def sample(cycle: Cycle) -> CycleSample:
    """How far every organization of the list has come against its sample; three queries."""
    found = respondents(cycle)
    return CycleSample(tuple(SampleLine(row, found.get(row.pk)) for row in listed_rows(cycle)))


def respondents(cycle: Cycle) -> dict[int, int]:
    """Respondents by listed organization; none where no survey was prepared."""
    return {one.survey.listed_id: one.received for one in progress(cycle).surveys}
