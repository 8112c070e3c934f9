"""The register from a file: uploaded, looked through by a person, applied as a whole or discarded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from merilo.importers.register_diff import RegisterDiff
from merilo.register import COLUMNS, Fact, RegisterRow
from merilo_web import clock
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.archive import actions as archive
from merilo_web.archive import uploads
from merilo_web.archive.uploads import Upload
from merilo_web.journal.actions import EventRecord, changed, record, record_all
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.filing import file_evidence
from merilo_web.registry.models import Authority, Organization, RegisterImport
from merilo_web.registry.queries.register import preview, values_of
from merilo_web.registry.rules import organizations as rules
from merilo_web.registry.states import ImportState

CSV = "text/csv"
_BATCH = 500
"""Organizations of one statement."""
_OVERWRITTEN = ["sort_key", *(column.code for column in COLUMNS if column.code != "head_office")]
"""What a row of a file may change; `sort_key` follows the short name."""


@dataclass(slots=True)
class _Applied:
    """Organizations as they are written, with what is told of each."""

    row: RegisterRow
    organization: Organization
    changes: dict[str, tuple[object, object]]
    verb: Verb


def looked_through(upload: "UploadedFile[bytes]") -> Upload:
    """An uploaded table: a book of Excel by its content, or a text named .csv. Raises ValidationError."""
    if not (upload.name or "").lower().endswith(".csv"):
        return uploads.checked(upload, kinds=frozenset({uploads.XLSX}))
    if not upload.size:
        raise ValidationError("Файл пуст. Выберите другой.")
    if upload.size > uploads.LARGEST:
        raise ValidationError(f"Файл больше {uploads.LARGEST // 1024**2} МБ. Разделите его на части.")
    upload.seek(0)
    return Upload(upload.read(), uploads.safe_name(upload.name or "", ending="csv"), CSV)


@transaction.atomic
def upload_register(authority: Authority, *, by: User, table: Upload, sector: str) -> RegisterImport:
    """Keep a file of the register as evidence until a person has looked at what it would change."""
    access_of(by).require(rules.UPLOAD_REGISTER, authority.scope)
    evidence = archive.attach(table.content, file_name=table.file_name, media_type=table.media_type, by=by)
    file_evidence(evidence, scope=authority.scope)
    kept = RegisterImport.objects.create(authority=authority, sector=sector, evidence=evidence)
    record(rules.UPLOAD_REGISTER.event, kept, by=by, scope=kept.scope)
    return kept


@transaction.atomic
def apply_register(upload: RegisterImport, *, by: User, digest: str) -> RegisterImport:
    """Do what the preview showed, all of it or nothing; `digest` is the preview's.

    Raises ValidationError when the register has changed since, when the file has faults or changes nothing.
    """
    kept = _locked(upload, rules.APPLY_REGISTER, by=by)
    shown = preview(kept)
    if shown.digest != digest:
        raise ValidationError("Пока вы смотрели, реестр изменился. Посмотрите ещё раз, что будет внесено.")
    if not shown.may_be_applied:
        raise NotAllowedError("Вносить нечего: в файле есть ошибки или он ничего не меняет.")
    applied = _written(kept.authority, shown.diff)
    _tie_heads(kept.authority, applied)
    told = (EventRecord(one.verb.event, one.organization, one.organization.scope, one.changes) for one in applied)
    record_all(told, by=by)
    kept.added, kept.changed = len(shown.diff.added), len(shown.diff.changed)
    _decide(kept, ImportState.APPLIED, by=by)
    changes = {"добавлено": (0, kept.added), "изменено": (0, kept.changed)}
    record(rules.APPLY_REGISTER.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


@transaction.atomic
def discard_register(upload: RegisterImport, *, by: User) -> RegisterImport:
    """Leave the register as it is; the file stays in the archive."""
    kept = _locked(upload, rules.DISCARD_REGISTER, by=by)
    _decide(kept, ImportState.DISCARDED, by=by)
    record(rules.DISCARD_REGISTER.event, kept, by=by, scope=kept.scope)
    return kept


def _locked(upload: RegisterImport, verb: Verb, *, by: User) -> RegisterImport:
    """The upload as it is now; the authority's register is held, so that nothing changes on the way."""
    kept = (
        RegisterImport.objects.select_for_update(of=("self", "authority"))
        .select_related("authority", "evidence__file")
        .get(pk=upload.pk)
    )
    access_of(by).require(verb, kept.scope, state=kept.state)
    list(Organization.objects.select_for_update().filter(authority=kept.authority).values_list("pk"))
    return kept


def _decide(kept: RegisterImport, state: ImportState, *, by: User) -> None:
    kept.state, kept.decided_at, kept.decided_by = state, clock.now(), by
    kept.save(update_fields=["state", "decided_at", "decided_by", "added", "changed"])


def _written(authority: Authority, diff: RegisterDiff) -> list[_Applied]:
    """Rows saved, head offices aside; changed ones overwrite themselves in a few statements."""
    kept = Organization.objects.filter(authority=authority).select_related("head_office")
    rows = kept.in_bulk([one.kept.number for one in diff.changed])
    applied = [_changed(rows[one.kept.number], one.row) for one in diff.changed]
    Organization.objects.bulk_create(
        [one.organization for one in applied],
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_OVERWRITTEN,
    )
    fresh = [_added(authority, row) for row in diff.added]
    Organization.objects.bulk_create([one.organization for one in fresh], batch_size=_BATCH)
    return [*applied, *fresh]


def _changed(organization: Organization, row: RegisterRow) -> _Applied:
    values = values_of(row)
    changes = {title: pair for title, pair in changed(organization, values).items() if pair[0] or pair[1]}
    _set(organization, values)
    return _Applied(row, organization, changes, rules.EDIT_ORGANIZATION)


def _added(authority: Authority, row: RegisterRow) -> _Applied:
    values = {"full_name": row.name, **values_of(row)}
    changes: dict[str, tuple[object, object]] = {
        title: ("", after) for title, (_, after) in changed(Organization(), values).items()
    }
    organization = Organization(authority=authority)
    _set(organization, values)
    return _Applied(row, organization, changes, rules.ADD_ORGANIZATION)


def _set(organization: Organization, values: Mapping[str, Fact]) -> None:
    for name, value in values.items():
        setattr(organization, name, value)


def _tie_heads(authority: Authority, applied: Iterable[_Applied]) -> None:
    """Branches tied to their head offices, by name, when all are written."""
    branches = [one for one in applied if "head_office" in one.row.facts]
    wanted = {str(one.row.facts["head_office"]) for one in branches}
    heads = {one.short_name: one for one in Organization.objects.filter(authority=authority, short_name__in=wanted)}
    tied = []
    for one in branches:
        head, before = heads[str(one.row.facts["head_office"])], one.organization.head_office
        if before != head:
            one.organization.head_office = head
            one.changes["головная организация"] = (before or "", head)
            tied.append(one.organization)
    Organization.objects.bulk_update(tied, ["head_office"], batch_size=_BATCH)
