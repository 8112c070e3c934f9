"""Authorities, organizations, councils, operators, and who acts for them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from merilo_web.accounts import roles
from merilo_web.accounts.roles import Role
from merilo_web.archive.models import Document, Evidence


class Level(models.TextChoices):
    """Storeys of public power."""

    FEDERAL = "federal", "федеральный"
    REGIONAL = "regional", "региональный"
    MUNICIPAL = "municipal", "муниципальный"


class Sector(models.TextChoices):
    """Sectors that are assessed, as the editions name them."""

    EDUCATION = "education", "образование"
    CULTURE = "culture", "культура"
    HEALTHCARE = "healthcare", "охрана здоровья"
    SOCIAL_CARE = "social_care", "социальное обслуживание"
    DISABILITY_ASSESSMENT = "disability_assessment", "медико-социальная экспертиза"


class Authority(models.Model):
    """A public authority that organizes assessments. `path` is the chain of numbers from the top: «1/4/»."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subordinates", verbose_name="вышестоящий орган"
    )
    path = models.CharField(max_length=255, editable=False, db_index=True)
    level = models.CharField("уровень", max_length=16, choices=Level.choices)
    name = models.CharField("полное наименование", max_length=500)
    short_name = models.CharField("краткое наименование", max_length=255)
    territory = models.CharField("территория", max_length=255)
    oktmo = models.CharField("ОКТМО", max_length=11, blank=True)
    address = models.CharField("адрес", max_length=500, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    website = models.URLField("сайт", blank=True)
    head_name = models.CharField("руководитель", max_length=255, blank=True)
    head_post = models.CharField("должность руководителя", max_length=255, blank=True)
    time_zone = models.CharField("часовой пояс", max_length=64, default="Europe/Moscow")

    class Meta:
        verbose_name = "орган власти"
        verbose_name_plural = "органы власти"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.short_name


class Organization(models.Model):
    """An organization that may be assessed."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="organizations", verbose_name="орган власти")
    head_office = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="branches", verbose_name="головная организация"
    )
    full_name = models.CharField("полное наименование", max_length=500)
    short_name = models.CharField("краткое наименование", max_length=255)
    sector = models.CharField("сфера", max_length=32, choices=Sector.choices, default=Sector.EDUCATION)
    type = models.CharField("тип", max_length=64)
    group = models.CharField("группа рейтинга", max_length=255, blank=True)
    inn = models.CharField("ИНН", max_length=12)
    ogrn = models.CharField("ОГРН", max_length=15, blank=True)
    oktmo = models.CharField("ОКТМО", max_length=11, blank=True)
    founder = models.CharField("учредитель", max_length=500, blank=True)
    address = models.CharField("адрес", max_length=500, blank=True)
    website = models.URLField("сайт", blank=True)
    phone = models.CharField("телефон", max_length=64, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    head_name = models.CharField("руководитель", max_length=255, blank=True)
    head_post = models.CharField("должность руководителя", max_length=255, blank=True)
    head_name_dative = models.CharField("руководитель в дательном падеже", max_length=255, blank=True)
    head_post_dative = models.CharField("должность в дательном падеже", max_length=255, blank=True)
    last_assessed_on = models.DateField("последняя оценка до ведения системы", null=True, blank=True)
    closed_on = models.DateField("деятельность прекращена", null=True, blank=True)

    class Meta:
        verbose_name = "организация"
        verbose_name_plural = "организации"
        ordering = ("short_name", "id")
        constraints = (
            models.UniqueConstraint(fields=["authority", "inn", "short_name"], name="organization_identity"),
        )

    def __str__(self) -> str:
        return self.short_name


class QuorumRule(models.TextChoices):
    """How many members in office make a meeting valid. The law leaves it to the council's own regulation."""

    MAJORITY = "majority", "больше половины членов совета"
    HALF = "half", "не меньше половины членов совета"
    TWO_THIRDS = "two_thirds", "не меньше двух третей членов совета"


class PublicCouncil(models.Model):
    """A public council on independent assessment, formed by an order."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="councils", verbose_name="при органе власти")
    name = models.CharField("наименование", max_length=500)
    sector = models.CharField("сфера", max_length=32, choices=Sector.choices, default=Sector.EDUCATION)
    order_number = models.CharField("номер приказа о составе", max_length=64, blank=True)
    order_on = models.DateField("дата приказа о составе", null=True, blank=True)
    order = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="приказ")
    published_at_url = models.URLField("где опубликован состав", blank=True)
    quorum_rule = models.CharField("кворум", max_length=16, choices=QuorumRule.choices, default=QuorumRule.MAJORITY)
    quorum_clause = models.CharField("пункт положения о кворуме", max_length=255, blank=True)

    class Meta:
        verbose_name = "общественный совет"
        verbose_name_plural = "общественные советы"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class CouncilMember(models.Model):
    """A person on a council for a term."""

    class Office(models.TextChoices):
        """Offices in a council."""

        CHAIR = "chair", "председатель"
        SECRETARY = "secretary", "секретарь"
        MEMBER = "member", "член совета"

    council = models.ForeignKey(PublicCouncil, models.PROTECT, related_name="members", verbose_name="совет")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="учётная запись"
    )
    full_name = models.CharField("фамилия, имя, отчество", max_length=255)
    office = models.CharField("роль", max_length=16, choices=Office.choices, default=Office.MEMBER)
    represents = models.CharField("кого представляет", max_length=500, blank=True)
    since = models.DateField("с")
    until = models.DateField("по", null=True, blank=True)

    class Meta:
        verbose_name = "член совета"
        verbose_name_plural = "члены совета"
        ordering = ("full_name",)

    def __str__(self) -> str:
        return self.full_name


class ConflictOfInterest(models.Model):
    """Why a member may not vote on an organization."""

    class Ground(models.TextChoices):
        """Grounds of a conflict."""

        EMPLOYEE = "employee", "работает в организации"
        RELATIVE = "relative", "родственник работника"
        FOUNDER = "founder", "представляет учредителя"
        OTHER = "other", "иное"

    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="conflicts", verbose_name="член совета")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="организация")
    ground = models.CharField("основание", max_length=16, choices=Ground.choices)
    note = models.CharField("пояснение", max_length=500, blank=True)
    declared_on = models.DateField("заявлен")
    ended_on = models.DateField("прекратился", null=True, blank=True)

    class Meta:
        verbose_name = "конфликт интересов"
        verbose_name_plural = "конфликты интересов"

    def __str__(self) -> str:
        return f"{self.member} — {self.organization}: {self.get_ground_display()}"


class Operator(models.Model):
    """A contractor that collects and generalizes information."""

    name = models.CharField("полное наименование", max_length=500)
    short_name = models.CharField("краткое наименование", max_length=255)
    inn = models.CharField("ИНН", max_length=12, unique=True)
    ogrn = models.CharField("ОГРН", max_length=15, blank=True)
    address = models.CharField("адрес", max_length=500, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    phone = models.CharField("телефон", max_length=64, blank=True)
    head_name = models.CharField("руководитель", max_length=255, blank=True)
    head_post = models.CharField("должность руководителя", max_length=255, blank=True)

    class Meta:
        verbose_name = "оператор"
        verbose_name_plural = "операторы"
        ordering = ("short_name",)

    def __str__(self) -> str:
        return self.short_name


_SCOPES: dict[str, frozenset[Role]] = {
    "authority": roles.AUTHORITY | roles.OBSERVERS,
    "council": roles.COUNCIL,
    "operator": roles.OPERATOR,
    "organization": roles.ORGANIZATION,
}
"""Which object a role's mandate holds for; the system's administrator has none."""


def _fits() -> Q:
    """A mandate names the object of its role and no other."""
    fits = Q(role=Role.SYSTEM_ADMIN, **{f"{other}__isnull": True for other in _SCOPES})
    for scope, held in _SCOPES.items():
        absent = {f"{other}__isnull": other != scope for other in _SCOPES}
        fits |= Q(role__in=sorted(held), **absent)
    return fits


class Mandate(models.Model):
    """In what capacity a person acts, for whom, since and until when."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates", verbose_name="пользователь"
    )
    role = models.CharField("роль", max_length=32, choices=Role.choices)
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="mandates", verbose_name="орган власти"
    )
    council = models.ForeignKey(
        PublicCouncil, models.PROTECT, null=True, blank=True, related_name="mandates", verbose_name="совет"
    )
    operator = models.ForeignKey(
        Operator, models.PROTECT, null=True, blank=True, related_name="mandates", verbose_name="оператор"
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="mandates", verbose_name="организация"
    )
    since = models.DateField("с")
    until = models.DateField("по", null=True, blank=True)

    class Meta:
        verbose_name = "полномочие"
        verbose_name_plural = "полномочия"
        constraints = (models.CheckConstraint(condition=_fits(), name="mandate_fits_role"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class Filing(models.Model):
    """Who may open a document of the archive: people of its authority, council, operator and organization."""

    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="filing", verbose_name="документ"
    )
    evidence = models.OneToOneField(
        Evidence, models.PROTECT, null=True, blank=True, related_name="filing", verbose_name="свидетельство"
    )
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name="орган власти")
    council = models.ForeignKey(
        PublicCouncil, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="совет"
    )
    operator = models.ForeignKey(
        Operator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="оператор"
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="организация"
    )
    is_public = models.BooleanField("открыт всем", default=False)

    class Meta:
        verbose_name = "подшивка"
        verbose_name_plural = "подшивки"
        constraints = (
            models.CheckConstraint(
                condition=Q(document__isnull=False, evidence__isnull=True)
                | Q(document__isnull=True, evidence__isnull=False),
                name="filing_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return str(self.document or self.evidence)
