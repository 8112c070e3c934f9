"""How far fieldwork has come: every organization against its sample, by channel and by day, from the counters."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from merilo_web.cycles.models import Cycle
from merilo_web.fieldwork.models import DayCount, FiledCounts, Survey
from merilo_web.fieldwork.states import Channel, SurveyState
from merilo_web.registry.models import Organization


@dataclass(frozen=True, slots=True)
class SurveyProgress:
    """One survey: how many questionnaires of how many, by channel and by day."""

    survey: Survey
    organization: Organization
    target: int
    received: int
    by_channel: Mapping[Channel, int]
    by_day: Mapping[date, int]

    @property
    def lacking(self) -> int:
        """Questionnaires still to come."""
        return max(0, self.target - self.received)

    @property
    def is_short(self) -> bool:
        """Closed before its target was reached."""
        return self.survey.state == SurveyState.CLOSED and self.lacking > 0

    @property
    def percent(self) -> int:
        """Whole per cent of the target, rounded down, so that 100 means all."""
        return self.received * 100 // self.target if self.target else 100

    @property
    def channels(self) -> tuple[tuple[str, int], ...]:
        """Channels with their Russian names and numbers, the largest first."""
        ordered = sorted(self.by_channel.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple((str(channel.label), number) for channel, number in ordered)

    @property
    def days(self) -> tuple[tuple[date, int], ...]:
        """Days with their numbers, the latest first."""
        return tuple(sorted(self.by_day.items(), reverse=True))


@dataclass(frozen=True, slots=True)
class Progress:
    """A cycle's surveys together. `surveys` stand in the list's order."""

    surveys: tuple[SurveyProgress, ...]
    target: int
    received: int
    reached: int
    """Surveys that have reached their target."""
    channels: tuple[tuple[str, int], ...]
    days: tuple[tuple[date, int], ...]

    @property
    def percent(self) -> int:
        """Whole per cent of all targets together, an organization's surplus not counted for another."""
        counted = sum(min(one.received, one.target) for one in self.surveys)
        return counted * 100 // self.target if self.target else 0


def progress(cycle: Cycle) -> Progress:
    """How far every survey of the cycle has come; three queries."""
    rows = Survey.objects.filter(listed__cycle=cycle).select_related("listed__cycle", "listed__organization")
    counts = DayCount.objects.filter(survey__listed__cycle=cycle, number__gt=0)
    filed = FiledCounts.objects.filter(survey__listed__cycle=cycle)
    return _together(_each(rows.order_by("listed__organization__sort_key", "pk"), counts, filed))


def survey_progress(survey: Survey) -> SurveyProgress:
    """How far one survey has come."""
    counts = DayCount.objects.filter(survey=survey, number__gt=0)
    return _each([survey], counts, FiledCounts.objects.filter(survey=survey))[0]


def _each(
    surveys: Iterable[Survey], counts: Iterable[DayCount], filed: Iterable[FiledCounts]
) -> tuple[SurveyProgress, ...]:
    channels: dict[int, Counter[Channel]] = {}
    days: dict[int, Counter[date]] = {}
    for count in counts:
        channels.setdefault(count.survey_id, Counter())[Channel(count.channel)] += count.number
        days.setdefault(count.survey_id, Counter())[count.received_on] += count.number
    for sums in filed:
        channels.setdefault(sums.survey_id, Counter())[Channel.COUNTS] += sums.respondents
    return tuple(
        SurveyProgress(
            survey=survey,
            organization=survey.listed.organization,
            target=survey.target,
            received=sum(channels.get(survey.pk, Counter()).values()),
            by_channel=channels.get(survey.pk, Counter()),
            by_day=days.get(survey.pk, Counter()),
        )
        for survey in surveys
    )


def _together(surveys: tuple[SurveyProgress, ...]) -> Progress:
    channels: Counter[Channel] = Counter()
    days: Counter[date] = Counter()
    for one in surveys:
        channels.update(one.by_channel)
        days.update(one.by_day)
    named = sorted(channels.items(), key=lambda pair: (-pair[1], pair[0]))
    return Progress(
        surveys=surveys,
        target=sum(one.target for one in surveys),
        received=sum(one.received for one in surveys),
        reached=sum(one.received >= one.target for one in surveys),
        channels=tuple((str(channel.label), number) for channel, number in named),
        days=tuple(sorted(days.items(), reverse=True)),
    )
