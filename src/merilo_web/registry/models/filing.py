"""Who may open what lies in the archive."""

from django.db import models
from django.db.models import Q

from merilo_web.archive.models import Document, Evidence
from merilo_web.journal.actions import Scope
from merilo_web.registry.models.councils import PublicCouncil
from merilo_web.registry.models.operators import Operator
from merilo_web.registry.models.organizations import Organization
from merilo_web.registry.models.places import Authority


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

    @property
    def scope(self) -> Scope:
        """Who may open it."""
        return Scope(self.authority_id, self.council_id, self.operator_id, self.organization_id)
