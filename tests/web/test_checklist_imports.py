"""Checklists from a file: held against the records, taken in whole or not at all, an inspection like any other."""

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.inspected import ABSENT, DAY, SEEN, assigned, in_fieldwork, inspector_of, recorded, second_inspector
from tests.web.territory import Territory

from merilo.methodology.model import ChecklistItem
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.uploads import Upload
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork.actions import inspections, objections
from merilo_web.fieldwork.actions.checklists import GivenItem
from merilo_web.fieldwork.actions.handovers import hand_over
from merilo_web.fieldwork.actions.imports import apply_file, upload_file
from merilo_web.fieldwork.models import FileImport, Inspection, Inspector, RecordedItem
from merilo_web.fieldwork.queries.import_checklists import ChecklistPreview, preview
from merilo_web.fieldwork.queries.inspected import disagreements, items
from merilo_web.fieldwork.states import FileKind
from merilo_web.journal.models import JournalEntry

MANAGER, INSPECTOR = Role.OPERATOR_MANAGER, Role.OPERATOR_INSPECTOR
CONTENT_TYPE = "text/csv"
FIRST, SECOND = "Школа № 1, Заречный", "Школа № 2, Заречный"
LATER = date(2026, 10, 7)
HEADING = ("Организация", "Пункт", "Значение", "Причина", "Примечание")
Row = tuple[str, str, str] | tuple[str, str, str, str, str]
USUAL: tuple[Row, ...] = (
    (FIRST, "stand.name", "Да"),
    (FIRST, "stand.address", "0"),
    (SECOND, "comfort.water", "не применимо", "Здание в аренде", ""),
)


def _csv(*rows: Row) -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows((HEADING, *rows))
    return written.getvalue().encode()


def _norm(territory: Territory) -> list[ChecklistItem]:
    return [item for part in edition_of(territory.home.cycle).checklists for item in part.norm("school")]


def _whole(territory: Territory, owner: str = FIRST) -> bytes:
    """Every item of the norm: «Да», or the best step of a scale."""
    return _csv(*((owner, item.code, item.bands[0].code if item.bands else "1") for item in _norm(territory)))


def _uploaded(territory: Territory, content: bytes, *, whose: User | None = None) -> FileImport:
    in_fieldwork(territory.home)
    return upload_file(
        territory.home.cycle,
        by=territory.people[MANAGER],
        on=DAY,
        table=Upload(content, "чек-листы.csv", CONTENT_TYPE),
        kind=FileKind.CHECKLISTS,
        specialist=whose or territory.people[INSPECTOR],
    )


def _applied(
    territory: Territory, kept: FileImport, shown: ChecklistPreview | None = None, *, finish: bool = False
) -> FileImport:
    digest = (shown or preview(kept)).digest
    return apply_file(kept, by=territory.people[MANAGER], on=LATER, digest=digest, finish=finish)


def _numbers(shown: ChecklistPreview) -> list[tuple[int, int, int, int]]:
    return [(line.added, len(line.rewritten), line.same, line.disputed) for line in shown.lines if line.number]


def test_a_file_becomes_inspections_of_its_specialist(territory: Territory) -> None:
    kept = _uploaded(territory, _csv(*USUAL))
    shown = preview(kept)
    assert (shown.problems, shown.rows, shown.number, len(shown.absent)) == ((), 3, 3, 1)
    assert (_numbers(shown), Inspection.objects.count()) == ([(2, 0, 0, 0), (1, 0, 0, 0)], 0)
    kept = _applied(territory, kept, shown)
    assert (kept.applied, kept.applied_on) == (3, LATER)
    assert list(Inspector.objects.values_list("user", "finished_on")) == [(territory.people[INSPECTOR].pk, None)] * 2
    found = {
        owner: {code: (one.state.value, one.value, one.reason) for code, one in seen.items()}
        for owner, seen in items(territory.home.cycle).items()
    }
    first, second, _ = territory.home.organizations
    assert found == {
        str(first.pk): {"stand.name": ("observed", 1, ""), "stand.address": ("observed", 0, "")},
        str(second.pk): {"comfort.water": ("not_applicable", None, "Здание в аренде")},
    }


def test_uploading_and_taking_in_are_in_the_journal(territory: Territory) -> None:
    kept = _applied(territory, _uploaded(territory, _csv(USUAL[0])))
    who = str(territory.people[INSPECTOR])
    entries = JournalEntry.objects.order_by("pk").values_list("event", "changes", "note")
    assert list(entries) == [
        (
            "fieldwork.upload_file",
            {
                "контрольная сумма": [None, kept.sha256],
                "что в файле": [None, "чек-листы осмотров"],
                "чья запись": [None, who],
            },
            "",
        ),
        ("fieldwork.assign_inspectors", {"проверяющие": ["", who], "назначен на": [None, None]}, ""),
        ("fieldwork.record_items", {"stand.name": [None, "есть"]}, f"из файла «чек-листы.csv», запись: {who}"),
        (
            "fieldwork.apply_file",
            {
                "принято пунктов": [0, 1],
                "чья запись": [None, who],
                "назначено осмотров": [0, 1],
                "контрольная сумма": [None, kept.sha256],
            },
            "",
        ),
    ]


def test_what_was_recorded_is_shown_beside_what_the_file_says(territory: Territory) -> None:
    inspection = assigned(territory.home)
    noted = GivenItem("observed", "1", note="у входа", link="https://example.org/photo")
    recorded(inspection, territory.people[INSPECTOR], stand__name=noted, stand__address=SEEN)
    kept = _uploaded(territory, _csv(*USUAL, (FIRST, "comfort.water", "0,5")))
    shown = preview(kept)
    assert _numbers(shown) == [(1, 1, 1, 0), (1, 0, 0, 0)]
    (change,) = shown.lines[0].rewritten
    assert (change.item.code, change.before, change.after) == ("stand.address", "есть", "нет")
    _applied(territory, kept, shown)
    mine = RecordedItem.objects.filter(inspector__inspection=inspection).order_by("item_code")
    assert list(mine.values_list("item_code", "value", "note", "link")) == [
        ("comfort.water", "1/2", "", ""),
        ("stand.address", "0", "", ""),
        ("stand.name", "1", "у входа", "https://example.org/photo"),
    ]


def test_the_second_inspectors_file_disagrees_like_a_second_record(territory: Territory) -> None:
    inspection = assigned(territory.home)
    recorded(inspection, territory.people[INSPECTOR], stand__name=ABSENT, stand__address=ABSENT)
    inspections.finish(inspector_of(inspection, territory.people[INSPECTOR]), by=territory.people[INSPECTOR], on=DAY)
    Inspection.objects.filter(pk=inspection.pk).update(state="draft", submitted_on=None)
    kept = _uploaded(territory, _csv(*USUAL[:2]), whose=second_inspector(territory.home))
    shown = preview(kept)
    assert (_numbers(shown), shown.lines[0].changes[0].other) == ([(2, 0, 0, 1)], "нет")
    _applied(territory, kept, shown)
    assert [one.item.code for one in disagreements(inspection)] == ["stand.name"]
    with pytest.raises(NotAllowedError, match="нерешённым"):
        hand_over(territory.home.cycle, by=territory.people[MANAGER], on=LATER, note="Собрано не всё")


def test_a_whole_record_is_ended_when_asked_and_goes_to_the_organization(territory: Territory) -> None:
    kept = _uploaded(territory, _whole(territory))
    shown = preview(kept)
    assert [(line.left, line.may_be_finished) for line in shown.lines if line.number] == [(0, True)]
    _applied(territory, kept, shown, finish=True)
    inspection = Inspection.objects.get()
    assert (inspection.state, inspection.submitted_on) == ("submitted", LATER)
    head = territory.home.people[Role.ORGANIZATION_HEAD]
    objections.object_to(inspection, {"stand.name": "Не тот стенд"}, by=head, on=LATER)
    assert Inspection.objects.get().state == "objected"


def test_a_record_that_is_not_whole_stays_open(territory: Territory) -> None:
    shown = preview(kept := _uploaded(territory, _csv(*USUAL)))
    assert [line.left for line in shown.lines if line.number] == [len(_norm(territory)) - 2, len(_norm(territory)) - 1]
    _applied(territory, kept, shown, finish=True)
    assert set(Inspection.objects.values_list("state", flat=True)) == {"draft"}


def test_a_file_waits_for_a_record_that_may_be_changed(territory: Territory) -> None:
    inspection = assigned(territory.home)
    recorded(inspection, territory.people[INSPECTOR], stand__name=ABSENT)
    kept = _uploaded(territory, _csv(USUAL[0]))
    Inspector.objects.update(finished_on=DAY)
    assert [one.code for one in preview(kept).faults] == ["import.inspector_finished"]
    Inspection.objects.update(state="submitted")
    shown = preview(kept)
    assert [one.code for one in shown.faults] == ["import.inspection_submitted"]
    with pytest.raises(NotAllowedError, match="исправьте"):
        _applied(territory, kept, shown)
    assert RecordedItem.objects.get().value == "0"


def test_a_third_inspector_is_refused(territory: Territory) -> None:
    assigned(territory.home, territory.people[INSPECTOR], second_inspector(territory.home))
    shown = preview(_uploaded(territory, _csv(USUAL[0]), whose=territory.people[MANAGER]))
    assert [(one.code, one.detail) for one in shown.faults] == [
        ("import.inspectors_full", f"{FIRST}: осмотр назначен двум другим специалистам")
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("Школа № 9, Заречный", "stand.name", "1"), "organization.unknown"),
        (("1", "stand.name", "1"), "organization.unsure"),
        ((FIRST, "stand.nothing", "1"), "item.unknown"),
        ((FIRST, "stand.name", "7"), "item.value"),
        ((FIRST, "stand.name", "не применимо"), "item.reason"),
        ((FIRST, "stand.name", "1", "", "я" * 501), "import.remark_unfit"),
        ((FIRST, "stand.name", "1", "", "тихо\u202eдело"), "import.remark_unfit"),
    ],
)
def test_a_fault_stops_the_file(territory: Territory, row: Row, *, code: str) -> None:
    kept = _uploaded(territory, _csv(*USUAL, row) if row[0] != FIRST else _csv(row))
    shown = preview(kept)
    assert [one.code for one in shown.faults] == [code]
    with pytest.raises(NotAllowedError, match="исправьте"):
        _applied(territory, kept, shown)
    assert Inspection.objects.count() == 0


def test_a_file_without_values_is_nothing_to_take(territory: Territory) -> None:
    strange = next(
        item.code
        for part in edition_of(territory.home.cycle).checklists
        for item in part.items
        if not item.applies("school")
    )
    shown = preview(_uploaded(territory, _csv((FIRST, strange, "1"))))
    assert [one.code for one in shown.problems] == ["item.not_in_norm", "import.no_values"]


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"=cmd|' /C calc'!A0\n", "Организация\n".encode()])
def test_a_hostile_file_is_a_problem_and_no_failure(territory: Territory, content: bytes) -> None:
    kept = _uploaded(territory, content)
    assert preview(kept).faults != ()
    with pytest.raises(NotAllowedError):
        _applied(territory, kept)


def test_what_changed_since_the_preview_is_looked_at_again(territory: Territory) -> None:
    inspection = assigned(territory.home)
    kept = _uploaded(territory, _csv(*USUAL))
    shown = preview(kept)
    recorded(inspection, territory.people[INSPECTOR], stand__name=ABSENT)
    with pytest.raises(ValidationError, match="изменились"):
        _applied(territory, kept, shown)
    assert RecordedItem.objects.get().value == "0"


def test_a_failure_midway_leaves_nothing(territory: Territory) -> None:
    kept = _uploaded(territory, _csv(*USUAL))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TEMP TRIGGER torn BEFORE INSERT ON main.fieldwork_recordeditem "
                "WHEN NEW.item_code = 'comfort.water' BEGIN SELECT RAISE(ABORT, 'torn'); END"
            )
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(
                "ALTER TABLE fieldwork_recordeditem ADD CONSTRAINT torn CHECK (item_code <> 'comfort.water')"
            )
    with pytest.raises(DatabaseError), transaction.atomic():
        _applied(territory, kept)
    assert (Inspection.objects.count(), RecordedItem.objects.count()) == (0, 0)
    assert FileImport.objects.get().applied_on is None


def test_the_same_file_is_taken_once_and_may_be_named_anew_before(territory: Territory) -> None:
    other = second_inspector(territory.home)
    kept = _uploaded(territory, _csv(*USUAL))
    again = _uploaded(territory, _csv(*USUAL), whose=other)
    assert (again.pk, again.specialist) == (kept.pk, other)
    _applied(territory, FileImport.objects.get())
    with pytest.raises(ValidationError, match="уже принят"):
        _uploaded(territory, _csv(*USUAL))
    assert set(Inspector.objects.values_list("user", flat=True)) == {other.pk}


def test_only_the_operators_manager_brings_them_in_and_only_for_the_operators_people(territory: Territory) -> None:
    kept = _uploaded(territory, _csv(*USUAL))
    shown = preview(kept)
    others = [user for role, user in territory.people.items() if role != MANAGER]
    for user in [*others, *territory.foreign.people.values()]:
        with pytest.raises(NotAllowedError):
            apply_file(kept, by=user, on=DAY, digest=shown.digest)
    for whose in (territory.people[Role.ORGANIZATION_HEAD], territory.foreign.people[INSPECTOR]):
        with pytest.raises(ValidationError, match="специалиста оператора"):
            _uploaded(territory, _csv(USUAL[0]), whose=whose)


def test_reading_costs_the_same_queries_for_one_organization_and_for_three(territory: Territory) -> None:
    third = "Школа № 3, Заречный"
    one = _uploaded(territory, _csv(USUAL[0]))
    three = _uploaded(territory, _csv(*USUAL, (third, "stand.name", "1")))
    numbers = []
    for kept in (one, three):
        kept = FileImport.objects.select_related("cycle", "evidence__file", "specialist").get(pk=kept.pk)  # noqa: PLW2901 - read anew
        with CaptureQueriesContext(connection) as asked:
            preview(kept)
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]


def test_the_pages_lead_from_the_file_to_its_inspections(
    territory: Territory, signed_in: Callable[[User], Client]
) -> None:
    in_fieldwork(territory.home)
    client, cycle = signed_in(territory.people[MANAGER]), territory.home.cycle
    table = SimpleUploadedFile("чек-листы.csv", _csv(*USUAL))
    page = f"/cycles/{cycle.pk}/imports/"
    unnamed = client.post(page, {"table": table, "kind": "checklists"})
    assert (unnamed.status_code, "Выберите специалиста оператора" in unnamed.content.decode()) == (422, True)
    table.seek(0)
    sent = client.post(page, {"table": table, "kind": "checklists", "specialist": territory.people[INSPECTOR].pk})
    kept = FileImport.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, f"/imports/{kept.pk}/")
    seen = client.get(sent["Location"])
    words = seen.content.decode()
    assert ("Записать 3 пункта" in words, "осмотр будет назначен" in words) == (True, True)
    taken = client.post(f"/imports/{kept.pk}/", {"digest": seen.context["preview"].digest})
    assert taken["Location"] == page
    assert "Файл принят, пунктов чек-листа: 3." in client.get(page).content.decode()
    assert client.get(f"/cycles/{cycle.pk}/inspections/").status_code == 200
