"""What was seen and answered in each organization: the only input of scoring.

Counts of answers come from `merilo.tally`, values of checklist items from inspectors; both are joined to their
organization by its identity, never by position.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization under assessment.

    `group` is the ranking group; it equals `type` when the register names none. `population` is the number of service
    recipients of the year before, None when the authority has not given it.
    """

    id: str
    name: str
    type: str = ""
    group: str = ""
    inn: str = ""
    municipality: str = ""
    region: str = ""
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """Answers of one organization to one question.

    `filtered_out`: asked the filter and said «Нет», rightly gave no answer here.
    `contradictory`: answered although the filter was not «Да»; never part of `answered`.
    `options`: for a question with options, how many chose each; then `yes` and `no` are 0.
    """

    yes: int = 0
    no: int = 0
    filtered_out: int = 0
    contradictory: int = 0
    options: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def answered(self) -> int:
        """The question's own denominator."""
        return self.yes + self.no + sum(self.options.values())


class ItemState(StrEnum):
    """Whether an inspector could see a checklist item."""

    OBSERVED = "observed"
    NOT_APPLICABLE = "not_applicable"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class ItemValue:
    """What an inspector recorded for one item: a value from 0 to 1, «не применимо» (why), or «не проверено»."""

    state: ItemState
    value: Fraction | None = None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """All that is known about one organization in one cycle.

    `respondents` counts questionnaires with at least one answer to a closed question. An item of the norm that is
    missing from `items` was not looked at; it blocks its indicator like «не проверено». `by_counts`: the counts came as
    ready sums, so that no questionnaire stands behind them.
    """

    organization: Organization
    respondents: int
    counts: Mapping[str, Count]
    items: Mapping[str, ItemValue]
    by_counts: bool = False
