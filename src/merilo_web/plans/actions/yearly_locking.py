"""What every action on a plan for a year begins and ends with: the row locked and allowed, the row moved and told."""

from collections.abc import Mapping

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import Verb
from merilo_web.journal.actions import changed, record
from merilo_web.plans.models import YearlyMeasure, YearlyPlan
from merilo_web.registry.access import access_of


def yearly_locked(plan: YearlyPlan, verb: Verb, *, by: User) -> YearlyPlan:
    """The plan as it stands now, locked, after asking whether the person may do this."""
    rows = YearlyPlan.objects.select_for_update(of=("self",))
    kept = rows.select_related("authority", "organization", "former").get(pk=plan.pk)
    access_of(by).require(verb, kept.keeping, state=kept.state)
    return kept


def yearly_measure_locked(measure: YearlyMeasure, verb: Verb, *, by: User) -> YearlyMeasure:
    """The same for a measure; its plan is locked first."""
    plan = yearly_locked(measure.plan, verb, by=by)
    kept = YearlyMeasure.objects.select_for_update(of=("self",)).get(pk=measure.pk, plan=plan)
    kept.plan = plan
    return kept


def yearly_moved(
    plan: YearlyPlan, verb: Verb, *, by: User, fields: Mapping[str, object] | None = None, note: str = ""
) -> YearlyPlan:
    """The plan with these fields and in the verb's state, saved and told to the journal."""
    moved = {**(fields or {}), "state": verb.to or plan.state}
    changes = changed(plan, moved)
    for name, value in moved.items():
        setattr(plan, name, value)
    plan.save(update_fields=list(moved))
    record(verb.event, plan, by=by, scope=plan.scope, changes=changes, note=note)
    return plan
