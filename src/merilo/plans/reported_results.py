"""Results that a report tells, each brought to the measure of a plan that it is about.

A measure is known by its number and its words together, or by its words alone where they are the same and its number
speaks for no other; never by its place in the file. What is brought to no measure is kept with the problem that says
why.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from merilo.plans import codes
from merilo.plans.model import PlanPaper, PlanRow
from merilo.problems import Problem, ProblemKind

_ALIKE = 90
"""Words of two measures with one number are the same when so many of a hundred letters are and nothing else counts."""
_COUNTED = re.compile(
    r"\d+|\b[ivxlcdmіх]+\b|\b(?:перв|втор|трет|четверт|пят|шест|седьм|восьм|девят|десят|\w+дцат|\w+десят)"
    r"|\b(?:од(?=ин\b|н(?:а|о|у|ой|ого|ому|им|ом|их)\b)|дв(?=(?:а|е|ух|ум|умя)\b)|тр(?=(?:и|ех|ем|емя)\b)"
    r"|четыр(?=(?:е|ех|ем|ьмя)\b)|сем(?=(?:ь|и|ью)\b)|восем(?=(?:ь|ью)\b)|сорок|девяност|ст(?=[оа]\b)|двест|трист"
    r"|тысяч)"
)
"""Digits, Roman numbers and numbers in words, in any case: two benches are no slip of three."""


@dataclass(frozen=True, slots=True)
class KnownMeasure:
    """A measure of the plan as it stands; `key` tells it to the caller."""

    key: int
    section: str
    number: str
    text: str
    outcome: str = ""
    completed_on: date | None = None
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class ToldResult:
    """What a row says came of its measure. `rest`: actual terms that name no one day of those in which it may lie."""

    outcome: str
    completed_on: date | None = None
    rest: tuple[str, ...] = ()

    @property
    def printed(self) -> str:
        """All of it in one line."""
        day = f"{self.completed_on:%d.%m.%Y}" if self.completed_on else ""
        return "; ".join(part for part in (*self.outcome.splitlines(), day, *self.rest) if part)


@dataclass(frozen=True, slots=True)
class BroughtResult:
    """A result and the key of its measure; `is_new` is False where the plan says the same already."""

    key: int
    told: ToldResult
    row: PlanRow
    is_new: bool


@dataclass(frozen=True, slots=True)
class LostResult:
    """A row whose result, or a part of it, is brought to no measure, and why."""

    row: PlanRow
    texts: tuple[str, ...]
    problem: Problem


@dataclass(frozen=True, slots=True)
class ReportedResults:
    """All results of a report, in its order."""

    brought: tuple[BroughtResult, ...]
    lost: tuple[LostResult, ...]


def told_by(row: PlanRow, *, since: date, on: date) -> ToldResult:
    """What the row says was done; a day counts when it is one and lies between `since` and `on`."""
    days = [one.end for one in row.completed if one.end is not None and one.start == one.end]
    is_whole = len(row.completed) == len(days) == 1 and since <= days[0] <= on and any(row.implemented)
    rest = () if is_whole else tuple(one.text for one in row.completed)
    return ToldResult("\n".join(row.implemented), days[0] if is_whole else None, rest)


def results_of(
    paper: PlanPaper, measures: Iterable[KnownMeasure], *, since: date, on: date, longest: int
) -> ReportedResults:
    """Every result of the paper at its measure or with its problem; rows that tell no result are passed over.

    The plan keeps so many characters of an outcome as `longest` says.
    """
    known = _Known.of(measures)
    found = [
        (row, told, known.sought(row, section=f"{section.number} {section.title}"))
        for section in paper.sections
        for row in section.rows
        if (told := told_by(row, since=since, on=on)).printed
    ]
    twice = Counter(one.key for _, __, one in found if isinstance(one, KnownMeasure))
    brought, lost = list[BroughtResult](), list[LostResult]()
    for row, told, one in found:
        why = one if isinstance(one, ProblemKind) else _hindrance(one, told, longest, is_single=twice[one.key] == 1)
        if isinstance(one, KnownMeasure) and why is None:
            is_new = (one.outcome, one.completed_on) != (told.outcome[:longest], told.completed_on)
            brought.append(BroughtResult(one.key, told, row, is_new))
            if told.rest:
                lost.append(LostResult(row, told.rest, _problem(codes.RESULT_WITHOUT_DAY, row, "; ".join(told.rest))))
        elif why is not None:
            lost.append(LostResult(row, (_named(row), told.printed), _problem(why, row, told.printed)))
    return ReportedResults(tuple(brought), tuple(lost))


def _hindrance(one: KnownMeasure, told: ToldResult, longest: int, *, is_single: bool) -> ProblemKind | None:
    """Why a result is not written at the measure that it is about. A day may join words that have none."""
    if not is_single:
        return codes.RESULT_TWICE
    if one.is_cancelled:
        return codes.RESULT_OF_CANCELLED
    if not told.outcome:
        return codes.RESULT_WITHOUT_WORDS
    is_same = one.outcome == told.outcome[:longest] and one.completed_on in (None, told.completed_on)
    return codes.RESULT_OTHER if one.outcome and not is_same else None


@dataclass(frozen=True, slots=True)
class _Known:
    """Measures of a plan by their numbers and by their words."""

    by_number: Mapping[str, Sequence[KnownMeasure]]
    by_words: Mapping[str, Sequence[KnownMeasure]]

    @classmethod
    def of(cls, measures: Iterable[KnownMeasure]) -> "_Known":
        numbers, words = defaultdict[str, list[KnownMeasure]](list), defaultdict[str, list[KnownMeasure]](list)
        for one in measures:
            numbers[_stem(one.number)].append(one)
            words[_plain(one.text)].append(one)
        return cls(numbers, words)

    def sought(self, row: PlanRow, *, section: str) -> KnownMeasure | ProblemKind:
        """The one measure that the row is about, or why there is none."""
        own, numbered = _plain("\n".join(row.measures)), self.by_number.get(_stem(row.number), ())
        same = list(self.by_words.get(own, ())) if own else []
        near = [one for one in numbered if own and fuzz.ratio(own, _plain(one.text)) >= _ALIKE]
        exact = [one for one in near if one in same]
        if same and near and not exact:
            return codes.RESULT_AMBIGUOUS
        found = exact or same or [one for one in near if _counted(one.text) == _counted(own)]
        if len(found) > 1:
            found = list(_of_section(found, section)) or found
        if len(found) == 1:
            return found[0]
        if found:
            return codes.RESULT_AMBIGUOUS
        return codes.RESULT_OTHER_WORDS if numbered else codes.RESULT_WITHOUT_MEASURE


def _of_section(measures: Iterable[KnownMeasure], section: str) -> Iterator[KnownMeasure]:
    return (one for one in measures if _plain(one.section) == _plain(section))


def _problem(kind: ProblemKind, row: PlanRow, detail: str) -> Problem:
    return Problem(kind, row.place, f"{_named(row)}: {detail}" if _named(row) else detail)


def _named(row: PlanRow) -> str:
    return " ".join(part for part in (f"№ {row.number}" if row.number else "", *row.measures) if part)


def _stem(number: str) -> str:
    return number.strip().rstrip(".")


def _counted(text: str) -> list[str]:
    return _COUNTED.findall(_plain(text))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold().replace("ё", "е")))
