"""Who inspects, the end of an inspection, disagreements of two inspectors."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts import roles
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.cycles.models import Cycle, ListedOrganization
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork.actions.checklists import GivenItem, check_item
from merilo_web.fieldwork.models import Inspection, Inspector, SettledItem
from merilo_web.fieldwork.queries.inspected import disagreements
from merilo_web.fieldwork.queries.inspections import MOST_INSPECTORS
from merilo_web.fieldwork.rules.inspections import (
    ASSIGN_INSPECTORS,
    FINISH_INSPECTION,
    RETURN_INSPECTION,
    SETTLE_ITEM,
)
from merilo_web.fieldwork.rules.lock import require_collecting
from merilo_web.fieldwork.states import InspectionState
from merilo_web.journal.actions import changed, record
from merilo_web.registry.access import access_of


@transaction.atomic
def assign(
    listed: ListedOrganization, users: Sequence[User], *, by: User, on: date, planned_on: date | None = None
) -> Inspection:
    """Say who inspects the organization: one inspector or two. Whoever has recorded something stays."""
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=listed.cycle_id)
    access_of(by).require(ASSIGN_INSPECTORS, cycle.scope, state=cycle.state)
    _check_inspectors(cycle, users, on=on)
    inspection, _ = Inspection.objects.select_for_update(of=("self",)).get_or_create(listed=listed)
    if inspection.state != InspectionState.DRAFT:
        raise NotAllowedError(f"Осмотр уже {inspection.get_state_display()}: сначала верните его на доработку.")
    before = {one.user: one for one in inspection.inspectors.select_related("user")}
    for user, one in before.items():
        if user not in users:
            if one.items.exists() or one.remote_checks.exists():
                raise ValidationError({"users": f"{user} уже записал осмотренное: оставьте его в списке."})
            one.delete()
    for user in users:
        if user not in before:
            Inspector.objects.create(inspection=inspection, user=user)
    inspection.planned_on = planned_on
    inspection.save(update_fields=["planned_on"])
    changes = {"проверяющие": (_names(before), _names(users)), "назначен на": (None, planned_on)}
    record(ASSIGN_INSPECTORS.event, inspection, by=by, scope=inspection.scope, changes=changes)
    return inspection


@transaction.atomic
def finish(inspector: Inspector, *, by: User, on: date) -> Inspection:
    """End one's own record. When all have ended and nothing is disputed, the inspection goes to the organization."""
    inspection = locked(inspector.inspection, FINISH_INSPECTION, by=by)
    one = Inspector.objects.select_for_update(of=("self",)).get(pk=inspector.pk)
    if one.user_id != by.pk:
        raise NotAllowedError("Закончить можно только свой осмотр.")
    if not one.items.exists():
        raise ValidationError("Ещё ничего не записано: отметьте хотя бы один пункт или «не проверено» по всем.")
    return end_record(one, inspection, by=by, on=on)


@transaction.atomic
def settle(inspection: Inspection, code: str, given: GivenItem, *, by: User, on: date, grounds: str) -> Inspection:
    """Decide what counts where inspectors disagree, with the reason why."""
    inspection = locked(inspection, SETTLE_ITEM, by=by)
    disputed = {one.item.code for one in disagreements(inspection)}
    if code not in disputed:
        raise ValidationError("По этому пункту расхождения нет: обновите страницу.")
    write_settled(inspection, code, given, by=by, on=on, grounds=grounds)
    change = {code: (None, f"{given.state} {given.value}".strip())}
    record(SETTLE_ITEM.event, inspection, by=by, scope=inspection.scope, changes=change, note=grounds.strip())
    return _submit_when_whole(inspection, by=by, on=on)


@transaction.atomic
def return_inspection(inspection: Inspection, *, by: User, reason: str) -> Inspection:
    """Open a submitted inspection for its inspectors again, with a reason."""
    inspection = locked(inspection, RETURN_INSPECTION, by=by)
    if not reason.strip():
        raise ValidationError({"reason": "Напишите, что доработать: причина остаётся в журнале."})
    inspection.inspectors.update(finished_on=None)
    fields = {"state": InspectionState.DRAFT, "submitted_on": None, "answered_on": None}
    return moved(inspection, fields, verb=RETURN_INSPECTION, by=by, note=reason.strip())


def end_record(one: Inspector, inspection: Inspection, *, by: User, on: date, note: str = "") -> Inspection:
    """End one inspector's record in the transaction of the event; the inspection goes on when it was the last."""
    one.finished_on = on
    one.save(update_fields=["finished_on"])
    changes = {"закончен": (None, on)}
    record(FINISH_INSPECTION.event, inspection, by=by, scope=inspection.scope, changes=changes, note=note)
    return _submit_when_whole(inspection, by=by, on=on)


def write_settled(inspection: Inspection, code: str, given: GivenItem, *, by: User, on: date, grounds: str) -> None:
    """Keep what counts for an item, in the transaction of the event. Raises ValidationError."""
    if not grounds.strip():
        raise ValidationError({"grounds": "Напишите, почему верно именно это."})
    item = next(
        (one for part in edition_of(inspection.listed.cycle).checklists for one in part.items if one.code == code), None
    )
    if item is None or not given.state:
        raise ValidationError({"value": "Выберите, что засчитать."})
    if fault := check_item(item, given):
        raise ValidationError({"value": fault})
    fields = {"state": given.state, "value": given.value, "reason": given.reason, "note": given.note}
    SettledItem.objects.update_or_create(
        inspection=inspection,
        item_code=code,
        defaults={**fields, "grounds": grounds.strip()[:1000], "settled_by": by, "settled_on": on},
    )


def locked(inspection: Inspection, verb: Verb, *, by: User) -> Inspection:
    """The inspection as it stands now, after asking whether this may be done and data may be changed."""
    related = ("listed__cycle", "listed__organization")
    kept = Inspection.objects.select_for_update(of=("self",)).select_related(*related).get(pk=inspection.pk)
    access_of(by).require(verb, kept.scope, state=kept.state)
    require_collecting(kept.listed.cycle)
    return kept


def moved(inspection: Inspection, fields: Mapping[str, object], *, verb: Verb, by: User, note: str = "") -> Inspection:
    """Write fields of an inspection and the entry of the journal."""
    changes = changed(inspection, fields)
    for name, value in fields.items():
        setattr(inspection, name, value)
    inspection.save(update_fields=[*fields])
    record(verb.event, inspection, by=by, scope=inspection.scope, changes=changes, note=note)
    return inspection


def _submit_when_whole(inspection: Inspection, *, by: User, on: date) -> Inspection:
    if inspection.inspectors.filter(finished_on__isnull=True).exists() or disagreements(inspection):
        return inspection
    fields = {"state": InspectionState.SUBMITTED, "submitted_on": on}
    return moved(inspection, fields, verb=FINISH_INSPECTION, by=by, note="осмотр передан организации")


def _check_inspectors(cycle: Cycle, users: Sequence[User], *, on: date) -> None:
    if not 1 <= len(set(users)) <= MOST_INSPECTORS:
        raise ValidationError({"users": "Назначьте одного или двух разных специалистов."})
    for user in users:
        if cycle.operator_id not in access_of(user, on=on).numbers("operator", roles.OPERATOR):
            raise ValidationError({"users": f"{user} — не специалист оператора этого цикла."})


def _names(users: Iterable[User]) -> str:
    return ", ".join(sorted(str(user) for user in users))
