"""A file of the register that waits for a person's word."""

from django.db import models

from merilo_web.accounts.models import User
from merilo_web.archive.models import Evidence
from merilo_web.journal.actions import Scope
from merilo_web.registry.models.places import Authority, Sector
from merilo_web.registry.states import ImportState


class RegisterImport(models.Model):
    """An uploaded register of an authority: waiting, applied or discarded. The file is kept as evidence."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="imports", verbose_name="орган власти")
    sector = models.CharField("сфера", max_length=32, choices=Sector.choices, default=Sector.EDUCATION)
    evidence = models.OneToOneField(Evidence, models.PROTECT, related_name="+", verbose_name="файл")
    state = models.CharField("состояние", max_length=16, choices=ImportState.choices, default=ImportState.WAITING)
    decided_at = models.DateTimeField("решено", null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кем решено"
    )
    added = models.PositiveIntegerField("добавлено", default=0)
    changed = models.PositiveIntegerField("изменено", default=0)

    class Meta:
        verbose_name = "загрузка реестра"
        verbose_name_plural = "загрузки реестра"
        ordering = ("-id",)

    def __str__(self) -> str:
        return str(self.evidence)

    @property
    def scope(self) -> Scope:
        """Whose it is: the authority's."""
        return Scope(authority=self.authority_id)
