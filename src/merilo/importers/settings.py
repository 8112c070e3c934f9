"""Settings: what cycle.yaml says about the cycle, checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from merilo.importers import codes
from merilo.importers.cycle_yaml import Entry, read_yaml
from merilo.importers.findings import Findings
from merilo.importers.folder_files import SETTINGS
from merilo.importers.spelling import squeezed
from merilo.methodology import catalogue
from merilo.methodology.model import Edition
from merilo.problems import Place, RefusalError
from merilo.scoring.policies import UNDECIDED, Policies

TABLES = ("organizations", "responses", "checklists", "counts")
_KEYS = (
    "title",
    "sector",
    "date",
    "edition",
    "policies",
    "decision",
    "columns",
    "sheets",
    "organization_names",
    "answers",
    "missing_questions",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """cycle.yaml as checked. `columns` and `sheets` are keyed by table; `answers` maps a wording to да / нет / «»."""

    title: str
    edition: Edition
    on: date
    policies: Policies
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    organization_names: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    missing_questions: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reader:
    top: dict[str, Entry]
    findings: Findings

    def refuse(self, key: str, detail: str) -> None:
        entry = self.top.get(key)
        row = entry.place.row if entry else 0
        self.findings.add(codes.CYCLE_BAD_VALUE, Place(SETTINGS, row=row, column=key), detail)

    def text(self, key: str) -> str:
        entry = self.top.get(key)
        if entry is None or (entry.text is None and entry.table is None and entry.rows is None):
            return ""
        if entry.text is None:
            self.refuse(key, f"Ожидается текст, а там {entry.shown}")
            return ""
        return squeezed(entry.text)

    def table(self, key: str) -> dict[str, Entry]:
        entry = self.top.get(key)
        if entry is None or (entry.text is None and entry.table is None and entry.rows is None):
            return {}
        if entry.table is None:
            self.refuse(key, f"Ожидается таблица «ключ: значение», а там «{entry.shown}»")
            return {}
        return entry.table

    def texts(self, key: str) -> dict[str, str]:
        found = {}
        for name, entry in self.table(key).items():
            if entry.table is not None or entry.rows is not None:
                self.refuse(key, f"«{name}»: ожидается текст, а там {entry.shown}")
                continue
            found[name] = squeezed(entry.text or "")
        return found

    def listed(self, key: str) -> tuple[str, ...]:
        entry = self.top.get(key)
        if entry is None or (entry.rows is None and not entry.shown):
            return ()
        if entry.rows is None or any(row.text is None for row in entry.rows):
            self.refuse(key, "Ожидается список кодов")
            return ()
        return tuple(squeezed(row.text or "") for row in entry.rows)


def read_settings(folder: Path, findings: Findings) -> Settings | None:
    """The settings; None when they do not name an edition. Everything wrong goes to `findings`.

    Raises UnreadableFileError when cycle.yaml cannot be read at all.
    """
    reader = _Reader(read_yaml(folder / SETTINGS, findings), findings)
    for key in reader.top:
        if key not in _KEYS:
            place = Place(SETTINGS, row=reader.top[key].place.row, column=key)
            findings.add(codes.CYCLE_UNKNOWN_KEY, place, f"Ключ «{key}»")
    for key in ("title", "sector"):
        if not reader.text(key):
            findings.add(codes.CYCLE_MISSING_KEY, Place(SETTINGS, column=key), f"Нет ключа «{key}»")
    on = _day(reader)
    edition = _edition(reader, on)
    if edition is None:
        return None
    return Settings(
        title=reader.text("title"),
        edition=edition,
        on=on or _first_day(reader, edition),
        policies=_policies(reader, edition),
        columns=_columns(reader),
        sheets={table: entry.shown for table, entry in _by_table(reader, "sheets").items()},
        organization_names=reader.texts("organization_names"),
        answers=_answers(reader),
        missing_questions=_missing(reader, edition),
    )


def _day(reader: _Reader) -> date | None:
    text = reader.text("date")
    if not text:
        if not reader.text("edition"):
            reader.findings.add(codes.CYCLE_MISSING_KEY, Place(SETTINGS, column="date"), "Нет ни date, ни edition")
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.strptime(text, "%d.%m.%Y").date()  # noqa: DTZ007 - a calendar day, no moment of time
    except ValueError:
        reader.refuse("date", f"«{text}» — не дата ГГГГ-ММ-ДД")
        return None


def _first_day(reader: _Reader, edition: Edition) -> date:
    """The day that stands for the date nobody wrote; a date that could not be read has been told already."""
    day = edition.header.in_force_from
    if not reader.text("date"):
        place = Place(SETTINGS, row=reader.top["edition"].place.row, column="date")
        detail = f"Даты нет, взято {day:%d.%m.%Y} — первый день действия редакции {edition.id}"
        reader.findings.add(codes.CYCLE_NO_DATE, place, detail)
    return day


def _edition(reader: _Reader, on: date | None) -> Edition | None:
    sector, named = reader.text("sector"), reader.text("edition")
    if not sector or not (named or on):
        return None
    try:
        if not named:
            return catalogue.in_force(sector, on) if on else None
        edition = catalogue.get(named, sector)
    except RefusalError as refusal:
        key = "edition" if named else "sector"
        for problem in refusal.problems:
            place = Place(SETTINGS, row=reader.top[key].place.row, column=key)
            reader.findings.add(problem.kind, place, problem.detail)
        return None
    until = edition.header.in_force_until
    if on and (on < edition.header.in_force_from or (until and on > until)):
        place = Place(SETTINGS, row=reader.top["edition"].place.row, column="edition")
        reader.findings.add(codes.CYCLE_OUT_OF_FORCE, place, f"{named} не действует на {on:%d.%m.%Y}")
    return edition


def _policies(reader: _Reader, edition: Edition) -> Policies:
    chosen: dict[str, object] = {}
    for name, entry in reader.table("policies").items():
        text = squeezed(entry.text or "")
        plain = text.isascii() and text.isdecimal() and not entry.quoted
        chosen[name] = int(text) if plain and name in edition.thresholds else text
    decision = reader.text("decision")
    place = Place(SETTINGS, column="policies")
    try:
        policies = Policies.of(edition, chosen, decision=decision, place=place)
    except RefusalError as refusal:
        for problem in refusal.problems:
            reader.findings.add(problem.kind, problem.place, problem.detail)
        return Policies.of(edition, decision=decision)
    decided = [
        f"{name}: {choice}"
        for name, choice in chosen.items()
        if name in edition.policies
        and edition.policies[name].default == UNDECIDED
        and choice not in (UNDECIDED, edition.policies[name].default)
    ]
    if decided and not decision:
        reader.findings.add(codes.NO_DECISION, place, f"Выбрано без решения совета: {', '.join(decided)}")
    return policies


def _by_table(reader: _Reader, key: str) -> dict[str, Entry]:
    """The section's entries by the table they speak of, named with or without the file's extension."""
    found = {}
    for name, entry in reader.table(key).items():
        table = name.removesuffix(".csv").removesuffix(".xlsx").removesuffix(".parquet")
        if table in TABLES:
            found[table] = entry
        else:
            reader.refuse(key, f"«{name}» — не таблица цикла; есть: {', '.join(TABLES)}")
    return found


def _columns(reader: _Reader) -> dict[str, dict[str, str]]:
    found = {}
    for table, entry in _by_table(reader, "columns").items():
        if entry.table is None:
            reader.refuse("columns", f"«{table}»: ожидается таблица «заголовок: код»")
        else:
            found[table] = {name: squeezed(one.text or "") or "-" for name, one in entry.table.items()}
    return found


def _answers(reader: _Reader) -> dict[str, str]:
    meanings = {"да": "да", "нет": "нет", "": "", "-": ""}
    found = {}
    for written, meaning in reader.texts("answers").items():
        if meaning.casefold() in meanings:
            found[written] = meanings[meaning.casefold()]
        else:
            reader.refuse("answers", f"«{written}» → «{meaning}»: возможны да, нет и пусто")
    return found


def _missing(reader: _Reader, edition: Edition) -> tuple[str, ...]:
    listed = reader.listed("missing_questions")
    for code in listed:
        question = edition.question(code)
        if question is None or not question.closed:
            reader.refuse("missing_questions", f"«{code}» — не закрытый вопрос этой сферы")
    return listed
