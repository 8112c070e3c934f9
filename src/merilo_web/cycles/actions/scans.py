"""Scans of signed papers: attached with their digest, taken off when the wrong file was chosen."""

from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import Verb
from merilo_web.archive import actions as archive
from merilo_web.archive.uploads import Upload
from merilo_web.cycles.models import Contract, Cycle, PlannedMeasure, PublicEvent, Scan
from merilo_web.cycles.rules.assessment_plan import RECORD_EXECUTION, RECORD_PUBLIC_EVENT
from merilo_web.cycles.rules.contract import ATTACH_SCAN
from merilo_web.journal.actions import record
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.filing import file_evidence, unfile_evidence

Papered = Contract | PublicEvent | PlannedMeasure
"""What a signed paper may belong to."""
_FIELDS: dict[type[Papered], str] = {Contract: "contract", PublicEvent: "event", PlannedMeasure: "measure"}
_VERBS: dict[type[Papered], Verb] = {
    Contract: ATTACH_SCAN,
    PublicEvent: RECORD_PUBLIC_EVENT,
    PlannedMeasure: RECORD_EXECUTION,
}


@transaction.atomic
def attach_scan(thing: Papered, *, by: User, upload: Upload) -> Scan:
    """Attach a file that passed `archive.uploads.checked`; the people of the cycle may open it."""
    cycle = _allowed(thing, by=by)
    evidence = archive.attach(upload.content, file_name=upload.file_name, media_type=upload.media_type, by=by)
    file_evidence(evidence, scope=cycle.scope)
    scan = Scan.objects.create(cycle=cycle, evidence=evidence, **{_FIELDS[type(thing)]: thing})
    changes = {"скан": ("", evidence.file_name), "контрольная сумма": ("", evidence.file.sha256)}
    record(_VERBS[type(thing)].event, thing, by=by, scope=cycle.scope, changes=changes)
    return scan


@transaction.atomic
def remove_scan(scan: Scan, *, by: User) -> None:
    """Take a scan off: nobody opens it any more, the archive and the journal keep it."""
    kept = Scan.objects.select_for_update(of=("self",)).select_related("evidence__file").get(pk=scan.pk)
    thing = thing_of(kept)
    cycle = _allowed(thing, by=by)
    unfile_evidence(kept.evidence)
    changes = {"скан": (kept.evidence.file_name, ""), "контрольная сумма": (kept.evidence.file.sha256, "")}
    record(_VERBS[type(thing)].event, thing, by=by, scope=cycle.scope, changes=changes)
    kept.delete()


def thing_of(scan: Scan) -> Papered:
    """What a scan belongs to."""
    return next(one for one in (scan.contract, scan.event, scan.measure) if one is not None)


def verb_of(thing: Papered) -> tuple[Verb, str]:
    """The verb that attaching asks, and the state that it looks at."""
    return _VERBS[type(thing)], _state(thing)


def _allowed(thing: Papered, *, by: User) -> Cycle:
    """The cycle of the thing, after asking whether the person may attach to it as it stands now."""
    locked = type(thing)._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)  # noqa: SLF001 - Django's name
    cycle = cycle_of(locked)
    verb, state = verb_of(locked)
    access_of(by).require(verb, cycle.scope, state=state)
    return cycle


def cycle_of(thing: Papered) -> Cycle:
    """The cycle that a thing belongs to."""
    return thing.plan.cycle if isinstance(thing, PlannedMeasure) else thing.cycle


def _state(thing: Papered) -> str:
    if isinstance(thing, PlannedMeasure):
        return thing.plan.state
    return thing.state if isinstance(thing, Contract) else thing.cycle.state
