"""Photos packed together: what is refused as a whole, what is named one by one, names as the sender saw them."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.photo_archives import JPEG, PNG, archive_of, packed

from merilo_web.archive import uploads
from merilo_web.archive.photos import LARGEST_ARCHIVE, photo_archive


def _told(content: bytes) -> str:
    with pytest.raises(ValidationError) as refusal:
        photo_archive(SimpleUploadedFile("фото.zip", content))
    return refusal.value.messages[0]


def test_every_photo_is_looked_through_by_its_content() -> None:
    found = {
        one.name: one for one in archive_of({"Школа/стенд.html": PNG, "a.jpg": JPEG, "b.jpg": b"<svg/>", "c.png": b""})
    }
    kinds = {name: one.upload.media_type for name, one in found.items() if one.upload}
    assert kinds == {"Школа/стенд.html": uploads.PNG, "a.jpg": uploads.JPEG}
    assert found["Школа/стенд.html"].upload.file_name == "стенд.png"
    assert found["b.jpg"].fault.startswith("Такой файл не подходит. Подходят: heic, jpg, pdf, png.")
    assert found["c.png"].fault == "Файл пуст. Выберите другой."


def test_what_systems_put_in_by_themselves_is_no_photo() -> None:
    names = ("__MACOSX/._a.jpg", ".DS_Store", "Папка/Thumbs.db", "Папка/", "desktop.ini")
    assert [one.name for one in archive_of(dict.fromkeys(names, b"x") | {"a.jpg": JPEG})] == ["a.jpg"]


def test_a_name_of_russian_windows_is_read_as_its_sender_saw_it() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        piece = zipfile.ZipInfo("0" * len("вход.jpg"))
        archive.writestr(piece, JPEG)
    content = made.getvalue().replace(b"0" * len("вход.jpg"), "вход.jpg".encode("cp866"))
    assert [one.name for one in photo_archive(SimpleUploadedFile("a.zip", content))] == ["вход.jpg"]


def test_a_photo_that_is_too_large_or_broken_is_named_and_the_others_stay() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.jpg", JPEG)
        archive.writestr("b.jpg", b"\x00" * (uploads.LARGEST + 1))
        archive.writestr("c.jpg", PNG)
    broken = made.getvalue().replace(PNG, PNG[:-1] + b"\x01")
    told = [(one.name, one.fault) for one in photo_archive(SimpleUploadedFile("a.zip", broken))]
    assert told == [("a.jpg", ""), ("b.jpg", "Файл больше 20 МБ."), ("c.jpg", "Файл повреждён.")]


def test_what_is_no_sound_archive_is_refused() -> None:
    assert _told(b"not a zip") == "Это не ZIP, или он повреждён. Упакуйте фото заново и приложите ещё раз."
    bomb = packed({"a.jpg": b"\x00" * 4_000_000})
    assert _told(bomb) == "Файл подозрительно велик внутри. Сохраните его заново и приложите ещё раз."
    sound = packed({"a.jpg": JPEG})
    at = sound.index(b"PK\x01\x02") + 8
    locked = sound[:at] + bytes([sound[at] | 1]) + sound[at + 1 :]
    assert _told(locked) == "Архив закрыт паролем. Упакуйте фото без пароля и приложите ещё раз."


def test_an_archive_that_is_too_large_is_refused_by_its_size() -> None:
    upload = SimpleUploadedFile("фото.zip", packed({"a.jpg": JPEG}))
    upload.size = LARGEST_ARCHIVE + 1
    with pytest.raises(ValidationError) as refusal:
        photo_archive(upload)
    assert refusal.value.messages == ["Архив больше 100 МБ. Разделите таблицу и фото на части."]
