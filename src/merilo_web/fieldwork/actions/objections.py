"""What the organization says to its inspection, and what the operator answers."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.fieldwork.actions.checklists import GivenItem
from merilo_web.fieldwork.actions.inspections import locked, moved, write_settled
from merilo_web.fieldwork.models import Inspection, Objection
from merilo_web.fieldwork.queries.inspected import settled_items
from merilo_web.fieldwork.rules.inspections import CONFIRM_INSPECTION, OBJECT_TO_INSPECTION, RESOLVE_OBJECTION
from merilo_web.fieldwork.states import InspectionState
from merilo_web.journal.actions import record

_LONGEST = 2000


@transaction.atomic
def confirm(inspection: Inspection, *, by: User, on: date) -> Inspection:
    """The organization agrees with what was recorded."""
    inspection = locked(inspection, CONFIRM_INSPECTION, by=by)
    fields = {"state": InspectionState.CONFIRMED, "answered_on": on}
    return moved(inspection, fields, verb=CONFIRM_INSPECTION, by=by)


@transaction.atomic
def object_to(inspection: Inspection, words: Mapping[str, str], *, by: User, on: date) -> Inspection:
    """The organization objects to items, each in its own words: item's code → words."""
    inspection = locked(inspection, OBJECT_TO_INSPECTION, by=by)
    said = {code: text.strip() for code, text in words.items() if text.strip()}
    if not said:
        raise ValidationError("Напишите возражение хотя бы у одного пункта или согласитесь с осмотром.")
    known = settled_items(inspection)
    faults = {code: "Возразить можно против того, что записано." for code in said if code not in known}
    faults |= {code: f"Не больше {_LONGEST} знаков." for code, text in said.items() if len(text) > _LONGEST}
    if faults:
        raise ValidationError(faults)
    Objection.objects.bulk_create(
        Objection(inspection=inspection, item_code=code, words=text, made_by=by, made_on=on)
        for code, text in said.items()
    )
    fields = {"state": InspectionState.OBJECTED, "answered_on": on}
    return moved(inspection, fields, verb=OBJECT_TO_INSPECTION, by=by, note="; ".join(said))


@transaction.atomic
def resolve(objection: Objection, *, by: User, on: date, answer: str, given: GivenItem | None = None) -> Inspection:
    """Answer one objection. `given` is the value that counts from now on when the organization was right.

    After the last answer the inspection is resolved.
    """
    inspection = locked(objection.inspection, RESOLVE_OBJECTION, by=by)
    kept = Objection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    if kept.answered_on:
        raise ValidationError("На это возражение уже ответили.")
    if not answer.strip():
        raise ValidationError({"answer": "Напишите ответ: организация его увидит."})
    if given is not None:
        write_settled(inspection, kept.item_code, given, by=by, on=on, grounds=f"Возражение принято: {answer.strip()}")
    kept.is_upheld, kept.answer, kept.answered_on = given is not None, answer.strip()[:_LONGEST], on
    kept.save(update_fields=["is_upheld", "answer", "answered_on"])
    changes = {kept.item_code: (kept.words, "принято" if given else "отклонено")}
    record(RESOLVE_OBJECTION.event, inspection, by=by, scope=inspection.scope, changes=changes, note=kept.answer)
    if not inspection.objections.filter(answered_on__isnull=True).exists():
        inspection.state = InspectionState.RESOLVED
        inspection.save(update_fields=["state"])
    return inspection
