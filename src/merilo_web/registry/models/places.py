"""Public authorities and the sectors that they answer for."""

from django.db import models

from merilo_web.journal.actions import Scope
from merilo_web.registry.checks import check_oktmo, check_website


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
    oktmo = models.CharField("ОКТМО", max_length=11, blank=True, validators=[check_oktmo])
    address = models.CharField("адрес", max_length=500, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    website = models.URLField("сайт", blank=True, validators=[check_website])
    head_name = models.CharField("руководитель", max_length=255, blank=True)
    head_post = models.CharField("должность руководителя", max_length=255, blank=True)
    time_zone = models.CharField("часовой пояс", max_length=64, default="Europe/Moscow")

    class Meta:
        verbose_name = "орган власти"
        verbose_name_plural = "органы власти"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.short_name

    @property
    def scope(self) -> Scope:
        """Whose it is: its own."""
        return Scope(authority=self.pk)
