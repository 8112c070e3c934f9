"""An authority's own templates of documents: every file that was ever in use stays, with its number."""

from django.db import models
from django.db.models import Q

from merilo.documents.clerk_templates.fields import TemplateKind
from merilo_web.archive.models import Evidence
from merilo_web.journal.actions import Scope
from merilo_web.registry.models.places import Authority


class ClerkTemplate(models.Model):
    """One version of an authority's template of a document; it is in use until `dropped_on`."""

    KINDS = tuple((one.value, one.label) for one in TemplateKind)

    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="clerk_templates", verbose_name="орган власти"
    )
    kind = models.CharField("документ", max_length=32, choices=KINDS)
    number = models.PositiveSmallIntegerField("номер")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+", verbose_name="файл")
    taken_on = models.DateField("взят в работу")
    dropped_on = models.DateField("заменён или снят", null=True, blank=True)

    class Meta:
        verbose_name = "шаблон документа"
        verbose_name_plural = "шаблоны документов"
        ordering = ("kind", "-number")
        constraints = (
            models.UniqueConstraint(fields=["authority", "kind", "number"], name="clerk_template_number"),
            models.UniqueConstraint(
                fields=["authority", "kind"], condition=Q(dropped_on__isnull=True), name="clerk_template_in_use"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, шаблон № {self.number}"

    @property
    def scope(self) -> Scope:
        """Whose it is: the authority's."""
        return Scope(authority=self.authority_id)
