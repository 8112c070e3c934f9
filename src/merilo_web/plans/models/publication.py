"""The plan on the organization's own site: what was seen at its address, and the widget that shows it there."""

from django.conf import settings
from django.db import models

from merilo_web.journal.actions import Scope
from merilo_web.plans.models.plan import ImprovementPlan
from merilo_web.registry.models import Organization


class PublicationCheck(models.Model):
    """One look at the address where a plan is published. `sha256` is of what was seen, empty where nothing was.

    `checked_by` is None when the timer's command looked.
    """

    class Outcome(models.TextChoices):
        """What was seen."""

        FOUND = "found", "план найден"
        NOT_FOUND = "not_found", "плана нет"
        UNKNOWN = "unknown", "не удалось проверить"

    plan = models.ForeignKey(ImprovementPlan, models.CASCADE, related_name="checks", verbose_name="план")
    url = models.URLField("адрес", max_length=500)
    outcome = models.CharField("что увидели", max_length=16, choices=Outcome.choices)
    reason = models.CharField("почему", max_length=255, blank=True)
    sha256 = models.CharField("SHA-256 увиденного", max_length=64, blank=True)
    size = models.PositiveIntegerField("байт", default=0)
    checked_on = models.DateField("проверено")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кем"
    )

    class Meta:
        verbose_name = "проверка размещения"
        verbose_name_plural = "проверки размещения"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_outcome_display()}"

    @property
    def scope(self) -> Scope:
        """Whose it is: the plan's."""
        return self.plan.scope


class PlanWidget(models.Model):
    """The public address of an organization's published plan, to be embedded; one for all cycles."""

    organization = models.OneToOneField(
        Organization, models.PROTECT, related_name="plan_widget", verbose_name="организация"
    )
    short_code = models.CharField("код", max_length=16, unique=True)
    made_on = models.DateField("заведён")

    class Meta:
        verbose_name = "виджет плана"
        verbose_name_plural = "виджеты планов"

    def __str__(self) -> str:
        return f"{self.organization}: {self.short_code}"
