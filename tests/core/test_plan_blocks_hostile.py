"""Hostile and broken files of plans: refused with a code, within seconds and within memory, never fetched."""

import io
import time
import zipfile
import zlib

import pytest
from tests.core.plan_containers import codes, docx, endless_pdf, odf_part, odt, p, read, tbl, texts, word_part, zipped

ENTITIES = '<!DOCTYPE x [<!ENTITY a "plan"><!ENTITY b "&a;&a;&a;&a;">]>'
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _soon(content):
    """The codes of a file that must be told within five seconds."""
    begun = time.monotonic()
    found = read(content)
    assert time.monotonic() - begun < 5
    assert found.blocks == ()
    return codes(found)


def _nested(depth):
    inner = p("план")
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    return inner


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (OLD, "plan_file.kind"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "plan_file.password"),
        (b"{\\rtf1 plan}", "plan_file.kind"),
        (b"\x89PNG\r\n" + bytes(50), "plan_file.kind"),
        (b"\x1f\x8b" + bytes(50), "plan_file.kind"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "plan_file.kind"),
        (zipped({"a.txt": "план"}), "plan_file.kind"),
        (b"PK\x03\x04" + bytes(50), "plan_file.broken"),
        (zipped({"word/x.xml": "a"}), "plan_file.broken"),
        (docx(p("план"), document="<w:p"), "plan_file.broken"),
        (docx("")[:-40], "plan_file.broken"),
        (odt("", "<broken"), "plan_file.broken"),
        (bytes(51 << 20), "plan_file.too_large"),
    ],
)
def test_a_file_that_is_no_plan_is_refused(content, code):
    assert _soon(content) == [code]


def test_a_protected_archive_is_refused():
    content = bytearray(zipped({"word/document.xml": "a"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert _soon(bytes(content)) == ["plan_file.password"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_parts_of_one_name_are_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for text in ("one", "two"):
            archive.writestr("word/document.xml", text)
    assert _soon(stream.getvalue()) == ["plan_file.broken"]


@pytest.mark.parametrize(
    "content",
    [
        docx("", document=ENTITIES + word_part("<w:body>&b;</w:body>", "document")),
        docx("", document=(ENTITIES + word_part("<w:body>&b;</w:body>", "document")).encode("utf-16")),
        odt("", **{"content.xml": ENTITIES + odf_part("&b;", "content")}),
        zipped({"xl/workbook.xml": ENTITIES + "<workbook>&b;</workbook>"}),
    ],
)
def test_declared_entities_are_refused(content):
    assert _soon(content) == ["plan_file.entities"]


@pytest.mark.parametrize(
    "content",
    [
        docx("<w:p/>" * 400_000 + " " * (17 << 20)),
        docx("<w:p/>" * 300_000),
        docx(_nested(25)),
        docx(_nested(400)),
        docx(tbl(["а", "б"]) + "<w:tbl><w:tr><w:tc>" * 90_000),
        zipped({f"word/{number}.xml": "a" for number in range(5_001)}),
        odt("<table:table><table:table-row><table:table-cell>" * 90_000),
        ("<table><tr><td>" * 90_000).encode(),
        ("<div>" * 300 + "план").encode(),
        b"<html>" + b"<b>" * 300_000,
    ],
)
def test_bombs_are_refused(content):
    assert _soon(content) == ["plan_file.bomb"]


def test_a_hundred_megabytes_of_nested_tables_are_refused():
    opening = b"<w:tbl><w:tr><w:tc><w:p/>"
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(opening * 40_000) for _ in range(100)) + packer.flush()
    assert len(packed) < 1 << 20
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(100):
            part.write(opening * 40_000)
    assert _soon(stream.getvalue()) == ["plan_file.bomb"]


@pytest.mark.parametrize(
    "content",
    [
        docx(p("план") * 20_001),
        odt("<text:p>план</text:p>" * 20_001),
        b"<html>" + "<p>план".encode() * 20_001,
        docx(tbl(["план"] * 257)),
        ("план" + "\t" * 199 + "\n").encode() * 1_100,
        b"\n" * 60_000 + b"a\n",
    ],
)
def test_texts_without_end_are_refused(content):
    assert _soon(content) == ["plan_file.too_many"]


def test_tables_of_twenty_levels_are_read():
    assert texts(read(docx(_nested(20)))) == [["план"]]


def test_a_pdf_that_draws_without_end_is_stopped():
    assert _soon(endless_pdf(12)) == ["plan_file.too_slow"]


def test_a_pdf_that_inflates_without_end_is_stopped():
    packed = zlib.compress(b"0 0 1 1 re f\n" * 30_000_000, 9)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
    contents = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, contents]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, made) for number, made in enumerate(objects, 1))
    found = _soon(b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF")
    assert found in (["plan_file.too_slow"], ["plan_file.no_text"])
