"""Back-ups: the database and the files of the archive in one file, and the way back.

A back-up is a gzipped tar: `about.json`, the database (`database.sqlite3` or PostgreSQL's own `database.dump`) and
`files/`. Files are named by their SHA-256 and only ever added, so those taken after the database are never too few.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.db import connection

from merilo_web import clock

_ABOUT, _FILES = "about.json", "files"


class BackupError(Exception):
    """A back-up cannot be made or put back; the text is a Russian sentence."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a back-up holds."""

    made_at: str
    files: int
    size: int


def back_up(target: Path) -> Kept:
    """Write a back-up while the server works. The file is whole or absent. Raises BackupError."""
    if target.exists():
        raise BackupError(f"Файл {target} уже есть. Назовите другой: прежние копии не затираются.")
    made_at = clock.now().isoformat()
    piece = target.with_name(f".{target.name}.part")
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        database = _dumped(Path(folder))
        stored = sorted(_stored())
        about = {"made_at": made_at, "database": database.name, "files": len(stored)}
        (Path(folder) / _ABOUT).write_text(json.dumps(about), encoding="utf-8")
        with tarfile.open(piece, "w:gz", compresslevel=3) as book:
            book.add(Path(folder) / _ABOUT, _ABOUT)
            book.add(database, database.name)
            for path in stored:
                book.add(path, f"{_FILES}/{path.relative_to(settings.MEDIA_ROOT).as_posix()}")
    piece.replace(target)
    return Kept(made_at, len(stored), target.stat().st_size)


def restore(source: Path, *, replace: bool = False) -> Kept:
    """Put a back-up in place of the database and beside the files. The server must not run. Raises BackupError."""
    if not replace and _is_in_use():
        raise BackupError("В базе уже есть данные. Чтобы заменить их копией, добавьте --replace.")
    with tempfile.TemporaryDirectory(dir=_folder()) as folder:
        about = _unpacked(source, Path(folder))
        database = Path(folder) / about["database"]
        if database.name != _dump_name():
            raise BackupError("Копия снята с другой базы: SQLite и PostgreSQL друг в друга не переносятся.")
        _put_files(Path(folder) / _FILES)
        _put_database(database)
    return Kept(about["made_at"], about["files"], source.stat().st_size)


def _folder() -> Path:
    folder = settings.ENVIRONMENT.folder
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _stored() -> Iterator[Path]:
    root = Path(settings.MEDIA_ROOT)
    return (path for path in root.rglob("*") if path.is_file() and len(path.name) == 64)


def _dump_name() -> str:
    return "database.sqlite3" if connection.vendor == "sqlite" else "database.dump"


def _dumped(folder: Path) -> Path:
    target = folder / _dump_name()
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            cast("sqlite3.Connection", connection.connection).backup(copy)
    else:
        _run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}"])
    return target


def _put_database(dump: Path) -> None:
    connection.close()
    if connection.vendor == "sqlite":
        target = Path(settings.DATABASES["default"]["NAME"])
        for ending in ("-wal", "-shm"):
            target.with_name(target.name + ending).unlink(missing_ok=True)
        shutil.move(dump, target)
    else:
        name = settings.DATABASES["default"]["NAME"]
        words = ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", f"--dbname={name}"]
        _run(["pg_restore", *words, str(dump)])


def _run(command: list[str]) -> None:
    database = cast("dict[str, Any]", settings.DATABASES["default"])
    known = {
        "PGHOST": database.get("HOST") or database.get("OPTIONS", {}).get("host"),
        "PGPORT": database.get("PORT"),
        "PGUSER": database.get("USER"),
        "PGPASSWORD": database.get("PASSWORD"),
        "PGDATABASE": database.get("NAME"),
    }
    told = {name: str(value) for name, value in known.items() if value}
    try:
        subprocess.run(command, env={**os.environ, **told}, check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise BackupError(f"Нет программы {command[0]}: поставьте пакет postgresql-client.") from None
    except subprocess.CalledProcessError as fault:
        raise BackupError(f"{command[0]}: {fault.stderr.strip()}") from None


def _is_in_use() -> bool:
    if "journal_journalentry" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM accounts_user) OR EXISTS (SELECT 1 FROM journal_journalentry)")
        return bool(cursor.fetchone()[0])


def _unpacked(source: Path, folder: Path) -> dict[str, Any]:
    try:
        with tarfile.open(source, "r:gz") as book:
            book.extractall(folder, filter="data")
        about: dict[str, Any] = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
    except (OSError, tarfile.TarError, EOFError, ValueError) as fault:
        raise BackupError(f"Файл {source} — не копия Мерила, или он повреждён ({fault}).") from None
    return about


def _put_files(folder: Path) -> None:
    for path in sorted(folder.rglob("*") if folder.exists() else ()):
        if not path.is_file():
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() != path.name:
            raise BackupError(f"Файл {path.name} в копии повреждён. Ничего не заменено.")
    for path in sorted(folder.rglob("*") if folder.exists() else ()):
        target = Path(settings.MEDIA_ROOT) / path.relative_to(folder)
        if path.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, target)
