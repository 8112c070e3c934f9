"""A plan under review: submitted by the organization, returned with remarks or approved by the authority."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo.deadlines.due import due
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.plans.actions.amendments import supersede
from merilo_web.plans.actions.issuing import issue_plan
from merilo_web.plans.actions.locking import not_before, plan_locked, plan_moved
from merilo_web.plans.actions.saying import said
from merilo_web.plans.models import ImprovementPlan, Measure
from merilo_web.plans.queries.faults import hindering
from merilo_web.plans.queries.permissions import acts_for_organization
from merilo_web.plans.queries.snapshots import as_json, snapshot
from merilo_web.plans.rules.plan import APPROVE_PLAN, RECALL_PLAN, RETURN_PLAN, SUBMIT_PLAN
from merilo_web.plans.states import ImprovementPlanState
from merilo_web.registry.access import access_of
from merilo_web.registry.queries.terms import term

_LONGEST_REMARKS = 4000


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    """Who approved the plan, as the approval block names them, when, by which act."""

    approver_name: str
    approver_post: str
    approved_on: date
    act: str = ""


@transaction.atomic
def submit(plan: ImprovementPlan, *, by: User, on: date) -> ImprovementPlan:
    """Send the plan to be approved. Refused with a list of what it lacks."""
    kept = plan_locked(plan, SUBMIT_PLAN, by=by)
    not_before(kept, on)
    _refuse_faults(kept)
    kept.measures.exclude(remark="").filter(former__isnull=True).update(remark="")
    return plan_moved(kept, SUBMIT_PLAN, by=by, fields={"submitted_on": on, "submitted_by": by, "remarks": ""})


@transaction.atomic
def recall(plan: ImprovementPlan, *, by: User, on: date) -> ImprovementPlan:
    """Take a submitted plan back to go on writing it."""
    kept = plan_locked(plan, RECALL_PLAN, by=by)
    not_before(kept, on)
    return plan_moved(kept, RECALL_PLAN, by=by, fields={"submitted_on": None, "submitted_by": None})


@transaction.atomic
def return_plan(
    plan: ImprovementPlan, *, by: User, on: date, remarks: str, at: Mapping[int, str] | None = None
) -> ImprovementPlan:
    """Return the plan with remarks: on the whole, and on single measures by their numbers."""
    kept = plan_locked(plan, RETURN_PLAN, by=by)
    not_before(kept, on)
    said_on_all = said(
        remarks, field="remarks", ask="Напишите, что исправить: это увидит организация.", longest=_LONGEST_REMARKS
    )
    marked = []
    for pk, remark in (at or {}).items():
        one = kept.measures.filter(pk=pk).first()
        if one is None:
            raise ValidationError({"remarks": "Замечание относится к мероприятию, которого в плане нет."})
        one.remark = said(remark, field="remarks", ask="Напишите замечание к мероприятию.")
        marked.append(one)
    Measure.objects.bulk_update(marked, ["remark"])
    note = "; ".join(f"мероприятие {one.position}: {one.remark}" for one in marked)
    return plan_moved(kept, RETURN_PLAN, by=by, fields={"returned_on": on, "remarks": said_on_all}, note=note)


@transaction.atomic
def approve(plan: ImprovementPlan, *, by: User, on: date, facts: ApprovalFacts) -> ImprovementPlan:
    """Approve the plan: its content is frozen, its document issued, the former version superseded."""
    kept = plan_locked(plan, APPROVE_PLAN, by=by)
    not_before(kept, on)
    if acts_for_organization(access_of(by), kept) or by.pk in {kept.drafted_by_id, kept.submitted_by_id}:
        raise NotAllowedError("План утверждает не тот, кто его составил.", clause=APPROVE_PLAN.clause)
    if faults := approval_faults(facts, since=kept.submitted_on or kept.drafted_on, on=on):
        raise ValidationError(faults)
    _refuse_faults(kept)
    begun_on = supersede(kept, by=by, on=on)
    published = term("plan_published", kept.listed.cycle.authority_id)
    fields = {
        "approved_on": facts.approved_on,
        "approver_name": facts.approver_name.strip(),
        "approver_post": facts.approver_post.strip(),
        "approval_act": facts.act.strip(),
        "publish_by": due(published.on(facts.approved_on), facts.approved_on),
        "begun_on": begun_on,
        "remarks": "",
    }
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.state = ImprovementPlanState.APPROVED
    kept.content = as_json(snapshot(kept))
    kept.docx, kept.pdf = issue_plan(kept, on=facts.approved_on)
    kept.save(update_fields=["content", "docx", "pdf"])
    kept.state = ImprovementPlanState.SUBMITTED
    return plan_moved(kept, APPROVE_PLAN, by=by, fields=fields, note=facts.act.strip())


def approval_faults(facts: ApprovalFacts, *, since: date, on: date) -> dict[str, str]:
    """What is wrong with the words of an approval, by field; a plan is approved between these days."""
    faults = {}
    if not facts.approver_name.strip():
        faults["approver_name"] = "Назовите, кто утвердил план."
    if not facts.approver_post.strip():
        faults["approver_post"] = "Укажите должность утвердившего."
    if not since <= facts.approved_on <= on:
        faults["approved_on"] = "Дата утверждения — не раньше представления плана и не позже сегодняшнего дня."
    longest = {"approver_name": 255, "approver_post": 500, "act": 255}
    return faults | {
        name: f"Сократите до {most} знаков." for name, most in longest.items() if len(getattr(facts, name)) > most
    }


def _refuse_faults(plan: ImprovementPlan) -> None:
    if found := hindering(plan):
        raise ValidationError([one.sentence for one in found])
