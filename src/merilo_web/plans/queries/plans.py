"""Which plans a person may read.

The organization and its authority read a plan from its first day; the council, and whoever oversees the authority,
from the day on which it is submitted. An operator has no part in plans.
"""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import Http404

from merilo_web.accounts.roles import AUTHORITY, COUNCIL, ORGANIZATION
from merilo_web.cycles.models import ListedOrganization
from merilo_web.cycles.states import CycleState
from merilo_web.plans.models import Deficiency, Extension, ImprovementPlan, Measure, Proof, QuarterlyReport
from merilo_web.plans.states import AT_WORK, IN_FORCE, WRITTEN
from merilo_web.registry.access import Access
from merilo_web.results.models import OrganizationResult
from merilo_web.results.states import VersionState

RELATED = ("listed__cycle__authority", "listed__cycle__council", "listed__organization", "results")
_Row = TypeVar("_Row", bound=Model)


def readable(access: Access, prefix: str = "") -> Q:
    """The condition on plans that the person may read; `prefix` is the way to the plan from another table."""

    def at(field: str, value: object) -> Q:
        return Q(**{f"{prefix}{field}": value})

    own = at("listed__organization__in", access.numbers("organization", ORGANIZATION))
    own |= at("listed__cycle__authority__in", access.numbers("authority", AUTHORITY))
    told = at("listed__cycle__council__in", access.numbers("council", COUNCIL))
    told |= at("listed__cycle__authority__in", access.overseen)
    return own | (told & ~at("state__in", sorted(WRITTEN)))


def visible(access: Access) -> QuerySet[ImprovementPlan]:
    """Every version of every plan that the person may read, the newest first."""
    return ImprovementPlan.objects.filter(readable(access)).select_related(*RELATED)


def seen(access: Access, pk: int) -> ImprovementPlan:
    """The version with this number. Raises Http404 when there is none or it is not the person's."""
    return _one(visible(access), pk)


def seen_measure(access: Access, pk: int) -> Measure:
    """The measure with this number, of a plan that the person may read. Raises Http404."""
    related = (f"plan__{name}" for name in RELATED)
    return _one(Measure.objects.filter(readable(access, "plan__")).select_related(*related), pk)


def seen_deficiency(access: Access, plan: ImprovementPlan, pk: int) -> Deficiency:
    """A deficiency that this plan answers. Raises Http404."""
    found = Deficiency.objects.filter(listed=plan.listed_id) if seen(access, plan.pk) else Deficiency.objects.none()
    return _one(found.select_related("listed__cycle", "listed__organization"), pk)


def seen_proof(access: Access, pk: int) -> Proof:
    """The proof with this number. Raises Http404."""
    related = (f"measure__plan__{name}" for name in RELATED)
    rows = Proof.objects.filter(readable(access, "measure__plan__"))
    return _one(rows.select_related(*related, "evidence__file"), pk)


def seen_extension(access: Access, pk: int) -> Extension:
    """The extension with this number. Raises Http404."""
    related = (f"measure__plan__{name}" for name in RELATED)
    return _one(Extension.objects.filter(readable(access, "measure__plan__")).select_related(*related), pk)


def seen_report(access: Access, pk: int) -> QuarterlyReport:
    """The quarterly report with this number. Raises Http404."""
    related = (f"plan__{name}" for name in RELATED)
    rows = QuarterlyReport.objects.filter(readable(access, "plan__"))
    return _one(rows.select_related(*related, "docx", "pdf"), pk)


def in_force(listed: ListedOrganization) -> ImprovementPlan | None:
    """The approved version of the organization's plan that is not superseded; None while there is none."""
    rows = ImprovementPlan.objects.filter(listed=listed, state__in=sorted(IN_FORCE))
    return rows.select_related(*RELATED).first()


def at_work(listed: ListedOrganization) -> ImprovementPlan | None:
    """The version that is being written or approved; None while there is none."""
    rows = ImprovementPlan.objects.filter(listed=listed, state__in=sorted(AT_WORK))
    return rows.select_related(*RELATED).first()


def versions(access: Access, plan: ImprovementPlan) -> QuerySet[ImprovementPlan]:
    """Every version of this plan that the person may read, the newest first."""
    return visible(access).filter(listed=plan.listed_id).order_by("-number")


def draftable(access: Access) -> QuerySet[OrganizationResult]:
    """Handed-over results of the person's own organizations for which there is no plan yet."""
    return (
        OrganizationResult.objects.filter(
            version__state=VersionState.APPROVED,
            version__cycle__state__in=(CycleState.HANDED_OVER, CycleState.CLOSED),
            listed__organization__in=access.numbers("organization", ORGANIZATION),
            listed__plans__isnull=True,
        )
        .defer("card", "intervals")
        .select_related("version__cycle__authority", "listed__organization", "listed__cycle")
        .order_by("-version__cycle__year", "pk")
    )


def _one(rows: "QuerySet[_Row]", pk: int) -> _Row:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
