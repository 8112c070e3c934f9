"""Answers kept as numbers of their spellings: the same whether they stay in memory or go to disk piece by piece."""

from pathlib import Path

import duckdb
import pytest

from merilo.importers.answers import Raw
from merilo.importers.stored_answers import IN_MEMORY, StoredAnswers
from merilo.importers.tables import Batch

COLUMNS = {"organization": 2, "comfort": 0}
ROWS = [["Да", "", "101"], ["нет", "", 102.0], ["да ", "", "101"], ["Да", "", ""], [1.0, "", "101"], [True, "", "101"]]


def gathered(connection: duckdb.DuckDBPyConnection, folder: Path, *, most: int = IN_MEMORY, size: int = 6) -> Raw:
    stored = StoredAnswers(COLUMNS, connection, folder, most=most)
    for start in range(0, len(ROWS), size):
        stored.add(Batch(ROWS[start : start + size], range(start + 2, min(start + size, len(ROWS)) + 2)))
    assert stored.rows == len(ROWS)
    return stored.raw()


@pytest.mark.parametrize("size", [1, 2, 6])
@pytest.mark.parametrize("most", [1, 2, 4, IN_MEMORY])
def test_every_cell_comes_back_as_it_was_written(tmp_path: Path, most: int, size: int) -> None:
    with duckdb.connect() as connection:
        raw = gathered(connection, tmp_path, most=most, size=size)
        rows = connection.execute(f"SELECT row_number, organization, comfort FROM {raw.sql} ORDER BY 1").fetchall()
    written = [(row, raw.written("organization", owner), raw.written("comfort", told)) for row, owner, told in rows]
    assert written == [
        (2, "101", "Да"),
        (3, "102", "нет"),
        (4, "101", "да"),
        (5, "", "Да"),
        (6, "101", "1"),
        (7, "101", "true"),
    ]
    assert raw.spellings["organization"] == {"101": 4, "102": 1, "": 1}
    assert sum(raw.spellings["comfort"].values()) == len(ROWS)
    assert bool(list(tmp_path.iterdir())) == (most < len(ROWS))


def test_conditions_speak_of_spellings_not_of_numbers(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        raw = gathered(connection, tmp_path)
        found = connection.execute(f"SELECT row_number FROM {raw.sql} WHERE {raw.among('comfort', ['Да', 'да'])}")
        assert found.fetchall() == [(2,), (4,), (5,)]
        filled = connection.execute(f"SELECT count(*) FROM {raw.sql} WHERE {raw.filled('organization')}").fetchone()
        assert filled == (5,)
        assert raw.among("comfort", []) == "false"


def test_nothing_gathered_is_an_empty_table(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        raw = StoredAnswers(COLUMNS, connection, tmp_path).raw()
        assert connection.execute(f"SELECT count(*) FROM {raw.sql}").fetchone() == (0,)
        assert raw.filled("organization") == "NOT (false)"
