"""Answers from a file: uploaded, looked through by a person, taken in as a whole or not at all."""

import hashlib
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive import actions as archive
from merilo_web.archive.uploads import Upload
from merilo_web.cycles.models import Cycle
from merilo_web.fieldwork.actions.intake import receive_file
from merilo_web.fieldwork.locking import writing
from merilo_web.fieldwork.models import FileImport
from merilo_web.fieldwork.queries.imports import ImportPreview, preview
from merilo_web.fieldwork.rules.lock import require_collecting
from merilo_web.fieldwork.rules.paper import APPLY_FILE, UPLOAD_FILE
from merilo_web.journal.actions import record
from merilo_web.registry.access import access_of


@transaction.atomic
def upload_file(cycle: Cycle, *, by: User, on: date, table: Upload) -> FileImport:
    """Keep a file of answers until a person has looked at what it holds; a file that waits already is that one.

    Raises ValidationError when the same file has been taken in.
    """
    cycle = _locked_cycle(cycle)
    access_of(by).require(UPLOAD_FILE, cycle.scope, state=cycle.state)
    require_collecting(cycle)
    digest = hashlib.sha256(table.content).hexdigest()
    former = FileImport.objects.filter(cycle=cycle, sha256=digest).first()
    if former is not None and former.applied_on:
        raise ValidationError({"table": f"Этот же файл уже принят {former.applied_on:%d.%m.%Y}: второй раз нельзя."})
    if former is not None:
        return former
    evidence = archive.attach(table.content, file_name=table.file_name, media_type=table.media_type, by=by)
    kept = FileImport.objects.create(cycle=cycle, evidence=evidence, sha256=digest, uploaded_on=on)
    record(UPLOAD_FILE.event, kept, by=by, scope=kept.scope, changes={"контрольная сумма": (None, digest)})
    return kept


def apply_file(upload: FileImport, *, by: User, on: date, digest: str) -> FileImport:
    """Take in what the preview showed, all of it or nothing; `digest` is the preview's.

    The file is read before the turn to write is asked for, so that citizens do not wait meanwhile. Raises
    ValidationError when the surveys have changed since, NotAllowedError when there is anything to mend.
    """
    _allow(upload, by=by)
    shown = preview(upload)
    if shown.digest != digest:
        raise ValidationError("Пока вы смотрели, опросы изменились. Посмотрите ещё раз, что будет принято.")
    if shown.faults:
        raise NotAllowedError("Принять файл нельзя: сначала исправьте то, что в нём названо.")
    with writing():
        return _take(upload, shown, by=by, on=on)


@transaction.atomic
def _take(upload: FileImport, shown: ImportPreview, *, by: User, on: date) -> FileImport:
    kept = FileImport.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    kept.cycle = _locked_cycle(upload.cycle)
    _allow(kept, by=by)
    for line in shown.lines:
        if line.survey is not None and line.number:
            receive_file(line.survey.pk, line.found, on=on)
    kept.applied_on, kept.applied = on, shown.number
    kept.save(update_fields=["applied_on", "applied"])
    changes = {"принято анкет": (0, shown.number), "контрольная сумма": (None, kept.sha256)}
    record(APPLY_FILE.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


def _allow(kept: FileImport, *, by: User) -> None:
    access_of(by).require(APPLY_FILE, kept.scope, state=kept.cycle.state)
    require_collecting(kept.cycle)
    if kept.applied_on:
        raise NotAllowedError(f"Этот файл уже принят {kept.applied_on:%d.%m.%Y}: второй раз нельзя.")


def _locked_cycle(cycle: Cycle) -> Cycle:
    return Cycle.objects.select_for_update(of=("self",)).select_related("authority").get(pk=cycle.pk)
