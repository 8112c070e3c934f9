"""Rules by which an authority evaluates heads: data that it writes itself, never code.

A rule turns one value (a score, its growth, a share of measures, days of delay, a place) into points by bands; weights
and a bonus scale make the sum and the coefficient. The numbers are the authority's own, not the law's.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from merilo.law.clause import Clause


class RuleKind(StrEnum):
    """Which value a rule looks at, and in which units its bands are."""

    SCORE = "score"
    """The total of the organization, in points."""
    GROWTH = "growth"
    """Change of the total since the previous assessment, in points; zero unless the intervals stand apart."""
    ON_TIME = "on_time"
    """Measures done in time ÷ measures whose term has come, 0…1."""
    EXECUTION = "execution"
    """Measures done, late ones too ÷ measures whose term has come, 0…1."""
    PUBLISHED = "published"
    """Days by which the plan was published late; 0 when in time."""
    PLACE = "place"
    """Place in the ranking, 1 is the best."""

    @property
    def label(self) -> str:
        return _KIND_TITLES[self]

    @property
    def descending(self) -> bool:
        """Whether less is better: bands are bounded by `at_most`."""
        return self in (RuleKind.PUBLISHED, RuleKind.PLACE)

    @property
    def of_plan(self) -> bool:
        """Whether it looks at the plan: who had to have none is not asked for it."""
        return self in (RuleKind.ON_TIME, RuleKind.EXECUTION, RuleKind.PUBLISHED)


_KIND_TITLES = {
    RuleKind.SCORE: "итоговый балл организации",
    RuleKind.GROWTH: "рост итогового балла",
    RuleKind.ON_TIME: "доля мероприятий, выполненных в срок",
    RuleKind.EXECUTION: "доля выполненных мероприятий",
    RuleKind.PUBLISHED: "своевременная публикация плана",
    RuleKind.PLACE: "место в рейтинге",
}


class Unsure(StrEnum):
    """What to do when the interval of a value crosses the edge of a band, so that chance chooses the band."""

    VALUE = "value"
    """Points by the value as it was printed, with a warning."""
    BEST = "best"
    """Points of the best band that the interval reaches: noise never costs anything."""
    WARN = "warn"
    """Only the points that every band of the interval gives, with a warning; those in dispute leave the highest too."""
    REFUSE = "refuse"
    """The rule leaves the sheet, with its points and with its highest points."""

    @property
    def label(self) -> str:
        return _UNSURE_TITLES[self]


_UNSURE_TITLES = {
    Unsure.VALUE: "по напечатанному значению, с предупреждением",
    Unsure.BEST: "по лучшей ступени, которую допускает интервал",
    Unsure.WARN: "учтены только баллы, общие для ступеней интервала; спорные не входят ни в сумму, ни в возможные",
    Unsure.REFUSE: "правило не применяется и в наибольшую сумму не входит",
}


class Absent(StrEnum):
    """What to do when there is nothing to apply a rule to.

    A rule on the plan takes points only from those who had to have a plan, whose term is over, and who have none.
    """

    LEAVE = "leave"
    """The rule leaves the sheet, with its points and with its highest points."""
    ZERO = "zero"
    """No points, and the highest points stay: what is not there costs them."""

    @property
    def label(self) -> str:
        return _ABSENT_TITLES[self]


_ABSENT_TITLES = {
    Absent.LEAVE: "не учитывается: не входит ни в сумму баллов, ни в возможные",
    Absent.ZERO: "0 баллов, возможные баллы остаются",
}


class BonusUnit(StrEnum):
    """What the bonus scale is measured in."""

    POINTS = "points"
    PERCENT = "percent"
    """Points ÷ the highest points of the rules that were applied × 100: a rule left out costs nothing."""

    @property
    def label(self) -> str:
        return "баллы" if self is BonusUnit.POINTS else "проценты от возможных баллов"


@dataclass(frozen=True, slots=True)
class EvaluationBand:
    """A step of a rule. Steps stand from the worst to the best; the last one reached counts, one without bounds always.

    Both bounds belong to the step.
    """

    title: str
    points: Fraction
    at_least: Fraction | None = None
    at_most: Fraction | None = None

    def reached_by(self, value: Fraction) -> bool:
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)


@dataclass(frozen=True, slots=True)
class EvaluationRule:
    """One line of the sheet. `clause` is the place in the authority's order («пункт 2.1»), empty when it has none.

    `absent` is None where the rule does not say: then it leaves the sheet, which is the project's default.
    """

    code: str
    kind: RuleKind
    title: str
    bands: tuple[EvaluationBand, ...]
    weight: Fraction = Fraction(1)
    unsure: Unsure = Unsure.REFUSE
    absent: Absent | None = None
    clause: str = ""

    def band_of(self, value: Fraction) -> int | None:
        """The index of the step that this value reaches, None when it reaches none."""
        reached = [index for index, band in enumerate(self.bands) if band.reached_by(value)]
        return reached[-1] if reached else None

    @property
    def highest(self) -> Fraction:
        """The most that the rule can give, weighted; 0 for a rule that only takes points away."""
        return self.weight * max((Fraction(0), *(band.points for band in self.bands)))


@dataclass(frozen=True, slots=True)
class BonusStep:
    """From so many points or per cent on, this coefficient; one without a bound is the lowest."""

    title: str
    coefficient: Fraction
    at_least: Fraction | None = None


@dataclass(frozen=True, slots=True)
class BonusScale:
    """What a sum of points means for the bonus; steps from the lowest to the highest."""

    unit: BonusUnit
    steps: tuple[BonusStep, ...]

    def step_of(self, value: Fraction) -> BonusStep | None:
        reached = [step for step in self.steps if step.at_least is None or value >= step.at_least]
        return reached[-1] if reached else None


@dataclass(frozen=True, slots=True)
class RuleSet:
    """An authority's rules as a whole. `order` is the act they stand on; a default of ours says so."""

    code: str
    title: str
    order: Clause
    rules: tuple[EvaluationRule, ...]
    bonus: BonusScale | None = None
