"""Answers: every spelling met in the questionnaires is decided once; what is not certain is a problem."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import numpy as np

from merilo.importers import codes
from merilo.importers.doubts import doubt
from merilo.importers.findings import MOST, MOST_SPELLINGS, Findings
from merilo.importers.names import IGNORE, Register
from merilo.importers.settings import Settings
from merilo.importers.spelling import folded, shortened
from merilo.importers.tables import Table
from merilo.importers.values import as_text, blank, yes_no
from merilo.methodology.model import Question
from merilo.problems import Place, Problem
from merilo.tally.contract import Relation
from merilo.tally.query import literal, quoted

ROW, OWNER = "row_number", "organization"


@dataclass(frozen=True, slots=True)
class Raw:
    """Answers as they were written: SQL after FROM with `row_number`, `organization` and question columns.

    `columns` says where each code stands. `boolean` are the questions whose column already holds true and false.
    When `spellings` are given, every column holds numbers of its spellings: `words` has them in that order, `spellings`
    says how often each was met; columns of `free` text have none, only an example.
    """

    sql: str
    columns: Mapping[str, int]
    boolean: frozenset[str] = frozenset()
    spellings: Mapping[str, Mapping[str, int]] | None = None
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    free: Mapping[str, str] = field(default_factory=dict)

    def stored(self, code: str, written: str) -> str | int:
        """What stands in the column for a spelling."""
        return written if self.spellings is None else self.words[code].index(written)

    def written(self, code: str, stored: str | int) -> str:
        """The spelling that stands for a value of the column."""
        return str(stored) if self.spellings is None else self.words[code][int(stored)]

    def among(self, code: str, words: Iterable[str]) -> str:
        """SQL that is true where the column holds one of these spellings."""
        stored = (self.stored(code, word) for word in words)
        listing = ", ".join(literal(value) if isinstance(value, str) else str(value) for value in stored)
        return f"{quoted(code)} IN ({listing})" if listing else "false"

    def filled(self, code: str) -> str:
        """SQL that is true where anything is written in the column."""
        if self.spellings is None:
            return f"coalesce(trim(CAST({quoted(code)} AS VARCHAR)), '') <> ''"
        return f"NOT ({self.among(code, filter(blank, self.words[code]))})"


@dataclass(frozen=True, slots=True)
class Survey:
    """Where problems are told and organizations looked up while answers are decided."""

    table: Table
    titles: Mapping[str, str]
    register: Register
    settings: Settings
    findings: Findings

    def place(self, row: int, code: str) -> Place:
        return Place(self.table.file, self.table.sheet.name, row, shortened(self.titles.get(code, code)))

    def doubt(self, written: str, count: int, place: Place) -> None:
        """Tell that an organization was not found, with the likest one of the register."""
        doubt(written, count, place, register=self.register, findings=self.findings)


@dataclass(frozen=True, slots=True)
class Decided:
    """What the spellings mean: SQL of the question columns, and organization as written → id. What is not counted
    stays as it was stored.

    `strangers` tells that there are rows of other organizations; they are left out.
    """

    columns: str
    owners: Mapping[str, str]
    strangers: bool

    def relation(self, raw: Raw, names: str, *, numbered: bool = False) -> Relation:
        """The relation; `names` is SQL of the table that `write_names` made. A `numbered` one has `row_number` too."""
        columns = f"{ROW}, {self.columns}" if numbered else self.columns
        if not names:
            known = f"WHERE {quoted(OWNER)} <> ''"
            return Relation(f"(SELECT {quoted(OWNER)}, {columns} FROM {raw.sql} {known})")
        joined = f"{raw.sql} AS answers JOIN {names} AS names ON answers.{quoted(OWNER)} = names.spelling"
        return Relation(f"(SELECT names.id AS {quoted(OWNER)}, {columns} FROM {joined})")

    def write_names(self, raw: Raw, workdir: Path, connection: duckdb.DuckDBPyConnection) -> str:
        """SQL of a small file that brings spellings of organizations to ids; empty when every spelling is an id."""
        spelled_as_id = all(written == code for written, code in self.owners.items())
        if raw.spellings is None and not self.strangers and spelled_as_id:
            return ""
        known = {written: code for written, code in self.owners.items() if code != IGNORE}
        numbers = {word: number for number, word in enumerate(raw.words.get(OWNER, ()))}
        spellings = known if raw.spellings is None else map(numbers.__getitem__, known)
        kind = object if raw.spellings is None else np.int32
        columns = {
            "spelling": np.array(list(spellings), dtype=kind),
            "id": np.array(list(known.values()), dtype=object),
        }
        path = literal(str(workdir / "names.parquet"))
        connection.register("names", columns)
        connection.execute(f"COPY (SELECT spelling, CAST(id AS VARCHAR) AS id FROM names) TO {path} (FORMAT parquet)")
        return f"read_parquet({path})"


def decide(raw: Raw, survey: Survey, connection: duckdb.DuckDBPyConnection) -> Decided:
    """What every spelling means. Unclear answers and organizations go to the survey's findings."""
    questions = survey.settings.edition.closed_questions
    owners, strangers = _owners(raw, survey, connection)
    spellings = _spellings(raw, questions, survey, connection=connection)
    unclear = {question.code: _unclear(question, spellings, survey) for question in questions}
    _report_unclear(raw, survey, connection, unclear={code: words for code, words in unclear.items() if words})
    asked = {question.code for question in questions}
    as_written = (quoted(code) for code in raw.columns if code != OWNER and code not in asked)
    decided = (_expression(question, raw, spellings, survey=survey) for question in questions)
    return Decided(", ".join((*decided, *as_written)), owners, strangers)


def _owners(raw: Raw, survey: Survey, connection: duckdb.DuckDBPyConnection) -> tuple[dict[str, str], bool]:
    """Organization as written → id, and whether others were met.

    Unknown and unsure ones are told once a spelling, with count and first place.
    """
    met = connection.execute(
        f"SELECT {quoted(OWNER)}, count(*), min({ROW}) FROM {raw.sql} GROUP BY 1 ORDER BY 3"
    ).fetchall()
    owners: dict[str, str] = {}
    strangers = False
    for stored, count, row in met:
        written = "" if stored is None else raw.written(OWNER, stored)
        if blank(written):
            continue
        place = survey.place(row, OWNER)
        code = survey.register.find(as_text(written))
        if code is None:
            strangers = True
            survey.doubt(as_text(written), count, place)
            continue
        owners[written] = code
        if code == IGNORE:
            survey.findings.add(codes.ORGANIZATION_IGNORED, place, f"«{shortened(written)}»: строк {count}")
    if len(owners) < len(met):
        _report_ownerless(raw, survey, connection)
    return owners, strangers


def _report_ownerless(raw: Raw, survey: Survey, connection: duckdb.DuckDBPyConnection) -> None:
    """Rows with answers but without an organization."""
    filled = " OR ".join(raw.filled(code) for code in raw.columns if code != OWNER)
    nobody = f"FROM {raw.sql} WHERE NOT {raw.filled(OWNER)} AND ({filled or 'false'})"
    total = connection.execute(f"SELECT count(*) {nobody}").fetchone()
    rows = connection.execute(f"SELECT {ROW} {nobody} ORDER BY 1 LIMIT {MOST}").fetchall()
    for (row,) in rows:
        survey.findings.add(codes.ORGANIZATION_BLANK, survey.place(row, OWNER), "Есть ответы, но нет организации")
    if total and total[0] > len(rows):
        detail = f"И ещё {total[0] - len(rows)} таких строк"
        survey.findings.add(codes.ORGANIZATION_BLANK, survey.place(0, OWNER), detail)


def _free_text(raw: Raw, told: list[str], connection: duckdb.DuckDBPyConnection) -> Mapping[str, str]:
    """Columns with more spellings than can be told one by one, each with an example."""
    if raw.spellings is not None or not told:
        return raw.free
    figures = ", ".join(f"approx_count_distinct({quoted(code)}), any_value({quoted(code)})" for code in told)
    row = connection.execute(f"SELECT {figures} FROM {raw.sql}").fetchone() or ()
    pairs = zip(told, zip(row[::2], row[1::2], strict=True), strict=True)
    return {code: example for code, (count, example) in pairs if count > MOST_SPELLINGS}


def _spellings(
    raw: Raw, questions: tuple[Question, ...], survey: Survey, *, connection: duckdb.DuckDBPyConnection
) -> Mapping[str, Mapping[str, int]]:
    """For each question with a text column: every spelling of an answer and how often it was met."""
    told = [one.code for one in questions if one.code in raw.columns and one.code not in raw.boolean]
    free = _free_text(raw, told, connection)
    for code, example in free.items():
        many = f"Разных ответов в столбце больше {MOST_SPELLINGS}, например «{shortened(example)}»"
        survey.findings.add(codes.ANSWER_UNCLEAR, survey.place(0, code), f"{many}: это свободный текст")
    told = [code for code in told if code not in free]
    if raw.spellings is not None or not told:
        return raw.spellings or {}
    found = connection.execute(f"SELECT {', '.join(f'histogram({quoted(code)})' for code in told)} FROM {raw.sql}")
    row = found.fetchone() or ()
    return {code: dict(met) if met else {} for code, met in zip(told, row, strict=True)}


def _meaning(question: Question, written: str, survey: Survey) -> str | bool | None:
    """True, False, an option's code, or «» for no answer; None when it is not certain."""
    if blank(written):
        return ""
    word = folded(written)
    for wording, meaning in survey.settings.answers.items():
        if folded(wording) == word:
            return {"да": True, "нет": False}.get(meaning, "")
    if question.options:
        texts = ((option.code, (folded(option.code), folded(option.text))) for option in question.options)
        return next((code for code, known in texts if word in known), None)
    return yes_no(written)


def _unclear(question: Question, spellings: Mapping[str, Mapping[str, int]], survey: Survey) -> dict[str, int]:
    met = spellings.get(question.code, {})
    return {written: count for written, count in met.items() if _meaning(question, written, survey) is None}


def _expression(question: Question, raw: Raw, spellings: Mapping[str, Mapping[str, int]], *, survey: Survey) -> str:
    """SQL of one question's column: BOOLEAN, or the option's code."""
    name = quoted(question.code)
    if question.code in raw.boolean:
        return name
    kind = "VARCHAR" if question.options else "BOOLEAN"
    groups: dict[str, list[str]] = {}
    for written in spellings.get(question.code, {}):
        meaning = _meaning(question, written, survey)
        if meaning is not None and meaning != "":
            value = literal(meaning) if isinstance(meaning, str) else str(meaning).lower()
            groups.setdefault(value, []).append(written)
    if not groups:
        return f"CAST(NULL AS {kind}) AS {name}"
    cases = " ".join(f"WHEN {raw.among(question.code, words)} THEN {value}" for value, words in sorted(groups.items()))
    return f"CASE {cases} END AS {name}"


def _report_unclear(
    raw: Raw, survey: Survey, connection: duckdb.DuckDBPyConnection, *, unclear: Mapping[str, Mapping[str, int]]
) -> None:
    """Every unclear answer with its row and column, up to MOST a column; the rest are counted."""
    for code, words in unclear.items():
        survey.findings.unclear.update(dict.fromkeys(sorted(words)))
        query = f"SELECT {ROW}, {quoted(code)} FROM {raw.sql} WHERE {raw.among(code, words)} ORDER BY 1 LIMIT {MOST}"
        rows = connection.execute(query).fetchall()
        for row, stored in rows:
            detail = f"Ответ «{shortened(raw.written(code, stored))}» не понят"
            survey.findings.add(codes.ANSWER_UNCLEAR, survey.place(row, code), detail)
        rest = sum(words.values()) - len(rows)
        if rest > 0:
            kinds = ", ".join(f"«{shortened(word, 20)}» — {count}" for word, count in sorted(words.items())[:5])
            detail = f"И ещё {rest} непонятых ответов в этом столбце (всего: {kinds})"
            survey.findings.problems.append(Problem(codes.ANSWER_UNCLEAR, survey.place(0, code), detail))
