"""Adding up checklists of very many organizations in DuckDB: one pass over «organization, item, value» rows.

Values travel as whole millionths, so that sums are exact. What a sum means — a share of a norm, a number of
conditions — is decided by scoring, not here.
"""

from collections.abc import Iterable, Mapping
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

_WAYS = 128
_SLOTS = 128 * _WAYS
"""Slots of one organization: up to 128 components, up to 127 remote ways in each."""
_FIELD = 15
_FIELD_MASK = (1 << _FIELD) - 1
_STATE = 10 * ONE


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


class _Entry(NamedTuple):
    """A norm entry as it stands in the engine's table, with the mark of its item in a set of items."""

    type: str
    item: str
    component: int
    position: int
    way: int
    works: bool
    leads: bool
    bit: int


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

    `checklists` yields organization, item, value, reason as text («не применимо: …» carries its own reason);
    `register` yields row, id, type.
    """
    entries = (_Entry(*entry, bit=1 << entry.position) for entry in norm)
    connection.execute(_table("norm", _Entry._fields, entries))
    connection.execute(_table("grades", Grade._fields, grades))
    return _sums(connection.execute(_query(checklists, register)).fetchnumpy())


def _sums(found: Mapping[str, npt.NDArray[Any]]) -> Sums:
    whole = {name: np.ma.filled(column, ABSENT).astype(np.int64) for name, column in found.items()}
    slot, rare = whole["slot"], whole["rare"]
    not_applicable, unchecked, unexplained, following = (rare >> _FIELD * field & _FIELD_MASK for field in range(4))
    return Sums(
        row=slot // _SLOTS,
        component=slot % _SLOTS // _WAYS,
        way=slot % _WAYS - 1,
        rows=whole["seen"] - following,
        seen=whole["seen"],
        distinct=whole["distinct"],
        not_applicable=not_applicable,
        unchecked=unchecked,
        unexplained=unexplained,
        millionths=whole["millionths"],
        published_state=whole["published"] // _STATE,
        published=whole["published"] % _STATE,
        works_state=whole["works"] // _STATE,
        works=whole["works"] % _STATE,
    )


def _table(name: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> str:
    """A small table made of literals; empty, it still has its columns."""
    values = ", ".join(f"({', '.join(_cell(cell) for cell in row)})" for row in rows)
    if not values:
        nothing = ", ".join(f"0 AS {column}" for column in columns)
        return f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {nothing} WHERE FALSE"
    return f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM (VALUES {values}) AS given ({', '.join(columns)})"


def _cell(cell: str | int) -> str:
    return literal(cell) if isinstance(cell, str) else str(cell)


def _query(checklists: Relation, register: Relation) -> str:
    """One key and few sums: what is rare is packed into one number, what a way has into a state and a value."""
    way = "CASE WHEN way >= 0 AND {} THEN state * {} + millionths END"
    published, works = (way.format(side, _STATE) for side in ("NOT works", "works"))
    unexplained = (
        f"state = {NOT_APPLICABLE} AND coalesce(trim(reason), '') = '' AND NOT contains(checklists.value, ':')"
    )
    marks = (f"state = {NOT_APPLICABLE}", f"state = {UNCHECKED}", unexplained, "NOT leads")
    rare = " + ".join(f"CASE WHEN {mark} THEN {1 << _FIELD * field} ELSE 0 END" for field, mark in enumerate(marks))
    return f"""
        SELECT
          organizations.row * {_SLOTS} + component * {_WAYS} + way + 1 AS slot,
          count(*) AS seen,
          bit_count(bit_or(bit)) AS distinct,
          CAST(sum(millionths) AS BIGINT) AS millionths,
          CAST(coalesce(sum(CASE WHEN state <> {OBSERVED} OR NOT leads THEN {rare} END), 0) AS BIGINT) AS rare,
          max({published}) AS published,
          max({works}) AS works
        FROM {checklists.sql} AS checklists
        JOIN {register.sql} AS organizations ON organizations.id = checklists.organization
        JOIN norm ON norm.type = organizations.type AND norm.item = checklists.item
        JOIN grades ON grades.value = checklists.value
        GROUP BY slot
    """
