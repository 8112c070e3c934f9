"""Ready sums of answers, where another system keeps the questionnaires."""

from types import MappingProxyType

from django.db import models

from merilo.observations import Count
from merilo.tally.contract import OrganizationTally
from merilo_web.fieldwork.models.paper import FileImport
from merilo_web.fieldwork.models.survey import Survey
from merilo_web.journal.actions import Scope


class FiledCounts(models.Model):
    """The sums of one organization as a file brought them; they stand for its questionnaires.

    `counts` lists each closed question's code with «Да», «Нет», not asked by the filter, options and their numbers.
    """

    survey = models.OneToOneField(Survey, models.PROTECT, related_name="filed_counts", verbose_name="опрос")
    brought = models.ForeignKey(FileImport, models.PROTECT, related_name="counts", verbose_name="файл")
    respondents = models.PositiveIntegerField("респондентов")
    counts = models.JSONField("суммы")

    class Meta:
        verbose_name = "суммы ответов"
        verbose_name_plural = "суммы ответов"
        ordering = ("survey_id",)

    def __str__(self) -> str:
        return f"{self.survey}: {self.respondents}"

    @property
    def scope(self) -> Scope:
        """Whose the sums are."""
        return self.survey.scope

    @property
    def tally(self) -> OrganizationTally:
        """The sums as the core takes them."""
        counts = {
            code: Count(yes, no, filtered_out, 0, MappingProxyType(dict(options)))
            for code, (yes, no, filtered_out, options) in self.counts
        }
        return OrganizationTally(self.respondents, MappingProxyType(counts), by_counts=True)


def written_counts(tally: OrganizationTally) -> list[list[object]]:
    """Sums as `FiledCounts.counts` keeps them."""
    return [
        [code, [one.yes, one.no, one.filtered_out, [list(pair) for pair in one.options.items()]]]
        for code, one in tally.counts.items()
    ]
