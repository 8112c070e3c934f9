"""Whether a downloaded file opens."""

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import lxml.html
import python_calamine

_OFFICE = "application/vnd.openxmlformats-officedocument."


def fault(content: bytes, content_type: str) -> str:
    """What is wrong with the file, empty when it opens."""
    kind = content_type.partition(";")[0]
    reader = READERS.get(kind)
    if reader is None:
        return f"has a type that nobody expects: {content_type}"
    try:
        reader(content)
    except Exception as reason:  # noqa: BLE001 - whatever a reader says, the file does not open
        return f"does not open as {kind}: {reason}"
    return ""


def _word(content: bytes) -> None:
    words = "".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    assert words.strip(), "no words in it"


def _workbook(content: bytes) -> None:
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert any(workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names), "no rows in it"


def _portable(content: bytes) -> None:
    reader = shutil.which("pdftotext")
    assert reader, "pdftotext is not installed: run «make test»"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(content)
        done = subprocess.run([reader, path, "-"], capture_output=True, text=True, check=True)
    assert done.stdout.strip(), "no words in it"
    assert not done.stderr, done.stderr


def _table(content: bytes) -> None:
    assert content.decode("utf-8-sig").strip(), "no rows in it"


def _piece(content: bytes) -> None:
    assert lxml.html.fromstring(content.decode()).text_content().strip(), "no words in it"


def _folder(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        assert packed.namelist(), "no files in it"


def _picture(content: bytes) -> None:
    assert content.startswith((b"\x89PNG", b"\xff\xd8"))


READERS: dict[str, Callable[[bytes], None]] = {
    f"{_OFFICE}wordprocessingml.document": _word,
    f"{_OFFICE}spreadsheetml.sheet": _workbook,
    "application/pdf": _portable,
    "application/zip": _folder,
    "application/json": _table,
    "text/csv": _table,
    "text/html": _piece,
    "text/plain": _table,
    "image/png": _picture,
    "image/jpeg": _picture,
}
