"""Spark: the same query on a cluster. The session is the caller's: local, standalone or Connect."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from merilo.tally.engine import SqlEngine
from merilo.tally.results import Row


class Collected(Protocol):
    """A lazy result."""

    def collect(self) -> Sequence[Sequence[Any]]: ...


class Session(Protocol):
    """A session as PySpark makes it."""

    def sql(self, sqlQuery: str) -> Collected: ...  # noqa: N803 - PySpark's own name of the argument


class SparkEngine(SqlEngine):
    """Counts in a Spark session; relations are its tables and views."""

    dialect = "spark"

    def __init__(self, session: Session) -> None:
        self.session = session

    def rows(self, sql: str) -> Iterable[Row]:
        return self.session.sql(sql).collect()
