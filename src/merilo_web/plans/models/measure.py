"""Measures of a plan: what is done, by whom, by when, what proves it, and extensions of the term."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from merilo_web.archive.models import Evidence
from merilo_web.journal.actions import Scope
from merilo_web.plans.models.plan import Deficiency, ImprovementPlan
from merilo_web.plans.states import AWAITED, ExtensionState, MeasureState, ProofKind


class Measure(models.Model):
    """One measure. `term` is the planned term verbatim, `due_on` its last day, None where the words name none.

    `assignee_name` and `assignee_post` are the first responsible person, `co_assignees` the others verbatim.
    `former` is the same measure in the version that this one supersedes. `remark` is what a checker said last.
    """

    plan = models.ForeignKey(ImprovementPlan, models.CASCADE, related_name="measures", verbose_name="план")
    deficiencies = models.ManyToManyField(Deficiency, related_name="measures", blank=True, verbose_name="недостатки")
    former = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="successor", verbose_name="в прошлой версии"
    )
    position = models.PositiveSmallIntegerField("порядок")
    text = models.TextField("мероприятие", max_length=2000)
    term = models.CharField("плановый срок", max_length=300, blank=True)
    due_on = models.DateField("последний день", null=True, blank=True)
    assignee_name = models.CharField("ответственный", max_length=255, blank=True)
    assignee_post = models.CharField("должность", max_length=500, blank=True)
    co_assignees = models.CharField("соисполнители", max_length=1000, blank=True)
    expected = models.TextField("ожидаемый результат", max_length=2000, blank=True)
    library_key = models.CharField("из библиотеки", max_length=96, blank=True)
    state = models.CharField("состояние", max_length=16, choices=MeasureState.choices, default=MeasureState.PLANNED)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто записал")
    implemented = models.TextField("реализованные меры", max_length=4000, blank=True)
    completed_on = models.DateField("фактический срок", null=True, blank=True)
    reported_on = models.DateField("сообщено", null=True, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто сообщил"
    )
    confirmed_on = models.DateField("подтверждено", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто подтвердил"
    )
    remark = models.TextField("замечание", max_length=2000, blank=True)

    class Meta:
        verbose_name = "мероприятие"
        verbose_name_plural = "мероприятия"
        ordering = ("position", "id")
        indexes = (
            models.Index(fields=["plan", "state", "due_on", "completed_on"], name="measure_standing"),
            models.Index(fields=["due_on"], condition=Q(state__in=sorted(AWAITED)), name="measure_awaited"),
        )

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def scope(self) -> Scope:
        """Whose it is: the plan's."""
        return self.plan.scope


class Proof(models.Model):
    """What shows that a measure was carried out: a file or a photo in the archive, or a link.

    A new version supersedes the former one, which stays. A withdrawn proof stays too, with the reason.
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="proofs", verbose_name="мероприятие")
    kind = models.CharField("вид", max_length=16, choices=ProofKind.choices)
    title = models.CharField("что это", max_length=500, blank=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="файл")
    url = models.URLField("ссылка", max_length=500, blank=True)
    number = models.PositiveSmallIntegerField("версия", default=1)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name="взамен"
    )
    added_on = models.DateField("добавлено")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем")
    withdrawn_on = models.DateField("отозвано", null=True, blank=True)
    reason = models.CharField("почему отозвано", max_length=500, blank=True)

    class Meta:
        verbose_name = "подтверждающий материал"
        verbose_name_plural = "подтверждающие материалы"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=ProofKind.LINK, evidence__isnull=True) & ~Q(url="")
                | Q(kind__in=[ProofKind.FILE, ProofKind.PHOTO], evidence__isnull=False, url=""),
                name="proof_of_one_kind",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.url or str(self.evidence)

    @property
    def scope(self) -> Scope:
        """Whose it is: the plan's."""
        return self.measure.scope

    @property
    def digest(self) -> str:
        """SHA-256 of the file; empty for a link."""
        return self.evidence.file.sha256 if self.evidence else ""


class Extension(models.Model):
    """A later term of a measure: asked for with a reason, granted or refused by somebody else. The history stays."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="extensions", verbose_name="мероприятие")
    state = models.CharField(
        "состояние", max_length=16, choices=ExtensionState.choices, default=ExtensionState.REQUESTED
    )
    former_term = models.CharField("прежний срок", max_length=300, blank=True)
    former_due_on = models.DateField("прежний последний день", null=True, blank=True)
    term = models.CharField("новый срок", max_length=300)
    due_on = models.DateField("новый последний день")
    reason = models.TextField("причина", max_length=2000)
    requested_on = models.DateField("запрошено")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем")
    decided_on = models.DateField("решено", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кем решено"
    )
    answer = models.TextField("ответ", max_length=2000, blank=True)

    class Meta:
        verbose_name = "продление срока"
        verbose_name_plural = "продления срока"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["measure"], condition=Q(state=ExtensionState.REQUESTED), name="one_extension_requested"
            ),
        )

    def __str__(self) -> str:
        return f"{self.measure}: до {self.due_on:%d.%m.%Y}"

    @property
    def scope(self) -> Scope:
        """Whose it is: the plan's."""
        return self.measure.scope
