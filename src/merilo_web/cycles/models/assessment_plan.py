"""The plan of the assessment itself: numbered measures of a cycle, and how they were carried out."""

from django.db import models

from merilo_web.cycles.models.cycle import Cycle
from merilo_web.cycles.states import PlanState
from merilo_web.journal.actions import Scope


class AssessmentPlan(models.Model):
    """One plan of a cycle: edited as a draft, approved, then carried out."""

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="assessment_plan", verbose_name="цикл")
    title = models.CharField("название", max_length=500)
    state = models.CharField("состояние", max_length=16, choices=PlanState.choices, default=PlanState.DRAFT)
    approved_on = models.DateField("утверждён", null=True, blank=True)
    approved_by_name = models.CharField("кем утверждён", max_length=255, blank=True)
    approved_by_post = models.CharField("должность утвердившего", max_length=255, blank=True)
    annex_to = models.CharField("приложение к документу", max_length=500, blank=True)

    class Meta:
        verbose_name = "план проведения оценки"
        verbose_name_plural = "планы проведения оценки"

    def __str__(self) -> str:
        return f"План: {self.title}"

    @property
    def scope(self) -> Scope:
        """Whose it is: the cycle's people."""
        return self.cycle.scope


class PlannedMeasure(models.Model):
    """A numbered measure; «2.1» stands under «2». `term` is kept as it was written, `due_on` is the day it means."""

    plan = models.ForeignKey(AssessmentPlan, models.CASCADE, related_name="measures", verbose_name="план")
    position = models.PositiveSmallIntegerField("порядок")
    section = models.CharField("раздел", max_length=255, blank=True)
    number = models.CharField("номер", max_length=16)
    title = models.CharField("мероприятие", max_length=1000)
    term = models.CharField("срок", max_length=300, blank=True)
    due_on = models.DateField("последний день срока", null=True, blank=True)
    assignee = models.CharField("ответственный исполнитель", max_length=500, blank=True)
    expected = models.CharField("ожидаемый результат", max_length=1000, blank=True)
    outcome = models.TextField("что сделано", blank=True)
    completed_on = models.DateField("исполнено", null=True, blank=True)
    document = models.CharField("документ", max_length=500, blank=True)
    link = models.URLField("ссылка", blank=True)

    class Meta:
        verbose_name = "мероприятие"
        verbose_name_plural = "мероприятия"
        ordering = ("position", "id")

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
