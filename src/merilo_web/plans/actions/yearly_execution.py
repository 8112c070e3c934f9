"""A plan for a year is carried out: results of its measures, measures cancelled, the report on its execution."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.journal.actions import record
from merilo_web.plans.actions.publication import address
from merilo_web.plans.actions.saying import said
from merilo_web.plans.actions.yearly_issuing import issue_report
from merilo_web.plans.actions.yearly_locking import yearly_locked, yearly_measure_locked, yearly_moved
from merilo_web.plans.models import YearlyMeasure, YearlyPlan
from merilo_web.plans.queries.yearly import first_result_day
from merilo_web.plans.rules.yearly import CANCEL_YEARLY, ISSUE_YEARLY_REPORT, RECORD_YEARLY, RESUME_YEARLY
from merilo_web.plans.states import YearlyMeasureState
from merilo_web.registry.actions.writing import written

_LONGEST, _LONGEST_DOCUMENT = 4000, 500


@dataclass(frozen=True, slots=True)
class YearlyResult:
    """What came of a measure. Without a day it goes on; without words too, it has not been begun."""

    outcome: str = ""
    completed_on: date | None = None
    document: str = ""
    link: str = ""


@transaction.atomic
def record_result(measure: YearlyMeasure, *, by: User, on: date, facts: YearlyResult) -> YearlyMeasure:
    """Write down what came of a measure, or write it otherwise."""
    kept = yearly_measure_locked(measure, RECORD_YEARLY, by=by)
    if kept.state == YearlyMeasureState.CANCELLED:
        raise NotAllowedError("Мероприятие отменено: сначала верните его в план.")
    return result_written(kept, _checked(kept.plan, facts, on=on), by=by)


@transaction.atomic
def cancel(measure: YearlyMeasure, *, by: User, reason: str) -> YearlyMeasure:
    """Cancel a measure that is not done, with the reason; it stays in the plan."""
    kept = yearly_measure_locked(measure, CANCEL_YEARLY, by=by)
    if kept.state in {YearlyMeasureState.DONE, YearlyMeasureState.CANCELLED}:
        raise NotAllowedError(f"Мероприятие {kept.get_state_display()}: отменить его нельзя.")
    words = said(reason, field="reason", ask="Напишите, почему мероприятие отменено: это войдёт в отчёт.")
    fields = {"state": YearlyMeasureState.CANCELLED, "reason": words}
    changes = written(kept, fields, fields=fields)
    record(CANCEL_YEARLY.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


@transaction.atomic
def resume(measure: YearlyMeasure, *, by: User) -> YearlyMeasure:
    """Put a cancelled measure back."""
    kept = yearly_measure_locked(measure, RESUME_YEARLY, by=by)
    if kept.state != YearlyMeasureState.CANCELLED:
        raise NotAllowedError("Мероприятие не отменено: возвращать нечего.")
    fields = {"state": state_of(kept.outcome, None), "reason": ""}
    changes = written(kept, fields, fields=fields)
    record(RESUME_YEARLY.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


@transaction.atomic
def report(plan: YearlyPlan, *, by: User, on: date) -> YearlyPlan:
    """Issue the report on the execution as it stands on this day; the one before it is superseded."""
    kept = yearly_locked(plan, ISSUE_YEARLY_REPORT, by=by)
    docx, pdf = issue_report(kept, on=on)
    return yearly_moved(kept, ISSUE_YEARLY_REPORT, by=by, fields={"report_docx": docx, "report_pdf": pdf})


def result_written(kept: YearlyMeasure, told: Mapping[str, object], *, by: User, note: str = "") -> YearlyMeasure:
    """The locked measure with what came of it, told to the journal. A part of the event that writes it."""
    moved = {"outcome": kept.outcome, "completed_on": kept.completed_on, **told}
    fields = {**told, "state": state_of(moved["outcome"], moved["completed_on"])}
    changes = written(kept, fields, fields=fields)
    record(RECORD_YEARLY.event, kept, by=by, scope=kept.scope, changes=changes, note=note)
    return kept


def state_of(outcome: object, completed_on: object) -> str:
    """The state that a measure is in by its words and its day."""
    if completed_on:
        return YearlyMeasureState.DONE
    return YearlyMeasureState.IN_PROGRESS if outcome else YearlyMeasureState.PLANNED


def _checked(plan: YearlyPlan, facts: YearlyResult, *, on: date) -> dict[str, object]:
    given = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(facts).items()}
    faults = {}
    if facts.completed_on and facts.completed_on > on:
        faults["completed_on"] = "Мероприятие не может быть исполнено в будущем."
    if facts.completed_on and facts.completed_on < first_result_day(plan):
        faults["completed_on"] = f"Дата намного раньше года плана: план — на {plan.period}."
    if facts.completed_on and not given["outcome"]:
        faults["outcome"] = "Напишите, что сделано и что получилось."
    if len(facts.outcome) > _LONGEST:
        faults["outcome"] = f"Сократите до {_LONGEST} знаков."
    if len(facts.document) > _LONGEST_DOCUMENT:
        faults["document"] = f"Сократите до {_LONGEST_DOCUMENT} знаков."
    if faults:
        raise ValidationError(faults)
    return {**given, "link": address(facts.link, "link") if given["link"] else ""}
