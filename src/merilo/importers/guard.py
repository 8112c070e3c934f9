"""The guard: refuses hostile and unfit files before anything parses them, in bounded memory."""

import os
import stat
import zipfile
import zlib
from pathlib import Path

from merilo.importers import codes
from merilo.importers.findings import UnreadableFileError
from merilo.problems import Place, Problem, ProblemKind

MOST_COLUMNS = 16_384
MOST_BYTES = {".csv": 64 << 30, ".xlsx": 256 << 20, ".parquet": 1 << 40, ".yaml": 1 << 20}
CHUNK = 1 << 20

BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError)
"""What reading a damaged, encrypted or oddly packed ZIP archive raises (NotImplementedError is a RuntimeError)."""

_SIGNATURES = (
    (b"PK\x03\x04", ".xlsx", "архив ZIP или книга Excel"),
    (b"PK\x05\x06", ".xlsx", "пустой архив ZIP"),
    (b"PAR1", ".parquet", "Parquet"),
    (b"\xd0\xcf\x11\xe0", "", "старая книга .xls или книга с паролем"),
    (b"%PDF", "", "PDF"),
    (b"{\\rtf", "", "RTF"),
    (b"\x1f\x8b", "", "архив gzip"),
    (b"Rar!", "", "архив RAR"),
    (b"7z\xbc\xaf", "", "архив 7z"),
    (b"\x89PNG", "", "картинка"),
    (b"\xff\xd8\xff", "", "картинка"),
)
_MARKUP = (b"<!doctype html", b"<html", b"<table", b"<?xml")


def unfit(path: Path, folder: Path) -> str:
    """Why a path cannot be read as a file of the folder, for a person; empty when it can. Nothing is opened."""
    try:
        mode = path.stat().st_mode
        outside = path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())
    except OSError:
        return "Ссылка никуда не ведёт" if path.is_symlink() else "Файл недоступен"
    if outside:
        return "Это ссылка за пределы папки"
    if not stat.S_ISREG(mode):
        return "Это папка" if stat.S_ISDIR(mode) else "Это не обычный файл"
    return "" if os.access(path, os.R_OK) else "Нет права на чтение"


def refuse(kind: ProblemKind, place: Place, detail: str) -> UnreadableFileError:
    """The exception that carries one refusal."""
    return UnreadableFileError(Problem(kind, place, detail))


def check_content(path: Path) -> None:
    """Refuse a file that is too large, or whose content is not what its extension says."""
    place = Place(path.name)
    extension = path.suffix.lower()
    size = path.stat().st_size
    if size > MOST_BYTES[extension]:
        raise refuse(codes.TOO_LARGE, place, f"Размер {size:,} байт".replace(",", " "))
    if size == 0:
        raise refuse(codes.NO_TABLE, place, "Файл пуст")
    with path.open("rb") as stream:
        start = stream.read(512)
    found = next((known for known in _SIGNATURES if start.startswith(known[0])), None)
    if found is not None and found[1] != extension:
        raise refuse(codes.WRONG_CONTENT, place, f"Внутри {found[2]}")
    if found is None and extension in (".xlsx", ".parquet"):
        raise refuse(codes.WRONG_CONTENT, place, f"Внутри не {extension.removeprefix('.')}")
    if found is None and start.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        raise refuse(codes.WRONG_CONTENT, place, "Внутри веб-страница или XML")
