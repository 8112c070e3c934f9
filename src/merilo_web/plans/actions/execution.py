"""Measures are carried out: begun, reported, confirmed by somebody else, refused, cancelled, taken up again."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.plans.actions.locking import measure_locked, measure_moved, not_before, plan_locked, plan_moved
from merilo_web.plans.actions.saying import said
from merilo_web.plans.models import ImprovementPlan, Measure
from merilo_web.plans.queries.permissions import confirmation_refusal
from merilo_web.plans.rules.measures import (
    BEGIN_MEASURE,
    CANCEL_MEASURE,
    CONFIRM_MEASURE,
    REFUSE_MEASURE,
    REOPEN_MEASURE,
    REPORT_MEASURE,
)
from merilo_web.plans.rules.plan import BEGIN_EXECUTION
from merilo_web.plans.states import DeficiencyState, ImprovementPlanState, MeasureState
from merilo_web.registry.access import access_of

_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class ExecutionFacts:
    """What was done and when."""

    implemented: str
    completed_on: date


@transaction.atomic
def begin_plan(plan: ImprovementPlan, *, by: User, on: date) -> ImprovementPlan:
    """Say that the plan is being executed; the first measure that is begun or reported says it by itself."""
    kept = plan_locked(plan, BEGIN_EXECUTION, by=by)
    not_before(kept, on)
    return plan_moved(kept, BEGIN_EXECUTION, by=by, fields={"begun_on": kept.begun_on or on})


@transaction.atomic
def begin(measure: Measure, *, by: User, on: date) -> Measure:
    """Say that work on the measure has begun."""
    kept = measure_locked(measure, BEGIN_MEASURE, by=by)
    _execute(kept, by=by, on=on)
    return measure_moved(kept, BEGIN_MEASURE, by=by)


@transaction.atomic
def report(measure: Measure, *, by: User, on: date, facts: ExecutionFacts) -> Measure:
    """Say what was done and when. A deficiency that was found again is not reported without a proof."""
    kept = measure_locked(measure, REPORT_MEASURE, by=by)
    words = said(facts.implemented, field="implemented", ask="Напишите, что сделано.", longest=_LONGEST)
    if facts.completed_on > on:
        raise ValidationError({"completed_on": "Фактический срок не может быть в будущем."})
    if facts.completed_on < kept.plan.results.scored_on:
        raise ValidationError({"completed_on": "Это раньше, чем посчитаны результаты оценки: проверьте дату."})
    if is_repeated(kept) and not proofs_in_force(kept):
        raise NotAllowedError("Недостаток обнаружен повторно: приложите то, что подтверждает его устранение.")
    if kept.extensions.filter(state="requested").exists():
        raise NotAllowedError("Сначала дождитесь ответа на запрос о продлении срока.")
    _execute(kept, by=by, on=on)
    fields = {
        "implemented": words,
        "completed_on": facts.completed_on,
        "reported_on": on,
        "reported_by": by,
        "remark": "",
    }
    return measure_moved(kept, REPORT_MEASURE, by=by, fields=fields)


@transaction.atomic
def confirm(measure: Measure, *, by: User, on: date, note: str = "") -> Measure:
    """Confirm that it was done: never by whoever wrote, reported or proved it. What it answered is mended.

    For a deficiency that was found again the note must say what shows that it is mended this time.
    """
    kept = measure_locked(measure, CONFIRM_MEASURE, by=by)
    _refuse_own(kept, by=by)
    if is_repeated(kept):
        said(note, field="note", ask="Недостаток обнаружен повторно: напишите, чем подтверждено устранение.")
    kept = measure_moved(
        kept, CONFIRM_MEASURE, by=by, fields={"confirmed_on": on, "confirmed_by": by}, note=note.strip()
    )
    _mend(kept, on=on)
    return kept


@transaction.atomic
def refuse(measure: Measure, *, by: User, on: date, remark: str) -> Measure:
    """Refuse to confirm, with what is missing; the organization goes on."""
    kept = measure_locked(measure, REFUSE_MEASURE, by=by)
    _refuse_own(kept, by=by)
    words = said(remark, field="remark", ask="Напишите, чего не хватает: это увидит организация.")
    return measure_moved(kept, REFUSE_MEASURE, by=by, fields={"remark": words}, note=f"{on:%d.%m.%Y}")


@transaction.atomic
def cancel(measure: Measure, *, by: User, on: date, reason: str) -> Measure:
    """Cancel a measure that became needless, with the reason."""
    kept = measure_locked(measure, CANCEL_MEASURE, by=by)
    words = said(reason, field="reason", ask="Напишите, почему мероприятие отменено.")
    kept = measure_moved(kept, CANCEL_MEASURE, by=by, fields={"remark": words})
    _mend(kept, on=on)
    return kept


@transaction.atomic
def reopen(measure: Measure, *, by: User, on: date, reason: str) -> Measure:
    """Take a confirmed measure up again: a later check found the deficiency."""
    kept = measure_locked(measure, REOPEN_MEASURE, by=by)
    words = said(reason, field="reason", ask="Напишите, что обнаружено.")
    mended = kept.deficiencies.filter(state=DeficiencyState.MENDED)
    mended.update(state=DeficiencyState.REOPENED, reopened_on=on, mended_on=None)
    fields = {"remark": words, "confirmed_on": None, "confirmed_by": None}
    return measure_moved(kept, REOPEN_MEASURE, by=by, fields=fields)


def is_repeated(measure: Measure) -> bool:
    """True when the measure answers a deficiency that was found again."""
    found = measure.deficiencies.all()
    return any(one.repeated or one.state == DeficiencyState.REOPENED or one.reopened_on for one in found)


def proofs_in_force(measure: Measure) -> int:
    """How many proofs of the measure are neither withdrawn nor superseded."""
    return measure.proofs.filter(withdrawn_on__isnull=True, superseded_by__isnull=True).count()


def _refuse_own(measure: Measure, *, by: User) -> None:
    if refusal := confirmation_refusal(access_of(by), measure):
        raise refusal


def _execute(measure: Measure, *, by: User, on: date) -> None:
    """The first measure that is taken up begins the execution of its plan."""
    not_before(measure.plan, on)
    if measure.plan.state != ImprovementPlanState.IN_EXECUTION:
        measure.plan = begin_plan(measure.plan, by=by, on=on)


def _mend(measure: Measure, *, on: date) -> None:
    """A deficiency is mended when everything that was planned for it is confirmed, and something was."""
    for one in measure.deficiencies.exclude(state=DeficiencyState.WITHDRAWN):
        states = set(one.measures.filter(plan=measure.plan).values_list("state", flat=True))
        if states - {MeasureState.CANCELLED} == {MeasureState.CONFIRMED}:
            one.state, one.mended_on = DeficiencyState.MENDED, on
            one.save(update_fields=["state", "mended_on"])
