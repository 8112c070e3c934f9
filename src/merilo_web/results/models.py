"""Results: frozen versions of scorecards, the council's proposals, their consideration."""

from django.db import models

from merilo_web.archive.models import Document
from merilo_web.cycles.models import Cycle, Decision, ListedOrganization
from merilo_web.journal.actions import Scope
from merilo_web.results.states import RecommendationState, VersionState


class ResultVersion(models.Model):
    """One calculation of a cycle, frozen: edition, digest, policies and the whole of every scorecard.

    `statistics` holds what the intervals of the cycle have in common; None until they are estimated.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="versions", verbose_name="цикл")
    number = models.PositiveSmallIntegerField("номер версии")
    state = models.CharField("состояние", max_length=16, choices=VersionState.choices, default=VersionState.DRAFT)
    edition_id = models.CharField("редакция", max_length=64)
    edition_digest = models.CharField("контрольная сумма редакции", max_length=64)
    policies = models.JSONField("решения о методике")
    observed_digest = models.CharField("контрольная сумма данных", max_length=64)
    place_rule = models.TextField("правило мест")
    statistics = models.JSONField("статистика", null=True, blank=True)
    scored_on = models.DateField("день расчёта")
    scored_at = models.DateTimeField("рассчитана")
    considered_on = models.DateField("внесена на рассмотрение", null=True, blank=True)
    reason = models.CharField("почему пересчитано", max_length=500, blank=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="решение совета"
    )

    class Meta:
        verbose_name = "версия результатов"
        verbose_name_plural = "версии результатов"
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["cycle", "number"], name="version_number"),)

    def __str__(self) -> str:
        return f"{self.cycle}, версия {self.number}"

    @property
    def scope(self) -> Scope:
        """Whose it is."""
        return self.cycle.scope


class OrganizationResult(models.Model):
    """One organization in one version: what lists need in columns, the whole scorecard with its trace in `card`.

    `brief` repeats a few of the card's figures for lists; `intervals` are None until they are estimated.
    """

    version = models.ForeignKey(ResultVersion, models.PROTECT, related_name="organizations", verbose_name="версия")
    listed = models.ForeignKey(ListedOrganization, models.PROTECT, related_name="results", verbose_name="организация")
    status = models.CharField("состояние", max_length=24)
    group = models.CharField("группа рейтинга", max_length=255, blank=True)
    respondents = models.PositiveIntegerField("анкет")
    total = models.CharField("итог", max_length=16, blank=True)
    place = models.PositiveIntegerField("место", null=True, blank=True)
    place_in_group = models.PositiveIntegerField("место в группе", null=True, blank=True)
    brief = models.JSONField("главное из карточки")
    intervals = models.JSONField("интервалы", null=True, blank=True)
    card = models.JSONField("карточка")

    class Meta:
        verbose_name = "результат организации"
        verbose_name_plural = "результаты организаций"
        constraints = (models.UniqueConstraint(fields=["version", "listed"], name="result_once"),)

    def __str__(self) -> str:
        return f"{self.listed}: {self.total or 'нет итога'}"


class Recommendation(models.Model):
    """A proposal of the council to an organization, made from what lost points; with the authority's answer to it.

    `points` is how many points of the total are lost there, as printed; empty where nobody may know.
    """

    version = models.ForeignKey(ResultVersion, models.PROTECT, related_name="recommendations", verbose_name="версия")
    listed = models.ForeignKey(
        ListedOrganization, models.PROTECT, related_name="recommendations", verbose_name="организация"
    )
    position = models.PositiveSmallIntegerField("порядок")
    indicator = models.CharField("показатель", max_length=16)
    subject = models.CharField("код недостатка", max_length=64, blank=True)
    points = models.CharField("потеряно баллов", max_length=16, blank=True)
    text = models.TextField("предложение")
    state = models.CharField(
        "состояние", max_length=16, choices=RecommendationState.choices, default=RecommendationState.DRAFT
    )
    answer = models.TextField("решение учредителя", blank=True)
    assignee = models.CharField("ответственный", max_length=255, blank=True)
    due_on = models.DateField("срок", null=True, blank=True)

    class Meta:
        verbose_name = "предложение"
        verbose_name_plural = "предложения"
        ordering = ("listed", "position", "id")

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def scope(self) -> Scope:
        """Whose it is: the cycle's people and the organization's own."""
        return self.listed.scope


class IssuedReport(models.Model):
    """A document of a version in the archive: of the whole cycle, or of one organization."""

    version = models.ForeignKey(ResultVersion, models.PROTECT, related_name="reports", verbose_name="версия")
    listed = models.ForeignKey(
        ListedOrganization, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name="организация"
    )
    document = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="документ")

    class Meta:
        verbose_name = "документ результатов"
        verbose_name_plural = "документы результатов"
        ordering = ("-document__id",)

    def __str__(self) -> str:
        return str(self.document)
