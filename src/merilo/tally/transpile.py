"""Carrying the one query from DuckDB's dialect to the dialects of other engines."""

import sqlglot
from sqlglot import exp

DUCKDB = "duckdb"


def carried(sql: str, dialect: str) -> str:
    """The same query in another dialect (`sqlite`, `postgres`, `spark`, `clickhouse`, `trino`).

    A query in brackets after FROM gets a name, which some dialects demand.
    """
    tree = sqlglot.parse_one(sql, dialect=DUCKDB)
    for number, bracketed in enumerate(tree.find_all(exp.Subquery)):
        if not bracketed.alias:
            bracketed.set("alias", exp.TableAlias(this=exp.to_identifier(f"source_{number}")))
    return tree.sql(dialect=dialect, pretty=True)
