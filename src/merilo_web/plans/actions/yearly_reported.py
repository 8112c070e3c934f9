"""A report on a plan for a year that exists as a file: kept, then its results written at their measures."""

from datetime import date

from django.db import transaction

from merilo.plans.model import PlanPaper
from merilo_web.accounts.models import User
from merilo_web.archive.actions import attach
from merilo_web.archive.uploads import Upload
from merilo_web.plans.actions.paper_rows import left
from merilo_web.plans.actions.yearly_execution import result_written
from merilo_web.plans.actions.yearly_locking import yearly_locked, yearly_moved
from merilo_web.plans.actions.yearly_papers import beside
from merilo_web.plans.actions.yearly_writing import LONGEST
from merilo_web.plans.models import YearlyMeasure, YearlyPlan
from merilo_web.plans.queries.yearly_reported import matched
from merilo_web.plans.rules.yearly import RECORD_YEARLY
from merilo_web.registry.actions.filing import file_evidence


@transaction.atomic
def keep_report(plan: YearlyPlan, upload: Upload, *, by: User) -> YearlyPlan:
    """Keep the report; nothing of it is at the measures yet."""
    kept = yearly_locked(plan, RECORD_YEARLY, by=by)
    evidence = attach(upload.content, file_name=upload.file_name, media_type=upload.media_type, by=by)
    file_evidence(evidence, scope=kept.scope)
    return yearly_moved(kept, RECORD_YEARLY, by=by, fields={"report_paper": evidence})


@transaction.atomic
def drop_report(plan: YearlyPlan, *, by: User) -> YearlyPlan:
    """Put the report aside; it stays in the archive."""
    kept = yearly_locked(plan, RECORD_YEARLY, by=by)
    return yearly_moved(kept, RECORD_YEARLY, by=by, fields={"report_paper": None})


@transaction.atomic
def take_report(plan: YearlyPlan, paper: PlanPaper, *, by: User, on: date) -> int:
    """Write the results of a report at their measures, and return how many; the rest is kept under the plan.

    A result that was written before is never replaced. What is kept already is not kept twice.
    """
    kept = yearly_locked(plan, RECORD_YEARLY, by=by)
    measures = {one.pk: one for one in kept.measures.select_for_update()}
    found = matched(kept, measures.values(), paper, on=on)
    fresh = [one for one in found.brought if one.is_new]
    rest = beside(paper)
    for lost in found.lost:
        rest += left(str(lost.row.place), " — ".join(text for text in lost.texts if text))
    for one in fresh:
        rest += left(str(one.row.place), one.told.outcome[LONGEST:])
        told = {"outcome": one.told.outcome[:LONGEST], "completed_on": one.told.completed_on}
        result_written(_of_plan(measures[one.key], kept), told, by=by, note="из отчёта")
    unplaced = [*kept.unplaced, *(one for one in rest if one not in kept.unplaced)]
    note = f"{on:%d.%m.%Y}: результатов {len(fresh)}, не размещено {len(unplaced) - len(kept.unplaced)}"
    yearly_moved(kept, RECORD_YEARLY, by=by, fields={"unplaced": unplaced}, note=note)
    return len(fresh)


def _of_plan(measure: YearlyMeasure, plan: YearlyPlan) -> YearlyMeasure:
    measure.plan = plan
    return measure
