"""Opening a plan: what kind of file it is, by its content, and its text as blocks.

The readers of the kinds are loaded when the first file of their kind comes.
"""

import re
from collections.abc import Callable
from importlib import import_module
from typing import cast

from merilo.importers.findings import UnreadableFileError
from merilo.importers.plans import codes
from merilo.importers.plans.archive import OfficeArchive, opened
from merilo.importers.plans.block_writer import refused
from merilo.importers.plans.blocks import Blocks

MOST_BYTES = 50 << 20
_START = 4096
_FOREIGN = (
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "архив gzip"),
    (b"Rar!", "архив RAR"),
    (b"7z\xbc\xaf", "архив 7z"),
    (b"\x89PNG", "картинка"),
    (b"\xff\xd8\xff", "картинка"),
    (b"GIF8", "картинка"),
    (b"II*\0", "картинка"),
    (b"MM\0*", "картинка"),
    (b"AT&TF", "DjVu"),
    (b"MIME-Version:", "веб-архив"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|(?:html|head|body|table|meta|title|div|section|article|main|center|style)\b)",
    re.IGNORECASE | re.DOTALL,
)
_TREE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)(?:<!--.*?-->\s*)*<([\w.:-]+)", re.DOTALL)
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def read_blocks(content: bytes, name: str) -> Blocks:
    """The blocks of a file of any known kind; `name` only tells places. Never raises for what the content is."""
    kind = ""
    try:
        start = _start_of(content, name)
        if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            archive = opened(content, name)
            kind = _kind_of_archive(archive)
            return _reader(kind)(archive)
        kind = _kind_of_single(content, start, name)
        return _reader(kind)(content, name)
    except UnreadableFileError as fault:
        return Blocks((), (fault.problem,), kind.removeprefix("flat_"))


def _start_of(content: bytes, name: str) -> bytes:
    """What a file begins with, without blanks. Raises UnreadableFileError for empty and too large ones."""
    if len(content) > MOST_BYTES:
        raise refused(codes.TOO_LARGE, name, f"Размер {len(content):,} байт".replace(",", " "))
    if not content.strip(b"\xef\xbb\xbf \t\r\n\0\f"):
        raise refused(codes.EMPTY, name, "Файл пуст")
    return content.lstrip(b" \t\r\n\f")[:_START]


def _kind_of_single(content: bytes, start: bytes, name: str) -> str:
    """html, pdf, flat_odt or text. Raises UnreadableFileError for anything else."""
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith(_OLD_OFFICE):
        if _PROTECTED in content:
            raise refused(codes.PASSWORD, name, "Документ закрыт паролем")
        raise refused(codes.UNKNOWN_KIND, name, "Внутри старый документ Word или Excel (.doc, .xls)")
    for sign, foreign in _FOREIGN:
        if start.startswith(sign):
            raise refused(codes.UNKNOWN_KIND, name, f"Внутри {foreign}")
    return _kind_of_text(start, name)


def _kind_of_archive(archive: OfficeArchive) -> str:
    names = archive.names
    if any(part.startswith("word/") for part in names):
        return "docx"
    if any(part.startswith("xl/") for part in names):
        return "xlsx"
    if "content.xml" in names:
        return "odt"
    raise refused(codes.UNKNOWN_KIND, archive.file, "Внутри архив, но не документ")


def _kind_of_text(start: bytes, name: str) -> str:
    if start.startswith(_WIDE):
        start = start.decode("utf-16", "replace").encode()
    plain = start.removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(plain):
        return "html"
    if tree := _TREE.match(plain):
        if tree[1] == b"office:document":
            return "flat_odt"
        if tree[1].lower() != b"html":
            raise refused(codes.UNKNOWN_KIND, name, "Внутри XML, но не документ")
        return "html"
    tagged = re.match(rb"\s*<(?:p|h[1-6]|b|ul|ol|span|font|br|a)\b[^<>]*>", plain, re.IGNORECASE)
    return "html" if tagged and b"\t" not in plain else "text"


def _reader(kind: str) -> Callable[..., Blocks]:
    module = {"flat_odt": "odt"}.get(kind, kind)
    return cast(
        "Callable[..., Blocks]", getattr(import_module(f"merilo.importers.plans.{module}_file"), f"read_{kind}")
    )
