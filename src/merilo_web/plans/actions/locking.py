"""What every action on a plan begins and ends with: the row locked and allowed, the row moved and told."""

from collections.abc import Mapping
from datetime import date

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.journal.actions import changed, record
from merilo_web.plans.models import ImprovementPlan, Measure
from merilo_web.plans.rules.measures import require_executed
from merilo_web.registry.access import access_of

_RELATED = ("listed__cycle__authority", "listed__organization", "results")


def plan_locked(plan: ImprovementPlan, verb: Verb, *, by: User) -> ImprovementPlan:
    """The plan as it stands now, locked, after asking whether the person may do this."""
    kept = _plan(plan.pk)
    access_of(by).require(verb, kept.scope, state=kept.state)
    return kept


def plan_moved(
    plan: ImprovementPlan, verb: Verb, *, by: User, fields: Mapping[str, object] | None = None, note: str = ""
) -> ImprovementPlan:
    """The plan with these fields and in the verb's state, saved and told to the journal."""
    moved = {**(fields or {}), "state": verb.to or plan.state}
    changes = changed(plan, moved)
    _set(plan, moved)
    record(verb.event, plan, by=by, scope=plan.scope, changes=changes, note=note)
    return plan


def measure_locked(measure: Measure, verb: Verb, *, by: User) -> Measure:
    """The same for a measure of a plan in execution; the plan is locked first."""
    plan = _plan(Measure.objects.values_list("plan", flat=True).get(pk=measure.pk))
    kept = Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    kept.plan = plan
    access_of(by).require(verb, plan.scope, state=kept.state)
    require_executed(plan)
    return kept


def measure_moved(
    measure: Measure, verb: Verb, *, by: User, fields: Mapping[str, object] | None = None, note: str = ""
) -> Measure:
    """The measure with these fields and in the verb's state, saved and told to the journal."""
    moved = {**(fields or {}), "state": verb.to or measure.state}
    changes = changed(measure, moved)
    _set(measure, moved)
    record(verb.event, measure, by=by, scope=measure.scope, changes=changes, note=note)
    return measure


def not_before(plan: ImprovementPlan, day: date) -> None:
    """Raise NotAllowedError when the day is before the last event of the plan."""
    days = (plan.drafted_on, plan.submitted_on, plan.returned_on, plan.begun_on, plan.closed_on)
    latest = max(one for one in days if one)
    if day < latest:
        raise NotAllowedError(f"Дата {day:%d.%m.%Y} раньше последнего события плана, {latest:%d.%m.%Y}.")


def _plan(pk: int) -> ImprovementPlan:
    rows = ImprovementPlan.objects.select_for_update(of=("self",)).select_related(*_RELATED)
    return rows.get(pk=pk)


def _set(row: ImprovementPlan | Measure, fields: Mapping[str, object]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
