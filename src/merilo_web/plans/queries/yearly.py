"""Which own plans for a year a person may read, and for whom a person may begin one.

The keeper, and the authority of an organization, read a plan from its first day; the councils of the authority, and
whoever oversees it, from its approval. An operator has no part in plans.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from merilo.deadlines.terms import Term
from merilo.importers.plans.assembly_terms import PlanYears
from merilo_web.accounts.roles import AUTHORITY, COUNCIL, ORGANIZATION
from merilo_web.journal.actions import Scope
from merilo_web.plans.models import YearlyMeasure, YearlyPlan
from merilo_web.plans.states import YearlyPlanState
from merilo_web.registry.access import Access
from merilo_web.registry.models import Authority, Organization, PublicCouncil

_FIRST_MONTH = 9
"""A school year begins in September."""
Keeper = Organization | Authority


def readable(access: Access) -> Q:
    """The condition on plans that the person may read."""
    own = Q(organization__in=access.numbers("organization", ORGANIZATION))
    own |= Q(authority__in=access.numbers("authority", AUTHORITY))
    councils = PublicCouncil.objects.filter(pk__in=access.numbers("council", COUNCIL))
    told = Q(authority__in=access.overseen) | Q(authority__in=councils.values("authority"))
    return own | (told & ~Q(state=YearlyPlanState.DRAFT))


def visible(access: Access) -> QuerySet[YearlyPlan]:
    """Every plan that the person may read, the newest first."""
    return YearlyPlan.objects.filter(readable(access)).select_related("authority", "organization")


def seen(access: Access, pk: int) -> YearlyPlan:
    """The plan with this number. Raises Http404 when there is none or it is not the person's."""
    found = visible(access).select_related("former", "paper", "report_paper").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def seen_measure(access: Access, pk: int) -> YearlyMeasure:
    """The measure with this number, of a plan that the person may read. Raises Http404."""
    rows = YearlyMeasure.objects.filter(plan__in=visible(access))
    found = rows.select_related("plan__authority", "plan__organization").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def own(access: Access) -> QuerySet[YearlyPlan]:
    """Plans that the person's own organizations and authorities keep."""
    held = Q(organization__in=access.numbers("organization", ORGANIZATION))
    held |= Q(organization__isnull=True, authority__in=access.numbers("authority", AUTHORITY))
    return YearlyPlan.objects.filter(held).select_related("authority", "organization")


def keepers(access: Access) -> tuple[Keeper, ...]:
    """For whom the person may begin a plan: organizations first."""
    organizations = Organization.objects.filter(pk__in=access.numbers("organization", ORGANIZATION))
    authorities = Authority.objects.filter(pk__in=access.numbers("authority", AUTHORITY))
    return (*organizations.select_related("authority").order_by("sort_key", "pk"), *authorities.order_by("path"))


def kind_of(keeper: Keeper) -> str:
    """What the keeper is, as addresses say it."""
    return "organization" if isinstance(keeper, Organization) else "authority"


def authority_of(keeper: Keeper) -> Authority:
    """The authority of the keeper: itself, or that of the organization."""
    return keeper.authority if isinstance(keeper, Organization) else keeper


def keeping_of(keeper: Keeper) -> Scope:
    """Whose people act on plans of this keeper."""
    return Scope(organization=keeper.pk) if isinstance(keeper, Organization) else Scope(authority=keeper.pk)


def kept_by(keeper: Keeper) -> QuerySet[YearlyPlan]:
    """Plans of one keeper, the newest first."""
    if isinstance(keeper, Organization):
        return YearlyPlan.objects.filter(organization=keeper)
    return YearlyPlan.objects.filter(authority=keeper, organization__isnull=True)


def term_of(plan: YearlyPlan, term: str) -> tuple[Term, ...]:
    """What a term means in this plan; several are divided by semicolons."""
    years = PlanYears((plan.year, plan.year + plan.is_school_year), school=plan.is_school_year)
    return tuple(years.term(one.strip()) for one in term.split(";") if one.strip())


def days_of(terms: Iterable[Term]) -> tuple[date | None, date | None]:
    """The first and the last day that the terms mean; None where they name none."""
    found = tuple(terms)
    starts, ends = [one.start for one in found if one.start], [one.end for one in found if one.end]
    return min(starts, default=None), max(ends, default=None)


def first_result_day(plan: YearlyPlan) -> date:
    """The first day on which a measure of the plan may have been carried out: some are before the year begins."""
    return date(plan.year - 1, 1, 1)


def last_day(plan: YearlyPlan) -> date:
    """The day on which the plan's year ends."""
    if plan.is_school_year:
        return date(plan.year + 1, _FIRST_MONTH - 1, 31)
    return date(plan.year, 12, 31)
