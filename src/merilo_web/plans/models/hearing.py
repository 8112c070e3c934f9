"""What the authority issues over all plans: summaries of their execution, lists of heads to be heard."""

from django.db import models
from django.db.models import Q

from merilo_web.archive.models import Document
from merilo_web.cycles.models import Cycle, ListedOrganization
from merilo_web.journal.actions import Scope
from merilo_web.results.models import ResultVersion


class IssuedSummary(models.Model):
    """A summary of the plans of a cycle as it was issued on a day."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="summaries", verbose_name="цикл")
    number = models.PositiveSmallIntegerField("номер")
    period = models.CharField("за какое время", max_length=64, blank=True)
    issued_on = models.DateField("выпущена")
    docx = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="сводка (DOCX)")
    pdf = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="сводка (PDF)")
    xlsx = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="сводка (XLSX)")

    class Meta:
        verbose_name = "сводка об исполнении планов"
        verbose_name_plural = "сводки об исполнении планов"
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=["cycle", "number"], name="summary_number"),)

    def __str__(self) -> str:
        return f"Сводка № {self.number}, {self.cycle}"

    @property
    def scope(self) -> Scope:
        """Whose it is: the authority's and the council's."""
        return Scope(authority=self.cycle.authority_id, council=self.cycle.council_id)


class DrawnHearing(models.Model):
    """The list of heads to be heard and to be interviewed, drawn up from approved results once for each version."""

    results = models.OneToOneField(ResultVersion, models.PROTECT, related_name="hearing", verbose_name="результаты")
    drawn_on = models.DateField("составлен")
    highest = models.PositiveSmallIntegerField("наивысших мест")
    lowest = models.PositiveSmallIntegerField("наименьших мест")
    docx = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="список (DOCX)")
    pdf = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="список (PDF)")

    class Meta:
        verbose_name = "список руководителей"
        verbose_name_plural = "списки руководителей"

    def __str__(self) -> str:
        return f"Список руководителей, {self.results}"

    @property
    def scope(self) -> Scope:
        """Whose it is: the authority's and the council's."""
        cycle = self.results.cycle
        return Scope(authority=cycle.authority_id, council=cycle.council_id)


class HeadHearing(models.Model):
    """One head of the list, as it was drawn up, and what came of it: when the head was heard, what was said."""

    class Kind(models.TextChoices):
        """Why the head is asked."""

        HEARD = "heard", "заслушать"
        INTERVIEWED = "interviewed", "провести собеседование"

    hearing = models.ForeignKey(DrawnHearing, models.PROTECT, related_name="heads", verbose_name="список")
    listed = models.ForeignKey(ListedOrganization, models.PROTECT, related_name="hearings", verbose_name="организация")
    kind = models.CharField("что сделать", max_length=16, choices=Kind.choices)
    position = models.PositiveSmallIntegerField("порядок")
    head = models.CharField("руководитель", max_length=255, blank=True)
    post = models.CharField("должность", max_length=255, blank=True)
    total = models.CharField("итог", max_length=16)
    place = models.PositiveIntegerField("место")
    places = models.CharField("возможные места", max_length=32, blank=True)
    ground = models.CharField("основание", max_length=100)
    held_on = models.DateField("состоялось", null=True, blank=True)
    note = models.TextField("итог разговора", max_length=4000, blank=True)

    class Meta:
        verbose_name = "заслушивание руководителя"
        verbose_name_plural = "заслушивания руководителей"
        ordering = ("hearing", "kind", "position")
        constraints = (
            models.UniqueConstraint(fields=["hearing", "listed"], name="head_once_in_list"),
            models.CheckConstraint(condition=Q(held_on__isnull=False) | Q(note=""), name="hearing_noted_when_held"),
        )

    def __str__(self) -> str:
        return f"{self.head or self.listed}: {self.get_kind_display()}"

    @property
    def scope(self) -> Scope:
        """Whose it is: the list's."""
        return self.hearing.scope
