"""Putting the documents of a version into the archive: numbered, dated, with their digest, for those who may read."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import Verb
from merilo_web.archive.actions import issue
from merilo_web.archive.models import Document
from merilo_web.cycles.models import ListedOrganization
from merilo_web.journal.actions import Scope, record
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.filing import file_document
from merilo_web.results.models import IssuedReport, ResultVersion
from merilo_web.results.queries.written import WrittenDocument
from merilo_web.results.rules import ISSUE_DOCUMENTS, ISSUE_SHEETS


@transaction.atomic
def issue_documents(
    version: ResultVersion, written: Iterable[WrittenDocument], *, by: User, on: date
) -> tuple[IssuedReport, ...]:
    """Issue the operator's report with its annexes and the workbook (`queries.written.of_cycle`)."""
    return _issued(version, ISSUE_DOCUMENTS, written, by=by, on=on)


@transaction.atomic
def issue_sheets(
    version: ResultVersion, written: Iterable[WrittenDocument], *, by: User, on: date
) -> tuple[IssuedReport, ...]:
    """Issue the one-page reports; each organization may open its own (`queries.written.sheets`)."""
    return _issued(version, ISSUE_SHEETS, written, by=by, on=on)


def archived(version: ResultVersion, written: Iterable[WrittenDocument], *, on: date) -> tuple[IssuedReport, ...]:
    """Archive and file documents as part of another event; each supersedes the former one of its name in the cycle."""
    kept = tuple(written)
    numbers = {one.listed for one in kept if one.listed}
    related = ListedOrganization.objects.select_related("cycle").filter(cycle=version.cycle_id, pk__in=numbers)
    scopes: dict[int | None, Scope] = {row.pk: row.scope for row in related}
    former = _former(version)
    made = []
    for one in kept:
        document = issue(
            one.content,
            kind=one.kind,
            title=f"{one.title}: {version.cycle.title}",
            file_name=one.file_name,
            media_type=one.media_type,
            dated_on=on,
            number=one.number,
            supersedes=former.get((one.listed, one.kind, one.file_name)),
        )
        file_document(document, scope=scopes[one.listed] if one.listed else version.scope)
        made.append(IssuedReport.objects.create(version=version, listed_id=one.listed, document=document))
    return tuple(made)


def _issued(
    version: ResultVersion, verb: Verb, written: Iterable[WrittenDocument], *, by: User, on: date
) -> tuple[IssuedReport, ...]:
    kept = ResultVersion.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=version.pk)
    access_of(by).require(verb, kept.scope, state=kept.state)
    made = archived(kept, written, on=on)
    record(verb.event, kept, by=by, scope=kept.scope, changes={"выпущено документов": ("", len(made))})
    return made


def _former(version: ResultVersion) -> dict[tuple[int | None, str, str], Document]:
    """The newest document of each name in the cycle, of any version."""
    reports = IssuedReport.objects.filter(version__cycle=version.cycle_id).select_related("document").order_by("pk")
    return {(one.listed_id, one.document.kind, one.document.file_name): one.document for one in reports}
