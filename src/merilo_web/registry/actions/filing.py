"""Filing: saying who may open a document or a piece of evidence. Every stage files through here."""

from collections.abc import Iterable

from django.db.models import Q

from merilo_web.archive.models import Document, Evidence
from merilo_web.journal.actions import Scope
from merilo_web.registry.models import Filing, Operator


def file_document(document: Document, *, scope: Scope, is_public: bool = False) -> Filing:
    """Let people of this scope (everybody when `is_public`) open a document.

    Part of the event that issues it: must run inside its transaction. Raises ValueError without an authority.
    """
    return Filing.objects.create(document=document, is_public=is_public, **_owners(scope))


def file_evidence(evidence: Evidence, *, scope: Scope, is_public: bool = False) -> Filing:
    """The same for an uploaded file. Filing the same evidence again for the same scope changes nothing."""
    return Filing.objects.get_or_create(evidence=evidence, defaults={"is_public": is_public, **_owners(scope)})[0]


def unfile_evidence(evidence: Evidence) -> None:
    """Let nobody open an uploaded file any more; its bytes stay in the archive. Part of the event that takes it off."""
    Filing.objects.filter(evidence=evidence).delete()


def open_to_everybody(documents: Iterable[int]) -> int:
    """Let everybody open documents that are filed already. Returns how many.

    Part of the event that publishes them: must run inside its transaction.
    """
    return Filing.objects.filter(document__in=documents).update(is_public=True)


def open_to_operator(operator: Operator, *, documents: Iterable[int], evidence: Iterable[int] = ()) -> int:
    """Let an operator open what was filed before it was known. Returns how many files it may open now.

    Part of the event that names the operator: must run inside its transaction.
    """
    named = Q(document__in=documents) | Q(evidence__in=evidence)
    return Filing.objects.filter(named, operator__isnull=True).update(operator=operator)


def _owners(scope: Scope) -> dict[str, int | None]:
    if scope.authority is None:
        raise ValueError("everything in the archive is filed for an authority")
    return {
        "authority_id": scope.authority,
        "council_id": scope.council,
        "operator_id": scope.operator,
        "organization_id": scope.organization,
    }
