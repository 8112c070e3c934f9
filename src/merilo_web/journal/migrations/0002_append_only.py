"""The database itself refuses to change or delete an entry of the journal."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_SQLITE = """
CREATE TRIGGER journal_no_{verb} BEFORE {verb} ON journal_journalentry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
_POSTGRES = """
CREATE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;
CREATE TRIGGER journal_no_rewriting BEFORE UPDATE OR DELETE ON journal_journalentry
FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only();
"""


def guard(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place."""
    if editor.connection.vendor == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            editor.execute(_SQLITE.format(verb=verb))
    else:
        editor.execute(_POSTGRES)


class Migration(migrations.Migration):
    """Triggers against rewriting."""

    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
