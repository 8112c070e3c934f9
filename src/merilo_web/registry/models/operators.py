"""Contractors that collect and generalize information."""

from django.db import models

from merilo_web.journal.actions import Scope
from merilo_web.registry.checks import check_inn, check_ogrn


class Operator(models.Model):
    """A contractor that collects and generalizes information."""

    name = models.CharField("полное наименование", max_length=500)
    short_name = models.CharField("краткое наименование", max_length=255)
    inn = models.CharField("ИНН", max_length=12, unique=True, validators=[check_inn])
    ogrn = models.CharField("ОГРН", max_length=15, blank=True, validators=[check_ogrn])
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

    @property
    def scope(self) -> Scope:
        """Whose it is: its own."""
        return Scope(operator=self.pk)
