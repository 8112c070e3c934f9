"""Files that people send: size, type by content, names; hostile ones are refused with a sentence."""

import io
import zipfile
import zlib

import pytest
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from merilo_web.archive import uploads

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 40
HEIC = b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40
PDF = b"%PDF-1.7\n" + b"\x00" * 40


def _book(*names, inside=b"<x/>"):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        for name in names:
            book.writestr(name, inside)
    return packed.getvalue()


DOCX = _book("[Content_Types].xml", "word/document.xml")
XLSX = _book("[Content_Types].xml", "xl/workbook.xml")
ODT = _book("mimetype", "content.xml", inside=uploads.ODT.encode())


def _checked(content, name="файл.bin", **wanted):
    return uploads.checked(SimpleUploadedFile(name, content, content_type="text/html"), **wanted)


@pytest.mark.parametrize(
    ("content", "media_type", "ending"),
    [
        (PNG, uploads.PNG, "png"),
        (JPEG, uploads.JPEG, "jpg"),
        (HEIC, uploads.HEIC, "heic"),
        (PDF, uploads.PDF, "pdf"),
        (DOCX, uploads.DOCX, "docx"),
        (XLSX, uploads.XLSX, "xlsx"),
        (ODT, uploads.ODT, "odt"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 5 else "",
)
def test_the_type_is_told_by_the_content_alone(content, media_type, ending):
    upload = _checked(content, "стенд.html")
    assert (upload.media_type, upload.file_name, upload.content) == (media_type, f"стенд.{ending}", content)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"MZ\x90\x00" + b"\x00" * 60,
        b"#!/bin/sh\nrm -rf /\n",
        b"GIF89a" + b"\x00" * 40,
        _book("readme.txt"),
        _book("mimetype", inside=b"application/epub+zip"),
        b"PNG",
    ],
    ids=["svg", "html", "exe", "script", "gif", "zip", "epub", "short"],
)
def test_what_could_run_or_is_not_expected_is_refused(content):
    with pytest.raises(ValidationError, match="не подходит"):
        _checked(content, "фото.png")


def test_only_the_kinds_that_a_page_wants_pass():
    with pytest.raises(ValidationError, match="heic, jpg, png"):
        _checked(PDF, kinds=uploads.PHOTOS)


def test_an_empty_and_a_large_file_are_refused():
    with pytest.raises(ValidationError, match="пуст"):
        _checked(b"")
    with pytest.raises(ValidationError, match="больше 20 МБ"):
        _checked(PDF + b"\x00" * uploads.LARGEST)


def test_a_bomb_is_refused_without_inflating_it():
    bomb = _book("[Content_Types].xml", "word/document.xml", inside=b"\x00" * 60_000_000)
    with pytest.raises(ValidationError, match="велик внутри"):
        _checked(bomb)
    many = _book("[Content_Types].xml", "xl/workbook.xml", *(f"{number}" for number in range(5001)))
    with pytest.raises(ValidationError, match="велик внутри"):
        _checked(many)


def test_macros_are_refused():
    with pytest.raises(ValidationError, match="макросы"):
        _checked(_book("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"))


@pytest.mark.parametrize("cut", [10, 60, len(DOCX) - 30])
def test_a_torn_archive_is_refused(cut):
    with pytest.raises(ValidationError, match="повреждён"):
        _checked(DOCX[:cut])


def _refusal(content):
    try:
        _checked(content)
    except ValidationError as fault:
        return fault.messages[0]
    return "Годится."


def test_a_scrambled_archive_never_fails_otherwise():
    said = set()
    for number in range(200):
        scrambled = bytearray(DOCX)
        scrambled[zlib.crc32(bytes([number])) % (len(DOCX) - 4) + 4] ^= 0xFF
        said.add(_refusal(bytes(scrambled)))
    assert {sentence[-1] for sentence in said} == {"."}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Фото стенда № 1.JPG", "Фото стенда № 1.png"),
        ("../../etc/passwd", "passwd.png"),
        ("C:\\Документы\\скан.png", "скан.png"),
        ("отчёт\u202egpj.exe", "отчётgpj.png"),
        (".htaccess", "htaccess.png"),
        ("a\x00b\n.png", "ab.png"),
        ('"><img src=x onerror=1>.png', "img src=x onerror=1.png"),
        ("  ..  ", "файл.png"),
        ("й" * 500 + ".png", "й" * 120 + ".png"),
        ("и\u0306.png", "й.png"),
    ],
)
def test_a_name_is_kept_readable_and_made_safe(given, kept):
    assert uploads.safe_name(given, ending="png") == kept


def test_a_request_that_is_too_large_is_refused_before_it_is_read():
    guard = uploads.RequestGuard()
    with pytest.raises(RequestDataTooBig):
        guard.handle_raw_input(None, {}, uploads.LARGEST_REQUEST + 1, None)


def test_a_member_whose_packed_bytes_are_damaged_is_refused():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", uploads.ODT * 20)
    content = bytearray(kept.getvalue())
    start = content.index(b"mimetype") + len("mimetype")
    content[start : start + 6] = b"\xff" * 6
    with pytest.raises(ValidationError, match="Файл повреждён"):
        _checked(bytes(content))
