"""Who may read what is filed."""

from collections.abc import Iterable

from django.db.models import Q

from merilo_web.journal.actions import Scope
from merilo_web.registry.access import Access
from merilo_web.registry.models import Filing


def scope_of(filing: Filing) -> Scope:
    """Whose a filed document is: any of the people of its authority, council, operator and organization may open it."""
    return Scope(filing.authority_id, filing.council_id, filing.operator_id, filing.organization_id)


def readable(access: Access) -> Q:
    """Filings of the person's authorities with their subtrees, councils, operators, organizations."""
    return (
        Q(authority__in=access.numbers("authority") | access.overseen)
        | Q(council__in=access.numbers("council"))
        | Q(operator__in=access.numbers("operator"))
        | Q(organization__in=access.numbers("organization"))
    )


def openable(access: Access, documents: Iterable[int | None]) -> frozenset[int]:
    """Those of the documents that the person may open, by number; one query. Links to the others would be dead."""
    asked = {number for number in documents if number is not None}
    found = Filing.objects.filter(readable(access) | Q(is_public=True), document__in=asked)
    return frozenset(number for number in found.values_list("document", flat=True) if number)


def openable_evidence(access: Access, evidence: Iterable[int | None]) -> frozenset[int]:
    """The same of uploaded files."""
    asked = {number for number in evidence if number is not None}
    found = Filing.objects.filter(readable(access) | Q(is_public=True), evidence__in=asked)
    return frozenset(number for number in found.values_list("evidence", flat=True) if number)
