"""The documents of a version that a person may open."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from merilo_web.cycles.models import Letter
from merilo_web.cycles.queries.letters import visible as visible_letters
from merilo_web.cycles.states import LetterKind
from merilo_web.registry.access import Access
from merilo_web.results.models import IssuedReport, OrganizationResult, ResultVersion


@dataclass(frozen=True, slots=True)
class OrganizationDocuments:
    """What was issued about one organization."""

    listed: int
    name: str
    reports: tuple[IssuedReport, ...]


def of_whole(version: ResultVersion) -> QuerySet[IssuedReport]:
    """Documents about all organizations, still in force."""
    return _in_force(version).filter(listed=None)


def of_organizations(version: ResultVersion) -> tuple[OrganizationDocuments, ...]:
    """Documents about single organizations, still in force, by organization."""
    return _grouped(_in_force(version).exclude(listed=None).order_by("listed__organization__sort_key", "pk"))


def about(row: OrganizationResult) -> QuerySet[IssuedReport]:
    """Documents about one organization of a version, still in force."""
    return _in_force(row.version).filter(listed=row.listed_id).order_by("pk")


def letters_about(access: Access, row: OrganizationResult) -> tuple[Letter, ...]:
    """Issued letters with this organization's results that the person may read, the newest first."""
    found = visible_letters(access).filter(listed=row.listed_id, kind=LetterKind.TRANSMITTAL, docx__isnull=False)
    return tuple(found.order_by("-dated_on", "-pk"))


def _in_force(version: ResultVersion) -> QuerySet[IssuedReport]:
    related = ("document__file", "listed__organization")
    return version.reports.filter(document__superseded_by=None).select_related(*related).order_by("pk")


def _grouped(reports: Iterable[IssuedReport]) -> tuple[OrganizationDocuments, ...]:
    groups: dict[int, list[IssuedReport]] = {}
    names: dict[int, str] = {}
    for one in reports:
        if one.listed is not None:
            groups.setdefault(one.listed.pk, []).append(one)
            names[one.listed.pk] = str(one.listed)
    return tuple(OrganizationDocuments(listed, names[listed], tuple(found)) for listed, found in groups.items())
