"""The questionnaire in a language that an authority translated it into by itself."""

from django.db import models

from merilo_web.fieldwork.states import TranslationState
from merilo_web.journal.actions import Scope
from merilo_web.registry.models import Authority


class OwnTranslation(models.Model):
    """An authority's own translation of one edition's questionnaire in one sector; for all its cycles.

    `texts` holds questions («code», «question=option») and words of the page («phrase:key») by their keys.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="translations", verbose_name="орган власти")
    edition_id = models.CharField("редакция методики", max_length=32)
    sector = models.CharField("сфера", max_length=32)
    code = models.CharField("код языка", max_length=8)
    name = models.CharField("язык на нём самом", max_length=60)
    state = models.CharField(
        "состояние", max_length=16, choices=TranslationState.choices, default=TranslationState.DRAFT
    )
    texts = models.JSONField("тексты", default=dict)

    class Meta:
        verbose_name = "перевод анкеты"
        verbose_name_plural = "переводы анкеты"
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(fields=["authority", "edition_id", "sector", "code"], name="translated_once"),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    @property
    def scope(self) -> Scope:
        """Whose it is: the authority's."""
        return self.authority.scope
