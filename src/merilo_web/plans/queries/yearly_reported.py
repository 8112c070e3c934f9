"""What a report brought as a file would write at the measures of a plan for a year, and what it would not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from merilo.plans.model import PlanPaper
from merilo.plans.reported_results import KnownMeasure, ReportedResults, ToldResult, results_of
from merilo_web.plans.models import YearlyMeasure, YearlyPlan
from merilo_web.plans.queries.reading import ProblemLine, problem_lines
from merilo_web.plans.queries.yearly import first_result_day
from merilo_web.plans.rules.yearly import LONGEST
from merilo_web.plans.states import YearlyMeasureState


@dataclass(frozen=True, slots=True)
class ReportedPage:
    """The preview: results that are new, how many the plan has already, what is not written and why."""

    fresh: tuple[tuple[YearlyMeasure, ToldResult], ...]
    same: int
    lost: tuple[ProblemLine, ...]


def reported(plan: YearlyPlan, paper: PlanPaper, *, on: date) -> ReportedPage:
    """What would be written on this day."""
    measures = {one.pk: one for one in plan.measures.all()}
    found = matched(plan, measures.values(), paper, on=on)
    fresh = tuple((measures[one.key], one.told) for one in found.brought if one.is_new)
    lost = tuple(problem_lines(one.problem for one in found.lost))
    return ReportedPage(fresh, len(found.brought) - len(fresh), lost)


def matched(plan: YearlyPlan, measures: Iterable[YearlyMeasure], paper: PlanPaper, *, on: date) -> ReportedResults:
    """Results of the paper at these measures of the plan."""
    return results_of(paper, map(_known, measures), since=first_result_day(plan), on=on, longest=LONGEST)


def _known(one: YearlyMeasure) -> KnownMeasure:
    is_cancelled = one.state == YearlyMeasureState.CANCELLED
    return KnownMeasure(one.pk, one.section, one.number, one.text, one.outcome, one.completed_on, is_cancelled)
