"""The cabinet: filed documents that a person may open, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from merilo_web.registry.access import Access
from merilo_web.registry.models import Filing, Organization
from merilo_web.registry.queries.documents import readable
from merilo_web.registry.queries.pages import PAGE


@dataclass(frozen=True, slots=True)
class CabinetFilter:
    """What is looked for; empty values look for everything. Superseded versions are left out unless asked for."""

    kind: str = ""
    organization: Organization | None = None
    with_superseded: bool = False


@dataclass(frozen=True, slots=True)
class CabinetPage:
    """Some filed documents; `before` is the number before which the next page begins, None on the last one."""

    rows: Sequence[Filing]
    before: int | None


def visible(access: Access) -> QuerySet[Filing]:
    """Filed documents of the person's authorities with their subtrees, councils, operators, organizations."""
    return Filing.objects.filter(readable(access), document__isnull=False)


def page(access: Access, wanted: CabinetFilter, *, before: int | None = None) -> CabinetPage:
    """A page of documents, in the order in which they were issued, the newest first."""
    found = visible(access)
    if wanted.kind:
        found = found.filter(document__kind=wanted.kind)
    if wanted.organization:
        found = found.filter(organization=wanted.organization)
    if not wanted.with_superseded:
        found = found.filter(document__superseded_by__isnull=True)
    if before is not None:
        found = found.filter(document__lt=before)
    related = found.select_related("document__file", "document__superseded_by", "organization", "authority")
    rows = list(related.order_by("-document_id")[: PAGE + 1])
    return CabinetPage(rows[:PAGE], rows[PAGE - 1].document_id if len(rows) > PAGE else None)


def kinds(access: Access) -> frozenset[str]:
    """Kinds of the documents that the person may open, for the filter."""
    return frozenset(visible(access).values_list("document__kind", flat=True).distinct())
