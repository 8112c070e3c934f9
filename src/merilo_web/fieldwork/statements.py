"""Statements of a transaction that thousands send: prepared once on a connection, without the framework's wrappers."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

Value = str | int | bool | date | UUID

_PATTERN = (
    "INSERT INTO fieldwork_patterncount (survey_id, answers, number) {} "
    "ON CONFLICT (survey_id, answers) DO UPDATE SET number = fieldwork_patterncount.number + excluded.number"
)
_DAY = (
    "INSERT INTO fieldwork_daycount (survey_id, received_on, channel, number) {} "
    "ON CONFLICT (survey_id, received_on, channel) DO UPDATE SET number = fieldwork_daycount.number + excluded.number"
)
COUNT_PATTERN = _PATTERN.format("VALUES (%s, %s, %s)")
"""Survey, packed answers, how many more of them there are."""
COUNT_DAY = _DAY.format("VALUES (%s, %s, %s, %s)")
"""Survey, day, channel, how many more came through it."""


def counting(insert: str) -> str:
    """An INSERT of answers that counts them in the same statement, as PostgreSQL can; it returns what was inserted.

    In which order the counters are locked is not said: answers of one channel are all counted in this way or none.
    """
    pattern = _PATTERN.format("SELECT survey_id, answers, 1 FROM kept")
    day = _DAY.format("SELECT survey_id, received_on, channel, 1 FROM kept")
    kept = f"{insert} RETURNING survey_id, answers, received_on, channel"
    return f"WITH kept AS ({kept}), patterns AS ({pattern}), days AS ({day}) SELECT survey_id FROM kept"


def changed(connection: BaseDatabaseWrapper, statement: str, values: Sequence[Value]) -> int:
    """Run a statement with `%s` for each value; how many rows it changed or returned.

    Raises the framework's own errors of the database.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors:
        if connection.vendor == "sqlite":
            return int(connection.connection.execute(_marked(statement), [_plain(one) for one in values]).rowcount)
        from psycopg import Cursor  # noqa: PLC0415 - a server on SQLite does without the driver

        with Cursor(connection.connection) as cursor:
            return cursor.execute(statement, values, prepare=True).rowcount


@lru_cache(maxsize=16)
def _marked(statement: str) -> str:
    """The statement as SQLite marks its values."""
    return statement.replace("%s", "?")


def _plain(value: Value) -> str | int:
    """A value as Django keeps it in SQLite."""
    if isinstance(value, UUID):
        return value.hex
    return value.isoformat() if isinstance(value, date) else value
