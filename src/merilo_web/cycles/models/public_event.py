"""What was done in public: seminars, meetings, round tables, publications in mass media."""

from django.db import models

from merilo_web.cycles.models.cycle import Cycle
from merilo_web.cycles.states import PublicEventKind
from merilo_web.journal.actions import Scope


class PublicEvent(models.Model):
    """A dated event or publication about a cycle."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="public_events", verbose_name="цикл")
    kind = models.CharField("вид", max_length=24, choices=PublicEventKind.choices)
    held_on = models.DateField("дата")
    title = models.CharField("название", max_length=500)
    place = models.CharField("где: место или издание", max_length=500, blank=True)
    participants = models.CharField("участники", max_length=1000, blank=True)
    link = models.URLField("ссылка", blank=True)

    class Meta:
        verbose_name = "мероприятие для общественности"
        verbose_name_plural = "семинары и публикации"
        ordering = ("-held_on", "-id")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on:%d.%m.%Y}: {self.title}"

    @property
    def scope(self) -> Scope:
        """Whose it is: the cycle's people."""
        return self.cycle.scope
