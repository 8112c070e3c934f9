"""Templates of documents, handed on by the stage of plans with their table.

Entries of the journal that were written before keep the former type of their subject, `plans.ClerkTemplate`.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0001_initial"),
        ("plans", "0002_no_clerk_templates"),
        ("registry", "0002_name_in_genitive"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="ClerkTemplate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("improvement_plan", "План по устранению недостатков"),
                                    ("quarterly_report", "Отчёт о ходе исполнения плана за квартал"),
                                    ("evaluation_sheet", "Оценочный лист руководителя"),
                                    ("letter", "Письмо организации"),
                                ],
                                max_length=32,
                                verbose_name="документ",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="номер")),
                        ("taken_on", models.DateField(verbose_name="взят в работу")),
                        ("dropped_on", models.DateField(blank=True, null=True, verbose_name="заменён или снят")),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clerk_templates",
                                to="registry.authority",
                                verbose_name="орган власти",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="archive.evidence",
                                verbose_name="файл",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "шаблон документа",
                        "verbose_name_plural": "шаблоны документов",
                        "ordering": ("kind", "-number"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("authority", "kind", "number"), name="clerk_template_number"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("dropped_on__isnull", True)),
                                fields=("authority", "kind"),
                                name="clerk_template_in_use",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
