"""The life of a plan for a year: approved by the head, changed and approved anew, published, closed, reopened."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.plans.actions.publication import address
from merilo_web.plans.actions.review import ApprovalFacts, approval_faults
from merilo_web.plans.actions.saying import said
from merilo_web.plans.actions.yearly_issuing import issue_plan, issue_report
from merilo_web.plans.actions.yearly_locking import yearly_locked, yearly_moved
from merilo_web.plans.models import YearlyPlan
from merilo_web.plans.queries.yearly_page import hindering
from merilo_web.plans.rules.yearly import (
    AMEND_YEARLY,
    APPROVE_YEARLY,
    CLOSE_YEARLY,
    PUBLISH_YEARLY,
    REOPEN_YEARLY,
)
from merilo_web.plans.states import YEARLY_AWAITED
from merilo_web.registry.actions.filing import open_to_everybody

_LONGEST_NOTE = 4000


@transaction.atomic
def approve(plan: YearlyPlan, *, by: User, on: date, facts: ApprovalFacts) -> YearlyPlan:
    """Approve the plan: its words are settled, its document is issued instead of the former one.

    A document of a plan that is published already is open to everybody as the former was.
    """
    kept = yearly_locked(plan, APPROVE_YEARLY, by=by)
    _not_before(kept, on)
    if faults := approval_faults(facts, since=kept.approved_on or kept.drafted_on, on=on):
        raise ValidationError(faults)
    if lacking := hindering(kept):
        raise ValidationError(list(lacking))
    fields = {
        "approved_on": facts.approved_on,
        "approver_name": facts.approver_name.strip(),
        "approver_post": facts.approver_post.strip(),
        "approval_act": facts.act.strip(),
        "number": kept.number + 1,
        "reason": "",
    }
    moved = yearly_moved(kept, APPROVE_YEARLY, by=by, fields=fields, note=kept.reason)
    moved.docx, moved.pdf = issue_plan(moved, on=facts.approved_on)
    moved.save(update_fields=["docx", "pdf"])
    return moved


@transaction.atomic
def amend(plan: YearlyPlan, *, by: User, on: date, reason: str) -> YearlyPlan:
    """Take an approved plan back to change its words; results that were written stay, and so does its document."""
    kept = yearly_locked(plan, AMEND_YEARLY, by=by)
    _not_before(kept, on)
    words = said(reason, field="reason", ask="Напишите, почему план меняется: причина остаётся в журнале.")
    return yearly_moved(kept, AMEND_YEARLY, by=by, fields={"reason": words}, note=words)


@transaction.atomic
def publish(plan: YearlyPlan, *, by: User, on: date, url: str) -> YearlyPlan:
    """Say where the approved plan is published; from now on everybody may open its document."""
    kept = yearly_locked(plan, PUBLISH_YEARLY, by=by)
    _not_before(kept, on)
    fields = {"published_on": kept.published_on or on, "published_url": address(url, "url")}
    open_to_everybody(number for number in (kept.docx_id, kept.pdf_id) if number)
    return yearly_moved(kept, PUBLISH_YEARLY, by=by, fields=fields)


@transaction.atomic
def close(plan: YearlyPlan, *, by: User, on: date, note: str = "") -> YearlyPlan:
    """Close the year: the report on the execution is issued. What was not done needs a word: it is never silent."""
    kept = yearly_locked(plan, CLOSE_YEARLY, by=by)
    _not_before(kept, on)
    if len(note.strip()) > _LONGEST_NOTE:
        raise ValidationError({"note": f"Сократите до {_LONGEST_NOTE} знаков."})
    left = kept.measures.filter(state__in=sorted(YEARLY_AWAITED)).count()
    if left and not note.strip():
        raise ValidationError({"note": f"Не исполнены мероприятия: {left}. Напишите, почему и что с ними дальше."})
    kept.report_docx, kept.report_pdf = issue_report(kept, on=on)
    kept.save(update_fields=["report_docx", "report_pdf"])
    return yearly_moved(kept, CLOSE_YEARLY, by=by, fields={"closed_on": on, "note": note.strip()}, note=note.strip())


@transaction.atomic
def reopen(plan: YearlyPlan, *, by: User, on: date, reason: str) -> YearlyPlan:
    """Put a closed plan back into execution, with the reason."""
    kept = yearly_locked(plan, REOPEN_YEARLY, by=by)
    _not_before(kept, on)
    words = said(reason, field="reason", ask="Напишите, зачем план открыт снова: причина остаётся в журнале.")
    return yearly_moved(kept, REOPEN_YEARLY, by=by, fields={"closed_on": None}, note=words)


def _not_before(plan: YearlyPlan, day: date) -> None:
    days = (plan.drafted_on, plan.approved_on, plan.closed_on)
    latest = max(one for one in days if one)
    if day < latest:
        raise NotAllowedError(f"Дата {day:%d.%m.%Y} раньше последнего события плана, {latest:%d.%m.%Y}.")
