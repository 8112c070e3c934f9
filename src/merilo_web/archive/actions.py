"""Putting bytes into the archive. Who may open them is said by the stage that puts them in (`registry.Filing`)."""

import hashlib
import os
import tempfile
from datetime import date
from pathlib import Path

from django.conf import settings

from merilo_web import clock
from merilo_web.accounts.models import User
from merilo_web.archive.models import Document, Evidence, StoredFile


def keep(content: bytes, media_type: str) -> StoredFile:
    """Keep bytes under their digest; the same bytes are kept once. The file is whole or absent."""
    digest = hashlib.sha256(content).hexdigest()
    file, _ = StoredFile.objects.get_or_create(sha256=digest, defaults={"size": len(content), "media_type": media_type})
    target = Path(settings.MEDIA_ROOT) / file.path
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as piece:
            piece.write(content)
            piece.flush()
            os.fsync(piece.fileno())
        Path(piece.name).replace(target)
    return file


def read(file: StoredFile) -> Path:
    """Where the bytes lie. Raises FileNotFoundError when the folder of files has lost them."""
    path = Path(settings.MEDIA_ROOT) / file.path
    if not path.is_file():
        raise FileNotFoundError(path)
    return path


def issue(
    content: bytes,
    *,
    kind: str,
    title: str,
    file_name: str,
    media_type: str,
    dated_on: date,
    number: str = "",
    supersedes: Document | None = None,
) -> Document:
    """Issue a document. Must run inside the transaction of the event that issues it."""
    return Document.objects.create(
        kind=kind,
        number=number,
        dated_on=dated_on,
        title=title,
        file_name=file_name,
        file=keep(content, media_type),
        issued_at=clock.now(),
        supersedes=supersedes,
    )


def attach(content: bytes, *, file_name: str, media_type: str, by: User) -> Evidence:
    """Keep an uploaded file whose name and type were checked already (`archive.uploads`)."""
    return Evidence.objects.create(
        file=keep(content, media_type), file_name=file_name, uploaded_at=clock.now(), uploaded_by=by
    )
