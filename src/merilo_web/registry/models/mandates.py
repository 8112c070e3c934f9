"""Who acts for whom, since and until when."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from merilo_web.accounts import roles
from merilo_web.accounts.roles import Role
from merilo_web.registry.models.councils import PublicCouncil
from merilo_web.registry.models.operators import Operator
from merilo_web.registry.models.organizations import Organization
from merilo_web.registry.models.places import Authority

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

    @property
    def place(self) -> Authority | PublicCouncil | Operator | Organization | None:
        """Where it holds; None for the system's administrator."""
        return self.authority or self.council or self.operator or self.organization
