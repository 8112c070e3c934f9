"""Proofs of a measure: files and photos in the archive under their SHA-256, links; versions, withdrawal."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.actions import attach as keep_evidence
from merilo_web.archive.uploads import PHOTOS, Upload
from merilo_web.journal.actions import record
from merilo_web.plans.actions.locking import measure_locked
from merilo_web.plans.actions.publication import address
from merilo_web.plans.actions.saying import said
from merilo_web.plans.models import Measure, Proof
from merilo_web.plans.rules.measures import ADD_PROOF, WITHDRAW_PROOF
from merilo_web.plans.states import ProofKind
from merilo_web.registry.actions.filing import file_evidence

MOST = 20
"""Proofs of one measure that are in force at once."""
_LONGEST = 500


@transaction.atomic
def attach(
    measure: Measure, upload: Upload, *, by: User, on: date, title: str = "", replaces: Proof | None = None
) -> Proof:
    """Attach a file that was looked through (`archive.uploads.checked`); an image is a photo."""
    kept = measure_locked(measure, ADD_PROOF, by=by)
    former = _former(kept, replaces)
    evidence = keep_evidence(upload.content, file_name=upload.file_name, media_type=upload.media_type, by=by)
    file_evidence(evidence, scope=kept.scope)
    kind = ProofKind.PHOTO if upload.media_type in PHOTOS else ProofKind.FILE
    made = Proof(measure=kept, kind=kind, title=_title(title), evidence=evidence, added_on=on, added_by=by)
    changes = {"файл": ("", upload.file_name), "контрольная сумма": ("", evidence.file.sha256)}
    _add(made, former)
    record(ADD_PROOF.event, made, by=by, scope=kept.scope, changes=changes)
    return made


@transaction.atomic
def link(measure: Measure, url: str, *, by: User, on: date, title: str = "", replaces: Proof | None = None) -> Proof:
    """Attach a link to what anybody may see."""
    kept = measure_locked(measure, ADD_PROOF, by=by)
    former = _former(kept, replaces)
    made = Proof(
        measure=kept, kind=ProofKind.LINK, title=_title(title), url=address(url, "url"), added_on=on, added_by=by
    )
    _add(made, former)
    record(ADD_PROOF.event, made, by=by, scope=kept.scope, changes={"ссылка": ("", made.url)})
    return made


@transaction.atomic
def withdraw(proof: Proof, *, by: User, on: date, reason: str) -> Proof:
    """Withdraw a proof; it stays in the archive with the reason, but proves nothing any more."""
    measure = measure_locked(proof.measure, WITHDRAW_PROOF, by=by)
    kept = _in_force(measure, proof)
    kept.withdrawn_on = on
    kept.reason = said(reason, field="reason", ask="Напишите, почему материал отозван.", longest=_LONGEST)
    kept.save(update_fields=["withdrawn_on", "reason"])
    record(WITHDRAW_PROOF.event, kept, by=by, scope=measure.scope, changes={"отозвано": ("", on)}, note=kept.reason)
    return kept


def _add(made: Proof, former: Proof | None) -> None:
    if former is not None:
        made.supersedes, made.number = former, former.number + 1
    elif made.measure.proofs.filter(withdrawn_on__isnull=True, superseded_by__isnull=True).count() >= MOST:
        raise ValidationError(f"У мероприятия уже {MOST} материалов: отзовите лишние.")
    made.save()


def _former(measure: Measure, replaces: Proof | None) -> Proof | None:
    return _in_force(measure, replaces) if replaces is not None else None


def _in_force(measure: Measure, proof: Proof) -> Proof:
    kept = measure.proofs.select_for_update(of=("self",)).filter(pk=proof.pk).first()
    if kept is None or kept.withdrawn_on or Proof.objects.filter(supersedes=kept).exists():
        raise NotAllowedError("Этот материал уже отозван или заменён: обновите страницу.")
    return kept


def _title(title: str) -> str:
    kept = " ".join(title.split())
    if len(kept) > _LONGEST:
        raise ValidationError({"title": f"Сократите до {_LONGEST} знаков."})
    return kept
