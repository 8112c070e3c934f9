"""Do the counters agree with the questionnaires themselves?"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Sum

from merilo.observations import Count as AnswerCount
from merilo_web.cycles.models import Cycle
from merilo_web.fieldwork.models import DayCount, PatternCount, Response, Survey
from merilo_web.fieldwork.queries.answers import collected, recounted


@dataclass(frozen=True, slots=True)
class Difference:
    """One number that differs: what, in which organization, by the counters, by the questionnaires."""

    what: str
    organization: str
    counted: int
    recounted: int


def differences(cycle: Cycle) -> Iterator[Difference]:
    """Every number of the counters that the questionnaires contradict; none when all is well."""
    yield from _totals(cycle)
    fast, slow = collected(cycle), recounted(cycle)
    for organization in sorted({*fast.tallies, *slow.tallies}):
        ours, theirs = fast.tallies.get(organization), slow.tallies.get(organization)
        if ours is None or theirs is None:
            respondents = [one.respondents + one.empty + one.rejected if one else 0 for one in (ours, theirs)]
            yield Difference("анкеты", organization, *respondents)
            continue
        if ours.respondents != theirs.respondents:
            yield Difference("респонденты", organization, ours.respondents, theirs.respondents)
        for question, count in ours.counts.items():
            again = _figures(theirs.counts[question])
            for figure, number in _figures(count).items():
                if number != again[figure]:
                    yield Difference(f"{question}, {figure}", organization, number, again[figure])


def _figures(count: AnswerCount) -> dict[str, int]:
    figures = {"Да": count.yes, "Нет": count.no, "не спрошены": count.filtered_out, "противоречат": count.contradictory}
    return figures | dict(count.options)


def _totals(cycle: Cycle) -> Iterator[Difference]:
    surveys = Survey.objects.filter(listed__cycle=cycle).select_related("listed__organization")
    kept = dict(Response.objects.filter(survey__listed__cycle=cycle).values_list("survey").annotate(number=Count("id")))
    for what, model in (("по дням", DayCount), ("по образцам ответов", PatternCount)):
        totals = dict(
            model.objects.filter(survey__listed__cycle=cycle).values_list("survey").annotate(total=Sum("number"))
        )
        for survey in surveys:
            if totals.get(survey.pk, 0) != kept.get(survey.pk, 0):
                organization = str(survey.listed.organization_id)
                yield Difference(what, organization, totals.get(survey.pk, 0), kept.get(survey.pk, 0))
