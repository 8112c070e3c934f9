"""ZIP archives of photos as people and other systems pack them."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

from merilo_web.archive.photos import PhotoArchive, photo_archive

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 40


def packed(files: dict[str, bytes]) -> bytes:
    """A ZIP of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def archive_of(files: dict[str, bytes]) -> PhotoArchive:
    """The same as it comes through the form."""
    return photo_archive(SimpleUploadedFile("фото.zip", packed(files)))
