"""Oversight: quarterly reports, the authority's own library of measures."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from merilo_web.archive.models import Document
from merilo_web.cycles.models import ListedOrganization
from merilo_web.journal.actions import Scope
from merilo_web.plans.models.plan import ImprovementPlan
from merilo_web.plans.states import QuarterlyReportState
from merilo_web.registry.models import Authority


class QuarterlyReport(models.Model):
    """The report on one quarter of an organization's plan; `plan` is the version in force when it was begun.

    `content` is the table of measures as it was submitted: JSON of `queries.snapshots`, never rewritten.
    """

    listed = models.ForeignKey(ListedOrganization, models.PROTECT, related_name="+", verbose_name="организация")
    plan = models.ForeignKey(ImprovementPlan, models.PROTECT, related_name="reports", verbose_name="план")
    year = models.PositiveSmallIntegerField("год")
    quarter = models.PositiveSmallIntegerField("квартал")
    state = models.CharField(
        "состояние", max_length=16, choices=QuarterlyReportState.choices, default=QuarterlyReportState.DRAFT
    )
    due_on = models.DateField("сдать до")
    note = models.TextField("пояснение", max_length=4000, blank=True)
    submitted_on = models.DateField("сдан", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кем сдан"
    )
    content = models.JSONField("таблица", null=True, blank=True)
    docx = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="отчёт (DOCX)"
    )
    pdf = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="отчёт (PDF)"
    )

    class Meta:
        verbose_name = "квартальный отчёт"
        verbose_name_plural = "квартальные отчёты"
        ordering = ("-year", "-quarter", "-id")
        constraints = (
            models.UniqueConstraint(fields=["listed", "year", "quarter"], name="report_once_a_quarter"),
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="quarter_of_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.listed}: {self.quarter} квартал {self.year} года"

    @property
    def scope(self) -> Scope:
        """Whose it is: the plan's."""
        return self.plan.scope


class MeasureLibraryEntry(models.Model):
    """A measure in the authority's own words: with a `key` of the core's library it stands instead of it.

    `subject` is what it mends, as in the core: a kind of deficiencies, a checklist item, a question. One that is not
    offered any more hides the core's measure with its key too.
    """

    class Cost(models.TextChoices):
        """What it costs; the core's own classes."""

        NONE = "none", "без затрат"
        SMALL = "small", "небольшие затраты"
        BUDGET = "budget", "нужны бюджетные средства"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="library", verbose_name="орган власти")
    key = models.CharField("ключ", max_length=96)
    subject = models.CharField("что устраняет", max_length=96)
    text = models.TextField("мероприятие", max_length=2000)
    term = models.CharField("срок", max_length=300, blank=True)
    post = models.CharField("ответственный, должность", max_length=500, blank=True)
    expected = models.TextField("ожидаемый результат", max_length=2000, blank=True)
    cost = models.CharField("затраты", max_length=16, choices=Cost.choices, default=Cost.NONE)
    is_active = models.BooleanField("предлагается", default=True)

    class Meta:
        verbose_name = "мероприятие библиотеки"
        verbose_name_plural = "библиотека мероприятий"
        ordering = ("subject", "key")
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "key"],
                name="library_key_once",
                violation_error_message="Мероприятие с этим ключом в библиотеке уже есть.",
            ),
        )

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def scope(self) -> Scope:
        """Whose it is: the authority's."""
        return Scope(authority=self.authority_id)
