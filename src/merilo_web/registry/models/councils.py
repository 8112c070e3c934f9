"""Public councils, their members, and why a member may not vote on an organization."""

from django.conf import settings
from django.db import models

from merilo_web.archive.models import Evidence
from merilo_web.journal.actions import Scope
from merilo_web.registry.checks import check_website
from merilo_web.registry.models.organizations import Organization
from merilo_web.registry.models.places import Authority, Sector


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
    published_at_url = models.URLField("где опубликован состав", blank=True, validators=[check_website])
    quorum_rule = models.CharField("кворум", max_length=16, choices=QuorumRule.choices, default=QuorumRule.MAJORITY)
    quorum_clause = models.CharField("пункт положения о кворуме", max_length=255, blank=True)

    class Meta:
        verbose_name = "общественный совет"
        verbose_name_plural = "общественные советы"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> Scope:
        """Whose it is: its authority's and its own."""
        return Scope(authority=self.authority_id, council=self.pk)


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

    @property
    def scope(self) -> Scope:
        """Whose it is: the council's."""
        return Scope(authority=self.council.authority_id, council=self.council_id)


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

    @property
    def scope(self) -> Scope:
        """Whose it is: the council's. The organization does not read who spoke of it."""
        return Scope(authority=self.member.council.authority_id, council=self.member.council_id)
