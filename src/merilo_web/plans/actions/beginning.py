"""A plan begins with what was ticked: its deficiencies drawn, measures of the library for the ticked ones."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.plans.actions.drafting import draft
from merilo_web.plans.actions.writing import add_from_library
from merilo_web.plans.models import ImprovementPlan
from merilo_web.plans.queries.library import offered_for
from merilo_web.results.models import OrganizationResult


@transaction.atomic
def begin_with(
    row: OrganizationResult, keys: Collection[str], *, by: User, on: date, year: int | None = None
) -> ImprovementPlan:
    """Begin the plan of an organization with measures for the deficiencies that have these keys.

    What the library knows nothing for is left to be written.
    """
    plan = draft(row, by=by, on=on, year=year)
    ticked = tuple(plan.listed.deficiencies.filter(key__in=keys))
    offers = offered_for(plan, ticked)
    picks = {one.pk: offers[one.pk][0].key for one in ticked if offers[one.pk]}
    if picks:
        add_from_library(plan, picks, by=by)
    return plan
