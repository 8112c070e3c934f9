"""Answers from a file: looked through, taken in whole or not at all, counted right, never twice."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from tests.web.inspected import DAY, in_fieldwork
from tests.web.surveys import CLOSED, PACKED, opened, submission
from tests.web.territory import Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.uploads import Upload
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork.actions.handovers import hand_over
from merilo_web.fieldwork.actions.imports import apply_file, upload_file
from merilo_web.fieldwork.actions.intake import receive
from merilo_web.fieldwork.models import DayCount, FileImport, PatternCount, Response, Survey
from merilo_web.fieldwork.queries.answers import collected, recounted
from merilo_web.fieldwork.queries.imports import ImportPreview, preview
from merilo_web.fieldwork.states import SurveyState
from merilo_web.journal.models import JournalEntry

MANAGER = Role.OPERATOR_MANAGER
CONTENT_TYPE = "text/csv"
WORDS = {"1": "Да", "0": "Нет", "": ""}
FIRST, SECOND = "Школа № 1, Заречный", "Школа № 2, Заречный"
DISSATISFIED = {**CLOSED, "overall": "0", "recommend": ""}


def _table(territory: Territory, *rows: tuple[str, dict[str, str]]) -> list[list[str]]:
    codes = [question.code for question in edition_of(territory.home.cycle).closed_questions]
    body = [[owner, *(WORDS[answers.get(code, "")] for code in codes)] for owner, answers in rows]
    return [["Организация", *codes], *body]


def _csv(rows: list[list[str]]) -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows(rows)
    return written.getvalue().encode()


def _usual(territory: Territory) -> bytes:
    """Three questionnaires of two organizations, known by name and by INN; one without answers."""
    inn = territory.home.organizations[0].inn
    rows = ((FIRST, CLOSED), (inn, CLOSED), (SECOND, DISSATISFIED), (SECOND, {}))
    return _csv(_table(territory, *rows))


def _ready(territory: Territory) -> list[Survey]:
    in_fieldwork(territory.home)
    return [opened(row) for row in territory.home.listed]


def _uploaded(territory: Territory, content: bytes, name: str = "анкеты.csv") -> FileImport:
    table = Upload(content, name, CONTENT_TYPE)
    return upload_file(territory.home.cycle, by=territory.people[MANAGER], on=DAY, table=table)


def _applied(territory: Territory, kept: FileImport, shown: ImportPreview | None = None) -> FileImport:
    digest = (shown or preview(kept)).digest
    return apply_file(kept, by=territory.people[MANAGER], on=date(2026, 10, 7), digest=digest)


def _codes(shown: ImportPreview) -> set[str]:
    return {problem.code for problem in shown.faults}


def test_a_file_is_counted_by_organization_before_it_is_taken(territory: Territory) -> None:
    _ready(territory)
    shown = preview(_uploaded(territory, _usual(territory)))
    assert shown.faults == ()
    assert [(str(line.listed.organization), line.number) for line in shown.lines] == [
        (str(territory.home.organizations[0]), 2),
        (str(territory.home.organizations[1]), 1),
        (str(territory.home.organizations[2]), 0),
    ]
    assert (shown.rows, shown.number, shown.empty, shown.refused, len(shown.absent)) == (4, 3, 1, 0, 1)
    assert Response.objects.count() == 0


def test_what_is_taken_in_is_counted_as_the_core_counts_it(territory: Territory) -> None:
    first, second, _ = _ready(territory)
    receive(submission(first))
    kept = _applied(territory, _uploaded(territory, _usual(territory)))
    assert (kept.applied_on, kept.applied) == (date(2026, 10, 7), 3)
    rows = Response.objects.order_by("survey_id", "channel").values_list("survey_id", "channel", "received_on")
    assert list(rows) == [
        (first.pk, "file", date(2026, 10, 7)),
        (first.pk, "file", date(2026, 10, 7)),
        (first.pk, "web", date(2026, 10, 1)),
        (second.pk, "file", date(2026, 10, 7)),
    ]
    assert list(DayCount.objects.order_by("survey_id", "channel").values_list("channel", "number")) == [
        ("file", 2),
        ("web", 1),
        ("file", 1),
    ]
    assert PatternCount.objects.get(survey=first).number == 3
    counted, anew = collected(territory.home.cycle), recounted(territory.home.cycle)
    assert dict(counted.tallies) == dict(anew.tallies)
    satisfied = counted.tallies[str(territory.home.organizations[1].pk)].counts
    assert (satisfied["overall"].yes, satisfied["overall"].no, satisfied["recommend"].answered) == (0, 1, 0)


def test_sex_age_and_wishes_come_along_and_are_counted(
    territory: Territory, signed_in: Callable[[User], Client]
) -> None:
    _ready(territory)
    rows = _table(territory, (FIRST, CLOSED), (FIRST, CLOSED), (SECOND, CLOSED), (SECOND, {}))
    rows[0] += ["Ваш пол", "Возраст", "Предложения"]
    beside = (("ж", "37 лет", " Больше  света "), ("", "41", ""), ("иной", "", ""), ("м", "5", "Да"))
    for row, told in zip(rows[1:], beside, strict=True):
        row.extend(told)
    kept = _uploaded(territory, _csv(rows))
    shown = preview(kept)
    assert (shown.faults, [one.code for one in shown.warnings if one.code == "answer.not_carried"]) == (
        (),
        ["answer.not_carried"],
    )
    assert shown.told == {"с полом": 1, "с возрастом": 2, "с предложением": 1}
    page = signed_in(territory.people[MANAGER]).get(f"/imports/{kept.pk}/").content.decode()
    assert "3; с полом — 1; с возрастом — 2; с предложением — 1" in page
    _applied(territory, kept, shown)
    assert sorted(Response.objects.values_list("sex", "age", "suggestions")) == [
        ("", "", ""),
        ("", "41", ""),
        ("female", "37", "Больше света"),
    ]
    assert dict(JournalEntry.objects.get(event="fieldwork.apply_file").changes)["из них с возрастом"] == [0, 2]
    assert PatternCount.objects.get(survey__listed=territory.home.listed[0]).number == 2


def test_a_workbook_is_read_like_a_text(territory: Territory, tmp_path: Path) -> None:
    _ready(territory)
    with xlsxwriter.Workbook(tmp_path / "book.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(_table(territory, (FIRST, CLOSED), (SECOND, CLOSED))):
            sheet.write_row(number, 0, row)
    kept = _uploaded(territory, (tmp_path / "book.xlsx").read_bytes(), "анкеты.xlsx")
    assert _applied(territory, kept).applied == 2
    assert set(Response.objects.values_list("answers", flat=True)) == {PACKED}


def test_uploading_and_taking_in_are_in_the_journal(territory: Territory) -> None:
    _ready(territory)
    kept = _applied(territory, _uploaded(territory, _usual(territory)))
    entries = JournalEntry.objects.filter(event__in=("fieldwork.upload_file", "fieldwork.apply_file")).order_by("pk")
    assert [(entry.event, entry.subject_name, entry.changes) for entry in entries] == [
        ("fieldwork.upload_file", "анкеты.csv", {"контрольная сумма": [None, kept.sha256]}),
        ("fieldwork.apply_file", "анкеты.csv", {"принято анкет": [0, 3], "контрольная сумма": [None, kept.sha256]}),
    ]


def test_the_same_file_is_never_taken_twice(territory: Territory) -> None:
    _ready(territory)
    kept = _uploaded(territory, _usual(territory))
    assert _uploaded(territory, _usual(territory), "иначе.csv") == kept
    shown = preview(kept)
    _applied(territory, kept, shown)
    with pytest.raises(NotAllowedError, match="уже принят"):
        _applied(territory, FileImport.objects.get(pk=kept.pk), shown)
    stale = FileImport.objects.get(pk=kept.pk)
    stale.applied_on = None
    with pytest.raises(NotAllowedError, match="уже принят"):
        _applied(territory, stale, shown)
    with pytest.raises(ValidationError, match=r"уже принят 07\.10\.2026"):
        _uploaded(territory, _usual(territory))
    assert (Response.objects.count(), FileImport.objects.count()) == (3, 1)


@pytest.mark.parametrize(
    ("owner", "code"),
    [
        ("1", "organization.unsure"),
        ("Школа № 9, Заречный", "organization.unknown"),
        ("Школа № 1, Соседний", "organization.unknown"),
    ],
)
def test_rows_of_strangers_and_bare_numbers_are_nobodys(territory: Territory, owner: str, code: str) -> None:
    _ready(territory)
    shown = preview(_uploaded(territory, _csv(_table(territory, (FIRST, CLOSED), (owner, CLOSED)))))
    assert _codes(shown) == {code}
    assert (len(shown.faults), shown.number, shown.refused) == (1, 1, 1)


def test_a_file_with_faults_is_not_taken(territory: Territory) -> None:
    first, *_ = _ready(territory)
    Survey.objects.filter(pk=first.pk).update(state=SurveyState.CLOSED)
    kept = _uploaded(territory, _usual(territory))
    shown = preview(kept)
    assert _codes(shown) == {"import.survey_not_open"}
    with pytest.raises(NotAllowedError, match="исправьте"):
        _applied(territory, kept, shown)
    Survey.objects.filter(pk=first.pk).update(state=SurveyState.OPEN, target=1, close_at_target=True)
    assert _codes(preview(kept)) == {"import.over_target"}
    empty = _uploaded(territory, _csv(_table(territory, (FIRST, {}))))
    assert _codes(preview(empty)) == {"import.nothing_found"}
    assert Response.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"\x00\x01\x02", "a.csv"), (b"PK\x03\x04 not a book", "a.xlsx"), (b"=cmd|' /C calc'!A0\n", "a.csv")],
)
def test_a_hostile_file_is_a_problem_and_no_failure(territory: Territory, content: bytes, name: str) -> None:
    _ready(territory)
    kept = _uploaded(territory, content, name)
    assert preview(kept).faults != ()
    with pytest.raises(NotAllowedError):
        _applied(territory, kept)


def test_what_changed_since_the_preview_is_looked_at_again(territory: Territory) -> None:
    first, *_ = _ready(territory)
    kept = _uploaded(territory, _usual(territory))
    shown = preview(kept)
    Survey.objects.filter(pk=first.pk).update(state=SurveyState.CLOSED)
    with pytest.raises(ValidationError, match="изменились"):
        _applied(territory, kept, shown)


def test_a_failure_midway_leaves_nothing(territory: Territory) -> None:
    _, second, _ = _ready(territory)
    kept = _uploaded(territory, _usual(territory))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TEMP TRIGGER torn BEFORE INSERT ON main.fieldwork_daycount "
                f"WHEN NEW.survey_id = {second.pk} BEGIN SELECT RAISE(ABORT, 'torn'); END"
            )
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE fieldwork_daycount ADD CONSTRAINT torn CHECK (survey_id <> {second.pk})")
    with pytest.raises(DatabaseError), transaction.atomic():
        _applied(territory, kept)
    assert (Response.objects.count(), PatternCount.objects.count(), DayCount.objects.count()) == (0, 0, 0)
    assert FileImport.objects.get(pk=kept.pk).applied_on is None
    assert not JournalEntry.objects.filter(event="fieldwork.apply_file").exists()


def test_only_the_operators_manager_brings_files_in(territory: Territory) -> None:
    _ready(territory)
    kept = _uploaded(territory, _usual(territory))
    table = Upload(b"a", "b.csv", CONTENT_TYPE)
    others = [user for role, user in territory.people.items() if role != MANAGER]
    for user in [*others, *territory.foreign.people.values()]:
        with pytest.raises(NotAllowedError):
            upload_file(territory.home.cycle, by=user, on=DAY, table=table)
        with pytest.raises(NotAllowedError):
            apply_file(kept, by=user, on=DAY, digest=preview(kept).digest)


def test_files_are_taken_only_while_information_is_collected(territory: Territory) -> None:
    with pytest.raises(NotAllowedError):
        _uploaded(territory, b"a")
    _ready(territory)
    kept = _uploaded(territory, _usual(territory))
    shown, manager = preview(kept), territory.people[MANAGER]
    hand_over(territory.home.cycle, by=manager, on=DAY, note="Собрано не всё")
    with pytest.raises(NotAllowedError, match="переданы"):
        _uploaded(territory, b"other")
    with pytest.raises(NotAllowedError, match="переданы"):
        _applied(territory, kept, shown)


def test_the_pages_lead_from_the_file_to_its_answers(territory: Territory, signed_in: Callable[[User], Client]) -> None:
    _ready(territory)
    client, cycle = signed_in(territory.people[MANAGER]), territory.home.cycle
    table = SimpleUploadedFile("анкеты.csv", _usual(territory))
    sent = client.post(f"/cycles/{cycle.pk}/imports/", {"table": table})
    kept = FileImport.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, f"/imports/{kept.pk}/")
    seen = client.get(sent["Location"])
    assert "Принять 3 анкеты" in seen.content.decode()
    taken = client.post(f"/imports/{kept.pk}/", {"digest": seen.context["preview"].digest})
    assert (taken.status_code, taken["Location"]) == (302, f"/cycles/{cycle.pk}/imports/")
    page = client.get(taken["Location"]).content.decode()
    assert "Файл принят, анкет: 3." in page
    again = client.post(f"/cycles/{cycle.pk}/imports/", {"table": SimpleUploadedFile("b.csv", _usual(territory))})
    assert (again.status_code, "уже принят" in again.content.decode()) == (422, True)
    assert Response.objects.count() == 3


def test_problems_are_shown_with_their_place_rule_and_remedy(
    territory: Territory, signed_in: Callable[[User], Client]
) -> None:
    _ready(territory)
    rows = _table(territory, (FIRST, CLOSED))
    rows[1][1] = "наверное"
    kept = _uploaded(territory, _csv(rows))
    page = signed_in(territory.people[MANAGER]).get(f"/imports/{kept.pk}/").content.decode()
    for words in ("строка 2, «stand_used»", "Ответ «наверное» не понят", "[answer.unclear]", "Что сделать"):
        assert words in page
    assert "Принять 1" not in page


def test_advice_can_be_followed_where_there_is_no_folder(territory: Territory) -> None:
    _ready(territory)
    rows = _table(territory, (FIRST, CLOSED), ("1", CLOSED), ("Школа № 9", CLOSED))
    rows[0][1], rows[1][2] = "Что-то ещё", "наверное"
    shown = preview(_uploaded(territory, _csv(rows)))
    advised = [word for problem in shown.problems for word in ("cycle.yaml", "merilo") if word in str(problem)]
    assert (len(shown.problems) > 4, advised) == (True, [])


def test_pages_are_closed_to_strangers_and_without_buttons_to_others(
    territory: Territory, signed_in: Callable[[User], Client]
) -> None:
    _ready(territory)
    kept, cycle = _uploaded(territory, _usual(territory)), territory.home.cycle
    stranger = signed_in(territory.foreign.people[MANAGER])
    assert [
        stranger.get(address).status_code for address in (f"/cycles/{cycle.pk}/imports/", f"/imports/{kept.pk}/")
    ] == [
        404,
        404,
    ]
    authority = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    page = authority.get(f"/cycles/{cycle.pk}/imports/")
    assert (page.status_code, "Показать, что в файле" in page.content.decode()) == (200, False)
    assert authority.get(f"/imports/{kept.pk}/").status_code == 403
    sent = authority.post(f"/cycles/{cycle.pk}/imports/", {"table": SimpleUploadedFile("b.csv", b"a")})
    assert sent.status_code == 403
