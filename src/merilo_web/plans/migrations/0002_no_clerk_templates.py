"""Templates of documents are the registry's: the table is handed on with its rows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable("ClerkTemplate", "registry_clerktemplate")],
            state_operations=[migrations.DeleteModel("ClerkTemplate")],
        ),
    ]
