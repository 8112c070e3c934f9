"""Terms as people write them in plans: kept verbatim, with the days they mean where they mean any.

«до 1 марта» includes that day (Civil Code, article 194); «до марта» ends with February, «до конца марта» with March.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from merilo.deadlines import codes
from merilo.deadlines.calendar_words import Days, days_of, normal
from merilo.deadlines.model import Unit
from merilo.deadlines.months import add_months, add_years
from merilo.deadlines.workdays import add_workdays, next_workday
from merilo.problems import Place, Problem, ProblemKind

LONGEST = 300
"""A longer text is no term."""
_DAY = timedelta(days=1)
_CONSTANT = re.compile(
    r"(?:постоянно|непрерывно|регулярно|систематически|на постоянной основе|весь период|в течение всего периода)\b"
    r"(?P<rest>.*)"
)
_RECURRING = re.compile(
    r".*\b(?:ежедневн|еженедельн|ежемесячн|ежекварт|ежегодн|раза? в (?:день|неделю|месяц|квартал|полугодие|год)|"
    r"кажд(?:ый|ого|ую|ой|ое) (?:\w+ )?(?:день|дня|недел|месяц|квартал|полугоди|год)).*"
)
_AS_NEEDED = re.compile(
    r"(?:по мере|при|в случае) .*\b(?:необходимост|поступлени|обновлени|возникновени|наличи|изменени).*"
)
_SINCE = re.compile(r".*\((?:начиная )?с (?P<point>[^()]+)\)")
_COUNTS = {
    "одного": 1, "один": 1, "двух": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7, "восьми": 8,
    "девяти": 9, "десяти": 10, "пятнадцати": 15, "двадцати": 20, "тридцати": 30,
}  # fmt: skip
_AFTER = re.compile(
    r"(?:(?:в срок )?(?:в течение|не ?позднее(?: чем(?: через)?)?|не ?позже(?: чем(?: через)?)?|через|в срок до|до)) "
    rf"(?:(?P<count>\d\d?\d?|{'|'.join(_COUNTS)})(?:-?(?:ти|х|и))? ?)?(?:\([а-я ]+\) ?)?"
    r"(?:(?P<work>рабочих|рабочего) |календарн(?:ых|ого) )?"
    r"(?P<unit>дней|дня|день|недель|недели|месяцев|месяца|месяц|кварталов|квартала|лет|года)"
    r"(?P<event> (?:со дня|с момента|с даты|после|от|с) .+)"
)
_UNITS = {"д": (Unit.DAYS, 1), "н": (Unit.DAYS, 7), "м": (Unit.MONTHS, 1), "к": (Unit.MONTHS, 3)}
_YEARS = (Unit.YEARS, 1)
_UNTIL_END = re.compile(r"(?:(?:в срок )?(?:до|к|не позднее|по) )?кон(?:ца|цу|ец) (?P<point>.+)")
_LAST = re.compile(r"(?:(?:в )?срок(?: -|:)? )?(?:не ?позднее|не ?позже|по) (?P<point>.+)")
_BEFORE = re.compile(r"(?:в срок )?(?:до|к) (?P<point>.+)")
_SINCE_POINT = re.compile(r"(?:начиная )?(?:с|со|от) (?P<point>.+)")
_INSIDE = re.compile(r"(?:в течение|в период|в|во|на|за|весь|срок:?) (?P<point>.+)")
_PERIOD = re.compile(r"(?:(?:в период )?(?:с|со|от) )?(?P<first>.+?) ?(?:-| по | до ) ?(?P<last>.+)")
_HAS_YEAR = re.compile(r"\d{4}|[./]\d{2}(?: г\.?)?$")
_BARE_DAY = re.compile(r"\d{1,2}(?:\.\d{1,2})?")


class TermKind(StrEnum):
    """How a term is written."""

    DATE = "date"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"
    PERIOD = "period"
    """From one expression to another: «сентябрь – декабрь 2023 г.»."""
    CONSTANT = "constant"
    """«постоянно»: from its start, if one is named, without an end."""
    RECURRING = "recurring"
    """«ежеквартально», «до 25 числа ежемесячно»: the days are not worked out."""
    AS_NEEDED = "as_needed"
    """«по мере поступления»."""
    AFTER_EVENT = "after_event"
    """«в течение месяца со дня поступления»: days only when the event has come, `Term.due_after`."""
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Span:
    """How long after which event; the event in the words of the paper."""

    amount: int
    unit: Unit
    event: str


@dataclass(frozen=True, slots=True)
class Term:
    """One term, `text` verbatim. `start` and `end` are included; None is an open side, or no days at all."""

    text: str
    kind: TermKind
    start: date | None = None
    end: date | None = None
    span: Span | None = None
    flaw: ProblemKind | None = None

    @property
    def due_on(self) -> date | None:
        """The last day, None where the words name none."""
        return self.end

    def due_after(self, event_on: date) -> date | None:
        """The last day when the event came on that day; None unless the term runs from an event.

        A last day that is a day off moves to the next workday (Civil Code, article 193).
        """
        if self.span is None:
            return None
        amount = self.span.amount
        match self.span.unit:
            case Unit.WORKDAYS:
                return add_workdays(event_on, amount)
            case Unit.MONTHS:
                return next_workday(add_months(event_on, amount))
            case Unit.YEARS:
                return next_workday(add_years(event_on, amount))
            case _:
                return next_workday(event_on + amount * _DAY)


def parse_term(text: str, year: int) -> Term:
    """What a term means; `year` is the plan's year and stands where none is written.

    Never fails: what is not understood comes back as UNCLEAR with its flaw (`term_problem` makes it a problem).
    """
    plain = normal(text)
    if len(plain) > LONGEST:
        return Term(text, TermKind.UNCLEAR, flaw=codes.TERM_UNCLEAR)
    try:
        found = _term(text, plain, year)
    except (ValueError, OverflowError):
        return Term(text, TermKind.UNCLEAR, flaw=codes.TERM_IMPOSSIBLE)
    if found is None:
        return Term(text, TermKind.UNCLEAR, flaw=codes.TERM_UNCLEAR)
    if found.start and found.end and found.end < found.start:
        return Term(text, TermKind.UNCLEAR, flaw=codes.TERM_REVERSED)
    return found


def term_problem(term: Term, place: Place) -> Problem | None:
    """What a person must be told of the term, None when it is understood."""
    return Problem(term.flaw, place, f"Срок «{term.text}»") if term.flaw else None


def _term(text: str, plain: str, year: int) -> Term | None:
    constant = _CONSTANT.fullmatch(plain)
    if constant:
        since = _SINCE.fullmatch(constant["rest"])
        days = days_of(since["point"].strip(" ."), year) if since else None
        return Term(text, TermKind.CONSTANT, start=days.start if days else None)
    if _RECURRING.fullmatch(plain):
        return Term(text, TermKind.RECURRING)
    after = _AFTER.fullmatch(plain)
    if after:
        return Term(text, TermKind.AFTER_EVENT, span=_span(after))
    if _AS_NEEDED.fullmatch(plain):
        return Term(text, TermKind.AS_NEEDED)
    days = days_of(plain, year)
    return _of_days(text, days) if days else _bounded(text, plain, year)


def _span(match: re.Match[str]) -> Span:
    word = match["count"] or "1"
    count = _COUNTS.get(word) or int(word)
    unit, times = _UNITS.get(match["unit"][0], _YEARS)
    if match["work"] and unit is Unit.DAYS:
        unit = Unit.WORKDAYS
    return Span(count * times, unit, match["event"].strip())


def _bounded(text: str, plain: str, year: int) -> Term | None:
    """«до …», «не позднее …», «с … по …», «в течение …»: an expression with words before it."""
    if (match := _UNTIL_END.fullmatch(plain)) and (days := days_of(match["point"], year)):
        return replace(_of_days(text, days), start=None)
    if (match := _LAST.fullmatch(plain)) and (days := days_of(match["point"], year)):
        return replace(_of_days(text, days), start=None)
    if (match := _BEFORE.fullmatch(plain)) and (days := days_of(match["point"], year)):
        end = days.end if days.kind == TermKind.DATE else days.start - _DAY
        return replace(_of_days(text, days), start=None, end=end)
    if (match := _INSIDE.fullmatch(plain)) and (days := days_of(match["point"], year)):
        return _of_days(text, days)
    return _period(text, plain, year) or _since(text, plain, year)


def _since(text: str, plain: str, year: int) -> Term | None:
    match = _SINCE_POINT.fullmatch(plain)
    days = days_of(match["point"], year) if match else None
    return replace(_of_days(text, days), end=None) if days else None


def _period(text: str, plain: str, year: int) -> Term | None:
    match = _PERIOD.fullmatch(plain)
    last = days_of(match["last"], year) if match else None
    if match is None or last is None:
        return None
    meant = year if not _HAS_YEAR.search(match["last"]) else last.end.year
    first = days_of(_completed(match["first"], last), meant)
    return Term(text, TermKind.PERIOD, first.start, last.end) if first else None


def _completed(first: str, last: Days) -> str:
    """«с 1 по 15 марта 2023»: the bare day takes month and year of the other end."""
    if not _BARE_DAY.fullmatch(first):
        return first
    day, _, month = first.partition(".")
    return f"{day}.{month or last.end.month}.{last.end.year}"


def _of_days(text: str, days: Days) -> Term:
    return Term(text, TermKind(days.kind), days.start, days.end)
