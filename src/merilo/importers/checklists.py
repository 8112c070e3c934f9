"""checklists.*: what inspectors saw, one row an item or one column an item."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace

from merilo.importers import codes
from merilo.importers.checklist_meaning import ItemIndex, item_texts, placed
from merilo.importers.clues import ORGANIZATION_TEXTS
from merilo.importers.doubts import RowOrganizations
from merilo.importers.findings import MOST, Findings
from merilo.importers.headings import Match, Meaning, Target, columns
from merilo.importers.inspected import ItemEvidence, Written, item_value
from merilo.importers.names import Register
from merilo.importers.settings import Settings
from merilo.importers.sources import Source, TableRead, open_table
from merilo.importers.spelling import shortened
from merilo.importers.tables import Record, Table
from merilo.methodology.model import Checklist, ChecklistItem, Part
from merilo.observations import ItemValue, Organization
from merilo.problems import Place
from merilo.scoring.inspected import settled
from merilo.scoring.plan import PART_TITLES, PUBLISHED, WORKS

NAME = "checklists"
_SHOWN = 20
LONG = (
    Target("organization", (*ORGANIZATION_TEXTS, "id", "код"), required=True),
    Target("item", ("пункт", "код пункта", "пункт чек-листа", "показатель")),
    Target("value", ("значение", "оценка", "результат", "наличие")),
    Target("reason", ("причина", "обоснование")),
    Target("note", ("примечание", "примечания", "комментарий", "комментарии")),
    Target("link", ("ссылка", "ссылка на страницу", "адрес страницы", "url")),
    Target("photo", ("фото", "файл фото", "имя файла", "свидетельство")),
)
_BESIDE = ("link", "photo")


@dataclass(frozen=True, slots=True)
class ChecklistsRead:
    """Values by organization and item, with the account of the file. `evidence` stands beside some of the values."""

    values: Mapping[str, Mapping[str, ItemValue]]
    table: TableRead
    evidence: Mapping[str, Mapping[str, ItemEvidence]]


@dataclass(slots=True)
class Inspection:
    """Gathers values of a checklist file; each item of an organization once."""

    items: ItemIndex
    register: Register
    findings: Findings
    owners: RowOrganizations
    values: dict[str, dict[str, ItemValue]] = field(default_factory=lambda: defaultdict(dict))
    evidence: dict[str, dict[str, ItemEvidence]] = field(default_factory=lambda: defaultdict(dict))
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    strays: dict[tuple[str, Part], dict[ChecklistItem, Place]] = field(default_factory=lambda: defaultdict(dict))
    """Items outside the norm by organization and part, each with its place."""
    known: dict[tuple[str, str, str, str], ItemValue] = field(default_factory=dict)
    """What cells already decided mean: few different things are written many times."""
    rows: int = 0
    unknown: int = 0

    def record(self, owner: str, one: ChecklistItem, written: Written) -> None:
        """Keep one value; a second one for the same item is a problem with both places."""
        key = (one.code if one.bands else "", written.value, written.reason, written.note)
        value = self.known.get(key) or item_value(written, one, self.findings)
        if value is not None:
            self.known[key] = value
        self.keep(owner, one, value, written=written)

    def keep(self, owner: str, one: ChecklistItem, value: ItemValue | None, *, written: Written) -> None:
        key, place = (owner, one.code), written.place
        if key in self.places:
            first = self.places[key]
            where = f"строке {first.row}" + (f", столбце «{first.column}»" if first.column != place.column else "")
            self.findings.add(codes.ITEM_DOUBLED, place, f"{owner}, {one.code}: уже записано в {where}")
            return
        self.places[key] = place
        organization = self.register.by_id[owner]
        if not one.applies(organization.type):
            self.strays[owner, self.items.parts[one.code]][one] = place
        elif value is not None:
            self.values[owner][one.code] = value
            if written.evidence:
                self.evidence[owner][one.code] = written.evidence

    def close(self) -> None:
        """Tell what is told once: items outside a norm, spellings of organizations that were not found."""
        types = {kind.code: kind.title for kind in self.items.edition.organization_types}
        for (owner, part), places in self.strays.items():
            kind = self.register.by_id[owner].type
            if kind in types or not types:
                norm = f"в норматив «{types.get(kind, kind)}» не входят пункты {_listed(list(places))}"
                detail = f"{owner}, часть «{PART_TITLES[part]}»: {norm}"
                self.findings.add(codes.ITEM_NOT_IN_NORM, next(iter(places.values())), detail)
        self.owners.close()


def _listed(items: list[ChecklistItem]) -> str:
    rest = f" и ещё {len(items) - _SHOWN}" if len(items) > _SHOWN else ""
    named = [f"«{shortened(one.title)}» ({one.code})" for one in items[:_SHOWN]]
    return f"({len(items)}): {', '.join(named)}{rest}"


def read_checklists(
    source: Source, settings: Settings, register: Register, *, findings: Findings, whole: bool = True
) -> ChecklistsRead:
    """The inspected values. Raises UnreadableFileError when the file cannot be read.

    `whole`: the file is all that was recorded, so that an item without a record in it is a problem.
    """
    items = ItemIndex(settings.edition)
    meaning = _meaning(items, settings.columns.get(NAME, {}))
    quiet = Findings()
    table, matches = open_table(source, meaning, quiet, may_be_empty=not settings.edition.checklists)
    found = columns(matches)
    wide = "item" not in found and "value" not in found
    findings.extend(tuple(problem for problem in quiet if wide or problem.kind is not codes.COLUMN_UNSURE))
    if wide:
        matches = tuple(_unread(one, table, findings) if one.code in _BESIDE else one for one in matches)
    inspection = Inspection(items, register, findings, RowOrganizations(register, findings))
    if "organization" in found:
        (_read_wide if wide else _read_long)(table, found, inspection)
    inspection.close()
    if whole:
        _report_missing(inspection, source.path.name)
    account = TableRead(NAME, table.file, table.sheet.name, inspection.rows, matches)
    return ChecklistsRead(inspection.values, account, inspection.evidence)


def _unread(one: Match, table: Table, findings: Findings) -> Match:
    """A column of links or photos where columns are items: it cannot be told which item it shows."""
    detail = f"Столбец «{shortened(one.heading)}» не прочитан: нужна строка на каждый пункт"
    findings.add(codes.COLUMN_IGNORED, table.place(table.heading_row, one.column), detail)
    return replace(one, code="", confidence=0, how="не опознан")


def _meaning(items: ItemIndex, mapping: Mapping[str, str]) -> Meaning:
    targets = (*LONG, *(Target(one.code, item_texts(checklist, one)) for checklist, one in items.all))

    def fits(title: str, code: str) -> bool:
        part = placed(title)[0]
        return part is None or items.parts.get(code, part) is part

    def same(title: str) -> str | None:
        found = items.by_text(title)
        return found.code if found else None

    return Meaning(targets, mapping, fits=fits, same=same)


def _read_long(table: Table, found: Mapping[str, int], inspection: Inspection) -> None:
    for code in ("item", "value"):
        if code not in found:
            inspection.findings.add(codes.COLUMN_MISSING, table.place(table.heading_row), f"Нет столбца {code}")
    if "item" not in found or "value" not in found:
        return
    shown = any(code in found for code in _BESIDE)
    for record in table.records():
        inspection.rows += 1
        owner = inspection.owners.of(record, found["organization"])
        if owner is None:
            continue
        written = Written(
            record.text(found["value"]),
            record.place(found["value"]),
            record.text(found.get("reason")),
            record.text(found.get("note")),
            _evidence(record, found) if shown else None,
        )
        _read_named(record, found["item"], owner, written=written, inspection=inspection)


def _evidence(record: Record, found: Mapping[str, int]) -> ItemEvidence:
    return ItemEvidence(record.text(found.get("link")), record.text(found.get("photo")), record.place())


def _read_named(record: Record, column: int, owner: str, *, written: Written, inspection: Inspection) -> None:
    """One row of the long format: an item, or a whole part."""
    name = record.text(column)
    one = inspection.items.by_code(name) or inspection.items.by_text(name)
    part = inspection.items.part(name) if one is None else None
    if one is not None:
        inspection.record(owner, one, written)
    elif part is not None and not part.items[0].bands:
        value = item_value(written, None, inspection.findings)
        organization = inspection.register.by_id[owner]
        for each in part.norm(organization.type):
            inspection.keep(owner, each, value, written=written)
    else:
        inspection.unknown += 1
        likest = inspection.items.likest(name) if inspection.unknown <= MOST else ""
        hint = f"; похожие: {likest}" if likest else ""
        inspection.findings.add(codes.ITEM_UNKNOWN, record.place(column), f"Пункта «{shortened(name)}» нет{hint}")


def _read_wide(table: Table, found: Mapping[str, int], inspection: Inspection) -> None:
    named = {code: column for code, column in found.items() if inspection.items.by_code(code) is not None}
    if not named:
        detail = "Не найдены ни столбцы item и value, ни столбцы с пунктами чек-листа"
        inspection.findings.add(codes.COLUMN_MISSING, table.place(table.heading_row), detail)
    for record in table.records():
        inspection.rows += 1
        owner = inspection.owners.of(record, found["organization"])
        if owner is None:
            continue
        organization = inspection.register.by_id[owner]
        for code, column in named.items():
            one = inspection.items.by_code(code)
            text = record.text(column)
            if one is not None and (text or one.applies(organization.type)):
                inspection.record(owner, one, Written(text, record.place(column)))


def without_record(
    norm: Iterable[ChecklistItem], recorded: Container[str], values: Mapping[str, ItemValue]
) -> tuple[str, ...]:
    """Items of a norm that nothing was recorded for, save what can change nothing: a way's other half is zero."""
    return tuple(
        one.code for one in norm if one.code not in recorded and not settled(values.get(_other_half(one.code)))
    )


def _report_missing(inspection: Inspection, file: str) -> None:
    """Items of the norm without a record: one problem an organization and part."""
    recorded: dict[str, set[str]] = defaultdict(set)
    for owner, code in inspection.places:
        recorded[owner].add(code)
    for organization in inspection.register.organizations:
        values = inspection.values.get(organization.id, {})
        for checklist in inspection.items.edition.checklists:
            missing = without_record(checklist.norm(organization.type), recorded[organization.id], values)
            if missing:
                _tell_missing(organization, checklist, missing, place=Place(file), findings=inspection.findings)


def _other_half(code: str) -> str:
    """Of a remote way's two items the other one; any other item is its own."""
    if code.endswith(PUBLISHED):
        return code.removesuffix(PUBLISHED) + WORKS
    return code.removesuffix(WORKS) + PUBLISHED if code.endswith(WORKS) else code


def _tell_missing(
    organization: Organization, checklist: Checklist, missing: tuple[str, ...], *, place: Place, findings: Findings
) -> None:
    part = Part(checklist.part).value
    if len(missing) == len(checklist.norm(organization.type)):
        shown = f"нет ни одной записи части {part} (пунктов {len(missing)})"
    else:
        shown = f"в части {part} нет записи о {', '.join(missing)}"
    detail = f"{organization.id} — {shortened(organization.name)}: {shown}; показатель {checklist.indicator} без балла"
    findings.add(codes.ITEM_MISSING, place, detail)
