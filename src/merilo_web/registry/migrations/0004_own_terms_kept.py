"""An authority's own term stays when it is withdrawn or set otherwise, for what began under it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_clerk_templates")]

    operations = [
        migrations.AddField(
            model_name="ownterm",
            name="withdrawn_on",
            field=models.DateField(blank=True, null=True, verbose_name="отменено"),
        ),
        migrations.RemoveConstraint(model_name="ownterm", name="own_term_once"),
        migrations.AddConstraint(
            model_name="ownterm",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_on__isnull", True)),
                fields=("authority", "code"),
                name="own_term_once",
            ),
        ),
    ]
