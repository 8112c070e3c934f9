"""Letters of a cycle, one per organization: written, issued under a number, sent, delivered."""

from django.db import models

from merilo_web.archive.models import Document
from merilo_web.cycles.models.cycle import Cycle, ListedOrganization
from merilo_web.cycles.states import LetterKind, LetterState
from merilo_web.journal.actions import Scope
from merilo_web.registry.models import ClerkTemplate


class Letter(models.Model):
    """A letter to the head of an organization; without one it is the council's, to the authority.

    `text` holds the paragraphs, parted by empty lines.

    `template` is the authority's own one by which the Word file was made, where there was one.

    Name and post stand in the dative as they will be printed; `recipient_name` is what the salutation is made from.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="letters", verbose_name="цикл")
    listed = models.ForeignKey(
        ListedOrganization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name="организация перечня",
    )
    kind = models.CharField("о чём", max_length=24, choices=LetterKind.choices)
    state = models.CharField("состояние", max_length=16, choices=LetterState.choices, default=LetterState.DRAFT)
    subject = models.CharField("тема", max_length=500)
    text = models.TextField("текст")
    recipient_name = models.CharField("кому", max_length=255, blank=True)
    name_dative = models.CharField("кому, в дательном падеже", max_length=255, blank=True)
    post_dative = models.CharField("должность в дательном падеже", max_length=255, blank=True)
    email = models.EmailField("адрес", blank=True)
    answer_by = models.DateField("ответ нужен до", null=True, blank=True)
    written_on = models.DateField("составлено")
    number = models.CharField("номер", max_length=64, blank=True)
    dated_on = models.DateField("дата письма", null=True, blank=True)
    docx = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="письмо (DOCX)"
    )
    pdf = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="письмо (PDF)"
    )
    template = models.ForeignKey(
        ClerkTemplate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="шаблон файла DOCX"
    )
    attempts = models.PositiveSmallIntegerField("попыток отправки", default=0)
    tried_at = models.DateTimeField("последняя попытка", null=True, blank=True)
    sent_at = models.DateTimeField("отправлено", null=True, blank=True)
    handed_to = models.CharField("как вручено", max_length=255, blank=True)
    error = models.CharField("что помешало", max_length=500, blank=True)

    class Meta:
        verbose_name = "письмо"
        verbose_name_plural = "письма"
        ordering = ("listed__organization__sort_key", "id")
        indexes = (models.Index(fields=["state", "tried_at"], name="letters_to_send"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(listed__isnull=False) ^ models.Q(kind=LetterKind.HAND_OVER),
                name="letter_to_somebody",
            ),
        )

    def __str__(self) -> str:
        number = f" № {self.number}" if self.number else ""
        return f"{self.get_kind_display().capitalize()}{number}: {self.addressed}"

    @property
    def addressed(self) -> str:
        """Whom it goes to: the organization, or the authority."""
        return str(self.listed or self.cycle.authority)

    @property
    def scope(self) -> Scope:
        """Whose it is: the cycle's people and the organization's own."""
        return self.listed.scope if self.listed else self.cycle.scope
