"""Forgetting the order in which answers came: rows are written anew by their random keys."""

from django.db import connection

from merilo_web.fieldwork.locking import writing

_KEYS = {
    "fieldwork_response": "survey_id, id",
    "fieldwork_unspentcode": "digest",
    "fieldwork_patterncount": "survey_id, answers",
    "fieldwork_daycount": "survey_id, received_on, channel",
}
"""The tables of answers and codes with the columns that tell their rows apart; none of these tells when."""


def forget_order() -> None:
    """Leave no physical trace of the order of arrival in the tables of answers and codes.

    PostgreSQL keeps rows as they came, with the number of their transaction, and spent codes until it cleans up: the
    tables are emptied and filled again by key in one transaction. SQLite keeps rows by key from the start; what is
    forgotten there is its log of writes. Answers wait for the moment that it takes.
    """
    if connection.vendor == "sqlite":
        _empty_write_log()
        return
    with writing(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, keys in _KEYS.items():
            cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
            cursor.execute(f"CREATE TEMPORARY TABLE by_key ON COMMIT DROP AS SELECT * FROM {table}")
            cursor.execute(f"TRUNCATE {table}")
            cursor.execute(f"INSERT INTO {table} SELECT * FROM by_key ORDER BY {keys}")
            cursor.execute("DROP TABLE by_key")


def _empty_write_log() -> None:
    """Empty SQLite's log; it stays as it is inside another transaction, which still needs it."""
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
