"""Links and photos of a file of checklists: they come with their items, odd ones are named, nothing is half taken."""

import hashlib
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.inspected import DAY, assigned, in_fieldwork, recorded
from tests.web.photo_archives import JPEG, PNG, archive_of, packed
from tests.web.territory import Territory

from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.uploads import Upload
from merilo_web.fieldwork.actions.checklists import GivenItem
from merilo_web.fieldwork.actions.imports import apply_file, upload_file
from merilo_web.fieldwork.models import FiledPhoto, FileImport, RecordedItem
from merilo_web.fieldwork.queries.import_checklists import preview
from merilo_web.fieldwork.states import FileKind
from merilo_web.journal.models import JournalEntry
from merilo_web.registry.models import Filing

MANAGER, INSPECTOR = Role.OPERATOR_MANAGER, Role.OPERATOR_INSPECTOR
FIRST, SECOND = "Школа № 1, Заречный", "Школа № 2, Заречный"
PAGE = "https://school.example/documents"
LATER = date(2026, 10, 7)


def _table(*rows: tuple[str, str, str, str, str]) -> bytes:
    heading = ("Организация", "Пункт", "Значение", "Ссылка", "Фото")
    return "\n".join(";".join(f'"{cell}"' for cell in row) for row in (heading, *rows)).encode()


def _uploaded(territory: Territory, content: bytes, files: dict[str, bytes] | None = None) -> FileImport:
    in_fieldwork(territory.home)
    return upload_file(
        territory.home.cycle,
        by=territory.people[MANAGER],
        on=DAY,
        table=Upload(content, "чек-листы.csv", "text/csv"),
        kind=FileKind.CHECKLISTS,
        specialist=territory.people[INSPECTOR],
        photos=archive_of(files) if files is not None else None,
    )


def _applied(territory: Territory, kept: FileImport) -> FileImport:
    return apply_file(kept, by=territory.people[MANAGER], on=LATER, digest=preview(kept).digest)


def _codes(kept: FileImport) -> list[tuple[str, str, int]]:
    return [(one.code, one.detail, one.place.row) for one in preview(kept).problems]


def test_links_and_photos_come_with_their_items(territory: Territory) -> None:
    rows = ((FIRST, "stand.name", "1", PAGE, ""), (SECOND, "stand.name", "0", "", "школа 2/ВХОД.jpg"))
    kept = _uploaded(territory, _table(*rows), {"Школа 2/вход.jpg": JPEG})
    shown = preview(kept)
    assert (shown.problems, shown.links, shown.photos) == ((), 1, 1)
    digest = hashlib.sha256(JPEG).hexdigest()
    after = [one.after for line in shown.lines for one in line.changes]
    assert after == [f"есть; {PAGE}", f"нет; фото вход.jpg ({digest[:12]}…)"]
    _applied(territory, kept)
    first, second = RecordedItem.objects.order_by("pk").select_related("evidence__file")
    assert (first.link, first.evidence) == (PAGE, None)
    assert (second.evidence.file.sha256, second.evidence.file.media_type) == (digest, "image/jpeg")
    filing = Filing.objects.get(evidence=second.evidence)
    assert filing.organization_id == territory.home.organizations[1].pk
    told = JournalEntry.objects.filter(event="fieldwork.record_items").order_by("pk").last()
    assert told.changes == {"stand.name": [None, f"нет (фото {digest[:12]}…)"]}


def test_what_is_wrong_with_links_and_photos_is_named_and_stops_the_file(territory: Territory) -> None:
    rows = (
        (FIRST, "stand.name", "1", "school.example", ""),
        (FIRST, "stand.address", "1", "", "нет.jpg"),
        (FIRST, "stand.head", "1", "", "вход.jpg"),
        (FIRST, "comfort.water", "1", "", "рисунок.jpg"),
        (SECOND, "stand.name", "1", "", "а/вход.jpg"),
        (FIRST, "comfort.rest_area", "1", "", "А/вход.jpg"),
    )
    files = {"а/вход.jpg": JPEG, "б/вход.jpg": PNG, "рисунок.jpg": b"<svg/>", "лишний.jpg": PNG}
    kept = _uploaded(territory, _table(*rows), files)
    told = {(code, row) for code, _, row in _codes(kept)}
    assert told == {
        ("import.link_unfit", 2),
        ("import.photo_missing", 3),
        ("import.photo_ambiguous", 4),
        ("import.photo_unfit", 5),
        ("import.photo_shared", 6),
        ("import.photo_unnamed", 0),
    }
    with pytest.raises(NotAllowedError, match="сначала исправьте"):
        _applied(territory, kept)
    assert not RecordedItem.objects.exists()


def test_a_photo_that_no_row_names_is_a_warning_and_is_not_taken(territory: Territory) -> None:
    kept = _uploaded(territory, _table((FIRST, "stand.name", "1", "", "")), {"a.jpg": JPEG, "b.jpg": PNG})
    assert _codes(kept) == [("import.photo_unnamed", "Не названы (2): a.jpg, b.jpg", 0)]
    _applied(territory, kept)
    assert RecordedItem.objects.get().evidence is None
    assert not Filing.objects.filter(evidence__in=kept.photos.values("evidence")).exists()


def test_another_archive_takes_the_place_of_the_former_one(territory: Territory) -> None:
    table = _table((FIRST, "stand.name", "1", "", "a.jpg"))
    first = _uploaded(territory, table, {"b.jpg": JPEG})
    again = _uploaded(territory, table, {"a.jpg": PNG})
    assert (again.pk, list(FiledPhoto.objects.values_list("name", flat=True))) == (first.pk, ["a.jpg"])
    assert preview(again).problems == ()
    assert _uploaded(territory, table).photos.count() == 1
    told = JournalEntry.objects.filter(changes__has_key="фото").order_by("pk").values_list("changes", flat=True)
    assert [one["фото"] for one in told] == [[0, 1], [1, 1]]


def test_a_link_or_a_photo_that_the_file_does_not_have_stays(territory: Territory) -> None:
    photo = Upload(PNG, "было.png", "image/png")
    noted = GivenItem("observed", "1", link=PAGE, photo=photo)
    recorded(assigned(territory.home), territory.people[INSPECTOR], stand__name=noted)
    kept = _uploaded(territory, _table((FIRST, "stand.name", "0", "", "")))
    (change,) = preview(kept).lines[0].changes
    assert change.before.startswith(f"есть; {PAGE}; фото было.png (")
    _applied(territory, kept)
    row = RecordedItem.objects.get()
    assert (row.value, row.link, row.evidence.file_name) == ("0", PAGE, "было.png")


def test_a_new_photo_alone_is_a_change(territory: Territory) -> None:
    noted = GivenItem("observed", "1", link=PAGE)
    recorded(assigned(territory.home), territory.people[INSPECTOR], stand__name=noted)
    same = _uploaded(territory, _table((FIRST, "stand.name", "1", PAGE, "")))
    assert preview(same).number == 0
    shown = preview(_uploaded(territory, _table((FIRST, "stand.name", "1", PAGE, "a.jpg")), {"a.jpg": JPEG}))
    assert (shown.number, shown.lines[0].same) == (1, 0)


@pytest.mark.parametrize(
    ("kind", "files", "sentence"),
    [
        (FileKind.ANSWERS, {"a.jpg": JPEG}, "Фото прикладывают только к чек-листам."),
        (FileKind.CHECKLISTS, {".DS_Store": b"x"}, "В архиве нет файлов. Упакуйте фото заново и приложите ещё раз."),
    ],
)
def test_an_archive_without_a_use_is_refused(
    territory: Territory, kind: FileKind, files: dict[str, bytes], *, sentence: str
) -> None:
    cycle = in_fieldwork(territory.home)
    table = Upload(_table((FIRST, "stand.name", "1", "", "")), "a.csv", "text/csv")
    who, photos = territory.people, archive_of(files)
    with pytest.raises(ValidationError) as refusal:
        upload_file(cycle, by=who[MANAGER], on=DAY, table=table, kind=kind, specialist=who[INSPECTOR], photos=photos)
    assert refusal.value.message_dict == {"photos": [sentence]}
    assert not FileImport.objects.exists()


def test_the_page_takes_the_table_and_its_archive(territory: Territory, signed_in) -> None:  # type: ignore[no-untyped-def]  # the fixture's type
    cycle = in_fieldwork(territory.home)
    client: Client = signed_in(territory.people[MANAGER])
    sent = {
        "kind": "checklists",
        "specialist": territory.people[INSPECTOR].pk,
        "table": SimpleUploadedFile("a.csv", _table((FIRST, "stand.name", "1", "", "a.jpg"))),
    }
    refused = client.post(f"/cycles/{cycle.pk}/imports/", sent | {"photos": SimpleUploadedFile("a.zip", b"not a zip")})
    assert refused.status_code == 422
    assert "Это не ZIP, или он повреждён." in refused.content.decode()
    sent["table"].seek(0)
    taken = client.post(
        f"/cycles/{cycle.pk}/imports/",
        sent | {"photos": SimpleUploadedFile("a.zip", packed({"a.jpg": JPEG}))},
        follow=True,
    )
    assert "0 и 1" in taken.content.decode()
