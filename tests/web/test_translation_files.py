"""A translation of the questionnaire as a table: taken away, filled in, looked at, written whole or not at all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.core.invented_folder import workbook
from tests.web.inspected import in_fieldwork
from tests.web.territory import Municipality, Territory

from merilo.documents.table_csv import table_csv
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import AUTHORITY, Role
from merilo_web.archive.uploads import Upload
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork.actions import translations as actions
from merilo_web.fieldwork.languages import originals
from merilo_web.fieldwork.models import OwnTranslation
from merilo_web.fieldwork.queries.translation_files import preview, table
from merilo_web.journal.models import JournalEntry

ADMIN = Role.AUTHORITY_ADMIN
HEAD = ["Код", "По-русски", "Перевод"]
SignedIn = Callable[[User], Client]


def begun(home: Municipality) -> OwnTranslation:
    """A translation with one text."""
    in_fieldwork(home)
    kept = actions.begin(home.cycle, by=home.people[ADMIN], code="xx", name="Пробный")
    return actions.edit(kept, by=home.people[ADMIN], texts={"overall": "xx"})


def written(*rows: list[str], head: list[str] = HEAD) -> Upload:
    """A table as a person sends it."""
    return Upload(table_csv([head, *rows]), "перевод.csv", "text/csv")


def sent(client: Client, kept: OwnTranslation, upload: Upload) -> tuple[int, str]:
    """The page that answers the upload."""
    file = SimpleUploadedFile(upload.file_name, upload.content)
    answer = client.post(reverse("fieldwork:translation_file", args=(kept.pk,)), {"table": file})
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_table_comes_back_without_a_difference(territory: Territory, ending: str) -> None:
    home = territory.home
    whole = {key: f"=xx {text}" for key, text in originals(edition_of(home.cycle)).items()}
    kept = actions.edit(begun(home), by=home.people[ADMIN], texts=whole)
    shown = preview(kept, Upload(table(kept, ending), f"перевод.{ending}", ""))
    assert (shown.changes, shown.same, shown.faults, shown.warnings) == ((), len(whole), (), ())


def test_the_preview_tells_what_changes_and_blank_cells_change_nothing(territory: Territory) -> None:
    kept = begun(territory.home)
    asked = originals(edition_of(territory.home.cycle))
    rows = [["overall", asked["overall"], "новое"], ["phrase:send", "", "  отправить  всё "], ["recommend", "", ""]]
    shown = preview(kept, written(*rows))
    assert [(one.key, one.before, one.after) for one in shown.changes] == [
        ("overall", "xx", "новое"),
        ("phrase:send", "", "отправить всё"),
    ]
    assert (shown.same, shown.faults, shown.warnings) == (0, (), ())


@pytest.mark.parametrize(
    ("rows", "code", "place"),
    [
        ([HEAD, ["nothing", "", "x"]], "translation.unknown_text", "строка 2, столбец «Код»"),
        ([HEAD, ["", "", "x"]], "translation.unknown_text", "строка 2, столбец «Код»"),
        ([HEAD, ["overall", "", "x"], ["overall", "", "y"]], "translation.doubled", "строка 3, столбец «Код»"),
        ([HEAD, ["phrase:heading", "", "без вставки"]], "translation.unfit", "строка 2, столбец «Перевод»"),
        ([HEAD, ["overall", "", "а\u202eб"]], "translation.unfit", "строка 2, столбец «Перевод»"),
        ([HEAD[:2], ["overall", "x"]], "translation.column_missing", "строка 1"),
        ([[*HEAD, "Перевод"], ["overall", "", "x", "y"]], "translation.column_doubled", "столбец «Перевод»"),
        ([["Код", "Перевод"]], "file.no_table", ""),
    ],
)
def test_a_table_with_a_fault_is_refused_with_its_place_and_nothing_is_taken(
    territory: Territory, signed_in: SignedIn, rows: list[list[str]], *, code: str, place: str
) -> None:
    kept, by = begun(territory.home), territory.home.people[ADMIN]
    upload = written(*rows[1:], head=rows[0])
    shown = preview(kept, upload)
    assert [one.code for one in shown.faults] == [code]
    assert place in str(shown.faults[0])
    status, page = sent(signed_in(by), kept, upload)
    assert (status, f"[{code}]" in page, "Записать" in page) == (422, True, False)
    kept.refresh_from_db()
    assert kept.texts == {"overall": "xx"}


def test_a_book_with_two_sheets_is_refused(territory: Territory, tmp_path: Path) -> None:
    content = workbook(
        tmp_path / "b.xlsx", {"Первый": [HEAD, ["overall", "", "x"]], "Второй": [HEAD, ["overall", "", "y"]]}
    )
    shown = preview(begun(territory.home), Upload(content, "перевод.xlsx", ""))
    assert [one.code for one in shown.faults] == ["translation.several_sheets"]


def test_another_original_and_a_strange_column_are_told_and_hinder_nothing(territory: Territory) -> None:
    shown = preview(begun(territory.home), written(["overall", "Прежний текст", "x", "?"], head=[*HEAD, "Заметки"]))
    assert (len(shown.changes), shown.faults, [one.code for one in shown.warnings]) == (
        1,
        (),
        ["translation.column_ignored", "translation.original_changed"],
    )


def test_what_was_looked_at_is_written_as_one_event(territory: Territory, signed_in: SignedIn) -> None:
    kept, client = begun(territory.home), signed_in(territory.people[ADMIN])
    before = JournalEntry.objects.count()
    status, page = sent(client, kept, written(["overall", "", 'нов"ое'], ["phrase:send", "", "отправить"]))
    assert (status, "Записать 2 текста" in page, 'name="text:overall" value="нов&quot;ое"' in page) == (200, True, True)
    assert JournalEntry.objects.count() == before
    own = reverse("fieldwork:translation", args=(kept.pk,))
    assert client.post(own, {"text:overall": 'нов"ое', "text:phrase:send": "отправить"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.texts, JournalEntry.objects.count()) == (
        {"overall": 'нов"ое', "phrase:send": "отправить"},
        before + 1,
    )


def test_what_somebody_changed_meanwhile_is_not_written_over(territory: Territory, signed_in: SignedIn) -> None:
    kept, by = begun(territory.home), territory.home.people[ADMIN]
    _, page = sent(signed_in(by), kept, written(["overall", "", "новое"]))
    assert 'name="was:overall" value="xx"' in page
    actions.edit(kept, by=by, texts={"overall": "чужое"})
    told = {"text:overall": "новое", "was:overall": "xx"}
    answer = signed_in(by).post(reverse("fieldwork:translation", args=(kept.pk,)), told)
    kept.refresh_from_db()
    assert (answer.status_code, "изменил кто-то другой" in answer.content.decode()) == (422, True)
    assert kept.texts == {"overall": "чужое"}


def test_the_authority_alone_takes_and_brings_tables(territory: Territory, signed_in: SignedIn) -> None:
    kept = begun(territory.home)
    page = reverse("fieldwork:translation_file", args=(kept.pk,))
    taken = reverse("fieldwork:translation_table", args=(kept.pk, "xlsx"))
    for role, person in territory.people.items():
        statuses = [signed_in(person).get(one).status_code for one in (page, taken)]
        assert (statuses == [200, 200]) == (role in AUTHORITY), role
    stranger = signed_in(territory.foreign.people[ADMIN])
    assert [stranger.get(one).status_code for one in (page, taken)] == [404, 404]
    own = signed_in(territory.people[ADMIN])
    assert own.get(reverse("fieldwork:translation_table", args=(kept.pk, "pdf"))).status_code == 404
    assert own.post(page, {}).status_code == 422
