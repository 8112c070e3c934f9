"""Opening DuckDB."""

import duckdb


def connected() -> duckdb.DuckDBPyConnection:
    """A private database in memory that prints nothing of its own and keeps no order that nobody asked for."""
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET preserve_insertion_order = false")
    return connection
