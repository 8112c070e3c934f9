"""A plan as people write it, as data: every word kept, each in its place.

One model holds the legal form of an improvement plan, an organization's yearly plan, an authority's plan of measures,
the report on its execution, and answers in numbered prose. What a paper does not have stays empty.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from merilo.deadlines.terms import Term
from merilo.problems import Place


class Shape(StrEnum):
    """Which paper it is."""

    IMPROVEMENT = "improvement"
    """The form of the government's decree: six columns under a two-storey heading, sections by criteria."""
    YEARLY = "yearly"
    """An organization's yearly plan: number, measure, term, expected result."""
    MEASURES = "measures"
    """An authority's or a council's plan of measures: with a responsible person and an expected result."""
    EXECUTION = "execution"
    """The report on the execution of a plan of measures: its results instead of expectations."""
    ANSWERS = "answers"
    """Numbered prose: facts, shares, acts with their dates."""
    UNKNOWN = "unknown"
    """Nothing that we know; all text is unplaced."""


@dataclass(frozen=True, slots=True)
class Mark:
    """«балл – 38,80/40»: points reached of the highest possible, exact; `text` verbatim, without the brackets."""

    text: str
    points: Fraction
    highest: Fraction


@dataclass(frozen=True, slots=True)
class Assignee:
    """A responsible person «И.О. Фамилия, должность», or a body («МОУО») with an empty `name`; `text` verbatim."""

    text: str
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class WrittenDeficiency:
    """A deficiency as the paper words it; `indicator` is the code that its wording means, empty when it means none."""

    text: str
    indicator: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of a plan. Several entries of a cell stay apart, in their order; nothing is paired by position.

    `number` is verbatim («3.1», empty in the legal form); `shares_number` when it stands in one merged cell with that
    of the row above. `place` is the row's first line in the paper.
    """

    place: Place
    number: str = ""
    deficiencies: tuple[WrittenDeficiency, ...] = ()
    measures: tuple[str, ...] = ()
    planned: tuple[Term, ...] = ()
    assignees: tuple[Assignee, ...] = ()
    expected: tuple[str, ...] = ()
    implemented: tuple[str, ...] = ()
    completed: tuple[Term, ...] = ()
    shares_number: bool = False


@dataclass(frozen=True, slots=True)
class PlanSection:
    """A section: `number` as printed («I»), `title`, the criterion's code where it means one, its mark, its rows."""

    number: str
    title: str
    rows: tuple[PlanRow, ...]
    criterion: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Something in prose that can be looked up: `kind` is act, date, number, share, person, link; `text` verbatim."""

    kind: str
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class ProsePoint:
    """One numbered answer of prose."""

    number: str
    text: str
    mentions: tuple[Mention, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Text that fitted nowhere: kept and listed."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """A whole paper. `approval`: lines of the corner block; `years`: first and last year of the plan, None unknown.

    `captions`: the form's own words, that is headings of columns and «(наименование организации)» under its line.
    """

    shape: Shape
    title: str = ""
    organization: str = ""
    years: tuple[int, int] | None = None
    approval: tuple[str, ...] = ()
    annex: tuple[str, ...] = ()
    sections: tuple[PlanSection, ...] = ()
    points: tuple[ProsePoint, ...] = ()
    captions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()

    @property
    def rows(self) -> tuple[PlanRow, ...]:
        """All rows of all sections, in order."""
        return tuple(row for section in self.sections for row in section.rows)
