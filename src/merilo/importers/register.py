"""A register of organizations from a spreadsheet: rows understood, everything doubtful told with its place."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from merilo.cell_text import restored
from merilo.importers import codes, register_codes
from merilo.importers.findings import Findings, UnreadableFileError
from merilo.importers.guard import refuse
from merilo.importers.names import plain_name
from merilo.importers.single_file import single_table
from merilo.importers.spelling import folded, heading, shortened
from merilo.importers.tables import Record, Table
from merilo.importers.values import TOTALS
from merilo.problems import Problem
from merilo.register import COLUMNS, REQUIRED, TITLES, ColumnKind, Fact, RegisterColumn, RegisterRow

MOST = 20_000
_WRITTEN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?: 00:00:00)?")


@dataclass(frozen=True, slots=True)
class RegisterWords:
    """What the words of a register may be. `sector` is meant where a row names none; titles are by code.

    `fault` tells what is wrong with a text in a column, in a sentence, empty when nothing is.
    """

    sector: str
    sectors: Mapping[str, str]
    types: Mapping[str, Mapping[str, str]]
    fault: Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A register as read: rows in the order of the file, codes of its columns, problems."""

    rows: tuple[RegisterRow, ...]
    columns: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def blocking(self) -> bool:
        """Whether a person must mend the file before anything of it is used."""
        return any(problem.blocking for problem in self.problems)


def read_register(path: Path, words: RegisterWords) -> RegisterFile:
    """The register in an .xlsx or .csv file. Never raises for what the file holds: that comes back as problems."""
    findings = Findings()
    try:
        table = single_table(path, _known, register_codes.SEVERAL_SHEETS)
        columns = _columns(table, findings)
        rows = _rows(table, _RowReader(columns, words, findings)) if set(REQUIRED) <= set(columns) else ()
    except UnreadableFileError as fault:
        return RegisterFile((), (), (*findings, fault.problem))
    _check_doubles(rows, findings)
    return RegisterFile(rows, tuple(columns), tuple(findings))


def _column(title: str) -> RegisterColumn | None:
    """The column that a heading names, by its code, its title or another text."""
    plain, short = folded(title), heading(title)
    for column in COLUMNS:
        if plain == column.code or (short and short in map(heading, (column.title, *column.texts))):
            return column
    return None


def _known(title: str) -> bool:
    return _column(title) is not None


def _columns(table: Table, findings: Findings) -> dict[str, tuple[RegisterColumn, int]]:
    found: dict[str, tuple[RegisterColumn, int]] = {}
    for number, title in enumerate(table.heading):
        place = table.place(table.heading_row, number)
        column = _column(title)
        if column is None:
            if title:
                findings.add(register_codes.COLUMN_IGNORED, place, f"Столбец «{shortened(title)}» не прочитан")
        elif column.code in found:
            first = table.title(found[column.code][1])
            findings.add(register_codes.COLUMN_DOUBLED, place, f"{column.title} — ещё и столбец «{first}»")
        else:
            found[column.code] = (column, number)
    for code in REQUIRED:
        if code not in found:
            place = table.place(table.heading_row)
            findings.add(register_codes.COLUMN_MISSING, place, f"Нет столбца «{TITLES[code]}»")
    return found


def _rows(table: Table, reader: "_RowReader") -> tuple[RegisterRow, ...]:
    rows: list[RegisterRow] = []
    for record in table.records():
        if len(rows) >= MOST:
            raise refuse(register_codes.TOO_MANY, record.place(), "Здесь начинается лишнее")
        if (row := reader.row(record)) is not None:
            rows.append(row)
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _RowReader:
    """Turns rows of the table into rows of the register."""

    columns: Mapping[str, tuple[RegisterColumn, int]]
    words: RegisterWords
    findings: Findings

    def row(self, record: Record) -> RegisterRow | None:
        from_csv = not record.table.sheet.name
        texts = {code: record.text(number) for code, (_, number) in self.columns.items()}
        texts = {code: restored(text) if from_csv else text for code, text in texts.items() if text}
        name = texts.get("short_name", "")
        if TOTALS.match(folded(name)):
            self.findings.add(codes.TOTALS_ROW, record.place(), f"Строка «{shortened(name)}»")
            return None
        if missing := [TITLES[code] for code in REQUIRED if not texts.get(code)]:
            self.findings.add(register_codes.BLANK, record.place(), f"Не заполнено: {', '.join(missing)}")
            return None
        sector = self._sector(texts.get("sector", ""), record)
        facts: dict[str, Fact] = {}
        for code, text in texts.items():
            fact = sector if code == "sector" else self._fact(code, text, sector=sector, record=record)
            if fact is not None:
                facts[code] = fact
        return RegisterRow(record.place(), facts)

    def _fact(self, code: str, text: str, *, sector: str, record: Record) -> Fact | None:
        column, number = self.columns[code]
        if column.kind is ColumnKind.DAY:
            return self._day(text, record, number)
        if column.kind is ColumnKind.TYPE:
            return self._type(text, sector, record=record)
        if sentence := self.words.fault(code, text):
            self.findings.add(
                register_codes.VALUE, record.place(number), f"«{shortened(text)}»: {sentence}".rstrip(".")
            )
        return text

    def _day(self, text: str, record: Record, number: int) -> date | None:
        found, iso = _WRITTEN.fullmatch(text), _ISO.fullmatch(text)
        try:
            if iso:
                return date.fromisoformat(iso[1])
            if found:
                return date(int(found[3]), int(found[2]), int(found[1]))
        except ValueError:
            pass
        self.findings.add(register_codes.DAY, record.place(number), f"«{shortened(text)}» — не дата")
        return None

    def _sector(self, text: str, record: Record) -> str:
        if not text:
            return self.words.sector
        code = _named(text, self.words.sectors)
        if code is None:
            known = ", ".join(self.words.sectors.values())
            place = record.place(self.columns["sector"][1])
            self.findings.add(register_codes.SECTOR, place, f"«{shortened(text)}»; есть: {known}")
        return code or self.words.sector

    def _type(self, text: str, sector: str, *, record: Record) -> str:
        known = self.words.types.get(sector, {})
        code = _named(text, known)
        if code is None and known:
            listing = ", ".join(known.values())
            place = record.place(self.columns["type"][1])
            self.findings.add(register_codes.TYPE, place, f"«{shortened(text)}»; есть: {listing}")
        return code or text


def _named(text: str, titles: Mapping[str, str]) -> str | None:
    plain = folded(text)
    return next((code for code, title in titles.items() if plain in (code, folded(title))), None)


def _check_doubles(rows: tuple[RegisterRow, ...], findings: Findings) -> None:
    first: dict[tuple[str, str], RegisterRow] = {}
    for row in rows:
        known = first.setdefault((row.inn, plain_name(row.name)), row)
        if known is not row:
            detail = f"«{shortened(row.name)}», ИНН {row.inn}: уже в строке {known.place.row}"
            findings.add(register_codes.DOUBLED, row.place, detail)
