"""New versions of a plan: written beside the one in force, which they supersede once they are approved."""

from datetime import date

from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.journal.actions import record
from merilo_web.plans.actions.drafting import redraw
from merilo_web.plans.actions.locking import not_before, plan_locked
from merilo_web.plans.actions.saying import said
from merilo_web.plans.models import Extension, ImprovementPlan, Measure, Proof
from merilo_web.plans.queries.permissions import is_being_amended
from merilo_web.plans.queries.snapshots import as_json, snapshot
from merilo_web.plans.rules.plan import AMEND_PLAN, DISCARD_AMENDMENT, DRAFT_PLAN
from merilo_web.plans.states import AWAITED, ExtensionState, ImprovementPlanState, MeasureState

_COPIED = (
    "position", "text", "term", "due_on", "assignee_name", "assignee_post", "co_assignees", "expected", "library_key",
    "author",
)  # fmt: skip
_PROGRESS = (
    "state", "implemented", "completed_on", "reported_on", "reported_by", "confirmed_on", "confirmed_by", "remark",
)  # fmt: skip


@transaction.atomic
def amend(plan: ImprovementPlan, *, by: User, on: date, reason: str) -> ImprovementPlan:
    """Begin the next version: measures are copied, the version in force goes on being executed.

    Results that were approved anew since then bring what they found into it.
    """
    kept = plan_locked(plan, AMEND_PLAN, by=by)
    not_before(kept, on)
    words = said(reason, field="reason", ask="Напишите, почему план меняется: причину увидит орган власти.")
    if is_being_amended(kept):
        raise NotAllowedError("Новая версия этого плана уже пишется.")
    if Extension.objects.filter(measure__plan=kept, state=ExtensionState.REQUESTED).exists():
        raise NotAllowedError("Сначала дождитесь ответа на запросы о продлении сроков.")
    made = ImprovementPlan.objects.create(
        listed=kept.listed,
        results=kept.results,
        number=kept.number + 1,
        supersedes=kept,
        year=kept.year,
        reason=words,
        drafted_on=on,
        drafted_by=by,
    )
    for one in kept.measures.exclude(state=MeasureState.CANCELLED).prefetch_related("deficiencies"):
        copied = Measure.objects.create(plan=made, former=one, **{name: getattr(one, name) for name in _COPIED})
        copied.deficiencies.set(one.deficiencies.all())
    found = redraw(made, on=on)
    record(
        AMEND_PLAN.event,
        made,
        by=by,
        scope=made.scope,
        changes={"версия": (kept.number, made.number), **found},
        note=words,
    )
    return made


@transaction.atomic
def discard(plan: ImprovementPlan, *, by: User) -> None:
    """Give a new version up; the version in force stays as it is."""
    kept = plan_locked(plan, DISCARD_AMENDMENT, by=by)
    if kept.supersedes_id is None:
        raise NotAllowedError("Первую версию плана составить обязательно: удалить её нельзя.", clause=DRAFT_PLAN.clause)
    record(DISCARD_AMENDMENT.event, kept, by=by, scope=kept.scope, changes={"версия": (kept.number, "")})
    kept.delete()


def supersede(plan: ImprovementPlan, *, by: User, on: date) -> date | None:
    """Freeze the version that this one supersedes and carry what was done under it over; a part of the approval.

    Returns the day since which the plan is executed.
    """
    if plan.supersedes_id is None:
        return None
    former = ImprovementPlan.objects.select_for_update(of=("self",)).get(pk=plan.supersedes_id)
    former.listed = plan.listed
    former.outcome = as_json(snapshot(former))
    former.state, former.superseded_on = ImprovementPlanState.SUPERSEDED, on
    former.save(update_fields=["outcome", "state", "superseded_on"])
    for one in plan.measures.exclude(former=None).select_related("former"):
        _carry(one, plan, by=by, on=on)
    dropped = former.measures.filter(successor__isnull=True, state__in=sorted(AWAITED))
    dropped.update(state=MeasureState.CANCELLED, remark=f"исключено версией {plan.number}: {plan.reason}"[:2000])
    return former.begun_on


def _carry(measure: Measure, plan: ImprovementPlan, *, by: User, on: date) -> None:
    former = measure.former
    if former is None:
        return
    for name in _PROGRESS:
        setattr(measure, name, getattr(former, name))
    measure.save(update_fields=list(_PROGRESS))
    Proof.objects.filter(measure=former).update(measure=measure)
    Extension.objects.filter(measure=former).update(measure=measure)
    if measure.due_on and former.due_on and measure.due_on > former.due_on:
        Extension.objects.create(
            measure=measure,
            state=ExtensionState.GRANTED,
            former_term=former.term,
            former_due_on=former.due_on,
            term=measure.term,
            due_on=measure.due_on,
            reason=plan.reason,
            requested_on=plan.submitted_on or on,
            requested_by=plan.submitted_by or plan.drafted_by,
            decided_on=on,
            decided_by=by,
            answer=f"версия {plan.number} плана",
        )
