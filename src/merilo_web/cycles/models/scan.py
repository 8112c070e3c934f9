"""Scans of signed papers: put in at a contract, a public event, a measure of the plan of the assessment."""

from django.db import models
from django.db.models import Q

from merilo_web.archive.models import Evidence
from merilo_web.cycles.models.assessment_plan import PlannedMeasure
from merilo_web.cycles.models.contract import Contract
from merilo_web.cycles.models.cycle import Cycle
from merilo_web.cycles.models.public_event import PublicEvent


class Scan(models.Model):
    """A signed paper of a cycle as PDF or picture, at the one thing that it belongs to."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="scans", verbose_name="цикл")
    evidence = models.OneToOneField(Evidence, models.PROTECT, related_name="+", verbose_name="файл")
    contract = models.ForeignKey(
        Contract, models.PROTECT, null=True, blank=True, related_name="scans", verbose_name="контракт"
    )
    event = models.ForeignKey(
        PublicEvent, models.CASCADE, null=True, blank=True, related_name="scans", verbose_name="мероприятие"
    )
    measure = models.ForeignKey(
        PlannedMeasure, models.CASCADE, null=True, blank=True, related_name="scans", verbose_name="мероприятие плана"
    )

    class Meta:
        verbose_name = "скан"
        verbose_name_plural = "сканы"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(contract__isnull=False, event__isnull=True, measure__isnull=True)
                | Q(contract__isnull=True, event__isnull=False, measure__isnull=True)
                | Q(contract__isnull=True, event__isnull=True, measure__isnull=False),
                name="scan_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return str(self.evidence)
