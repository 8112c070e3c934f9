"""SQLite: counts in the web's embedded database. Booleans are 0 and 1 there."""

import sqlite3
from collections.abc import Iterable

from merilo.tally.engine import SqlEngine
from merilo.tally.results import Row


class SqliteEngine(SqlEngine):
    """Counts in an open SQLite connection; changes nothing in it."""

    dialect = "sqlite"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def rows(self, sql: str) -> Iterable[Row]:
        return self.connection.execute(sql).fetchall()
