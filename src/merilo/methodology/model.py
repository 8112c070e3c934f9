"""What a legal act in force says, as frozen data: criteria, indicators, questions, checklists, policies, clauses.

Numbers are exact (`Fraction`); points run from 0 to 100 unless an edition says otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from merilo.law.clause import Clause


class Part(StrEnum):
    """What a checklist looks at."""

    STAND = "stand"
    SITE = "site"
    REMOTE = "remote"
    COMFORT = "comfort"
    WAITING = "waiting"
    PREMISES = "premises"
    ACCESS = "access"


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing an inspector looks for.

    `applies_to` lists the organization types in whose norm it stands; None means all.
    `bands` lists the only values allowed (waiting time); empty means any value from 0 to 1.
    """

    code: str
    title: str
    clause: Clause
    applies_to: tuple[str, ...] | None = None
    bands: tuple["Band", ...] = ()

    def applies(self, organization_type: str) -> bool:
        """Whether the item stands in the norm of this type of organization."""
        return self.applies_to is None or organization_type in self.applies_to


@dataclass(frozen=True, slots=True)
class Checklist:
    """The items of one part, feeding one indicator."""

    indicator: str
    part: Part
    items: tuple[ChecklistItem, ...]

    def norm(self, organization_type: str) -> tuple[ChecklistItem, ...]:
        """The items in the norm of this type of organization, in the list's order."""
        return tuple(item for item in self.items if item.applies(organization_type))


class Role(StrEnum):
    """What a question is for."""

    FILTER = "filter"
    """Opens or skips the questions that name it as their filter."""
    SATISFACTION = "satisfaction"
    """Counted into an indicator."""
    OPEN = "open"
    DEMOGRAPHIC = "demographic"


@dataclass(frozen=True, slots=True)
class Option:
    """One permitted answer of a question that is not Да/Нет; `number` is its numeric value (days of waiting)."""

    code: str
    text: str
    number: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the questionnaire, in its order.

    `filter` is the code of the question that must be answered «Да» for this one to be asked.
    A question without `options` and with a counted role is answered Да/Нет.
    """

    code: str
    text: str
    role: Role
    clause: Clause
    indicator: str | None = None
    filter: str | None = None
    options: tuple[Option, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether the question is counted: a filter or a satisfaction question."""
        return self.role in (Role.FILTER, Role.SATISFACTION)


class Formula(StrEnum):
    """The closed set of formula kinds; Python has one function for each."""

    NORM_SHARE = "norm_share"
    """Sum of item values ÷ number of items in the norm × 100."""
    CONDITIONS = "conditions"
    """`points_each` for each condition met; `full_from` of them and more give 100."""
    SATISFACTION = "satisfaction"
    """«Да» ÷ answered × 100."""
    SCALE = "scale"
    """Points of the band observed by the inspector."""
    BANDED_SHARE = "banded_share"
    """«Да» ÷ answered × 100, rounded half-up to a whole per cent, then the band's points."""
    BANDED_MEAN = "banded_mean"
    """Mean of the options' numbers, rounded half-up to a whole, then the band's points."""
    WHOLE_SHARE = "whole_share"
    """«Да» ÷ answered × 100, rounded half-up to a whole per cent; published, not scored."""


@dataclass(frozen=True, slots=True)
class Band:
    """One step of a scale (индикатор параметра).

    Steps of a scale stand from the worst to the best. A value reaches a step when it is not below `at_least` and not
    above `at_most` (fewer days of waiting are better); a step with neither is reached by every value, or named by its
    code by an inspector. The step that counts is the last one reached.
    """

    code: str
    title: str
    points: Fraction
    at_least: Fraction | None = None
    at_most: Fraction | None = None

    def reached_by(self, value: Fraction) -> bool:
        """Whether the value reaches this step."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)


@dataclass(frozen=True, slots=True)
class Component:
    """A parameter of an indicator: one formula over one source (a checklist part or a question).

    `weight` is its share within the indicator. `when_empty` names the policy that decides over an empty denominator.
    """

    code: str
    name: str
    weight: Fraction
    formula: Formula
    source: str
    clause: Clause
    when_empty: str | None = None
    points_each: Fraction | None = None
    full_from: int | None = None
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator (показатель): the weighted mean of its components, in points."""

    code: str
    symbol: str
    name: str
    weight: Fraction
    components: tuple[Component, ...]
    clause: Clause

    @property
    def formula(self) -> str:
        """The formula kinds of its components, joined by «+» when they differ."""
        return "+".join(dict.fromkeys(component.formula.value for component in self.components))


class Combine(StrEnum):
    """How the parts of a node make the whole."""

    MEAN = "mean"
    """Weighted mean; weights sum to 1."""
    SUM = "sum"
    """Plain sum of points (older scheme); weights are 1, or 0 for what is published but not scored."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion (критерий) of one edition."""

    code: str
    key: str
    name: str
    weight: Fraction
    combine: Combine
    indicators: tuple[Indicator, ...]
    clause: Clause


@dataclass(frozen=True, slots=True)
class PolicyOption:
    """One way to decide where the law is silent."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class PolicyRule:
    """A question that the law leaves open: its options and the project's default."""

    code: str
    title: str
    options: tuple[PolicyOption, ...]
    default: str
    clause: Clause

    def option(self, code: str) -> PolicyOption | None:
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that the law leaves open (the fewest answers to publish a share, to take a place)."""

    code: str
    title: str
    default: int
    clause: Clause


@dataclass(frozen=True, slots=True)
class SamplingRule:
    """How many recipients must be asked: `share` of the population, at most `cap` in one organization."""

    share: Fraction
    cap: int
    clause: Clause


@dataclass(frozen=True, slots=True)
class OrganizationType:
    """A type of organization of the sector, used by norms and as the default ranking group."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Header:
    """An edition as a whole, before a sector is chosen: what the catalogue lists."""

    id: str
    title: str
    act: str
    in_force_from: date
    in_force_until: date | None
    sectors: tuple[str, ...]
    reading: int
    """Number of our reading (толкование) in READINGS.md that these files state."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One legal act in force, complete for one sector. The first argument of scoring.

    `digest` is the SHA-256 of the files it was read from; results keep it.
    """

    header: Header
    sector: str
    sector_title: str
    digest: str
    combine: Combine
    criteria: tuple[Criterion, ...]
    questions: tuple[Question, ...]
    checklists: tuple[Checklist, ...]
    policies: Mapping[str, PolicyRule]
    thresholds: Mapping[str, Threshold]
    sampling: SamplingRule | None
    organization_types: tuple[OrganizationType, ...]
    highest: Fraction = field(default=Fraction(100))
    """The highest total that can be reached."""

    @property
    def id(self) -> str:
        return self.header.id

    @property
    def closed_questions(self) -> tuple[Question, ...]:
        """The counted questions, in the questionnaire's order."""
        return tuple(question for question in self.questions if question.closed)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        return tuple(indicator for criterion in self.criteria for indicator in criterion.indicators)

    def question(self, code: str) -> Question | None:
        return next((question for question in self.questions if question.code == code), None)

    def checklist(self, part: str) -> Checklist | None:
        return next((checklist for checklist in self.checklists if checklist.part == part), None)
