"""Planned terms: kept verbatim, their last day read by the core."""

from datetime import date

from merilo.deadlines.terms import parse_term
from merilo_web.plans.models import ImprovementPlan


def last_day(term: str, year: int) -> date | None:
    """The last day that the words mean in a plan of this year, None where they name none."""
    return parse_term(term, year).due_on if term else None


def reread_terms(plan: ImprovementPlan, year: int) -> None:
    """Read the terms of a plan's measures as those of this year; a part of the event that changes the year."""
    measures = list(plan.measures.all())
    for one in measures:
        one.due_on = last_day(one.term, year)
    plan.measures.model.objects.bulk_update(measures, ["due_on"])
