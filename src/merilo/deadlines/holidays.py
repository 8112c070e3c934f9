"""Days off of a year: holidays of article 112 of the Labour Code, and the transfers of the year's decree."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from merilo.deadlines import codes
from merilo.law.clause import Basis, Clause
from merilo.law.yaml_source import Schema, Table, open_source

FOLDER = Path(__file__).parent / "holidays"
HOLIDAYS = {(1, day) for day in range(1, 9)} | {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
"""Month and day of the holidays of article 112, part 1, in the wording in force since 2013."""
_CHECKED_ON = date(2026, 11, 22)
_UNKNOWN = Clause("переносы Правительства на этот год не прочитаны: только ст. 112 ТК РФ", Basis.DEFAULT, _CHECKED_ON)
_YEAR = Schema(("year", "clauses", "clause", "transfers"), ("workdays",))
_TRANSFER = Schema(("from", "to"))
_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Transfer:
    """A day off moved by the Government: `moved_from` becomes a workday unless it is a holiday."""

    moved_from: date
    moved_to: date


@dataclass(frozen=True, slots=True)
class YearHolidays:
    """The days off of one year: weekends, holidays and moved days. `clause` says what the transfers stand on."""

    year: int
    days_off: frozenset[date]
    transfers: tuple[Transfer, ...]
    clause: Clause

    @property
    def workdays(self) -> int:
        """How many workdays the year has."""
        return (date(self.year + 1, 1, 1) - date(self.year, 1, 1)).days - len(self.days_off)


@cache
def year_holidays(year: int) -> YearHolidays:
    """The days off of a year.

    A year without a file has weekends and article 112 alone, and its clause has the basis «default»: refusing would
    stop every term that crosses into a year whose decree is not out yet.
    """
    path = FOLDER / f"{year}.yaml"
    return load_year(path) if path.is_file() else YearHolidays(year, _days_off(year, ()), (), _UNKNOWN)


def known_years() -> tuple[int, ...]:
    """The years that have a file."""
    return tuple(sorted(int(path.stem) for path in FOLDER.glob("*.yaml")))


def load_year(path: Path) -> YearHolidays:
    """One file of the production calendar. Raises RefusalError naming file and line of every fault found."""
    top, _ = open_source(path)
    table = Table.of(top, _YEAR)
    top.source.read_clauses(table)
    clause, year = table.clause(), table.whole("year")
    if str(year) != path.stem and not top.source.problems:
        table.fields["year"].refuse(codes.WRONG_YEAR, f"Файл назван «{path.stem}», внутри — {year}")
    if top.source.problems:
        top.source.finish()
    transfers = _transfers(table, year)
    if top.source.problems:
        top.source.finish()
    found = YearHolidays(year, _days_off(year, transfers), transfers, clause)
    if "workdays" in table.fields and table.whole("workdays") != found.workdays:
        table.fields["workdays"].refuse(codes.WRONG_TOTAL, f"По переносам рабочих дней {found.workdays}")
    top.source.finish()
    return found


def _transfers(table: Table, year: int) -> tuple[Transfer, ...]:
    found: list[Transfer] = []
    for row in table.tables("transfers", _TRANSFER):
        transfer = Transfer(row.day("from"), row.day("to"))
        seen = {day for other in found for day in (other.moved_from, other.moved_to)}
        if date.min not in (transfer.moved_from, transfer.moved_to) and _wrong(transfer, year, seen):
            row.refuse(codes.BAD_TRANSFER, f"С {transfer.moved_from:%d.%m.%Y} на {transfer.moved_to:%d.%m.%Y}")
        found.append(transfer)
    return tuple(found)


def _wrong(transfer: Transfer, year: int, seen: set[date]) -> bool:
    days = {transfer.moved_from, transfer.moved_to}
    outside = any(day.year != year for day in days)
    return outside or bool(days & seen) or _rests(transfer.moved_to) or not _rests(transfer.moved_from)


def _rests(day: date) -> bool:
    return day.weekday() >= _SATURDAY or _is_holiday(day)


def _is_holiday(day: date) -> bool:
    return (day.month, day.day) in HOLIDAYS


def _days_off(year: int, transfers: tuple[Transfer, ...]) -> frozenset[date]:
    first = date(year, 1, 1)
    days = [first + index * _DAY for index in range((date(year + 1, 1, 1) - first).days)]
    off = {day for day in days if _rests(day)}
    off -= {transfer.moved_from for transfer in transfers if not _is_holiday(transfer.moved_from)}
    off |= {transfer.moved_to for transfer in transfers}
    moved = {transfer.moved_from for transfer in transfers}
    for day in days:
        if day.month > 1 and _is_holiday(day) and day.weekday() >= _SATURDAY and day not in moved:
            off.add(_next_free(day, off))
    return frozenset(off)


def _next_free(day: date, off: set[date]) -> date:
    """Article 112, part 2: the day off that met a holiday goes to the next workday after it; January is left out."""
    while day in off:
        day += _DAY
    return day
