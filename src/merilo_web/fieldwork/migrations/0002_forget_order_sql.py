"""Tables of answers and codes keep no trace of the order in which rows came.

SQLite gives every table a hidden number that grows by one with each row; these tables are made without it. PostgreSQL
appends rows to a heap; `merilo-web forget_order` rewrites it by key. Counters are updated in place, so their pages
are left half empty there.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_TABLES = ("fieldwork_response", "fieldwork_unspentcode", "fieldwork_patterncount", "fieldwork_daycount")
_COUNTERS = ("fieldwork_patterncount", "fieldwork_daycount")


def forget(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the tables anew without row numbers (SQLite), or with room for updates (PostgreSQL)."""
    if editor.connection.vendor == "sqlite":
        for table in _TABLES:
            _without_row_numbers(editor, table)
    else:
        for table in _COUNTERS:
            editor.execute(f"ALTER TABLE {table} SET (fillfactor = 50)")


def _without_row_numbers(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT type, sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL", [table])
        made = cursor.fetchall()
        cursor.execute(f"SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk")
        keys = [row[0] for row in cursor.fetchall()]
    ours = next(sql for kind, sql in made if kind == "table")
    columns, rest = _parts(ours, keys)
    names = ", ".join(column.split(" ", 1)[0] for column in columns)
    editor.execute(f'ALTER TABLE "{table}" RENAME TO "{table}_old"')
    editor.execute(f'CREATE TABLE "{table}" ({", ".join([*columns, *rest])}) WITHOUT ROWID')
    editor.execute(f'INSERT INTO "{table}" ({names}) SELECT {names} FROM "{table}_old"')
    editor.execute(f'DROP TABLE "{table}_old"')
    for kind, sql in made:
        if kind == "index":
            editor.execute(sql)


def _parts(sql: str, keys: list[str]) -> tuple[list[str], list[str]]:
    """Columns of a CREATE TABLE, those of the key first, and what follows them.

    With the key elsewhere, SQLite 3.40 takes sound rows for faulty when it checks its integrity.
    """
    parts, depth = [""], 0
    for character in sql[sql.index("(") + 1 : sql.rindex(")")]:
        depth += (character == "(") - (character == ")")
        if character == "," and not depth:
            parts.append("")
        else:
            parts[-1] += character
    found = [part.strip() for part in parts]
    columns = [part for part in found if part.startswith('"')]
    order = {f'"{key}"': place for place, key in enumerate(keys)}
    columns.sort(key=lambda column: order.get(column.split(" ", 1)[0], len(order)))
    return columns, [part for part in found if not part.startswith('"')]


class Migration(migrations.Migration):
    """Rows by key, not by arrival."""

    dependencies = [("fieldwork", "0001_initial")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
