"""A plan in its numbered versions, and the deficiencies that it answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from merilo_web.archive.models import Document, Evidence
from merilo_web.cycles.models import Cycle, Decision, ListedOrganization
from merilo_web.journal.actions import Scope
from merilo_web.plans.states import AT_WORK, IN_FORCE, DeficiencySource, DeficiencyState, ImprovementPlanState
from merilo_web.results.models import Recommendation, ResultVersion


class ImprovementPlan(models.Model):
    """One version of an organization's plan in a cycle: at most one is being written, at most one is in force.

    `due_on` is the last day to approve the first version, `publish_by` to publish it. `content` is the version as it
    was approved, `outcome` as it stood when it was superseded or closed: JSON of `queries.snapshots`, never rewritten.
    `unplaced` keeps what an uploaded paper said and no field holds: pairs of a text and its place.
    """

    listed = models.ForeignKey(ListedOrganization, models.PROTECT, related_name="plans", verbose_name="организация")
    results = models.ForeignKey(ResultVersion, models.PROTECT, related_name="plans", verbose_name="результаты")
    number = models.PositiveSmallIntegerField("версия", default=1)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name="взамен"
    )
    year = models.PositiveSmallIntegerField("год плана")
    state = models.CharField(
        "состояние", max_length=16, choices=ImprovementPlanState.choices, default=ImprovementPlanState.DRAFT
    )
    reason = models.TextField("почему изменён", max_length=2000, blank=True)
    drafted_on = models.DateField("начат")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем начат")
    due_on = models.DateField("утвердить до", null=True, blank=True)
    submitted_on = models.DateField("представлен", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кем представлен",
    )
    returned_on = models.DateField("возвращён", null=True, blank=True)
    remarks = models.TextField("замечания", max_length=4000, blank=True)
    approved_on = models.DateField("утверждён", null=True, blank=True)
    approver_name = models.CharField("кто утвердил", max_length=255, blank=True)
    approver_post = models.CharField("должность утвердившего", max_length=500, blank=True)
    approval_act = models.CharField("акт об утверждении", max_length=255, blank=True)
    publish_by = models.DateField("разместить до", null=True, blank=True)
    published_on = models.DateField("размещён", null=True, blank=True)
    published_url = models.URLField("где размещён", max_length=500, blank=True)
    begun_on = models.DateField("исполняется с", null=True, blank=True)
    closed_on = models.DateField("снят с контроля", null=True, blank=True)
    superseded_on = models.DateField("заменён", null=True, blank=True)
    paper = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="бумажный план"
    )
    unplaced = models.JSONField("не размещено", default=list, blank=True)
    content = models.JSONField("утверждённое содержание", null=True, blank=True)
    outcome = models.JSONField("итог исполнения", null=True, blank=True)
    docx = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="план (DOCX)"
    )
    pdf = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="план (PDF)"
    )

    class Meta:
        verbose_name = "план по устранению недостатков"
        verbose_name_plural = "планы по устранению недостатков"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=["listed", "number"], name="plan_version_number"),
            models.UniqueConstraint(fields=["listed"], condition=Q(state__in=sorted(AT_WORK)), name="one_plan_at_work"),
            models.UniqueConstraint(
                fields=["listed"], condition=Q(state__in=sorted(IN_FORCE)), name="one_plan_in_force"
            ),
        )
        indexes = (models.Index(fields=["state", "id"], name="plan_by_state"),)

    def __str__(self) -> str:
        return f"План {self.listed}, версия {self.number}"

    @property
    def scope(self) -> Scope:
        """Whose it is: the authority's, the council's and the organization's; an operator has no part in it."""
        cycle = self.listed.cycle
        return Scope(authority=cycle.authority_id, council=cycle.council_id, organization=self.listed.organization_id)


class Deficiency(models.Model):
    """One thing found wrong at an organization in a cycle, whichever version of the plan answers it.

    `key` is the same in every cycle: a checklist item, a question, a digest of a proposal's words. `title` names it,
    `text` is what was found, standing alone. `gain` is exact («p/q»): points of the total that come back when it alone
    is mended, empty where nobody may know. `score` is the exact score of its indicator, `next_score` the same at the
    next assessment by the same methodology. `note` says why there is no measure for it.
    """

    listed = models.ForeignKey(
        ListedOrganization, models.PROTECT, related_name="deficiencies", verbose_name="организация"
    )
    results = models.ForeignKey(ResultVersion, models.PROTECT, related_name="+", verbose_name="результаты")
    key = models.CharField("ключ", max_length=96)
    kind = models.CharField("вид", max_length=64, blank=True)
    indicator = models.CharField("показатель", max_length=16, blank=True)
    source = models.CharField("откуда", max_length=16, choices=DeficiencySource.choices, default=DeficiencySource.SCORE)
    title = models.TextField("название", max_length=2000, blank=True)
    text = models.TextField("недостаток", max_length=2000)
    remedy = models.TextField("что сделать", max_length=2000, blank=True)
    proposal = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="предложение совета"
    )
    position = models.PositiveSmallIntegerField("порядок")
    gain = models.CharField("вернётся баллов", max_length=128, blank=True)
    score = models.CharField("значение показателя", max_length=128, blank=True)
    next_score = models.CharField("значение показателя в следующей оценке", max_length=128, blank=True)
    repeated = models.BooleanField("повторно", default=False)
    former = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later", verbose_name="в прошлой оценке"
    )
    state = models.CharField("состояние", max_length=16, choices=DeficiencyState.choices, default=DeficiencyState.OPEN)
    note = models.TextField("почему нет мероприятия", max_length=2000, blank=True)
    mended_on = models.DateField("устранён", null=True, blank=True)
    reopened_on = models.DateField("обнаружен повторно", null=True, blank=True)

    class Meta:
        verbose_name = "недостаток"
        verbose_name_plural = "недостатки"
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=["listed", "key"], name="deficiency_once"),)
        indexes = (models.Index(fields=["listed", "state", "repeated", "reopened_on"], name="deficiency_standing"),)

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def scope(self) -> Scope:
        """Whose it is: as the plan."""
        cycle = self.listed.cycle
        return Scope(authority=cycle.authority_id, council=cycle.council_id, organization=self.listed.organization_id)


class SatisfactionBar(models.Model):
    """The share of satisfied answers below which a question is a deficiency, decided once for a cycle; in percent."""

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="satisfaction_bar", verbose_name="цикл")
    percent = models.PositiveSmallIntegerField("доля удовлетворённых, %")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+", verbose_name="решение совета")

    class Meta:
        verbose_name = "порог удовлетворённости"
        verbose_name_plural = "пороги удовлетворённости"
        constraints = (models.CheckConstraint(condition=Q(percent__gte=1, percent__lte=100), name="bar_is_a_share"),)

    def __str__(self) -> str:
        return f"{self.cycle}: {self.percent} %"

    @property
    def scope(self) -> Scope:
        """Whose it is: the cycle's."""
        return self.cycle.scope
