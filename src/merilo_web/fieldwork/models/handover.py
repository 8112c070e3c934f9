"""Handing collected data over: by the operator, accepted or returned by the authority."""

from django.conf import settings
from django.db import models

from merilo_web.archive.models import Document
from merilo_web.cycles.models import Cycle
from merilo_web.fieldwork.states import HandoverState
from merilo_web.journal.actions import Scope


class Handover(models.Model):
    """One hand-over of a cycle's data. `digest` is SHA-256 over the counts of answers and the settled values."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="handovers", verbose_name="цикл")
    state = models.CharField(
        "состояние", max_length=16, choices=HandoverState.choices, default=HandoverState.HANDED_OVER
    )
    handed_over_on = models.DateField("передано")
    handed_over_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем")
    digest = models.CharField("контрольная сумма данных", max_length=64)
    organizations = models.PositiveIntegerField("организаций")
    responses = models.PositiveIntegerField("анкет")
    inspected = models.PositiveIntegerField("осмотрено организаций")
    note = models.TextField("пояснение оператора", max_length=2000, blank=True)
    decided_on = models.DateField("решение принято", null=True, blank=True)
    reason = models.TextField("причина", max_length=2000, blank=True)
    act = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="акт приёмки"
    )
    documents = models.ManyToManyField(Document, related_name="+", blank=True, verbose_name="документы")

    class Meta:
        verbose_name = "передача данных"
        verbose_name_plural = "передачи данных"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["cycle"], condition=models.Q(state="handed_over"), name="one_handover_awaits"
            ),
        )

    def __str__(self) -> str:
        return f"Передача данных {self.handed_over_on:%d.%m.%Y}: {self.cycle}"

    @property
    def scope(self) -> Scope:
        """Whose it is: the cycle's people."""
        return self.cycle.scope
