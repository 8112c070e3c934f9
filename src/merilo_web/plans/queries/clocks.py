"""Terms that run over a plan: to be approved, to be published; by the rules of the core, each with its clause."""

from datetime import date

from merilo.deadlines.due import deadline, is_overdue
from merilo.deadlines.rules import rule
from merilo.deadlines.words import left, period
from merilo_web.plans.models import ImprovementPlan
from merilo_web.plans.queries.windows import ReportStanding, lines, reporting_rule
from merilo_web.plans.states import AT_WORK, EXECUTED
from merilo_web.results.queries.clocks import Clock


def approval_clock(plan: ImprovementPlan, on: date) -> Clock | None:
    """The term to draw the plan up and approve it; None once it is approved, and for new versions of it."""
    if plan.state not in AT_WORK or plan.due_on is None:
        return None
    return _clock("plan_approved", plan.due_on, on)


def publication_clock(plan: ImprovementPlan, on: date) -> Clock | None:
    """The term to publish the approved plan; None once it is published."""
    if plan.state not in EXECUTED or plan.published_on or plan.publish_by is None:
        return None
    return _clock("plan_published", plan.publish_by, on)


def report_clock(plan: ImprovementPlan, on: date) -> Clock | None:
    """The term of the oldest quarterly report that is awaited; None while nothing is."""
    awaited = {ReportStanding.AWAITED, ReportStanding.LATE}
    due = [one.window.due_on for one in lines(plan, on) if one.standing in awaited]
    if not due or plan.state not in EXECUTED:
        return None
    counted = reporting_rule(plan.listed.cycle.authority_id)
    words = left(min(due), on)
    return Clock(counted.title, min(due), words, period(counted), is_overdue(min(due), on), counted.clause.printed)


def draft_clock(handed_over_on: date, on: date) -> Clock:
    """The term to approve a plan that has not been begun."""
    return _clock("plan_approved", deadline(rule("plan_approved"), handed_over_on).due_on, on)


def _clock(code: str, due_on: date, on: date) -> Clock:
    counted = rule(code)
    return Clock(
        counted.title, due_on, left(due_on, on), period(counted), is_overdue(due_on, on), counted.clause.printed
    )
