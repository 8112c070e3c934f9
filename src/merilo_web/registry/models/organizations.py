"""Organizations that may be assessed."""

from django.db import models

from merilo_web.journal.actions import Scope
from merilo_web.registry.checks import check_inn, check_ogrn, check_oktmo, check_website
from merilo_web.registry.models.places import Authority, Sector
from merilo_web.registry.natural_order import NaturalKeyField
from merilo_web.registry.states import OrganizationState


class Organization(models.Model):
    """An organization that may be assessed."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="organizations", verbose_name="орган власти")
    head_office = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="branches", verbose_name="головная организация"
    )
    full_name = models.CharField("полное наименование", max_length=500)
    full_name_genitive = models.CharField("полное наименование в родительном падеже", max_length=500, blank=True)
    short_name = models.CharField("краткое наименование", max_length=255)
    sort_key = NaturalKeyField("порядок в списках", of="short_name")
    sector = models.CharField("сфера", max_length=32, choices=Sector.choices, default=Sector.EDUCATION)
    type = models.CharField("тип", max_length=64)
    group = models.CharField("группа рейтинга", max_length=255, blank=True)
    inn = models.CharField("ИНН", max_length=12, validators=[check_inn])
    ogrn = models.CharField("ОГРН", max_length=15, blank=True, validators=[check_ogrn])
    oktmo = models.CharField("ОКТМО", max_length=11, blank=True, validators=[check_oktmo])
    founder = models.CharField("учредитель", max_length=500, blank=True)
    address = models.CharField("адрес", max_length=500, blank=True)
    website = models.URLField("сайт", blank=True, validators=[check_website])
    phone = models.CharField("телефон", max_length=64, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    head_name = models.CharField("руководитель", max_length=255, blank=True)
    head_post = models.CharField("должность руководителя", max_length=255, blank=True)
    head_name_dative = models.CharField("руководитель в дательном падеже", max_length=255, blank=True)
    head_post_dative = models.CharField("должность в дательном падеже", max_length=255, blank=True)
    head_name_genitive = models.CharField("руководитель в родительном падеже", max_length=255, blank=True)
    head_post_genitive = models.CharField("должность в родительном падеже", max_length=255, blank=True)
    last_assessed_on = models.DateField("последняя оценка до ведения системы", null=True, blank=True)
    closed_on = models.DateField("деятельность прекращена", null=True, blank=True)

    class Meta:
        verbose_name = "организация"
        verbose_name_plural = "организации"
        ordering = ("sort_key", "id")
        indexes = (models.Index(fields=["sort_key", "id"], name="organization_order"),)
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "inn", "short_name"],
                name="organization_identity",
                violation_error_message="Организация с этим ИНН и кратким наименованием уже есть в реестре.",
            ),
        )

    def __str__(self) -> str:
        return self.short_name

    @property
    def scope(self) -> Scope:
        """Whose it is: its authority's and its own."""
        return Scope(authority=self.authority_id, organization=self.pk)

    @property
    def state(self) -> str:
        """Whether it works or has closed (`states.OrganizationState`)."""
        return OrganizationState.CLOSED if self.closed_on else OrganizationState.ACTIVE
