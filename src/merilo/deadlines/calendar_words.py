"""Words of the calendar in Russian papers: dates, months, quarters, half-years, years, each as first and last day.

Works on text that `normal` has prepared: lower case, «ё» as «е», one kind of dash, single spaces.
"""

import re
from datetime import date
from typing import NamedTuple

from merilo.deadlines.months import last_day

MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
_ENDINGS = "(?:ь|я|е|ю|а|у|й|ем|ом)?"
_MONTH = rf"(?P<month>{'|'.join(MONTHS)}){_ENDINGS}"
_G = r"(?: ?(?:гг?\.?|год[ауе]?|годах))?"
_YEAR = rf"(?: (?P<year>\d{{4}}){_G})?(?: (?:текущего|этого|данного) года| года)?"
_NUMBERS = {
    "1": 1, "i": 1, "перв": 1,
    "2": 2, "ii": 2, "п": 2, "втор": 2,
    "3": 3, "iii": 3, "ш": 3, "трет": 3,
    "4": 4, "iv": 4, "четверт": 4,
}  # fmt: skip
"""П and Ш stand where a typist had no Latin letters at hand."""
_NUMBER = r"(?:\d+|[ivx]+|п|ш|перв|втор|трет|четверт)"
_ORDINAL = "(?:-?(?:ый|ий|ой|го|ом|ем|м|е|й)|ого|его|ая|ое|ье|ьего|ьем|ый|ий|ой|ом)?"
_QUARTER = re.compile(
    rf"(?P<first>{_NUMBER}){_ORDINAL}(?: ?(?:-|,|и) ?(?P<last>{_NUMBER}){_ORDINAL})?"
    rf" ?(?:квартал(?:а|е|ы|ов|ах)?|кв\.?){_YEAR}"
)
_HALF_WORD = rf"(?P<first>{_NUMBER}){_ORDINAL} ?(?:полугоди[еяию]|полуг(?:од)?\.?|п/г)"
_HALF = re.compile(rf"{_HALF_WORD}{_YEAR}")
_NUMERIC = re.compile(rf"(?P<day>\d{{1,2}})[./](?P<number>\d{{1,2}})[./](?P<year>\d{{4}}|\d{{2}}){_G}")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})")
_WORDY = re.compile(rf"(?P<day>\d{{1,2}}) {_MONTH}{_YEAR}")
_ONE_MONTH = re.compile(rf"{_MONTH}{_YEAR}")
_SCHOOL = r"(?:(?P<year>\d{4}) ?[-/] ?(?P<last>\d{4}|\d{2}) )?уч(?:ебн(?:ый|ого|ом)|\.)? ?(?:года?|г\.?|году)"
_SCHOOL_YEAR = re.compile(_SCHOOL)
_SCHOOL_HALF = re.compile(rf"{_HALF_WORD} {_SCHOOL}")
_YEARS = re.compile(rf"(?P<year>\d{{4}})(?: ?- ?(?P<last>\d{{4}}))?{_G}")
_THIS_YEAR = re.compile(r"(?:(?:текущ|календарн|эт|данн)(?:его|ого|ий|ый|ем|ом) )?год[ау]?")
_CENTURY = 2000
_SHORT_YEAR = 100
_LETTERS = str.maketrans("ёі–—−‑‒", "еi-----")
"""«ё» as «е», the І of other Cyrillic alphabets as a Roman numeral, every dash as a hyphen."""


class CalendarError(ValueError):
    """A date, month, quarter or half-year that no calendar has."""


class Days(NamedTuple):
    """First and last day of an expression, and what it is: date, month, quarter, half_year, year, school_year."""

    kind: str
    start: date
    end: date


def normal(text: str) -> str:
    """The text as the patterns expect it."""
    plain = re.sub(r"\s+", " ", text.lower().translate(_LETTERS)).strip(" .;,")
    return plain.replace("«", "").replace("»", "").replace('"', "")


def days_of(text: str, year: int) -> Days | None:
    """One expression of the calendar, None when it is none; `year` is meant where none is written.

    Raises CalendarError for «31.02.2023» or «5 квартал».
    """
    for pattern, meaning in _MEANINGS:
        match = pattern.fullmatch(text)
        if match:
            return meaning(match, int(match.groupdict().get("year") or year))
    return None


def _date(match: re.Match[str], year: int) -> Days:
    year += _CENTURY if year < _SHORT_YEAR else 0
    groups = match.groupdict()
    month = int(groups["number"]) if groups.get("number") else _month_number(match)
    try:
        day = date(year, month, int(match["day"]))
    except ValueError as fault:
        raise CalendarError(match[0]) from fault
    return Days("date", day, day)


def _one_month(match: re.Match[str], year: int) -> Days:
    month = _month_number(match)
    return Days("month", date(year, month, 1), date(year, month, last_day(year, month)))


def _quarters(match: re.Match[str], year: int) -> Days:
    first = _number(match["first"], 4)
    return _months("quarter", year, (3 * first - 2, 3 * (_number(match["last"], 4) if match["last"] else first)))


def _half(match: re.Match[str], year: int) -> Days:
    half = _number(match["first"], 2)
    return _months("half_year", year, (6 * half - 5, 6 * half))


def _years(match: re.Match[str], year: int) -> Days:
    return Days("year", date(year, 1, 1), date(int(match["last"] or year), 12, 31))


def _this_year(_: re.Match[str], year: int) -> Days:
    return Days("year", date(year, 1, 1), date(year, 12, 31))


def _school_year(match: re.Match[str], year: int) -> Days:
    """From 1 September to 31 August; without numbers the school year that begins in `year`."""
    if match["last"] and int(match["last"]) % _SHORT_YEAR != (year + 1) % _SHORT_YEAR:
        raise CalendarError(match[0])
    return Days("school_year", date(year, 9, 1), date(year + 1, 8, 31))


def _school_half(match: re.Match[str], year: int) -> Days:
    """From 1 September to 31 December, or from 1 January to 31 August."""
    _, start, end = _school_year(match, year)
    if _number(match["first"], 2) == 1:
        return Days("half_year", start, date(year, 12, 31))
    return Days("half_year", date(year + 1, 1, 1), end)


def _months(kind: str, year: int, numbers: tuple[int, int]) -> Days:
    first, last = numbers
    return Days(kind, date(year, first, 1), date(year, last, last_day(year, last)))


def _month_number(match: re.Match[str]) -> int:
    return MONTHS.index(match["month"]) + 1


def _number(word: str, highest: int) -> int:
    number = _NUMBERS.get(word, 0)
    if not 1 <= number <= highest:
        raise CalendarError(word)
    return number


_MEANINGS = (
    (_NUMERIC, _date),
    (_ISO, _date),
    (_WORDY, _date),
    (_ONE_MONTH, _one_month),
    (_QUARTER, _quarters),
    (_HALF, _half),
    (_SCHOOL_YEAR, _school_year),
    (_SCHOOL_HALF, _school_half),
    (_YEARS, _years),
    (_THIS_YEAR, _this_year),
)
