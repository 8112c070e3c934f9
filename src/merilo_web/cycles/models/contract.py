"""The contract with the operator: prepared as terms of reference, signed, accepted piece by piece."""

from django.db import models

from merilo_web.archive.models import Document
from merilo_web.cycles.models.cycle import Cycle
from merilo_web.cycles.states import ContractState, DeliverableState
from merilo_web.journal.actions import Scope
from merilo_web.registry.models import Operator


class Contract(models.Model):
    """One contract of a cycle. Until it is signed it holds what the terms of reference are drawn from."""

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="contract", verbose_name="цикл")
    state = models.CharField("состояние", max_length=16, choices=ContractState.choices, default=ContractState.DRAFT)
    operator = models.ForeignKey(
        Operator, models.PROTECT, null=True, blank=True, related_name="contracts", verbose_name="оператор"
    )
    number = models.CharField("номер", max_length=64, blank=True)
    signed_on = models.DateField("заключён", null=True, blank=True)
    begins_on = models.DateField("действует с", null=True, blank=True)
    ends_on = models.DateField("действует по", null=True, blank=True)
    price = models.DecimalField("цена, руб.", max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "контракт"
        verbose_name_plural = "контракты"

    def __str__(self) -> str:
        if self.signed_on is None:
            return f"Контракт: {self.cycle}"
        return f"Контракт № {self.number} от {self.signed_on:%d.%m.%Y}"

    @property
    def scope(self) -> Scope:
        """Whose it is: the cycle's people."""
        return self.cycle.scope


class Stage(models.Model):
    """A stage of the operator's work."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="stages", verbose_name="контракт")
    position = models.PositiveSmallIntegerField("порядок")
    title = models.CharField("этап", max_length=500)
    begins_on = models.DateField("начало")
    ends_on = models.DateField("окончание")
    result = models.CharField("чем завершается", max_length=500, blank=True)

    class Meta:
        verbose_name = "этап"
        verbose_name_plural = "этапы"
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.title


class Deliverable(models.Model):
    """A result that the operator hands over; handed in by the operator, accepted or returned by the authority."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="deliverables", verbose_name="контракт")
    position = models.PositiveSmallIntegerField("порядок")
    title = models.CharField("результат", max_length=500)
    form = models.CharField("форма", max_length=255, blank=True)
    state = models.CharField(
        "состояние", max_length=16, choices=DeliverableState.choices, default=DeliverableState.AWAITED
    )
    received_on = models.DateField("передан", null=True, blank=True)
    accepted_on = models.DateField("принят", null=True, blank=True)
    remark = models.CharField("замечание", max_length=500, blank=True)

    class Meta:
        verbose_name = "результат работы"
        verbose_name_plural = "результаты работы"
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.title


class CyclePaper(models.Model):
    """A paper that a cycle issued by a button, in both forms; the newest of its kind is in force."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="papers", verbose_name="цикл")
    kind = models.CharField("вид", max_length=32)
    issued_on = models.DateField("выпущен")
    docx = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="документ (DOCX)")
    pdf = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="документ (PDF)")

    class Meta:
        verbose_name = "документ цикла"
        verbose_name_plural = "документы цикла"
        ordering = ("-id",)

    def __str__(self) -> str:
        return str(self.docx)
