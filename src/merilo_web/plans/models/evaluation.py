"""Evaluation of heads: an authority's rule sets, and sheets frozen with what every point stands on."""

from django.conf import settings
from django.db import models

from merilo_web.archive.models import Document
from merilo_web.cycles.models import ListedOrganization
from merilo_web.journal.actions import Scope
from merilo_web.plans.states import HeadEvaluationState
from merilo_web.registry.models import Authority
from merilo_web.results.models import ResultVersion


class EvaluationRuleSet(models.Model):
    """One version of an authority's rules, never rewritten; `text` is the YAML as it was written."""

    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="evaluation_rules", verbose_name="орган власти"
    )
    number = models.PositiveSmallIntegerField("номер")
    title = models.CharField("название", max_length=500)
    act = models.CharField("приказ", max_length=500)
    text = models.TextField("правила", max_length=100_000)
    set_on = models.DateField("введены")

    class Meta:
        verbose_name = "правила оценки руководителей"
        verbose_name_plural = "правила оценки руководителей"
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["authority", "number"], name="evaluation_rules_number"),)

    def __str__(self) -> str:
        return f"{self.title}, {self.act}"

    @property
    def scope(self) -> Scope:
        """Whose it is: the authority's."""
        return Scope(authority=self.authority_id)


class EvaluationRound(models.Model):
    """Sheets of all heads of a cycle, issued together by one version of the rules from one version of the results."""

    results = models.ForeignKey(ResultVersion, models.PROTECT, related_name="rounds", verbose_name="результаты")
    rule_set = models.ForeignKey(EvaluationRuleSet, models.PROTECT, related_name="rounds", verbose_name="правила")
    number = models.PositiveSmallIntegerField("номер")
    issued_on = models.DateField("выпущены")
    object_until = models.DateField("возражения до")
    docx = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="сводный лист (DOCX)")
    pdf = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="сводный лист (PDF)")
    xlsx = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="сводный лист (XLSX)")

    class Meta:
        verbose_name = "оценка руководителей за цикл"
        verbose_name_plural = "оценка руководителей по циклам"
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=["results", "number"], name="round_number"),)

    def __str__(self) -> str:
        return f"{self.results.cycle}: листы оценки, выпуск {self.number}"

    @property
    def scope(self) -> Scope:
        """Whose it is: the authority's alone."""
        return Scope(authority=self.results.cycle.authority_id)


class HeadEvaluation(models.Model):
    """The sheet of one head in a round; a new sheet supersedes the former one, which stays.

    `content` is the sheet as it was issued: lines with points and sentences of their basis, totals, warnings.
    """

    listed = models.ForeignKey(
        ListedOrganization, models.PROTECT, related_name="evaluations", verbose_name="организация"
    )
    round = models.ForeignKey(EvaluationRound, models.PROTECT, related_name="sheets", verbose_name="выпуск")
    number = models.PositiveSmallIntegerField("номер листа")
    state = models.CharField(
        "состояние", max_length=16, choices=HeadEvaluationState.choices, default=HeadEvaluationState.ISSUED
    )
    head = models.CharField("руководитель", max_length=255)
    content = models.JSONField("лист")
    issued_on = models.DateField("выпущен")
    objection = models.TextField("возражение", max_length=4000, blank=True)
    objected_on = models.DateField("возражение подано", null=True, blank=True)
    objected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто возразил"
    )
    answer = models.TextField("ответ", max_length=4000, blank=True)
    answered_on = models.DateField("ответ дан", null=True, blank=True)
    docx = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="лист (DOCX)")
    pdf = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="лист (PDF)")

    class Meta:
        verbose_name = "лист оценки руководителя"
        verbose_name_plural = "листы оценки руководителей"
        ordering = ("listed", "-number")
        constraints = (models.UniqueConstraint(fields=["listed", "number"], name="evaluation_number"),)

    def __str__(self) -> str:
        return f"{self.head}, лист № {self.number}"

    @property
    def scope(self) -> Scope:
        """Whose it is: the authority's and the organization's."""
        whole = self.listed.scope
        return Scope(authority=whole.authority, organization=whole.organization)
