"""A report on a plan for a year that exists as a file: kept, then its results written at their measures."""

from datetime import date

from django.db import transaction

from merilo.plans.model import PlanPaper
from merilo_web.accounts.models import User
from merilo_web.archive.actions import attach
from merilo_web.archive.uploads import Upload
from merilo_web.journal.actions import record
from merilo_web.plans.actions.paper_rows import left
from merilo_web.plans.actions.yearly_execution import result_written
from merilo_web.plans.actions.yearly_locking import yearly_locked, yearly_moved
from merilo_web.plans.actions.yearly_papers import beside
from merilo_web.plans.models import YearlyPlan
from merilo_web.plans.queries.yearly_reported import matched
from merilo_web.plans.rules.yearly import LONGEST, TAKE_YEARLY_REPORT
from merilo_web.registry.actions.filing import file_evidence


@transaction.atomic
def keep_report(plan: YearlyPlan, upload: Upload, *, by: User) -> YearlyPlan:
    """Keep the report; nothing of it is at the measures yet."""
    kept = yearly_locked(plan, TAKE_YEARLY_REPORT, by=by)
    evidence = attach(upload.content, file_name=upload.file_name, media_type=upload.media_type, by=by)
    file_evidence(evidence, scope=kept.scope)
    return yearly_moved(kept, TAKE_YEARLY_REPORT, by=by, fields={"report_paper": evidence}, note="отчёт загружен")


@transaction.atomic
def drop_report(plan: YearlyPlan, *, by: User) -> YearlyPlan:
    """Put the report aside; it stays in the archive. Nothing is done where there is none."""
    kept = yearly_locked(plan, TAKE_YEARLY_REPORT, by=by)
    if kept.report_paper_id is None:
        return kept
    return yearly_moved(kept, TAKE_YEARLY_REPORT, by=by, fields={"report_paper": None}, note="отчёт отложен")


@transaction.atomic
def take_report(plan: YearlyPlan, paper: PlanPaper, *, by: User, on: date) -> int:
    """Write the results of a report at their measures, and return how many; the rest is kept under the plan.

    A result that was written before is never replaced. What is kept already is not kept twice; the journal is told of
    what is new, by counts.
    """
    kept = yearly_locked(plan, TAKE_YEARLY_REPORT, by=by)
    measures = {one.pk: one for one in kept.measures.select_for_update()}
    found = matched(kept, measures.values(), paper, on=on)
    fresh = [one for one in found.brought if one.is_new]
    rest = beside(paper)
    for lost in found.lost:
        rest += left(str(lost.row.place), " — ".join(text for text in lost.texts if text))
    for one in fresh:
        rest += left(str(one.row.place), one.told.outcome[LONGEST:])
        told = {"outcome": one.told.outcome[:LONGEST], "completed_on": one.told.completed_on}
        result_written(measures[one.key], told, by=by, note="из отчёта")
    unplaced = [one for one in rest if one not in kept.unplaced]
    if fresh or unplaced:
        kept.unplaced = [*kept.unplaced, *unplaced]
        kept.save(update_fields=["unplaced"])
        note = f"{on:%d.%m.%Y}: результатов {len(fresh)}, не размещено {len(unplaced)}"
        record(TAKE_YEARLY_REPORT.event, kept, by=by, scope=kept.scope, note=note)
    return len(fresh)
