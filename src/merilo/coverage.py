"""Coverage: whose turn it is to be assessed, and which list of organizations would break the law.

The law: an organization is assessed at most once a year and at least once in three years. Both counts are rules of
`merilo.deadlines` with two readings each; `Frequency` says which are taken. Past and planned assessments must be dated
by one and the same stage: the first day of fieldwork. Where only the year of a past assessment is known, calendar
years are counted.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from merilo.deadlines.due import due
from merilo.deadlines.model import DeadlineRule, ShareRule
from merilo.deadlines.rules import rule
from merilo.problems import Place, Problem, ProblemKind, Severity

When = date | int
"""The day of an assessment, or its year where the day is unknown."""

TOO_OFTEN = ProblemKind(
    "coverage.too_often",
    Severity.ERROR,
    "Организация оценивается не чаще одного раза в год.",
    "Уберите организацию из перечня или начните сбор не раньше названного дня.",
)
LAST_CHANCE_MISSED = ProblemKind(
    "coverage.last_chance_missed",
    Severity.WARNING,
    "Организация оценивается не реже одного раза в три года.",
    "Включите организацию в перечень этого года.",
)
SHARE_BELOW = ProblemKind(
    "coverage.share_below",
    Severity.WARNING,
    "За год оценивается не меньше принятой доли организаций.",
    "Дополните перечень до названного числа или примите решение о другой доле.",
)
UNKNOWN_ORGANIZATION = ProblemKind(
    "coverage.unknown_organization",
    Severity.ERROR,
    "В перечень входят организации из реестра.",
    "Исправьте код организации или внесите её в реестр.",
)
KINDS = (TOO_OFTEN, LAST_CHANCE_MISSED, SHARE_BELOW, UNKNOWN_ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Frequency:
    """How «once a year» and «once in three years» are counted."""

    not_earlier: DeadlineRule
    not_later: DeadlineRule


def frequency() -> Frequency:
    """The project's reading: a year from date to date, three years by calendar years."""
    return Frequency(rule("reassessment_not_earlier"), rule("reassessment_not_later"))


@dataclass(frozen=True, slots=True)
class History:
    """When an organization was assessed, in any order."""

    organization: str
    assessed: tuple[When, ...] = ()


class Status(StrEnum):
    """May the organization be assessed now, must it."""

    NEVER_ASSESSED = "never_assessed"
    OVERDUE = "overdue"
    """The last year in which it had to be assessed has passed."""
    DUE_THIS_YEAR = "due_this_year"
    """This year is the last chance."""
    MAY = "may"
    FORBIDDEN = "forbidden"
    """Assessed within a year."""


MUST = (Status.OVERDUE, Status.DUE_THIS_YEAR)


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether it is an organization's turn; the three last fields are None when it was never assessed."""

    organization: str
    status: Status
    last: When | None = None
    allowed_from: date | None = None
    last_chance: int | None = None
    """The last year in which it has to be assessed."""


def first_day(when: When) -> date:
    """The day of an assessment, 1 January where only its year is known."""
    return when if isinstance(when, date) else date(when, 1, 1)


def turns(histories: Iterable[History], on: date, *, counted: Frequency | None = None) -> tuple[Turn, ...]:
    """Every organization's turn on the first day of the planned fieldwork, the first to choose first.

    Never assessed before all others, then the longest ago; equal ones stay in the order given: the council chooses
    among them. Assessments later than `on` do not count.
    """
    chosen = counted or frequency()
    found = [_turn(history, on, chosen) for history in histories]
    return tuple(sorted(found, key=_rank))


def covered_share(chosen: int, total: int) -> Fraction:
    """The exact share of the organizations that are assessed: 15 of 75 is 1/5; 0 where there are none."""
    return Fraction(chosen, total) if total else Fraction(0)


def needed(total: int, share: Fraction) -> int:
    """How many organizations make the share, rounded up to a whole one: 33 % of 75 is 25."""
    return -(-total * share.numerator // share.denominator)


def draft(order: Sequence[Turn], count: int) -> tuple[Turn, ...]:
    """The draft list for the council, in order of priority.

    Everyone whose last chance is now or has passed, even beyond `count`; the other places in order, the forbidden
    left out.
    """
    must = [turn for turn in order if turn.status in MUST]
    free = [turn for turn in order if turn.status in (Status.NEVER_ASSESSED, Status.MAY)]
    taken = {turn.organization for turn in (*must, *free[: max(0, count - len(must))])}
    return tuple(turn for turn in order if turn.organization in taken)


def list_problems(order: Sequence[Turn], chosen: Collection[str], share: ShareRule) -> tuple[Problem, ...]:
    """What is wrong with a list of organizations: strangers, forbidden ones, missed last chances, too small a share."""
    known = {turn.organization for turn in order}
    found = [
        Problem(UNKNOWN_ORGANIZATION, Place(), f"Организация «{code}»")
        for code in dict.fromkeys(chosen)
        if code not in known
    ]
    for turn in order:
        if turn.organization in chosen and turn.status is Status.FORBIDDEN:
            found.append(Problem(TOO_OFTEN, Place(), _too_often(turn)))
        if turn.organization not in chosen and turn.status in MUST:
            detail = f"Организация «{turn.organization}»: последний год — {turn.last_chance}"
            found.append(Problem(LAST_CHANCE_MISSED, Place(), detail))
    taken, wanted = len(known & set(chosen)), needed(len(known), share.share)
    if taken < wanted:
        found.append(Problem(SHARE_BELOW, Place(), f"В перечне {taken} из {len(known)}, нужно не меньше {wanted}"))
    return tuple(found)


class YearMark(StrEnum):
    """What a year brings an organization under the lists given."""

    ASSESSED = "assessed"
    MAY = "may"
    """Left out, and the law allows it."""
    LAST_CHANCE = "last_chance"
    """The year has no list yet, and the organization must be in it."""
    TOO_LATE = "too_late"
    """Left out, or still without a list, in or after the last year in which it has to be assessed."""
    TOO_OFTEN = "too_often"
    """In the list, although no day of the year is allowed."""


BREACHES = (YearMark.TOO_LATE, YearMark.TOO_OFTEN)


@dataclass(frozen=True, slots=True)
class YearCell:
    """One year of one organization."""

    year: int
    mark: YearMark
    allowed_from: date | None = None
    """For a chosen year: before that day of it the assessment would come too soon."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The years ahead of one organization."""

    organization: str
    cells: tuple[YearCell, ...]

    @property
    def breaches(self) -> tuple[YearCell, ...]:
        """The years that break the law."""
        return tuple(cell for cell in self.cells if cell.mark in BREACHES)


def outlook(
    histories: Iterable[History], lists: Mapping[int, Collection[str]], *, first: int, counted: Frequency | None = None
) -> tuple[Outlook, ...]:
    """Three years from `first` (as many as the rule names), the organization whose turn is nearest first.

    `lists` has the organizations chosen for a year; a year without a list is not decided yet. An organization that was
    never assessed has to be assessed within the years shown. The histories hold what other lists have done: whoever
    was assessed in `first` already and stands in its list is assessed too often.
    """
    chosen = counted or frequency()
    known = turns(histories, date(first, 12, 31), counted=chosen)
    years = range(first, first + chosen.not_later.amount)
    return tuple(Outlook(turn.organization, tuple(_cells(turn, lists, years, counted=chosen))) for turn in known)


def _turn(history: History, on: date, counted: Frequency) -> Turn:
    past = [when for when in history.assessed if (when <= on if isinstance(when, date) else when <= on.year)]
    if not past:
        return Turn(history.organization, Status.NEVER_ASSESSED)
    last = max(past, key=_order)
    allowed, until = (due(found, first_day(last)) for found in (counted.not_earlier, counted.not_later))
    return Turn(history.organization, _status(on, allowed, until), last, allowed, until.year)


def _status(on: date, allowed: date, until: date) -> Status:
    if on < allowed:
        return Status.FORBIDDEN
    if on > until:
        return Status.OVERDUE
    return Status.DUE_THIS_YEAR if on.year == until.year else Status.MAY


def _rank(turn: Turn) -> tuple[date, bool]:
    return (date.min, False) if turn.last is None else _order(turn.last)


def _order(when: When) -> tuple[date, bool]:
    """Chronological; of the same day the one that is known to the day is the later."""
    return first_day(when), isinstance(when, date)


def _too_often(turn: Turn) -> str:
    last = f"{turn.last:%d.%m.%Y}" if isinstance(turn.last, date) else f"{turn.last} год"
    return f"Организация «{turn.organization}»: прошлая оценка — {last}, новая — не раньше {turn.allowed_from:%d.%m.%Y}"


def _cells(turn: Turn, lists: Mapping[int, Collection[str]], years: range, *, counted: Frequency) -> Iterator[YearCell]:
    last = turn.last
    for year in years:
        allowed = due(counted.not_earlier, first_day(last)) if last is not None else date.min
        chance = due(counted.not_later, first_day(last)).year if last is not None else years[-1]
        if turn.organization in lists.get(year, ()):
            mark = YearMark.TOO_OFTEN if allowed.year > year else YearMark.ASSESSED
            yield YearCell(year, mark, allowed if allowed > date(year, 1, 1) and mark is YearMark.ASSESSED else None)
            last = year
        elif last is not None and first_day(last).year == year:
            yield YearCell(year, YearMark.ASSESSED)
        elif year < chance:
            yield YearCell(year, YearMark.MAY)
        else:
            decided = year in lists or year > chance
            yield YearCell(year, YearMark.TOO_LATE if decided else YearMark.LAST_CHANCE)
