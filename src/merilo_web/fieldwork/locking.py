"""One writer at a time on SQLite, in the order of asking.

SQLite lets a second writer sleep and try again, without fairness: two server processes starve each other for tenths
of a second. A lock on a file beside the database, taken before the transaction begins, is handed over at once.
PostgreSQL needs none of it.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

_turn = threading.Lock()
_opened: dict[Path, int] = {}


@contextmanager
def writing() -> Iterator[None]:
    """A transaction for a short write; everything that can be checked before it was checked."""
    if connection.vendor != "sqlite":
        with transaction.atomic():
            yield
        return
    with _turn:
        file = _lock_file()
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            with transaction.atomic():
                yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


def _lock_file() -> int:
    """The file of the lock, opened once in a process and for its whole life; call it with the turn held."""
    folder: Path = settings.ENVIRONMENT.folder
    if folder not in _opened:
        folder.mkdir(parents=True, exist_ok=True)
        _opened[folder] = os.open(folder / "intake.lock", os.O_WRONLY | os.O_CREAT, 0o600)
    return _opened[folder]
