"""Files of answers, of sums and of checklists: uploaded, looked through by a person, taken in whole or not at all."""

import hashlib
from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive import actions as archive
from merilo_web.archive.photos import PackedPhoto, PhotoArchive
from merilo_web.archive.uploads import Upload
from merilo_web.cycles.models import Cycle
from merilo_web.fieldwork.actions.file_intake import receive_filed
from merilo_web.fieldwork.actions.import_checklists import take_checklists
from merilo_web.fieldwork.actions.import_counts import take_counts
from merilo_web.fieldwork.locking import writing
from merilo_web.fieldwork.models import FiledPhoto, FileImport
from merilo_web.fieldwork.queries.import_checklists import ChecklistPreview
from merilo_web.fieldwork.queries.import_checklists import preview as checklists_preview
from merilo_web.fieldwork.queries.import_counts import CountsPreview
from merilo_web.fieldwork.queries.import_counts import preview as counts_preview
from merilo_web.fieldwork.queries.imports import ImportPreview, preview
from merilo_web.fieldwork.queries.inspections import specialists
from merilo_web.fieldwork.rules.lock import require_collecting
from merilo_web.fieldwork.rules.paper import APPLY_FILE, UPLOAD_FILE
from merilo_web.fieldwork.states import FileKind
from merilo_web.journal.actions import record
from merilo_web.registry.access import access_of

_LONGEST_NAME, _LONGEST_FAULT = 500, 300
Preview = ImportPreview | ChecklistPreview | CountsPreview
_PREVIEWS: dict[FileKind, Callable[[FileImport], Preview]] = {
    FileKind.ANSWERS: preview,
    FileKind.CHECKLISTS: checklists_preview,
    FileKind.COUNTS: counts_preview,
}


@transaction.atomic
def upload_file(
    cycle: Cycle,
    *,
    by: User,
    on: date,
    table: Upload,
    kind: FileKind = FileKind.ANSWERS,
    specialist: User | None = None,
    photos: PhotoArchive | None = None,
) -> FileImport:
    """Keep a file until a person has looked at what it holds; a file that waits already is that one.

    Checklists are the record of one `specialist` and may have `photos` beside them. Raises ValidationError when the
    same file has been taken in.
    """
    cycle = _locked_cycle(cycle)
    access_of(by).require(UPLOAD_FILE, cycle.scope, state=cycle.state)
    require_collecting(cycle)
    whose = _whose(cycle, kind, specialist)
    if photos is not None and kind != FileKind.CHECKLISTS:
        raise ValidationError({"photos": "Фото прикладывают только к чек-листам."})
    digest = hashlib.sha256(table.content).hexdigest()
    former = FileImport.objects.filter(cycle=cycle, sha256=digest).first()
    if former is not None and former.applied_on:
        raise ValidationError({"table": f"Этот же файл уже принят {former.applied_on:%d.%m.%Y}: второй раз нельзя."})
    if former is not None:
        return _with_photos(_meant(former, kind, whose, by=by), photos, by=by)
    evidence = archive.attach(table.content, file_name=table.file_name, media_type=table.media_type, by=by)
    kept = FileImport.objects.create(
        cycle=cycle, kind=kind, specialist=whose, evidence=evidence, sha256=digest, uploaded_on=on
    )
    changes = {"контрольная сумма": (None, digest)} | _said(None, kept)
    record(UPLOAD_FILE.event, kept, by=by, scope=kept.scope, changes=changes)
    return _with_photos(kept, photos, by=by)


def _with_photos(kept: FileImport, photos: PhotoArchive | None, *, by: User) -> FileImport:
    """The file with these photos beside it, instead of those that came before; without any, the former ones stay."""
    if photos is None:
        return kept
    made = [_photo(kept, one, by=by) for one in photos]
    if not made:
        raise ValidationError({"photos": "В архиве нет файлов. Упакуйте фото заново и приложите ещё раз."})
    before, _ = FiledPhoto.objects.filter(brought=kept).delete()
    FiledPhoto.objects.bulk_create(made)
    digests = sorted(one.evidence.file.sha256 for one in made if one.evidence)
    changes = {"фото": (before, len(made)), "контрольные суммы фото": (None, digests)}
    record(UPLOAD_FILE.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


def _photo(kept: FileImport, one: PackedPhoto, *, by: User) -> FiledPhoto:
    row = FiledPhoto(brought=kept, name=one.name[:_LONGEST_NAME], fault=one.fault[:_LONGEST_FAULT])
    if found := one.upload:
        row.evidence = archive.attach(found.content, file_name=found.file_name, media_type=found.media_type, by=by)
    return row


def apply_file(upload: FileImport, *, by: User, on: date, digest: str, finish: bool = False) -> FileImport:
    """Take in what the preview showed, all of it or nothing; `digest` is the preview's.

    `finish`: the specialist's record is ended where the file makes it whole. The file is read before the turn to write
    is asked for, so that citizens do not wait meanwhile. Raises ValidationError when what the file is held against has
    changed since, NotAllowedError when there is anything to mend.
    """
    _allow(upload, by=by)
    shown = _PREVIEWS[FileKind(upload.kind)](upload)
    if shown.digest != digest:
        raise ValidationError("Пока вы смотрели, данные изменились. Посмотрите ещё раз, что будет принято.")
    if shown.faults:
        raise NotAllowedError("Принять файл нельзя: сначала исправьте то, что в нём названо.")
    with writing():
        return _take(upload, shown, by=by, on=on, finish=finish)


@transaction.atomic
def _take(upload: FileImport, shown: Preview, *, by: User, on: date, finish: bool) -> FileImport:
    kept = FileImport.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    kept.cycle = _locked_cycle(upload.cycle)
    _allow(kept, by=by)
    if isinstance(shown, ChecklistPreview):
        taken = {"принято пунктов": (0, shown.number), **take_checklists(kept, shown, by=by, on=on, finish=finish)}
    elif isinstance(shown, CountsPreview):
        taken = take_counts(kept, shown)
    else:
        taken = _take_answers(shown, on=on)
    kept.applied_on, kept.applied = on, shown.number
    kept.save(update_fields=["applied_on", "applied"])
    changes = {**taken, "контрольная сумма": (None, kept.sha256)}
    record(APPLY_FILE.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


def _take_answers(shown: ImportPreview, *, on: date) -> dict[str, tuple[object, object]]:
    for line in shown.lines:
        if line.survey is not None and line.number:
            receive_filed(line.survey.pk, line.found, on=on)
    told = {f"из них {what}": (0, number) for what, number in shown.told.items() if number}
    return {"принято анкет": (0, shown.number), **told}


def _whose(cycle: Cycle, kind: FileKind, specialist: User | None) -> User | None:
    """Whose record a file of checklists is. Raises ValidationError."""
    if kind != FileKind.CHECKLISTS:
        return None
    if specialist not in specialists(cycle):
        raise ValidationError({"specialist": "Выберите специалиста оператора, чья это запись."})
    return specialist


def _meant(former: FileImport, kind: FileKind, whose: User | None, *, by: User) -> FileImport:
    """The file that waits already, taken for what the person says now."""
    before = FileImport(kind=former.kind, specialist=former.specialist)
    if (former.kind, former.specialist) != (kind, whose):
        former.kind, former.specialist = kind, whose
        former.save(update_fields=["kind", "specialist"])
        record(UPLOAD_FILE.event, former, by=by, scope=former.scope, changes=_said(before, former))
    return former


def _said(before: FileImport | None, kept: FileImport) -> dict[str, tuple[object, object]]:
    """What a file is said to hold, for the journal; answers need no word."""
    if before is None and kept.kind == FileKind.ANSWERS:
        return {}
    return {
        "что в файле": (before.get_kind_display() if before else None, kept.get_kind_display()),
        "чья запись": (before.specialist if before else None, kept.specialist),
    }


def _allow(kept: FileImport, *, by: User) -> None:
    access_of(by).require(APPLY_FILE, kept.scope, state=kept.cycle.state)
    require_collecting(kept.cycle)
    if kept.applied_on:
        raise NotAllowedError(f"Этот файл уже принят {kept.applied_on:%d.%m.%Y}: второй раз нельзя.")


def _locked_cycle(cycle: Cycle) -> Cycle:
    return Cycle.objects.select_for_update(of=("self",)).select_related("authority").get(pk=cycle.pk)
