"""Photos that come packed together: the archive is looked through, each photo checked as one sent by itself is."""

import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from merilo.importers.guard import BROKEN_ARCHIVE
from merilo_web.archive.uploads import LARGEST, PDF, PHOTOS, Upload, checked, refuse_bomb

LARGEST_ARCHIVE = 100 * 1024 * 1024
"""Bytes of one archive of photos."""
_ENCRYPTED, _IN_UTF8 = 0x1, 0x800
_OWN_FOLDER = "__macosx/"
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class PackedPhoto:
    """One file of an archive under its name with folders: looked through, or why it does not fit."""

    name: str
    upload: Upload | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class PhotoArchive:
    """An archive that was looked through from outside; its photos are read one by one."""

    file: BinaryIO

    def __iter__(self) -> Iterator[PackedPhoto]:
        """Every file of the archive, save those that systems put in by themselves."""
        with zipfile.ZipFile(self.file) as packed:
            for piece in packed.infolist():
                name = _name(piece)
                if not piece.is_dir() and not _of_a_system(name):
                    yield _photo(packed, piece, name)


def photo_archive(upload: "UploadedFile[bytes]") -> PhotoArchive:
    """Look an archive through without reading its photos. Raises ValidationError with a sentence for the sender."""
    if upload.size and upload.size > LARGEST_ARCHIVE:
        raise ValidationError(f"Архив больше {LARGEST_ARCHIVE // 1024**2} МБ. Разделите таблицу и фото на части.")
    file = cast("BinaryIO", upload)
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as packed:
            pieces = packed.infolist()
    except BROKEN_ARCHIVE:
        raise ValidationError("Это не ZIP, или он повреждён. Упакуйте фото заново и приложите ещё раз.") from None
    refuse_bomb(pieces)
    if any(piece.flag_bits & _ENCRYPTED for piece in pieces):
        raise ValidationError("Архив закрыт паролем. Упакуйте фото без пароля и приложите ещё раз.")
    return PhotoArchive(file)


def _photo(packed: zipfile.ZipFile, piece: zipfile.ZipInfo, name: str) -> PackedPhoto:
    if piece.file_size > LARGEST:
        return PackedPhoto(name, None, f"Файл больше {LARGEST // 1024**2} МБ.")
    try:
        content = packed.read(piece)
    except BROKEN_ARCHIVE:
        return PackedPhoto(name, None, "Файл повреждён.")
    try:
        return PackedPhoto(name, checked(SimpleUploadedFile(name, content), kinds=PHOTOS | {PDF}))
    except ValidationError as fault:
        return PackedPhoto(name, None, " ".join(fault.messages))


def _name(piece: zipfile.ZipInfo) -> str:
    """The name as the sender saw it: Russian Windows writes cp866 where the archive does not say UTF-8."""
    name = piece.filename
    if not piece.flag_bits & _IN_UTF8:
        name = name.encode("cp437", "replace").decode("cp866")
    return unicodedata.normalize("NFC", name.replace("\\", "/")).strip("/")


def _of_a_system(name: str) -> bool:
    last = name.casefold().rpartition("/")[2]
    return name.casefold().startswith(_OWN_FOLDER) or last.startswith(".") or last in _OF_SYSTEMS
