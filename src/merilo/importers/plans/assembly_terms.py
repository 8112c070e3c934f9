"""Terms of a plan's cell: every entry a term, wrapped lines joined, the plan's years put where none is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from merilo.deadlines.terms import Term, TermKind, parse_term

_BARE_YEAR = re.compile(
    r"(?:19|20)\d\d(?:\s?[-–—/]\s?(?:19|20)\d\d)?\s?(?:гг?\.?|год[аы]?|учебный год)?", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d|\d{1,2}[./]\d{1,2}[./]\d\d\b")
_SCHOOL = re.compile(r"уч\w*\.?\s*г", re.IGNORECASE)
_TITLE_YEARS = re.compile(
    r"(?<![\d.])(?P<first>(?:19|20)\d\d)\s*(?:г(?:од|\.)?а?)?\s*(?:(?:[-–—/]|по|до)\s*(?P<last>(?:19|20)?\d\d)(?!\d))?\s*"
    r"(?:г(?:г?\.|од)|уч\w*\.?\s*г(?:г?\.|од))",
    re.IGNORECASE,
)
_FOR = re.compile(r"\b(?:на|период)\s+(?:период\s+)?(?:с\s+)?$", re.IGNORECASE)
_DURING = re.compile(r"\bза\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_FROM = re.compile(r"\bс\s+$", re.IGNORECASE)
_BARE = re.compile(
    r"^(?!.*(?:выявл|результат|итог|провед|прошл)).*(?<!от )(?<!\bс )$|\(\s*$", re.IGNORECASE | re.DOTALL
)
_LONGEST_PLAN = 10
_SOME_YEAR = 2000
"""Read with any year where the plan has none, and then without days."""
_SCHOOL_STARTS = 9
_MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class PlanYears:
    """The years that a plan is for, None when it names none; `school`: they are a school year."""

    years: tuple[int, int] | None
    school: bool = False

    def term(self, text: str) -> Term:
        """What a term means in this plan. Without a year anywhere the term has no days."""
        return _term(text, self)


@lru_cache(maxsize=4096)
def _term(text: str, plan: PlanYears) -> Term:
    if plan.years is None:
        found = parse_term(text, _SOME_YEAR)
        return found if _YEAR.search(text) else replace(found, start=None, end=None)
    first, last = plan.years
    found = parse_term(text, first)
    if not plan.school or _YEAR.search(text) or found.end is None or first == last or _SCHOOL.search(text):
        return found
    if found.kind is TermKind.HALF_YEAR:
        return replace(parse_term(f"{text} учебного года", first), text=text)
    if found.kind is TermKind.YEAR:
        return replace(parse_term(f"{first}-{last} учебный год", first), text=text)
    return parse_term(text, last) if found.end.month < _SCHOOL_STARTS else found


def years_of(text: str) -> PlanYears:
    """The years that a title names for its plan: «на 2023 год», «2019-2020 учебный год», «на 2021–2023 годы».

    Years in which something was found before, «выявленных в 2022 году», are not the plan's.
    """
    found = list(_TITLE_YEARS.finditer(text))
    for before in (_FOR, _DURING, _FROM, _BARE):
        ranges = [one for one in found if one["last"]] if before is _FROM else found
        match = next((one for one in ranges if before.search(text[: one.start()])), None)
        if match:
            return _plan_years(match)
    return PlanYears(None)


def _plan_years(match: re.Match[str]) -> PlanYears:
    first, second = int(match["first"]), match["last"] or match["first"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    years = (first, last) if first <= last <= first + _LONGEST_PLAN else (first, first)
    return PlanYears(years, bool(_SCHOOL.search(match[0])))


def terms(entries: Sequence[str], years: PlanYears) -> tuple[Term, ...]:
    """The terms of a cell in their order; every word of the cell is in one of them."""
    found: list[Term] = []
    for entry in entries:
        term = years.term(entry)
        joined = _joined(found[-1], term, years) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(term)
    return tuple(one for term in found for one in (_divided(term, years) if _is_unclear(term) else (term,)))


def _is_unclear(term: Term) -> bool:
    return term.kind is TermKind.UNCLEAR


def _runs_on(term: Term) -> bool:
    """Whether «постоянно» has swallowed a next term: only brackets may go on it."""
    return term.kind is TermKind.CONSTANT and " " in term.text and "(" not in term.text


def _joined(above: Term, below: Term, years: PlanYears) -> Term | None:
    """One term written on two lines: «I квартал» and «2023 г.», «в течение» and «года»."""
    wrapped = _BARE_YEAR.fullmatch(below.text) and not _YEAR.search(above.text) and not _is_unclear(above)
    if not (wrapped or _is_unclear(above) or _is_unclear(below)) or above.text.endswith(";"):
        return None
    both = years.term(f"{above.text} {below.text}")
    return None if _is_unclear(both) else both


def _divided(term: Term, years: PlanYears) -> tuple[Term, ...]:
    """A run of terms, «01.02.2023 Постоянно», as the fewest terms that are all clear; else as it was."""
    words = term.text.split()
    if not 1 < len(words) <= _MOST_WORDS:
        return (term,)
    best: dict[int, tuple[Term, ...]] = {len(words): ()}
    for start in range(len(words) - 1, -1, -1):
        for stop in range(start + 1, len(words) + 1):
            if stop in best and len(best[stop]) + 1 < len(best.get(start, words)):
                part = years.term(" ".join(words[start:stop]).strip(";,"))
                if not _is_unclear(part) and not _runs_on(part):
                    best[start] = (part, *best[stop])
    return best.get(0, (term,))
