"""Statements of a transaction that thousands send: prepared once on a connection, without the framework's wrappers."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

Value = str | int | bool | date | UUID

COUNT_PATTERN = (
    "INSERT INTO fieldwork_patterncount (survey_id, answers, number) VALUES (%s, %s, %s) "
    "ON CONFLICT (survey_id, answers) DO UPDATE SET number = fieldwork_patterncount.number + excluded.number"
)
"""Survey, packed answers, how many more of them there are."""
COUNT_DAY = (
    "INSERT INTO fieldwork_daycount (survey_id, received_on, channel, number) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (survey_id, received_on, channel) DO UPDATE SET number = fieldwork_daycount.number + excluded.number"
)
"""Survey, day, channel, how many more came through it."""


def changed(connection: BaseDatabaseWrapper, statement: str, values: Sequence[Value]) -> int:
    """Run a statement with `%s` for each value inside the transaction that is open; how many rows it changed.

    Raises the framework's own errors of the database.
    """
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
