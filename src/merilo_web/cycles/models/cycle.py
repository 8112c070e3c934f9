"""A cycle: one authority, one council, one year, a list of organizations."""

from django.db import models

from merilo_web.archive.models import Document
from merilo_web.cycles.states import CycleState
from merilo_web.journal.actions import Scope
from merilo_web.registry.models import Authority, Operator, Organization, PublicCouncil, Sector


class Cycle(models.Model):
    """One cycle of the independent assessment."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="cycles", verbose_name="орган власти")
    council = models.ForeignKey(PublicCouncil, models.PROTECT, related_name="cycles", verbose_name="совет")
    operator = models.ForeignKey(
        Operator, models.PROTECT, null=True, blank=True, related_name="cycles", verbose_name="оператор"
    )
    year = models.PositiveSmallIntegerField("год")
    title = models.CharField("название", max_length=255)
    sector = models.CharField("сфера", max_length=32, choices=Sector.choices, default=Sector.EDUCATION)
    edition_id = models.CharField("редакция методики", max_length=64)
    is_pilot = models.BooleanField("пилотный", default=False)
    state = models.CharField("состояние", max_length=16, choices=CycleState.choices, default=CycleState.DRAFT)
    opened_on = models.DateField("начат")
    listed_on = models.DateField("перечень утверждён", null=True, blank=True)
    fieldwork_from = models.DateField("сбор информации с", null=True, blank=True)
    fieldwork_until = models.DateField("сбор информации по", null=True, blank=True)
    accepted_on = models.DateField("данные приняты", null=True, blank=True)
    approved_on = models.DateField("результаты утверждены", null=True, blank=True)
    handed_over_on = models.DateField("переданы учредителю", null=True, blank=True)
    considered_on = models.DateField("рассмотрены учредителем", null=True, blank=True)
    closed_on = models.DateField("завершён", null=True, blank=True)

    class Meta:
        verbose_name = "цикл"
        verbose_name_plural = "циклы"
        ordering = ("-year", "title")
        constraints = (models.UniqueConstraint(fields=["authority", "sector", "year", "title"], name="cycle_identity"),)

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> Scope:
        """Whose the cycle is."""
        return Scope(self.authority_id, self.council_id, self.operator_id)


class ListedOrganization(models.Model):
    """An organization on the list of a cycle, with the population that its sample is counted from."""

    class Ground(models.TextChoices):
        """Why the organization is on the list."""

        NEVER_ASSESSED = "never_assessed", "не оценивалась ни разу"
        LAST_YEAR = "last_year", "истекают три года с последней оценки"
        COUNCIL = "council", "по решению совета"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="listed", verbose_name="цикл")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="listed", verbose_name="организация")
    ground = models.CharField("основание", max_length=16, choices=Ground.choices)
    note = models.CharField("пояснение", max_length=500, blank=True)
    population = models.PositiveIntegerField("численность получателей услуг", null=True, blank=True)
    population_requested_on = models.DateField("запрошена", null=True, blank=True)
    population_answered_on = models.DateField("сообщена", null=True, blank=True)
    population_note = models.CharField("откуда сведения", max_length=500, blank=True)
    population_frozen_on = models.DateField("зафиксирована", null=True, blank=True)
    required = models.PositiveIntegerField("нужно опросить", null=True, blank=True)

    class Meta:
        verbose_name = "организация перечня"
        verbose_name_plural = "перечень организаций"
        ordering = ("organization__sort_key", "id")
        constraints = (models.UniqueConstraint(fields=["cycle", "organization"], name="listed_once"),)

    def __str__(self) -> str:
        return str(self.organization)

    @property
    def scope(self) -> Scope:
        """Whose it is: the cycle's people and the organization's own."""
        return Scope(self.cycle.authority_id, self.cycle.council_id, self.cycle.operator_id, self.organization_id)


class PolicyChoice(models.Model):
    """How the council decided, once for a cycle, what the law leaves open."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="policies", verbose_name="цикл")
    policy = models.CharField("вопрос", max_length=64)
    option = models.CharField("решение", max_length=64)
    decision = models.ForeignKey("Decision", models.PROTECT, related_name="policies", verbose_name="решение совета")

    class Meta:
        verbose_name = "решение о методике"
        verbose_name_plural = "решения о методике"
        constraints = (models.UniqueConstraint(fields=["cycle", "policy"], name="policy_decided_once"),)

    def __str__(self) -> str:
        return f"{self.policy}: {self.option}"


class Decision(models.Model):
    """A decision of the council or of the authority, in the register of decisions."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="decisions", verbose_name="цикл")
    number = models.CharField("номер", max_length=64)
    decided_on = models.DateField("дата")
    body = models.CharField("кто решил", max_length=500)
    subject = models.CharField("о чём", max_length=500)
    text = models.TextField("решение")
    assignee = models.CharField("ответственный", max_length=255, blank=True)
    due_on = models.DateField("срок", null=True, blank=True)
    completed_on = models.DateField("исполнено", null=True, blank=True)
    outcome = models.TextField("что сделано", blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="документ"
    )

    class Meta:
        verbose_name = "решение"
        verbose_name_plural = "реестр решений"
        ordering = ("decided_on", "id")

    def __str__(self) -> str:
        return f"№ {self.number} от {self.decided_on:%d.%m.%Y}"
