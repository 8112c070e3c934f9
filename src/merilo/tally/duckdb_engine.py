"""DuckDB: the default engine, embedded; reads CSV, Parquet and Arrow in place."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from merilo.methodology.model import Question
from merilo.tally.connection import connected
from merilo.tally.contract import OrganizationTally, Patterns, Relation
from merilo.tally.engine import SqlEngine
from merilo.tally.query import MULTIPLICITY, ORGANIZATION, patterns_query, quoted, tally_query
from merilo.tally.results import Row, tallies

__all__ = ["DuckdbEngine", "connected"]


class DuckdbEngine(SqlEngine):
    """Counts in a DuckDB connection; one in memory unless another is given."""

    dialect = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection | None = None) -> None:
        self.connection = connection or connected()

    def register(self, name: str, table: object) -> Relation:
        """An Arrow table or reader, or a mapping of numpy arrays, as a relation of this engine."""
        self.connection.register(name, table)
        return Relation(quoted(name))

    def rows(self, sql: str) -> Iterable[Row]:
        return self.connection.execute(sql).fetchall()

    def carried(self, sql: str) -> str:
        return sql

    def tally(
        self, relation: Relation, questions: tuple[Question, ...], *, contradictions: str
    ) -> dict[str, OrganizationTally]:
        query = tally_query(relation, questions, contradictions=contradictions, packed=True)
        return tallies(self.rows(query), questions)

    def patterns(
        self, relation: Relation, questions: tuple[Question, ...], *, contradictions: str
    ) -> dict[str, Patterns]:
        query = patterns_query(relation, questions, contradictions=contradictions)
        found = self.connection.execute(query).fetchnumpy()
        return _split(found, questions)


def _split(found: Mapping[str, npt.NDArray[Any]], questions: tuple[Question, ...]) -> dict[str, Patterns]:
    """Sorted rows cut where the organization changes."""
    owners = np.ma.getdata(found[ORGANIZATION])
    owners[np.ma.getmaskarray(found[ORGANIZATION])] = None
    if not len(owners):
        return {}
    answers = np.stack([found[question.code] for question in questions], axis=1).astype(np.int8)
    multiplicity = found[MULTIPLICITY].astype(np.int64)
    edges = [0, *(np.flatnonzero(owners[1:] != owners[:-1]) + 1).tolist(), len(owners)]
    cut = {
        str(owners[start]): Patterns(answers[start:end], multiplicity[start:end])
        for start, end in pairwise(edges)
        if owners[start] is not None
    }
    return dict(sorted(cut.items()))
