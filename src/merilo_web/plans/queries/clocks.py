"""Terms that run over a plan: to be approved, to be published; by the rules of the core, each with its clause."""

from datetime import date

from merilo.deadlines.due import due, is_overdue
from merilo.deadlines.model import DeadlineRule
from merilo.deadlines.words import left, period
from merilo_web.cycles.models import Cycle
from merilo_web.plans.models import ImprovementPlan
from merilo_web.plans.queries.windows import REPORTED, ReportStanding, lines
from merilo_web.plans.states import AT_WORK, EXECUTED
from merilo_web.registry.queries.terms import term
from merilo_web.results.queries.clocks import Clock


def approval_clock(plan: ImprovementPlan, on: date) -> Clock | None:
    """The term to draw the plan up and approve it; None once it is approved, and for new versions of it."""
    if plan.state not in AT_WORK or plan.due_on is None:
        return None
    cycle = plan.listed.cycle
    return _clock(term("plan_approved", cycle.authority_id).on(cycle.handed_over_on or on), plan.due_on, on)


def publication_clock(plan: ImprovementPlan, on: date) -> Clock | None:
    """The term to publish the approved plan; None once it is published."""
    if plan.state not in EXECUTED or plan.published_on or plan.publish_by is None:
        return None
    counted = term("plan_published", plan.listed.cycle.authority_id)
    return _clock(counted.on(plan.approved_on or on), plan.publish_by, on)


def report_clock(plan: ImprovementPlan, on: date) -> Clock | None:
    """The term of the oldest quarterly report that is awaited; None while nothing is."""
    awaited = {ReportStanding.AWAITED, ReportStanding.LATE}
    windows = [one.window for one in lines(plan, on) if one.standing in awaited]
    if not windows or plan.state not in EXECUTED:
        return None
    oldest = min(windows, key=lambda one: one.due_on)
    counted = term(REPORTED, plan.listed.cycle.authority_id)
    return _clock(counted.on(oldest.quarter.last_day), oldest.due_on, on)


def draft_clock(cycle: Cycle, handed_over_on: date, on: date) -> Clock:
    """The term to approve a plan that has not been begun."""
    counted = term("plan_approved", cycle.authority_id).on(handed_over_on)
    return _clock(counted, due(counted, handed_over_on), on)


def _clock(counted: DeadlineRule, due_on: date, on: date) -> Clock:
    return Clock(
        counted.title, due_on, left(due_on, on), period(counted), is_overdue(due_on, on), counted.clause.printed
    )
