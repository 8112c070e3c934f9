"""What a citizen's page shows of a survey, read at once and kept for a few seconds in the server's memory."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from merilo.methodology import catalogue
from merilo.methodology.model import Edition
from merilo_web import clock
from merilo_web.fieldwork.models import DayCount, Survey
from merilo_web.fieldwork.states import SurveyState

VALID_FOR = 5.0
"""Seconds for which a page of a survey is shown without asking the database."""
_MOST = 4000


@dataclass(frozen=True, slots=True)
class SurveyFace:
    """A survey as its respondents see it. `today` is the day in the authority's time zone."""

    survey_id: int
    short_code: str
    organization: str
    council: str
    edition: Edition
    state: SurveyState
    opens_on: date
    closes_on: date
    with_codes: bool
    is_full: bool
    today: date
    read_at: float

    @property
    def takes_answers(self) -> bool:
        """True while answers are accepted."""
        return self.state is SurveyState.OPEN and self.opens_on <= self.today <= self.closes_on and not self.is_full


_kept: OrderedDict[str, SurveyFace] = OrderedDict()


def face(short_code: str) -> SurveyFace | None:
    """The survey with this canonical code, at most a few seconds old; None when there is none."""
    at = clock.now().timestamp()
    kept = _kept.get(short_code)
    if kept is not None and 0 <= at - kept.read_at < VALID_FOR:
        return kept
    fresh = _read(short_code, at)
    if fresh is not None:
        _kept[short_code] = fresh
        _kept.move_to_end(short_code)
        if len(_kept) > _MOST:
            _kept.popitem(last=False)
    return fresh


def forget() -> None:
    """Ask the database again at the next page; for this process alone."""
    _kept.clear()


def _read(short_code: str, at: float) -> SurveyFace | None:
    related = ("listed__organization", "listed__cycle__council", "listed__cycle__authority")
    survey = Survey.objects.select_related(*related).filter(short_code=short_code).first()
    if survey is None:
        return None
    cycle = survey.listed.cycle
    return SurveyFace(
        survey_id=survey.pk,
        short_code=survey.short_code,
        organization=survey.listed.organization.short_name,
        council=cycle.council.name,
        edition=catalogue.get(cycle.edition_id, cycle.sector),
        state=SurveyState(survey.state),
        opens_on=survey.opens_on,
        closes_on=survey.closes_on,
        with_codes=survey.with_codes,
        is_full=survey.close_at_target and received(survey) >= survey.target,
        today=clock.today(cycle.authority.time_zone),
        read_at=at,
    )


def received(survey: Survey) -> int:
    """How many questionnaires of a survey there are, from the counters."""
    total: int | None = DayCount.objects.filter(survey=survey).aggregate(total=Sum("number"))["total"]
    return total or 0
