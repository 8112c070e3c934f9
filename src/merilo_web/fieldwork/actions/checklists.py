"""What an inspector records: values of checklist items, evidence, attempts to reach the organization."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo.methodology.model import ChecklistItem, Part
from merilo.scoring.plan import PUBLISHED, WORKS
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.actions import attach
from merilo_web.archive.models import Evidence
from merilo_web.archive.uploads import Upload
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork.models import Inspection, Inspector, RecordedItem, RemoteCheck
from merilo_web.fieldwork.rules.inspections import RECORD_ITEMS
from merilo_web.fieldwork.rules.lock import require_collecting
from merilo_web.fieldwork.states import ItemMark
from merilo_web.forms import link_fault
from merilo_web.journal.actions import record
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.filing import file_evidence

_LONGEST = 500
_WRITTEN = ("state", "value", "reason", "note", "link", "evidence")
_MET = {True: "1", False: "0"}


@dataclass(frozen=True, slots=True)
class GivenItem:
    """What was chosen for an item: no state means «not looked at yet». `value` is «1», «0», «1/2» …

    What shows it is sent with it (`photo`) or lies in the archive already (`evidence`).
    """

    state: str = ""
    value: str = ""
    reason: str = ""
    note: str = ""
    link: str = ""
    photo: Upload | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class RemoteAttempt:
    """One attempt to reach the organization: by which way, when asked and answered, what came of it."""

    way: str
    asked_at: datetime
    answered_at: datetime | None
    works: bool
    published: bool
    note: str = ""


@transaction.atomic
def record_items(inspector: Inspector, given: Mapping[str, GivenItem], *, by: User) -> dict[str, str]:
    """Keep every right value and leave the others as they were; what is wrong with those: item's code → sentence."""
    inspection = _locked(inspector, by=by)
    norm = _norm(inspection)
    kept = {one.item_code: one for one in inspector.items.all()}
    faults: dict[str, str] = {}
    accepted: dict[str, GivenItem] = {}
    for code, one in given.items():
        item = norm.get(code)
        fault = check_item(item, one) if item else "Этого пункта нет в перечне для организации этого типа."
        if fault:
            faults[code] = fault
        elif _differs(kept.get(code), one):
            accepted[code] = one
    if accepted:
        changes = write_items(inspector, accepted, by=by, kept=kept)
        record(RECORD_ITEMS.event, inspection, by=by, scope=inspection.scope, changes=changes)
    return faults


@transaction.atomic
def add_remote_check(inspector: Inspector, attempt: RemoteAttempt, *, by: User, at: datetime) -> RemoteCheck:
    """Keep an attempt; whether the way is published and works follows from it."""
    inspection = _locked(inspector, by=by)
    norm = _norm(inspection)
    published, works = f"{attempt.way}{PUBLISHED}", f"{attempt.way}{WORKS}"
    if not {published, works} <= norm.keys():
        raise ValidationError({"way": "Выберите способ связи из списка."})
    if attempt.asked_at > at:
        raise ValidationError({"asked_at": "Обращение не может быть в будущем."})
    if attempt.answered_at and not attempt.asked_at <= attempt.answered_at <= at:
        raise ValidationError({"answered_at": "Ответ приходит после обращения и не в будущем."})
    check = RemoteCheck.objects.create(
        inspector=inspector,
        way=attempt.way,
        asked_at=attempt.asked_at,
        answered_at=attempt.answered_at,
        works=attempt.works,
        note=attempt.note.strip()[:_LONGEST],
    )
    answer = f"ответ через {check.answered_in}" if check.answered_in else "ответа нет"
    log = f"обращение {attempt.asked_at:%d.%m.%Y}, {answer}"
    kept = {one.item_code: one for one in inspector.items.filter(item_code__in=(published, works))}
    given = {
        published: GivenItem(ItemMark.OBSERVED, _MET[attempt.published]),
        works: GivenItem(ItemMark.OBSERVED, _MET[attempt.works], note=log),
    }
    changes = write_items(inspector, given, by=by, kept=kept)
    record(RECORD_ITEMS.event, inspection, by=by, scope=inspection.scope, changes=changes, note=log)
    return check


def check_item(item: ChecklistItem, given: GivenItem) -> str:
    """What is wrong with a value, as a sentence; empty when nothing is."""
    if given.state and given.state not in ItemMark.values:
        return "Выберите один из ответов."
    if given.state == ItemMark.NOT_APPLICABLE and not given.reason.strip():
        return "Напишите, почему пункт не применим: без причины так отметить нельзя."
    if given.state == ItemMark.OBSERVED:
        value = exact(given.value)
        if value is None:
            return "Значение — число от 0 до 1."
        if item.bands and value not in {band.points / 100 for band in item.bands}:
            return "Выберите одну из ступеней шкалы."
    if max(len(given.reason), len(given.note)) > _LONGEST:
        return f"Не больше {_LONGEST} знаков в причине и в примечании."
    return link_fault(given.link)


def exact(text: str) -> Fraction | None:
    """«1», «0,5» or «1/2» exactly; None when it is not a number from 0 to 1."""
    try:
        value = Fraction(text.strip().replace(",", ".")) if len(text) <= 24 and text.isascii() else None
    except (ValueError, ZeroDivisionError):
        return None
    return value if value is not None and 0 <= value <= 1 else None


def _locked(inspector: Inspector, *, by: User) -> Inspection:
    related = ("listed__cycle", "listed__organization")
    rows = Inspection.objects.select_for_update(of=("self",)).select_related(*related)
    inspection = rows.get(pk=inspector.inspection_id)
    access_of(by).require(RECORD_ITEMS, inspection.scope, state=inspection.state)
    require_collecting(inspection.listed.cycle)
    fresh = Inspector.objects.get(pk=inspector.pk)
    if fresh.user_id != by.pk:
        raise NotAllowedError("Записывает тот, кому осмотр назначен.")
    if fresh.finished_on:
        raise NotAllowedError("Свой осмотр вы уже закончили: вернуть его на доработку может руководитель работ.")
    return inspection


def _norm(inspection: Inspection) -> dict[str, ChecklistItem]:
    kind = inspection.listed.organization.type
    return {one.code: one for part in edition_of(inspection.listed.cycle).checklists for one in part.norm(kind)}


def _differs(kept: RecordedItem | None, given: GivenItem) -> bool:
    if kept is None:
        return bool(given.state)
    value = str(exact(given.value)) if given.state == ItemMark.OBSERVED else ""
    now = (given.state, value, given.reason.strip(), given.note.strip(), given.link.strip())
    return given.photo is not None or now != (kept.state, kept.value, kept.reason, kept.note, kept.link)


def write_items(
    inspector: Inspector, given: Mapping[str, GivenItem], *, by: User, kept: Mapping[str, RecordedItem]
) -> dict[str, tuple[object, object]]:
    """Keep these values, new rows together and changed ones together; before and after in words.

    Part of the event that brings them: must run inside its transaction.
    """
    changes: dict[str, tuple[object, object]] = {}
    written, dropped = [], []
    for code, one in given.items():
        row = kept.get(code)
        before = row.shown if row else None
        if one.state:
            row = row or RecordedItem(inspector=inspector, item_code=code)
            changes[code] = (before, _fill(row, one, by=by))
            written.append(row)
        else:
            changes[code] = (before, None)
            dropped += [row.pk] if row else []
    RecordedItem.objects.filter(pk__in=dropped).delete()
    RecordedItem.objects.bulk_create(row for row in written if row.pk is None)
    RecordedItem.objects.bulk_update([row for row in written if row.pk is not None], _WRITTEN)
    return changes


def _fill(row: RecordedItem, given: GivenItem, *, by: User) -> str:
    """Put a value into its row and keep its photo; the words for it."""
    row.state = given.state
    row.value = str(exact(given.value)) if given.state == ItemMark.OBSERVED else ""
    row.reason, row.note, row.link = given.reason.strip(), given.note.strip(), given.link.strip()
    found, photo = given.evidence, given.photo
    if photo:
        found = attach(photo.content, file_name=photo.file_name, media_type=photo.media_type, by=by)
    if found is None:
        return row.shown
    row.evidence = found
    file_evidence(found, scope=row.inspector.inspection.scope)
    return f"{row.shown} (фото {row.evidence.file.sha256[:12]}…)"


def ways(inspection: Inspection) -> dict[str, str]:
    """Remote ways that can be tried: code → title."""
    checklist = edition_of(inspection.listed.cycle).checklist(Part.REMOTE)
    norm = checklist.norm(inspection.listed.organization.type) if checklist else ()
    codes = {item.code for item in norm}
    return {
        item.code.removesuffix(WORKS): item.title.partition(":")[0]
        for item in norm
        if item.code.endswith(WORKS) and item.code.removesuffix(WORKS) + PUBLISHED in codes
    }
