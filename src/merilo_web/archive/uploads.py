"""What people may put into the archive: size, type told by the content, a safe name. The browser is not believed."""

import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, cast

from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from merilo.importers.guard import BROKEN_ARCHIVE

LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""
LARGEST_REQUEST = 256 * 1024 * 1024
"""Bytes of everything that is sent at once: a file of a million answers fits."""
_MOST_PIECES = 5000
_MOST_INFLATED = 300 * 1024 * 1024
_STEEPEST = 200
"""How many times larger than itself an archive may claim to be inside."""
_LONGEST_NAME = 120
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')

_OOXML = "application/vnd.openxmlformats-officedocument."
PDF, DOCX, XLSX, ODT, PNG, JPEG, HEIC = (
    "application/pdf",
    f"{_OOXML}wordprocessingml.document",
    f"{_OOXML}spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.text",
    "image/png",
    "image/jpeg",
    "image/heic",
)
ENDINGS = {PDF: "pdf", DOCX: "docx", XLSX: "xlsx", ODT: "odt", PNG: "png", JPEG: "jpg", HEIC: "heic"}
PHOTOS = frozenset({PNG, JPEG, HEIC})
EVERYTHING = frozenset(ENDINGS)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that passed: its bytes, its safe name, its type."""

    content: bytes
    file_name: str
    media_type: str


def checked(upload: "UploadedFile[bytes]", *, kinds: frozenset[str] = EVERYTHING) -> Upload:
    """Look a file through. Raises ValidationError with a sentence for whoever sent it."""
    if not upload.size:
        raise ValidationError("Файл пуст. Выберите другой.")
    if upload.size > LARGEST:
        raise ValidationError(f"Файл больше {LARGEST // 1024**2} МБ. Уменьшите его или разделите на части.")
    upload.seek(0)
    media_type = _media_type(cast("BinaryIO", upload))
    if media_type not in kinds:
        allowed = ", ".join(sorted(ENDINGS[kind] for kind in kinds))
        raise ValidationError(
            f"Такой файл не подходит. Подходят: {allowed}. Тип узнаётся по содержимому, а не по имени."
        )
    upload.seek(0)
    return Upload(upload.read(), safe_name(upload.name or "", ending=ENDINGS[media_type]), media_type)


def safe_name(given: str, *, ending: str) -> str:
    """A name without a path, control and direction marks, not hidden, of a sane length, with the ending of its type."""
    name = unicodedata.normalize("NFC", given.replace("\\", "/").rpartition("/")[2])
    stem = _UNSAFE.sub("", name).rpartition(".")[0] or _UNSAFE.sub("", name)
    stem = re.sub(r"\s+", " ", stem).strip(" .")[:_LONGEST_NAME].strip(" .")
    return f"{stem or 'файл'}.{ending}"


def _media_type(file: BinaryIO) -> str:
    head = file.read(32)
    for mark, media_type in ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG)):
        if head.startswith(mark):
            return media_type
    if head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"mif1", b"hevc", b"heim"}:
        return HEIC
    return _office_type(file) if head.startswith(b"PK\x03\x04") else ""


def _office_type(file: BinaryIO) -> str:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as book:
            refuse_bomb(book.infolist())
            return next((kind for kind, told in _TOLD_BY.items() if told(book)), "")
    except BROKEN_ARCHIVE:
        raise ValidationError("Файл повреждён: его не открыть. Сохраните его заново и приложите ещё раз.") from None


def refuse_bomb(pieces: list[zipfile.ZipInfo]) -> None:
    """Look at what a ZIP says of itself. Raises ValidationError when it would swell, or holds macros."""
    inflated, packed = sum(piece.file_size for piece in pieces), sum(piece.compress_size for piece in pieces)
    if len(pieces) > _MOST_PIECES or inflated > _MOST_INFLATED or inflated > _STEEPEST * max(packed, 1024):
        raise ValidationError("Файл подозрительно велик внутри. Сохраните его заново и приложите ещё раз.")
    if any(piece.filename.lower().endswith("vbaproject.bin") for piece in pieces):
        raise ValidationError("В файле есть макросы. Сохраните его без них и приложите ещё раз.")


def _has(*names: str) -> Callable[[zipfile.ZipFile], bool]:
    return lambda book: set(names) <= set(book.namelist())


def _opendocument(book: zipfile.ZipFile) -> bool:
    if "mimetype" not in book.namelist():
        return False
    with book.open("mimetype") as piece:
        return piece.read(100).strip() == ODT.encode()


_TOLD_BY: dict[str, Callable[[zipfile.ZipFile], bool]] = {
    DOCX: _has("[Content_Types].xml", "word/document.xml"),
    XLSX: _has("[Content_Types].xml", "xl/workbook.xml"),
    ODT: _opendocument,
}


class RequestGuard(FileUploadHandler):
    """Refuses a request that is too large before it fills the disk; keeps nothing itself."""

    def handle_raw_input(self, input_data: object, META: dict[str, str], content_length: int, *_: object) -> None:  # noqa: ARG002, N803 - Django's signature
        """Look at the declared length. Raises RequestDataTooBig."""
        if content_length > LARGEST_REQUEST:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - Django's signature
        """Pass on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002 - Django's signature
        """Keep nothing: the next handlers do."""
        return
