"""What a citizen's page shows of a survey, read at once and kept for half a minute in the server's memory."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from merilo.methodology import catalogue
from merilo.methodology.model import Edition
from merilo_web import clock
from merilo_web.fieldwork.languages import Translation
from merilo_web.fieldwork.models import DayCount, Survey
from merilo_web.fieldwork.queries.translations import shown as own_shown
from merilo_web.fieldwork.states import SurveyState

VALID_FOR, CLOSED_FOR = 30.0, 3.0
"""Seconds for which the page of an open survey is shown at most without asking the database, and of one that takes no
answers.

The transaction that keeps an answer asks in any case, so that a survey closed a moment ago takes none.
"""
_SPREAD = 16
"""Seconds over which the surveys of a town, all asked for at one moment, are read anew."""
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
    own_languages: tuple[Translation, ...] = ()
    """The authority's own translations that it shows."""

    def looks_like(self, other: "SurveyFace") -> bool:
        """True when the questionnaire's page is the same for both."""
        return self.edition is other.edition and all(getattr(self, name) == getattr(other, name) for name in _SHOWN)

    @property
    def takes_answers(self) -> bool:
        """True while answers are accepted."""
        return self.state is SurveyState.OPEN and self.opens_on <= self.today <= self.closes_on and not self.is_full


_SHOWN = ("survey_id", "short_code", "organization", "council", "closes_on", "with_codes", "own_languages")
"""What the page prints of a survey, beside its edition, which is compared by identity."""
_kept: OrderedDict[str, SurveyFace] = OrderedDict()


def face(short_code: str) -> SurveyFace | None:
    """The survey with this canonical code, at most `VALID_FOR` seconds old; None when there is none."""
    at = clock.now().timestamp()
    kept = _kept.get(short_code)
    if kept is not None and 0 <= at - kept.read_at < _valid_for(kept):
        return kept
    fresh = _read(short_code, at)
    if fresh is not None:
        _kept[short_code] = fresh
        _kept.move_to_end(short_code)
        if len(_kept) > _MOST:
            _kept.popitem(last=False)
    return fresh


def _valid_for(kept: SurveyFace) -> float:
    return VALID_FOR - kept.survey_id % _SPREAD if kept.takes_answers else CLOSED_FOR


def forget() -> None:
    """Ask the database again at the next page; for this process alone."""
    _kept.clear()


_COLUMNS = (
    "pk",
    "state",
    "opens_on",
    "closes_on",
    "with_codes",
    "close_at_target",
    "target",
    "listed__organization__short_name",
    "listed__cycle__council__name",
    "listed__cycle__edition_id",
    "listed__cycle__sector",
    "listed__cycle__authority__time_zone",
    "listed__cycle__authority",
)


def _read(short_code: str, at: float) -> SurveyFace | None:
    """Only the columns that are shown: whole rows of five tables would cost as much as taking an answer in."""
    row = Survey.objects.filter(short_code=short_code).values_list(*_COLUMNS).first()
    if row is None:
        return None
    number, state, opens_on, closes_on, with_codes, close_at_target, target, *shown = row
    organization, council, edition_id, sector, zone, authority = shown
    edition = catalogue.get(edition_id, sector)
    return SurveyFace(
        survey_id=number,
        short_code=short_code,
        organization=organization,
        council=council,
        edition=edition,
        state=SurveyState(state),
        opens_on=opens_on,
        closes_on=closes_on,
        with_codes=with_codes,
        is_full=close_at_target and _received(number) >= target,
        today=clock.today(zone),
        read_at=at,
        own_languages=own_shown(authority, edition),
    )


def received(survey: Survey) -> int:
    """How many questionnaires of a survey there are, from the counters."""
    return _received(survey.pk)


def _received(number: int) -> int:
    total: int | None = DayCount.objects.filter(survey=number).aggregate(total=Sum("number"))["total"]
    return total or 0
