"""Terms that an authority sets itself, where no federal act was found to set them."""

from datetime import date

from django.db import models
from django.db.models import Q

from merilo.deadlines.model import Unit
from merilo.deadlines.rules import rule
from merilo_web.journal.actions import Scope
from merilo_web.registry.models.places import Authority


class OwnTerm(models.Model):
    """An authority's own length of a term instead of the project's default; `act` names the act that says so.

    `code` is the term's in the core. It holds for what begins from `set_on` until the day before `withdrawn_on`; a term
    that was withdrawn or set otherwise stays, for what began under it.
    """

    UNITS = ((Unit.DAYS.value, "календарные дни"), (Unit.WORKDAYS.value, "рабочие дни"),
             (Unit.QUARTER_DAY.value, "число месяца после квартала"))  # fmt: skip

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="own_terms", verbose_name="орган власти")
    code = models.CharField("срок", max_length=40)
    amount = models.PositiveSmallIntegerField("длительность")
    unit = models.CharField("счёт", max_length=16, choices=UNITS)
    act = models.CharField("основание", max_length=500)
    set_on = models.DateField("установлено")
    withdrawn_on = models.DateField("отменено", null=True, blank=True)

    class Meta:
        verbose_name = "собственный срок"
        verbose_name_plural = "собственные сроки"
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "code"], condition=Q(withdrawn_on__isnull=True), name="own_term_once"
            ),
            models.CheckConstraint(condition=Q(amount__gte=1), name="own_term_has_length"),
        )

    def __str__(self) -> str:
        return f"{self.authority}: {rule(self.code).title}"

    def holds_on(self, day: date) -> bool:
        """Whether what begins on this day runs by it."""
        return self.set_on <= day and (self.withdrawn_on is None or day < self.withdrawn_on)

    @property
    def scope(self) -> Scope:
        """Whose it is: the authority's."""
        return Scope(authority=self.authority_id)
