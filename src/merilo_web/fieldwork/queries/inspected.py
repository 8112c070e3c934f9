"""What inspectors saw, settled: one inspector's value, the value that two agree on, or what the manager decided."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import CharField, Count, Q
from django.db.models.functions import Concat

from merilo.methodology.model import ChecklistItem
from merilo.observations import ItemState, ItemValue
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork.models import Inspection, RecordedItem, SettledItem
from merilo_web.fieldwork.models.inspection import seen_value
from merilo_web.fieldwork.states import ItemMark

_SEEN = ("item_code", "state", "value", "reason", "note")


@dataclass(frozen=True, slots=True)
class Doubts:
    """What stops a hand-over or blocks an indicator: number of the inspection → how many items.

    On `disputed` inspectors disagree and nobody has decided; `unchecked` nobody could look at.
    """

    disputed: Mapping[int, int]
    unchecked: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An item of which inspectors saw different things, and what each of them saw."""

    item: ChecklistItem
    records: tuple[RecordedItem, ...]


def items(cycle: Cycle) -> Mapping[str, Mapping[str, ItemValue]]:
    """Settled values of every inspected organization, by `str` of its number and by item's code; two queries.

    An item on which inspectors disagree and nobody has decided is left out: like one not looked at, it blocks its
    indicator and is never zero.
    """
    recorded: dict[str, dict[str, list[ItemValue]]] = defaultdict(lambda: defaultdict(list))
    rows = RecordedItem.objects.filter(inspector__inspection__listed__cycle=cycle).order_by("inspector_id", "id")
    for owner, code, state, value, reason, note in rows.values_list(
        "inspector__inspection__listed__organization_id", *_SEEN
    ):
        recorded[str(owner)][code].append(seen_value((state, value, reason, note)))
    settled: dict[str, dict[str, ItemValue]] = defaultdict(dict)
    decided = SettledItem.objects.filter(inspection__listed__cycle=cycle)
    for owner, code, state, value, reason, note in decided.values_list("inspection__listed__organization_id", *_SEEN):
        settled[str(owner)][code] = seen_value((state, value, reason, note))
    return MappingProxyType(
        {owner: _together(recorded[owner], settled[owner]) for owner in sorted({*recorded, *settled})}
    )


def settled_items(inspection: Inspection) -> Mapping[str, ItemValue]:
    """The same for one inspection."""
    recorded: dict[str, list[ItemValue]] = defaultdict(list)
    for one in RecordedItem.objects.filter(inspector__inspection=inspection).order_by("inspector_id", "id"):
        recorded[one.item_code].append(one.seen)
    return _together(recorded, {one.item_code: one.seen for one in inspection.settled.all()})


def disagreements(inspection: Inspection) -> tuple[Disagreement, ...]:
    """Items on which inspectors disagree and nobody has decided, in the checklists' order."""
    decided = set(inspection.settled.values_list("item_code", flat=True))
    records: dict[str, list[RecordedItem]] = defaultdict(list)
    rows = RecordedItem.objects.filter(inspector__inspection=inspection).order_by("inspector_id")
    for one in rows.select_related("inspector__user"):
        records[one.item_code].append(one)
    return tuple(
        Disagreement(item, tuple(records[item.code]))
        for checklist in edition_of(inspection.listed.cycle).checklists
        for item in checklist.items
        if item.code in records and item.code not in decided and agreed(one.seen for one in records[item.code]) is None
    )


def doubts(cycle: Cycle) -> Doubts:
    """How many items of each inspection are in dispute or could not be checked, by two queries.

    Values are told apart by their text: they are recorded in lowest terms.
    """
    decided = {
        (inspection, code): state
        for inspection, code, state in SettledItem.objects.filter(inspection__listed__cycle=cycle).values_list(
            "inspection_id", "item_code", "state"
        )
    }
    mark = Concat("state", "value", output_field=CharField())
    looked = Count(mark, filter=~Q(state=ItemMark.UNCHECKED), distinct=True)
    rows = RecordedItem.objects.filter(inspector__inspection__listed__cycle=cycle).order_by()
    marked = rows.values_list("inspector__inspection", "item_code").annotate(marks=looked).exclude(marks=1)
    open_items = [(inspection, marks) for inspection, code, marks in marked if (inspection, code) not in decided]
    blind = [inspection for (inspection, _), state in decided.items() if state == ItemMark.UNCHECKED]
    return Doubts(
        disputed=Counter(inspection for inspection, marks in open_items if marks),
        unchecked=Counter([*blind, *(inspection for inspection, marks in open_items if not marks)]),
    )


def agreed(values: Iterable[ItemValue]) -> ItemValue | None:
    """The value that all who could look agree on; «не проверено» when nobody could; None when they disagree."""
    every = tuple(values)
    looked = tuple(one for one in every if one.state is not ItemState.UNCHECKED)
    if not looked:
        return every[0] if every else None
    distinct = {(one.state, one.value) for one in looked}
    return looked[0] if len(distinct) == 1 else None


def _together(recorded: Mapping[str, list[ItemValue]], settled: Mapping[str, ItemValue]) -> Mapping[str, ItemValue]:
    values = {code: value for code, seen in recorded.items() if (value := agreed(seen)) is not None}
    return MappingProxyType(values | dict(settled))
