"""Plans for a year that are drawn up of one's own accord: an organization's, and an authority's plan of measures."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from merilo_web.archive.models import Document, Evidence
from merilo_web.journal.actions import Scope
from merilo_web.plans.states import YEARLY_AWAITED, YearlyMeasureState, YearlyPlanState
from merilo_web.registry.models import Authority, Organization


class YearlyPlan(models.Model):
    """One plan for a year; without an `organization` it is the authority's own.

    `title` is what follows the words «План мероприятий», without the year: «по улучшению качества условий …». A school
    year begins in September of `year`. `number` counts approvals: a plan that is taken back to be changed is approved
    anew. `unplaced` keeps what an uploaded paper said and no field holds: pairs of a text and its place. `report_paper`
    is the last report brought as a file, from which results are written at their measures.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="yearly_plans", verbose_name="орган власти")
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="yearly_plans", verbose_name="организация"
    )
    year = models.PositiveSmallIntegerField("год")
    is_school_year = models.BooleanField("учебный год", default=False)
    title = models.CharField("название", max_length=500)
    state = models.CharField("состояние", max_length=16, choices=YearlyPlanState.choices, default=YearlyPlanState.DRAFT)
    number = models.PositiveSmallIntegerField("сколько раз утверждён", default=0)
    former = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="later", verbose_name="по прошлому плану"
    )
    drafted_on = models.DateField("начат")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем начат")
    reason = models.TextField("почему изменён", max_length=2000, blank=True)
    approved_on = models.DateField("утверждён", null=True, blank=True)
    approver_name = models.CharField("кто утвердил", max_length=255, blank=True)
    approver_post = models.CharField("должность утвердившего", max_length=500, blank=True)
    approval_act = models.CharField("акт об утверждении", max_length=255, blank=True)
    published_on = models.DateField("размещён", null=True, blank=True)
    published_url = models.URLField("где размещён", max_length=500, blank=True)
    closed_on = models.DateField("завершён", null=True, blank=True)
    note = models.TextField("итог года", max_length=4000, blank=True)
    paper = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="бумажный план"
    )
    report_paper = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="отчёт на бумаге"
    )
    unplaced = models.JSONField("не размещено", default=list, blank=True)
    docx = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="план (DOCX)"
    )
    pdf = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="план (PDF)"
    )
    report_docx = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="отчёт (DOCX)"
    )
    report_pdf = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="отчёт (PDF)"
    )

    class Meta:
        verbose_name = "план на год"
        verbose_name_plural = "планы на год"
        ordering = ("-year", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["organization", "year", "is_school_year"],
                condition=Q(organization__isnull=False),
                name="one_yearly_plan_of_organization",
                violation_error_message="План на этот год уже есть.",
            ),
            models.UniqueConstraint(
                fields=["authority", "year", "is_school_year"],
                condition=Q(organization__isnull=True),
                name="one_yearly_plan_of_authority",
                violation_error_message="План на этот год уже есть.",
            ),
        )
        indexes = (models.Index(fields=["authority", "year", "state"], name="yearly_plan_standing"),)

    def __str__(self) -> str:
        return f"План на {self.period}: {self.keeper}"

    @property
    def keeper(self) -> Organization | Authority:
        """Who draws it up, approves it and carries it out."""
        return self.organization or self.authority

    @property
    def period(self) -> str:
        """«2027 год» or «2026–2027 учебный год»."""
        return f"{self.year}–{self.year + 1} учебный год" if self.is_school_year else f"{self.year} год"

    @property
    def scope(self) -> Scope:
        """Who reads it and its journal."""
        return Scope(authority=self.authority_id, organization=self.organization_id)

    @property
    def keeping(self) -> Scope:
        """Who acts on it: the keeper alone; an authority only reads the plans of its organizations."""
        if self.organization_id:
            return Scope(organization=self.organization_id)
        return Scope(authority=self.authority_id)


class YearlyMeasure(models.Model):
    """One numbered measure; «3.1» stands under «3». `term` is kept as it was written, `starts_on` and `due_on` are the
    first and the last day that it means, None where the words name none.

    `expected` is the result that is awaited, `outcome` the one that was reached.
    """

    plan = models.ForeignKey(YearlyPlan, models.CASCADE, related_name="measures", verbose_name="план")
    position = models.PositiveSmallIntegerField("порядок")
    section = models.CharField("раздел", max_length=500, blank=True)
    number = models.CharField("номер", max_length=16)
    text = models.TextField("мероприятие", max_length=4000)
    term = models.CharField("срок", max_length=300, blank=True)
    starts_on = models.DateField("первый день срока", null=True, blank=True)
    due_on = models.DateField("последний день срока", null=True, blank=True)
    assignee_name = models.CharField("ответственный", max_length=255, blank=True)
    assignee_post = models.CharField("должность", max_length=500, blank=True)
    co_assignees = models.CharField("соисполнители", max_length=1000, blank=True)
    expected = models.TextField("ожидаемый результат", max_length=4000, blank=True)
    state = models.CharField(
        "состояние", max_length=16, choices=YearlyMeasureState.choices, default=YearlyMeasureState.PLANNED
    )
    outcome = models.TextField("результат", max_length=4000, blank=True)
    completed_on = models.DateField("исполнено", null=True, blank=True)
    document = models.CharField("документ", max_length=500, blank=True)
    link = models.URLField("ссылка", max_length=500, blank=True)
    reason = models.TextField("почему отменено", max_length=2000, blank=True)

    class Meta:
        verbose_name = "мероприятие плана на год"
        verbose_name_plural = "мероприятия планов на год"
        ordering = ("position", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(completed_on__isnull=True) | Q(state=YearlyMeasureState.DONE),
                name="yearly_measure_done_on_a_day",
            ),
        )
        indexes = (
            models.Index(fields=["plan", "state", "due_on"], name="yearly_measure_standing"),
            models.Index(
                fields=["due_on"], condition=Q(state__in=sorted(YEARLY_AWAITED)), name="yearly_measure_awaited"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:80]}"

    @property
    def scope(self) -> Scope:
        """Whose it is: the plan's."""
        return self.plan.scope

    @property
    def assignee(self) -> str:
        """Everybody who is responsible, as papers name them."""
        first = ", ".join(one for one in (self.assignee_name, self.assignee_post) if one)
        return "; ".join(one for one in (first, self.co_assignees) if one)
