"""PostgreSQL: counts on the server, through any DB-API connection that speaks to it."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from merilo.tally.engine import SqlEngine
from merilo.tally.results import Row


class Fetched(Protocol):
    """What an executed query gives back."""

    def fetchall(self) -> Sequence[Sequence[Any]]: ...


class Connection(Protocol):
    """A connection as psycopg 3 makes it."""

    def execute(self, query: Any, /) -> Fetched: ...  # noqa: ANN401 - psycopg wants a LiteralString, ours is made


class PostgresEngine(SqlEngine):
    """Counts in an open psycopg connection; reads only."""

    dialect = "postgres"

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def rows(self, sql: str) -> Iterable[Row]:
        return self.connection.execute(sql).fetchall()
