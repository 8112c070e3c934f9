"""Files of checklists: what taking one in would do to the records of one specialist as they are now."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from merilo.importers.checklists import without_record
from merilo.importers.checklists_file import ChecklistsFile, read_checklists_file
from merilo.methodology.model import ChecklistItem, Edition
from merilo.observations import ItemValue
from merilo.problems import Place, Problem, ProblemKind, Severity
from merilo_web.cycles.models import ListedOrganization
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork.models import FileImport, Inspection, Inspector, RecordedItem
from merilo_web.fieldwork.queries.import_photos import NO_EVIDENCE, FoundEvidence, filed_evidence
from merilo_web.fieldwork.queries.import_problems import FilePreview
from merilo_web.fieldwork.queries.import_register import FiledRows, filed_rows, read_kept
from merilo_web.fieldwork.queries.import_remedies import told_here
from merilo_web.fieldwork.queries.inspected import agreed
from merilo_web.fieldwork.queries.inspections import MOST_INSPECTORS, shown_value
from merilo_web.fieldwork.states import InspectionState
from merilo_web.forms import hidden_mark

LONGEST = 500
"""Signs of a reason or a remark."""

INSPECTION_SUBMITTED = ProblemKind(
    "import.inspection_submitted",
    Severity.ERROR,
    "Запись меняют, пока осмотр не передан организации.",
    "Верните осмотр на доработку или уберите строки этой организации из файла.",
)
INSPECTOR_FINISHED = ProblemKind(
    "import.inspector_finished",
    Severity.ERROR,
    "Законченную запись специалиста файл не меняет.",
    "Уберите строки этой организации из файла или дождитесь передачи осмотра и верните его на доработку.",
)
INSPECTORS_FULL = ProblemKind(
    "import.inspectors_full",
    Severity.ERROR,
    "Организацию осматривают один или два специалиста.",
    "Выберите того, кому осмотр назначен, или уберите строки этой организации из файла.",
)
REMARK_UNFIT = ProblemKind(
    "import.remark_unfit",
    Severity.ERROR,
    f"Причина и примечание — не длиннее {LONGEST} знаков, без служебных знаков.",
    "Сократите или наберите заново.",
)
NO_VALUES = ProblemKind(
    "import.no_values",
    Severity.ERROR,
    "В файле есть хотя бы одно значение пункта для организации из перечня.",
    "Проверьте, тот ли это файл.",
)
KINDS = (INSPECTION_SUBMITTED, INSPECTOR_FINISHED, INSPECTORS_FULL, REMARK_UNFIT, NO_VALUES)
EMPTY = "—"


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item that the file changes in the specialist's record: before and after in words, what shows it.

    `other` is what the second inspector recorded, empty when nothing or the same.
    """

    item: ChecklistItem
    value: ItemValue
    before: str
    after: str
    other: str
    evidence: FoundEvidence

    @property
    def is_new(self) -> bool:
        """Whether the specialist had not recorded the item yet."""
        return self.before == EMPTY


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One listed organization: what the file changes, how many values stay, how many items are left without one."""

    listed: ListedOrganization
    inspection: Inspection | None
    inspector: Inspector | None
    members: int
    """How many inspect it."""
    changes: tuple[ItemChange, ...]
    same: int
    left: int

    @property
    def added(self) -> int:
        return sum(one.is_new for one in self.changes)

    @property
    def rewritten(self) -> tuple[ItemChange, ...]:
        """Items whose value the specialist had recorded otherwise."""
        return tuple(one for one in self.changes if not one.is_new)

    @property
    def disputed(self) -> int:
        """Items on which the second inspector will disagree."""
        return sum(bool(one.other) for one in self.changes)

    @property
    def may_be_finished(self) -> bool:
        """Whether the specialist's record will have a value for every item and is not ended yet."""
        is_open = self.inspection is None or self.inspection.state == InspectionState.DRAFT
        ended = self.inspector is not None and self.inspector.finished_on is not None
        return bool(self.number) and not self.left and is_open and not ended

    @property
    def number(self) -> int:
        """Items that the file has for this organization."""
        return len(self.changes) + self.same


@dataclass(frozen=True, slots=True)
class ChecklistPreview(FilePreview):
    """What taking a file of checklists in would do; `digest` seals the file, whose record it is, and that record."""

    lines: tuple[ChecklistLine, ...]
    problems: tuple[Problem, ...]
    file: ChecklistsFile
    digest: str

    @property
    def rows(self) -> int:
        """Rows of the file."""
        return self.file.rows

    @property
    def number(self) -> int:
        """How many values would be written."""
        return sum(len(line.changes) for line in self.lines)

    @property
    def links(self) -> int:
        """Items that would be shown by a page."""
        return sum(bool(one.evidence.link) for line in self.lines for one in line.changes)

    @property
    def photos(self) -> int:
        """Items that would be shown by a photo."""
        return sum(one.evidence.photo is not None for line in self.lines for one in line.changes)

    @property
    def whole(self) -> tuple[ChecklistLine, ...]:
        """Organizations whose record the file makes whole, so that it may be ended."""
        return tuple(line for line in self.lines if line.may_be_finished)

    @property
    def absent(self) -> tuple[ChecklistLine, ...]:
        """Organizations of the list that the file does not have."""
        return tuple(line for line in self.lines if not line.number)


def preview(kept: FileImport) -> ChecklistPreview:
    """Read the file of checklists anew and hold it against the records."""
    return against(kept, read_kept(kept, filed_rows(kept.cycle), read_checklists_file))


def against(kept: FileImport, file: ChecklistsFile) -> ChecklistPreview:
    """Hold what was read from a file against the records as they are now; five queries."""
    shown = filed_evidence(kept, file)
    lines = _lines(kept, filed_rows(kept.cycle), file, evidence=shown.found)
    place = Place(kept.evidence.file_name)
    problems = (*told_here(file.problems), *_refusals(lines, place), *_unfit(file, place), *shown.problems)
    if not file.blocking and not any(line.number for line in lines):
        problems = (*problems, Problem(NO_VALUES, place, "Значений пунктов не найдено"))
    return ChecklistPreview(lines, problems, file, _digest(kept, lines))


@dataclass(frozen=True, slots=True)
class _Team:
    """Who inspects one organization: the specialist whose record the file is, what everybody recorded."""

    own: Inspector | None
    recorded: Mapping[str, RecordedItem]
    others: tuple[Mapping[str, RecordedItem], ...]


def _lines(
    kept: FileImport, rows: FiledRows, file: ChecklistsFile, *, evidence: Mapping[tuple[str, str], FoundEvidence]
) -> tuple[ChecklistLine, ...]:
    edition, teams = edition_of(kept.cycle), _teams(kept)
    nobody = _Team(None, {}, ())
    made = []
    for name, listed in rows.names.items():
        values = file.values.get(name, {})
        told = {code: (value, evidence.get((name, code), NO_EVIDENCE)) for code, value in values.items()}
        made.append(_line(listed, teams.get(listed.pk, nobody), told, edition=edition))
    return tuple(made)


def _teams(kept: FileImport) -> dict[int, _Team]:
    """Everybody's records by listed organization; two queries."""
    records: dict[int, dict[str, RecordedItem]] = {}
    found = RecordedItem.objects.filter(inspector__inspection__listed__cycle=kept.cycle)
    for item in found.select_related("evidence__file"):
        records.setdefault(item.inspector_id, {})[item.item_code] = item
    inspectors: dict[int, list[Inspector]] = {}
    for one in Inspector.objects.filter(inspection__listed__cycle=kept.cycle).select_related("inspection"):
        inspectors.setdefault(one.inspection.listed_id, []).append(one)
    made = {}
    for listed, team in inspectors.items():
        own = next((one for one in team if one.user_id == kept.specialist_id), None)
        others = tuple(records.get(one.pk, {}) for one in team if one is not own)
        made[listed] = _Team(own, records.get(own.pk, {}) if own else {}, others)
    return made


def _line(
    listed: ListedOrganization, team: _Team, told: Mapping[str, tuple[ItemValue, FoundEvidence]], *, edition: Edition
) -> ChecklistLine:
    norm = [item for part in edition.checklists for item in part.norm(listed.organization.type)]
    values = {code: value for code, (value, _) in told.items()}
    changes = []
    for item in norm:
        if item.code not in told:
            continue
        (value, evidence), row = told[item.code], team.recorded.get(item.code)
        if row is None or not (_same(row.seen, value) and _shown_already(row, evidence)):
            seen = tuple(one[item.code].seen for one in team.others if item.code in one)
            other = next((_words(item, one) for one in seen if agreed((one, value)) is None), "")
            before = _words(item, row.seen, FoundEvidence(row.link, row.evidence)) if row else EMPTY
            changes.append(ItemChange(item, value, before, _words(item, value, evidence), other, evidence))
    together = {code: row.seen for code, row in team.recorded.items()} | values
    left = len(without_record(norm, together.keys(), together))
    inspection: Inspection | None = getattr(listed, "inspection", None)
    members = len(team.others) + (team.own is not None)
    return ChecklistLine(listed, inspection, team.own, members, tuple(changes), len(values) - len(changes), left)


def _same(recorded: ItemValue, read: ItemValue) -> bool:
    """Whether the file says no more than is recorded; a remark that it does not have stays."""
    if (recorded.state, recorded.value) != (read.state, read.value):
        return False
    return read.reason in ("", recorded.reason) and read.note in ("", recorded.note)


def _shown_already(row: RecordedItem, evidence: FoundEvidence) -> bool:
    """Whether the item is shown by the same already; a link or photo that the file does not have stays."""
    photo = row.evidence.file_id if row.evidence else None
    return evidence.link in ("", row.link) and (evidence.photo is None or evidence.photo.file_id == photo)


def _words(item: ChecklistItem, value: ItemValue, evidence: FoundEvidence = NO_EVIDENCE) -> str:
    parts = (shown_value(item, value), value.reason, value.note, *evidence.words)
    return "; ".join(part for part in parts if part)


def _refusals(lines: tuple[ChecklistLine, ...], place: Place) -> tuple[Problem, ...]:
    """Inspections that would not take what the file holds for them."""
    problems = []
    for line in lines:
        if not line.changes:
            continue
        name, inspection = line.listed.organization.short_name, line.inspection
        if inspection is not None and inspection.state != InspectionState.DRAFT:
            detail = f"{name}: пунктов {line.number}, а состояние осмотра «{inspection.get_state_display()}»"
            problems.append(Problem(INSPECTION_SUBMITTED, place, detail))
        elif line.inspector is not None and line.inspector.finished_on:
            detail = f"{name}: специалист закончил осмотр {line.inspector.finished_on:%d.%m.%Y}"
            problems.append(Problem(INSPECTOR_FINISHED, place, detail))
        elif line.inspector is None and line.members >= MOST_INSPECTORS:
            problems.append(Problem(INSPECTORS_FULL, place, f"{name}: осмотр назначен двум другим специалистам"))
    return tuple(problems)


def _unfit(file: ChecklistsFile, place: Place) -> Iterator[Problem]:
    """Reasons and remarks that cannot be kept."""
    for owner, values in file.values.items():
        for code, value in values.items():
            for text in (value.reason, value.note):
                fault = hidden_mark(text) or (f"Знаков {len(text)}" if len(text) > LONGEST else "")
                if fault:
                    yield Problem(REMARK_UNFIT, place, f"{owner}, {code}: {fault.rstrip('.')}")


def _digest(kept: FileImport, lines: tuple[ChecklistLine, ...]) -> str:
    sealed = [
        (
            line.listed.pk,
            line.inspection.state if line.inspection else "",
            [line.members, str(line.inspector.finished_on) if line.inspector else "", line.same, line.left],
            [(one.item.code, one.before, one.after, one.other) for one in line.changes],
        )
        for line in lines
    ]
    return hashlib.sha256(json.dumps([kept.sha256, kept.specialist_id, sealed]).encode()).hexdigest()
