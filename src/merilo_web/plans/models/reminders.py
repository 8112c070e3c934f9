"""Reminders of terms in plans: which rung of the ladder a matter has reached."""

from django.db import models

from merilo_web.cycles.models import ListedOrganization
from merilo_web.journal.actions import Scope
from merilo_web.plans.models.measure import Measure
from merilo_web.plans.models.plan import ImprovementPlan
from merilo_web.plans.models.yearly import YearlyPlan


class PlanReminder(models.Model):
    """One rung that one matter has reached: the row is what keeps anything from being sent twice.

    `key` names the matter: the same in every version of a plan. A new term is a new ladder, so `due_on` belongs to the
    key. Whether the matter still stands is told from the plan itself, never from here.
    """

    class Subject(models.TextChoices):
        """What has a term."""

        MEASURE = "measure", "мероприятие плана"
        APPROVAL = "approval", "утверждение плана"
        PUBLICATION = "publication", "размещение плана"
        REPORT = "report", "квартальный отчёт"

    class Step(models.TextChoices):
        """Rungs, from the lowest."""

        AHEAD = "ahead", "срок подходит"
        OVERDUE = "overdue", "срок прошёл"
        HEAD = "head", "просрочка: руководителю организации"
        AUTHORITY = "authority", "просрочка: органу власти"
        HEARING = "hearing", "предложено заслушать на заседании совета"

    listed = models.ForeignKey(
        ListedOrganization, models.PROTECT, related_name="plan_reminders", verbose_name="организация"
    )
    subject = models.CharField("о чём", max_length=16, choices=Subject.choices)
    key = models.CharField("ключ", max_length=64)
    measure = models.ForeignKey(
        Measure, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="мероприятие"
    )
    plan = models.ForeignKey(
        ImprovementPlan, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="план"
    )
    due_on = models.DateField("срок")
    step = models.CharField("ступень", max_length=16, choices=Step.choices)
    sent_on = models.DateField("напомнено")

    class Meta:
        verbose_name = "напоминание по плану"
        verbose_name_plural = "напоминания по планам"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["key", "due_on", "step"], name="reminded_once"),)
        indexes = (models.Index(fields=["listed", "step"], name="reminder_of_listed"),)

    def __str__(self) -> str:
        return f"{self.listed}: {self.get_subject_display()}, {self.get_step_display()}"

    @property
    def scope(self) -> Scope:
        """Whose it is: the authority's, the council's and the organization's, as a plan."""
        cycle = self.listed.cycle
        return Scope(authority=cycle.authority_id, council=cycle.council_id, organization=self.listed.organization_id)


class YearlyReminder(models.Model):
    """One rung that one matter of a plan for a year has reached: what keeps anything from being sent twice.

    `key` names the matter inside its plan; a new term is a new ladder. Where nobody has an address no letter goes out.
    """

    class Subject(models.TextChoices):
        """What has a term."""

        MEASURE = "yearly_measure", "мероприятие плана на год"
        CLOSING = "yearly_closing", "завершение плана на год"

    class Step(models.TextChoices):
        """Rungs of a plan's keeper, an organization or an authority, from the lowest."""

        AHEAD = "ahead", "срок подходит"
        OVERDUE = "overdue", "срок прошёл"
        HEAD = "head", "просрочка: руководителю"

    plan = models.ForeignKey(YearlyPlan, models.CASCADE, related_name="reminders", verbose_name="план")
    subject = models.CharField("о чём", max_length=16, choices=Subject.choices)
    key = models.CharField("ключ", max_length=64)
    due_on = models.DateField("срок")
    step = models.CharField("ступень", max_length=16, choices=Step.choices)
    sent_on = models.DateField("напомнено")
    by_letter = models.BooleanField("письмом")

    class Meta:
        verbose_name = "напоминание по плану на год"
        verbose_name_plural = "напоминания по планам на год"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["plan", "key", "due_on", "step"], name="yearly_reminded_once"),)

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_subject_display()}, {self.get_step_display()}"

    @property
    def scope(self) -> Scope:
        """Whose it is: the plan's."""
        return self.plan.scope
