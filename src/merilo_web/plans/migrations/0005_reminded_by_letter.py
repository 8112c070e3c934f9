from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0004_yearly_reminder"),
    ]

    operations = [
        migrations.AddField(
            model_name="yearlyreminder",
            name="by_letter",
            field=models.BooleanField(default=True, verbose_name="письмом"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="yearlyreminder",
            name="step",
            field=models.CharField(
                choices=[
                    ("ahead", "срок подходит"),
                    ("overdue", "срок прошёл"),
                    ("head", "просрочка: руководителю"),
                ],
                max_length=16,
                verbose_name="ступень",
            ),
        ),
    ]
