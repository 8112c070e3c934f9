"""Adding up checklists of very many organizations in DuckDB: one pass over «organization, item, value» rows.

Values travel as whole millionths, so that sums are exact. What a sum means — a share of a norm, a number of
conditions — is decided by scoring, not here.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import duckdb
import numpy as np
import numpy.typing as npt

from merilo.tally.contract import Relation
from merilo.tally.query import literal

ONE = 1_000_000
"""A whole item, in millionths."""
OBSERVED, NOT_APPLICABLE, UNCHECKED = range(3)
ABSENT = -1
NO_WAY = -1


class NormEntry(NamedTuple):
    """How a text in the column «item» counts for one type of organization.

    `component` and `position` number the component and the item within it. `way` numbers the remote way or is
    NO_WAY; `works` tells its second item from its first. The name of a whole part has an entry for each of its
    items, of which one leads.
    """

    type: str
    item: str
    component: int
    position: int
    way: int = NO_WAY
    works: bool = False
    leads: bool = True


class Grade(NamedTuple):
    """What a text in the column «value» means: its state and, when observed, millionths."""

    value: str
    state: int
    millionths: int = 0


class Sums(NamedTuple):
    """One element for each organization (its row in the register), component and remote way that has records.

    `seen` records, of `distinct` items; `rows` of the file among them. Of a way: states (ABSENT when there is no
    record) and millionths of its two items.
    """

    row: npt.NDArray[np.int64]
    component: npt.NDArray[np.int64]
    way: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]
    seen: npt.NDArray[np.int64]
    distinct: npt.NDArray[np.int64]
    not_applicable: npt.NDArray[np.int64]
    unchecked: npt.NDArray[np.int64]
    unexplained: npt.NDArray[np.int64]
    millionths: npt.NDArray[np.int64]
    published_state: npt.NDArray[np.int64]
    published: npt.NDArray[np.int64]
    works_state: npt.NDArray[np.int64]
    works: npt.NDArray[np.int64]


def summed(
    connection: duckdb.DuckDBPyConnection,
    checklists: Relation,
    *,
    register: Relation,
    norm: Iterable[NormEntry],
    grades: Iterable[Grade],
) -> Sums:
    """Sums of all records whose organization, item and value are known.

    `checklists` yields organization, item, value, reason as text; `register` yields row, id, type.
    """
    connection.execute(_table("norm", NormEntry._fields, norm))
    connection.execute(_table("grades", Grade._fields, grades))
    found = connection.execute(_query(checklists, register)).fetchnumpy()
    return Sums(*(np.ma.filled(found[name], ABSENT).astype(np.int64) for name in Sums._fields))


def _table(name: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> str:
    """A small table made of literals; empty, it still has its columns."""
    values = ", ".join(f"({', '.join(_cell(cell) for cell in row)})" for row in rows)
    if not values:
        nothing = ", ".join(f"NULL AS {column}" for column in columns)
        return f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {nothing} WHERE FALSE"
    return f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM (VALUES {values}) AS given ({', '.join(columns)})"


def _cell(cell: str | int) -> str:
    return literal(cell) if isinstance(cell, str) else str(cell)


def _query(checklists: Relation, register: Relation) -> str:
    published, works = "CASE WHEN way >= 0 AND NOT works THEN", "CASE WHEN way >= 0 AND works THEN"
    return f"""
        WITH recorded AS (
          SELECT
            organizations.row, norm.component, norm.way, norm.works, norm.position, norm.leads,
            grades.state, grades.millionths, checklists.reason
          FROM {checklists.sql} AS checklists
          JOIN {register.sql} AS organizations ON organizations.id = checklists.organization
          JOIN norm ON norm.type = organizations.type AND norm.item = checklists.item
          JOIN grades ON grades.value = checklists.value
        )
        SELECT
          row, component, way,
          count_if(leads) AS rows,
          count(*) AS seen,
          bit_count(bit_or(1::HUGEINT << position)) AS distinct,
          count_if(state = {NOT_APPLICABLE}) AS not_applicable,
          count_if(state = {UNCHECKED}) AS unchecked,
          count_if(state = {NOT_APPLICABLE} AND coalesce(trim(reason), '') = '') AS unexplained,
          CAST(sum(millionths) AS BIGINT) AS millionths,
          max({published} state END) AS published_state,
          max({published} millionths END) AS published,
          max({works} state END) AS works_state,
          max({works} millionths END) AS works
        FROM recorded
        GROUP BY row, component, way
    """
