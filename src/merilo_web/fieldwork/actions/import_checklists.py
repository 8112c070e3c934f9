"""Checklists of a file written into inspections, as if the specialist had recorded them on the pages."""

from datetime import date

from django.core.exceptions import ValidationError

from merilo.observations import ItemState
from merilo_web.accounts.models import User
from merilo_web.fieldwork.actions import inspections
from merilo_web.fieldwork.actions.checklists import GivenItem, write_items
from merilo_web.fieldwork.models import FileImport, Inspection, Inspector, RecordedItem
from merilo_web.fieldwork.queries.import_checklists import ChecklistLine, ChecklistPreview, ItemChange, against
from merilo_web.fieldwork.rules.inspections import RECORD_ITEMS
from merilo_web.journal.actions import record


def take_checklists(
    kept: FileImport, shown: ChecklistPreview, *, by: User, on: date, finish: bool
) -> dict[str, tuple[object, object]]:
    """Write what the preview showed and end the records that became whole; what was done besides, for the journal.

    Part of taking the file in: runs inside its transaction. Raises ValidationError when records have changed since.
    """
    cycle = kept.cycle
    list(Inspection.objects.select_for_update(of=("self",)).filter(listed__cycle=cycle).order_by("pk"))
    if against(kept, shown.file).digest != shown.digest:
        raise ValidationError("Пока вы смотрели, записи осмотров изменились. Посмотрите ещё раз, что будет принято.")
    assigned = finished = 0
    for line in shown.lines:
        ends = finish and line.may_be_finished
        if not (line.changes or ends):
            continue
        assigned += line.inspector is None
        inspector = line.inspector or _assigned(kept, line, by=by, on=on)
        inspection = inspections.locked(inspector.inspection, RECORD_ITEMS, by=by)
        _write(kept, line, inspector, by=by)
        if ends:
            inspections.end_record(inspector, inspection, by=by, on=on, note=_whence(kept))
            finished += 1
    done = {"назначено осмотров": assigned, "закончено осмотров": finished}
    return {"чья запись": (None, kept.specialist)} | {what: (0, number) for what, number in done.items() if number}


def _assigned(kept: FileImport, line: ChecklistLine, *, by: User, on: date) -> Inspector:
    """The specialist's part in the inspection, assigned now beside whoever inspects already."""
    team = tuple(one.user for one in Inspector.objects.filter(inspection__listed=line.listed).select_related("user"))
    planned_on = line.inspection.planned_on if line.inspection else None
    specialist = kept.specialist
    if specialist is None:
        raise ValueError("checklists are somebody's record")
    line.listed.cycle = kept.cycle
    inspection = inspections.assign(line.listed, (*team, specialist), by=by, on=on, planned_on=planned_on)
    return Inspector.objects.select_related("inspection").get(inspection=inspection, user=specialist)


def _write(kept: FileImport, line: ChecklistLine, inspector: Inspector, *, by: User) -> None:
    if not line.changes:
        return
    before = {one.item_code: one for one in RecordedItem.objects.filter(inspector=inspector)}
    given = {one.item.code: _given(one, before.get(one.item.code)) for one in line.changes}
    changes = write_items(inspector, given, by=by, kept=before)
    inspection = inspector.inspection
    record(RECORD_ITEMS.event, inspection, by=by, scope=inspection.scope, changes=changes, note=_whence(kept))


def _given(change: ItemChange, before: RecordedItem | None) -> GivenItem:
    """The value of the file; a link, a photo and a remark that the file does not have stay as they were."""
    value, shown = change.value, change.evidence
    exact = str(value.value) if value.state is ItemState.OBSERVED else ""
    note = value.note or (before.note if before else "")
    link = shown.link or (before.link if before else "")
    return GivenItem(value.state.value, exact, value.reason, note, link, evidence=shown.photo)


def _whence(kept: FileImport) -> str:
    return f"из файла «{kept}», запись: {kept.specialist}"
