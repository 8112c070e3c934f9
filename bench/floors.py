"""Floors: the least that any program must do. Each runs alone in a fresh interpreter."""

import sys

_SUMS = {"BOOLEAN": 'count_if("{}")', "VARCHAR": 'sum(strlen("{}"))'}


def scan(*paths: str) -> None:
    """DuckDB reads every column of the files and adds it up, without grouping."""
    import duckdb  # noqa: PLC0415 - nothing else may be loaded

    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    for path in paths:
        source = f"read_parquet('{path}')"
        columns = connection.execute(f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {source})")
        sums = [_SUMS.get(kind, 'sum("{}")').format(name) for name, kind in columns.fetchall()]
        print(connection.execute(f"SELECT {', '.join(sums)} FROM {source}").fetchone())
    connection.close()


def workbook(*paths: str) -> None:
    """calamine reads every cell of the first sheet of each book."""
    import python_calamine  # noqa: PLC0415 - nothing else may be loaded

    for path in paths:
        print(len(python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()))


if __name__ == "__main__":
    {"scan": scan, "workbook": workbook}[sys.argv[1]](*sys.argv[2:])
