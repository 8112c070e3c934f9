"""A plan as its page shows it: sections of the legal form, what is missing beside each row, marks, gains."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from merilo.documents.papers.improvement_plan import SECTIONS
from merilo.documents.typography import fixed
from merilo.plans.contributions import marks_of
from merilo.plans.model import Mark
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.plans.models import ImprovementPlan, Measure
from merilo_web.plans.queries.faults import PlanFault, faults
from merilo_web.plans.queries.snapshots import (
    DeficiencyLine,
    MeasureLine,
    PlanLine,
    PlanSnapshot,
    SectionLines,
    snapshot,
    snapshot_of,
)
from merilo_web.plans.states import AWAITED, WRITTEN, DeficiencySource, ImprovementPlanState
from merilo_web.results.codec import card_of
from merilo_web.results.models import OrganizationResult


@dataclass(frozen=True, slots=True)
class ShownDeficiency:
    """A deficiency: `mark` of its indicator, `gain` in points of the total with a comma, what is missing."""

    line: DeficiencyLine
    mark: str
    gain: str
    is_written: bool
    """A paper brought it: it may be taken out again."""
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """A measure: what is missing in its fields, whether its term is over, whether its words are settled."""

    line: MeasureLine
    faults: tuple[PlanFault, ...]
    is_late: bool
    is_settled: bool
    """It was reported under the former version: its words are not changed any more."""
    is_first: bool
    """Here it stands for the first time: a measure that answers several sections stands in each."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row: its deficiencies, the measures that answer them, or none."""

    deficiencies: tuple[ShownDeficiency, ...]
    measures: tuple[ShownMeasure, ...]


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section with its number and name as in the form, its mark and its rows."""

    number: str
    title: str
    mark: str
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The whole page. `general` are faults of no row; `hindering` are those with which a plan is not submitted."""

    kept: PlanSnapshot
    sections: tuple[ShownSection, ...]
    loose: tuple[ShownMeasure, ...]
    general: tuple[str, ...]
    faults: int
    hindering: int
    late: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class _Around:
    """What rows need besides themselves."""

    marks: Mapping[str, Mark]
    faults: tuple[PlanFault, ...]
    settled: frozenset[int]
    on: date
    shown: set[int]
    """Measures that stand in the rows above."""


def page_of(plan: ImprovementPlan, on: date) -> PlanPage:
    """The page. The number of queries does not depend on how long the plan is."""
    frozen = plan.outcome if plan.state == ImprovementPlanState.SUPERSEDED else None
    kept = snapshot_of(frozen) if frozen else snapshot(plan)
    found = faults(plan) if plan.state in WRITTEN else ()
    around = _Around(_marks(plan), found, _settled(plan), on, set())
    return PlanPage(
        kept=kept,
        sections=tuple(_section(one, around) for one in kept.sections),
        loose=tuple(_measure(one, around) for one in kept.loose),
        general=tuple(one.sentence for one in found if one.measure is None and one.deficiency is None),
        faults=len(found),
        hindering=sum(one.hinders for one in found),
        late=sum(one.is_overdue(on) for one in kept.measures),
        confirmed=sum(one.confirmed_on is not None for one in kept.measures),
    )


def shown_gain(gain: str) -> str:
    """An exact «p/q» with two decimals; empty where nobody may know or nothing comes back."""
    points = fixed(Fraction(gain)) if gain else ""
    return "" if points == fixed(0) else points


def _marks(plan: ImprovementPlan) -> Mapping[str, Mark]:
    row = OrganizationResult.objects.filter(version=plan.results_id, listed=plan.listed_id).only("card").first()
    return marks_of(edition_of(plan.listed.cycle), card_of(row.card["scorecard"])) if row else {}


def _settled(plan: ImprovementPlan) -> frozenset[int]:
    if plan.supersedes_id is None or plan.state not in WRITTEN:
        return frozenset()
    reported = Measure.objects.filter(plan=plan, former__isnull=False).exclude(former__state__in=sorted(AWAITED))
    return frozenset(reported.values_list("pk", flat=True))


def _section(one: SectionLines, around: _Around) -> ShownSection:
    number, title = SECTIONS.get(one.criterion, ("", one.title))
    mark = around.marks.get(one.criterion)
    return ShownSection(number, title, mark.text if mark else "", tuple(_rows(one.rows, around)))


def _rows(rows: Iterable[PlanLine], around: _Around) -> Iterator[ShownRow]:
    for row in rows:
        deficiencies = tuple(_deficiency(one, around) for one in row.deficiencies)
        yield ShownRow(deficiencies, tuple(_measure(one, around) for one in row.measures))


def _deficiency(line: DeficiencyLine, around: _Around) -> ShownDeficiency:
    mark = around.marks.get(line.indicator) if "." in line.indicator else None
    return ShownDeficiency(
        line=line,
        mark=mark.text if mark else "",
        gain=shown_gain(line.gain),
        is_written=line.source == DeficiencySource.PAPER,
        faults=tuple(one.sentence for one in around.faults if one.deficiency == line.pk),
    )


def _measure(line: MeasureLine, around: _Around) -> ShownMeasure:
    is_first = line.pk not in around.shown
    around.shown.add(line.pk)
    return ShownMeasure(
        line=line,
        faults=tuple(_beside(one) for one in around.faults if one.measure == line.pk),
        is_late=line.is_overdue(around.on),
        is_settled=line.pk in around.settled,
        is_first=is_first,
    )


def _beside(fault: PlanFault) -> PlanFault:
    """The fault as it is told at the row itself: without the number of its measure."""
    words = fault.sentence.partition(": ")[2] or fault.sentence
    return replace(fault, sentence=f"{words[:1].upper()}{words[1:]}")
