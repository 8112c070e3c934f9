"""An engine that speaks SQL: the one query in its dialect, its rows as the contract's types."""

from abc import ABC, abstractmethod
from collections.abc import Iterable

from merilo.methodology.model import Question
from merilo.tally.contract import OrganizationTally, Patterns, Relation
from merilo.tally.query import patterns_query, tally_query
from merilo.tally.results import Row, patterns, tallies


class SqlEngine(ABC):
    """Counts where the answers are; only counts travel."""

    dialect: str

    @abstractmethod
    def rows(self, sql: str) -> Iterable[Row]:
        """Rows of a query written in this engine's dialect."""

    def carried(self, sql: str) -> str:
        """A query in DuckDB's dialect as this engine reads it."""
        from merilo.tally.transpile import carried  # noqa: PLC0415 - a fifth of a second that DuckDB alone never pays

        return carried(sql, self.dialect)

    def tally(
        self, relation: Relation, questions: tuple[Question, ...], *, contradictions: str
    ) -> dict[str, OrganizationTally]:
        """Counts per organization id."""
        query = tally_query(relation, questions, contradictions=contradictions)
        return tallies(self.rows(self.carried(query)), questions)

    def patterns(
        self, relation: Relation, questions: tuple[Question, ...], *, contradictions: str
    ) -> dict[str, Patterns]:
        """Distinct answer patterns per organization id, sorted."""
        query = patterns_query(relation, questions, contradictions=contradictions)
        return patterns(self.rows(self.carried(query)), questions)
