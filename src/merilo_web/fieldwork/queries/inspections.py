"""Inspections as pages show them: who may read which, how far each has come, the items of a part."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count
from django.http import Http404

from merilo.methodology.model import Checklist, ChecklistItem, Formula, Part
from merilo.observations import ItemValue
from merilo_web.accounts import roles
from merilo_web.accounts.models import User
from merilo_web.cycles.models import Cycle, ListedOrganization
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork.models import Inspection, Inspector, RecordedItem
from merilo_web.fieldwork.queries.inspected import doubts, settled_items
from merilo_web.fieldwork.states import InspectionState, ItemMark
from merilo_web.registry.access import Access
from merilo_web.registry.models import Mandate

PARTS = {
    Part.STAND: "Информационный стенд",
    Part.SITE: "Официальный сайт",
    Part.REMOTE: "Дистанционные способы связи",
    Part.COMFORT: "Комфортность условий",
    Part.WAITING: "Время ожидания",
    Part.PREMISES: "Помещения для инвалидов",
    Part.ACCESS: "Доступность услуг для инвалидов",
}
MOST_INSPECTORS = 2
"""Of one organization."""
_TITLES = {"1": "Есть", "1/2": "Частично", "0": "Нет"}


@dataclass(frozen=True, slots=True)
class InspectionLine:
    """One listed organization: its inspection (None: not assigned), items recorded of items to record, disputes."""

    listed: ListedOrganization
    inspection: Inspection | None
    inspectors: tuple[Inspector, ...]
    recorded: int
    norm: int
    disputed: int
    may_read: bool


@dataclass(frozen=True, slots=True)
class PartProgress:
    """One part of the checklists: how many items of the norm have a record."""

    part: str
    title: str
    recorded: int
    norm: int


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """One answer of an item: what the form sends, its words."""

    value: str
    title: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ItemField:
    """An item with its choices and what is recorded; `fault` is what has to be mended."""

    item: ChecklistItem
    choices: tuple[ItemChoice, ...]
    reason: str
    note: str
    link: str
    kept: RecordedItem | None
    fault: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item of the norm with the value that counts, in words."""

    code: str
    title: str
    shown: str
    reason: str
    note: str


def lines(cycle: Cycle, access: Access) -> tuple[InspectionLine, ...]:
    """Every listed organization with its inspection; five queries, whatever their number."""
    rows = ListedOrganization.objects.filter(cycle=cycle).select_related("organization", "cycle", "inspection")
    inspectors: dict[int, list[Inspector]] = {}
    found = Inspector.objects.filter(inspection__listed__cycle=cycle).select_related("user")
    for one in found.annotate(recorded=Count("items")):
        inspectors.setdefault(one.inspection_id, []).append(one)
    disputed = doubts(cycle).disputed
    norms: dict[str, int] = {}
    made = []
    for row in rows:
        inspection: Inspection | None = getattr(row, "inspection", None)
        kind = row.organization.type
        if kind not in norms:
            norms[kind] = sum(len(part.norm(kind)) for part in edition_of(cycle).checklists)
        team = tuple(inspectors.get(inspection.pk, ())) if inspection else ()
        recorded = max((one.recorded for one in team), default=0)  # type: ignore[attr-defined]  # counted by the query
        number = disputed.get(inspection.pk, 0) if inspection else 0
        may_read = inspection is not None and readable(access, inspection, cycle)
        made.append(InspectionLine(row, inspection, team, recorded, norms[kind], number, may_read))
    return tuple(made)


def readable(access: Access, inspection: Inspection, cycle: Cycle) -> bool:
    """The operator reads its own; the organization once it was submitted; everybody else accepted data only."""
    acting = access.acting(inspection.scope)
    if acting & roles.OPERATOR:
        return True
    if acting & roles.ORGANIZATION and inspection.state != InspectionState.DRAFT:
        return True
    return cycle.accepted_on is not None and access.sees(cycle.scope)


def seen(access: Access, pk: int) -> Inspection:
    """The inspection with this number. Raises Http404 when there is none or the person may not read it."""
    related = ("listed__cycle__authority", "listed__organization")
    inspection = Inspection.objects.select_related(*related).filter(pk=pk).first()
    if inspection is None or not readable(access, inspection, inspection.listed.cycle):
        raise Http404
    return inspection


def own(inspection: Inspection, user: User) -> Inspector | None:
    """The person's own part in the inspection."""
    return Inspector.objects.filter(inspection=inspection, user=user).select_related("inspection").first()


def specialists(cycle: Cycle) -> tuple[User, ...]:
    """People of the cycle's operator who may be assigned."""
    held = Mandate.objects.filter(operator=cycle.operator_id, operator__isnull=False, until__isnull=True)
    found = held.select_related("user").order_by("user__full_name")
    return tuple(dict.fromkeys(one.user for one in found if one.user.is_active))


def parts(inspection: Inspection, inspector: Inspector | None) -> tuple[PartProgress, ...]:
    """Parts of the checklists for this type of organization, with the person's own progress or the settled one."""
    if inspector is not None:
        codes = set(inspector.items.values_list("item_code", flat=True))
    else:
        codes = set(settled_items(inspection))
    found = []
    for checklist in edition_of(inspection.listed.cycle).checklists:
        norm = checklist.norm(inspection.listed.organization.type)
        if norm:
            done = sum(item.code in codes for item in norm)
            found.append(PartProgress(checklist.part, PARTS[Part(checklist.part)], done, len(norm)))
    return tuple(found)


def part_of(inspection: Inspection, part: str) -> Checklist:
    """The checklist of a part. Raises Http404 when the organization has no such part."""
    checklist = edition_of(inspection.listed.cycle).checklist(part)
    if checklist is None or not checklist.norm(inspection.listed.organization.type):
        raise Http404
    return checklist


def fields(
    inspection: Inspection,
    checklist: Checklist,
    inspector: Inspector | None,
    *,
    typed: Mapping[str, str],
    faults: Mapping[str, str],
) -> tuple[ItemField, ...]:
    """The items of a part as the form shows them: as typed where something is wrong, else as recorded."""
    kept = {one.item_code: one for one in inspector.items.select_related("evidence__file")} if inspector else {}
    partial = _is_share(inspection.listed.cycle, checklist)
    return tuple(
        _field(item, kept.get(item.code), partial=partial, typed=typed, fault=faults.get(item.code, ""))
        for item in checklist.norm(inspection.listed.organization.type)
    )


def settled_lines(inspection: Inspection) -> tuple[tuple[str, tuple[ItemLine, ...]], ...]:
    """Every part with its items and the values that count."""
    values = settled_items(inspection)
    kind = inspection.listed.organization.type
    return tuple(
        (
            PARTS[Part(checklist.part)],
            tuple(_line(item, values[item.code]) for item in checklist.norm(kind) if item.code in values),
        )
        for checklist in edition_of(inspection.listed.cycle).checklists
        if any(item.code in values for item in checklist.norm(kind))
    )


def choices(item: ChecklistItem, chosen: str, *, partial: bool) -> tuple[ItemChoice, ...]:
    """Answers of an item, in a form's values: an exact number, a mark, or nothing."""
    if item.bands:
        found = {str(band.points / 100): band.title for band in item.bands}
    else:
        found = {value: title for value, title in _TITLES.items() if partial or value != "1/2"}
    if chosen and chosen not in {*found, *ItemMark.values}:
        found[chosen] = chosen
    found |= {
        ItemMark.NOT_APPLICABLE: "Не применимо",
        ItemMark.UNCHECKED: "Не удалось проверить",
        "": "Ещё не смотрели",
    }
    return tuple(ItemChoice(value, title, value == chosen) for value, title in found.items())


def chosen_value(one: RecordedItem | None) -> str:
    """What the form sends for a recorded value."""
    if one is None:
        return ""
    return one.value if one.state == ItemMark.OBSERVED else one.state


def item_titles(cycle: Cycle) -> dict[str, ChecklistItem]:
    """Items of the cycle's edition by code."""
    return {item.code: item for part in edition_of(cycle).checklists for item in part.items}


def _field(
    item: ChecklistItem, kept: RecordedItem | None, *, partial: bool, typed: Mapping[str, str], fault: str
) -> ItemField:
    if fault:
        said = {name: typed.get(f"{name}:{item.code}", "") for name in ("value", "reason", "note", "link")}
    else:
        said = {
            "value": chosen_value(kept),
            "reason": kept.reason if kept else "",
            "note": kept.note if kept else "",
            "link": kept.link if kept else "",
        }
    shown = choices(item, said["value"][:24], partial=partial)
    return ItemField(item, shown, said["reason"], said["note"], said["link"], kept, fault)


def shown_value(item: ChecklistItem, value: ItemValue) -> str:
    """The value in words: «есть», «нет», «частично», a step of the scale, «не применимо»."""
    if value.value is None:
        return str(ItemMark(value.state.value).label)
    if item.bands:
        return {band.points / 100: band.title for band in item.bands}.get(value.value, str(value.value))
    return {Fraction(1): "есть", Fraction(0): "нет", Fraction(1, 2): "частично"}.get(value.value, str(value.value))


def _line(item: ChecklistItem, value: ItemValue) -> ItemLine:
    return ItemLine(item.code, item.title, shown_value(item, value), value.reason, value.note)


def _is_share(cycle: Cycle, checklist: Checklist) -> bool:
    """Whether a part is scored as a share of its norm, so that an item may be met in part."""
    components = (one for indicator in edition_of(cycle).indicators for one in indicator.components)
    return any(one.formula is Formula.NORM_SHARE and one.source == checklist.part for one in components)
