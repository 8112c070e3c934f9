"""Reporting days of authorities move to their own terms in the register."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def move(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Each reporting day becomes the authority's own term of the quarterly report."""
    kept, made = apps.get_model("plans", "ReportingRule"), apps.get_model("registry", "OwnTerm")
    made.objects.bulk_create(
        made(
            authority_id=one.authority_id,
            code="quarterly_report",
            amount=one.day,
            unit="quarter_day",
            act=one.act,
            set_on=one.set_on,
        )
        for one in kept.objects.all()
    )


class Migration(migrations.Migration):
    dependencies = [("plans", "0005_clerk_template"), ("registry", "0002_own_term")]
    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.DeleteModel(name="ReportingRule"),
    ]
