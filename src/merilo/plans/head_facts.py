"""What is known of a head and the organization when the evaluation sheet is made."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from merilo.uncertainty.model import Interval, PlaceInterval


@dataclass(frozen=True, slots=True)
class FormerResult:
    """The organization's previous assessment. `comparable` is False where the methodology changed between the two."""

    title: str
    total: Fraction
    interval: Interval | None = None
    comparable: bool = True


@dataclass(frozen=True, slots=True)
class MeasureCounts:
    """Measures of the plan whose term has come: how many, done in time, and done by now (late ones too).

    Only confirmed measures are done; an approved extension moves the term.
    """

    due: int
    on_time: int
    done: int


@dataclass(frozen=True, slots=True)
class PublicationFact:
    """Publication of the plan: the last day for it, the day it was published, and the day of the sheet."""

    due_on: date
    published_on: date | None
    on: date


@dataclass(frozen=True, slots=True)
class OwedPlan:
    """A plan that had to be approved by `due_on` and on the day of the sheet is not there; the organization is why."""

    due_on: date
    on: date

    @property
    def is_late(self) -> bool:
        return self.on > self.due_on

    @property
    def printed(self) -> str:
        end = "плана нет" if self.is_late else "срок не прошёл"
        return f"План следовало утвердить до {self.due_on:%d.%m.%Y} включительно; на {self.on:%d.%m.%Y} {end}."


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """All that a sheet is made from. What is None or 0 is not known: each rule says whether that costs anything.

    Totals are those that the results print: a band begins with the printed number. `places` is how many organizations
    hold a place in this ranking. `owed` is None where a plan is there or the organization has done its part.
    """

    organization: str
    head: str
    post: str
    total: Fraction | None = None
    interval: Interval | None = None
    former: FormerResult | None = None
    measures: MeasureCounts | None = None
    publication: PublicationFact | None = None
    owed: OwedPlan | None = None
    place: int | None = None
    place_interval: PlaceInterval | None = None
    places: int = 0
