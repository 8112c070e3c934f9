"""Parquet files of questionnaires, read in place by DuckDB."""

from collections.abc import Mapping
from pathlib import Path

import duckdb

from merilo.importers import codes
from merilo.importers.answers import OWNER, ROW, Raw
from merilo.importers.guard import MOST_COLUMNS, check_content, refuse
from merilo.problems import Place
from merilo.tally.query import literal, quoted


def parquet_sql(path: Path, options: str = "") -> str:
    """The file as SQL after FROM; signs of patterns in its name mean themselves."""
    name = "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path))
    return f"read_parquet({literal(name)}{options})"


def parquet_heading(path: Path, connection: duckdb.DuckDBPyConnection) -> tuple[dict[str, str], int]:
    """Column → DuckDB type, in the file's order, and the number of rows.

    Raises UnreadableFileError when it is not a sound Parquet file.
    """
    check_content(path)
    with path.open("rb") as stream:
        stream.seek(-4, 2)
        if stream.read(4) != b"PAR1":
            raise refuse(codes.BROKEN, Place(path.name), "Файл Parquet обрывается")
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {parquet_sql(path)}").fetchall()
        counted = connection.execute(f"SELECT count(*) FROM {parquet_sql(path)}").fetchone()
    except duckdb.Error as fault:
        raise refuse(codes.BROKEN, Place(path.name), "Файл Parquet не читается") from fault
    if len(described) > MOST_COLUMNS:
        raise refuse(codes.TOO_WIDE, Place(path.name), f"Столбцов: {len(described)}")
    return {name: kind for name, kind, *_ in described}, counted[0] if counted else 0


def parquet_raw(path: Path, types: Mapping[str, str], columns: Mapping[str, int]) -> Raw:
    """The answers of the file as they were written. Rows are numbered as in a table with a heading, from 2."""
    names = list(types)
    parts = [f"file_row_number + 2 AS {ROW}"]
    boolean = set()
    for code, column in columns.items():
        name = quoted(names[column])
        if types[names[column]] == "BOOLEAN" and code != OWNER:
            boolean.add(code)
            parts.append(f"{name} AS {quoted(code)}")
        else:
            parts.append(f"CAST({name} AS VARCHAR) AS {quoted(code)}")
    source = parquet_sql(path, ", file_row_number=true")
    return Raw(f"(SELECT {', '.join(parts)} FROM {source})", columns, frozenset(boolean))
