"""Answers: every spelling met in the questionnaires is decided once; what is not certain is a problem."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from merilo.importers import codes
from merilo.importers.answer_lines import SEPARATOR
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

    `boolean` are the questions whose column already holds true and false. `columns` says where each code stands.
    """

    sql: str
    columns: Mapping[str, int]
    boolean: frozenset[str] = frozenset()


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


def lines_sql(path: Path, order: tuple[str, ...], *, numbered: bool = True) -> str:
    """Answer lines as SQL after FROM."""
    number = [f"{literal(ROW)}: 'BIGINT'"] if numbered else []
    types = ", ".join(number + [f"{literal(code)}: 'VARCHAR'" for code in order])
    return (
        f"read_csv({literal(str(path))}, header=false, auto_detect=false, delim='{SEPARATOR}', quote='', escape='', "
        f"columns={{{types}}})"
    )


@dataclass(frozen=True, slots=True)
class Decided:
    """What the spellings mean: SQL of the question columns, and organization as written → id.

    `strangers` tells that there are rows of other organizations; they are left out.
    """

    columns: str
    owners: Mapping[str, str]
    strangers: bool

    def relation(self, raw: Raw, workdir: Path, *, numbered: bool = False) -> Relation:
        """The relation; spellings that differ from the ids are joined from a small file in `workdir`.

        A `numbered` one has `row_number` as well.
        """
        columns = f"{ROW}, {self.columns}" if numbered else self.columns
        if not self.strangers and all(written == code for written, code in self.owners.items()):
            known = f"WHERE {quoted(OWNER)} <> ''"
            return Relation(f"(SELECT {quoted(OWNER)}, {columns} FROM {raw.sql} {known})")
        path = workdir / "spellings.txt"
        lines = (f"{written}{SEPARATOR}{code}\n" for written, code in self.owners.items() if code != IGNORE)
        path.write_text("".join(lines), encoding="utf-8")
        names = lines_sql(path, ("spelling", "id"), numbered=False)
        joined = f"{raw.sql} AS answers JOIN {names} AS names ON answers.{quoted(OWNER)} = names.spelling"
        return Relation(f"(SELECT names.id AS {quoted(OWNER)}, {columns} FROM {joined})")


def decide(raw: Raw, survey: Survey, connection: duckdb.DuckDBPyConnection) -> Decided:
    """What every spelling means. Unclear answers and organizations go to the survey's findings."""
    questions = survey.settings.edition.closed_questions
    owners, strangers = _owners(raw, survey, connection)
    spellings = _spellings(raw, questions, survey, connection=connection)
    unclear = {question.code: _unclear(question, spellings, survey) for question in questions}
    _report_unclear(raw, survey, connection, unclear={code: words for code, words in unclear.items() if words})
    chosen = ", ".join(_expression(question, raw, spellings, survey=survey) for question in questions)
    return Decided(chosen, owners, strangers)


def _owners(raw: Raw, survey: Survey, connection: duckdb.DuckDBPyConnection) -> tuple[dict[str, str], bool]:
    """Organization as written → id, and whether others were met.

    Unknown and unsure ones are told once a spelling, with count and first place.
    """
    met = connection.execute(
        f"SELECT {quoted(OWNER)}, count(*), min({ROW}) FROM {raw.sql} GROUP BY 1 ORDER BY 3"
    ).fetchall()
    owners: dict[str, str] = {}
    strangers = False
    for written, count, row in met:
        if written is None or blank(written):
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
    filled = " OR ".join(f"trim(CAST({quoted(code)} AS VARCHAR)) <> ''" for code in raw.columns if code != OWNER)
    nobody = f"FROM {raw.sql} WHERE coalesce(trim({quoted(OWNER)}), '') = '' AND ({filled or 'false'})"
    total = connection.execute(f"SELECT count(*) {nobody}").fetchone()
    rows = connection.execute(f"SELECT {ROW} {nobody} ORDER BY 1 LIMIT {MOST}").fetchall()
    for (row,) in rows:
        survey.findings.add(codes.ORGANIZATION_BLANK, survey.place(row, OWNER), "Есть ответы, но нет организации")
    if total and total[0] > len(rows):
        detail = f"И ещё {total[0] - len(rows)} таких строк"
        survey.findings.add(codes.ORGANIZATION_BLANK, survey.place(0, OWNER), detail)


def _no_free_text(raw: Raw, told: list[str], survey: Survey, *, connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The columns whose spellings can be told one by one; of the others the problem is that they are no answers."""
    if not told:
        return []
    figures = ", ".join(f"approx_count_distinct({quoted(code)}), any_value({quoted(code)})" for code in told)
    row = connection.execute(f"SELECT {figures} FROM {raw.sql}").fetchone() or ()
    kept = []
    for code, count, example in zip(told, row[::2], row[1::2], strict=True):
        if count <= MOST_SPELLINGS:
            kept.append(code)
            continue
        detail = (
            f"Разных ответов в столбце больше {MOST_SPELLINGS}, например «{shortened(example)}»: это свободный текст"
        )
        survey.findings.add(codes.ANSWER_UNCLEAR, survey.place(0, code), detail)
    return kept


def _spellings(
    raw: Raw, questions: tuple[Question, ...], survey: Survey, *, connection: duckdb.DuckDBPyConnection
) -> dict[str, dict[str, int]]:
    """For each question with a text column: every spelling of an answer and how often it was met."""
    told = [
        question.code for question in questions if question.code in raw.columns and question.code not in raw.boolean
    ]
    told = _no_free_text(raw, told, survey, connection=connection)
    if not told:
        return {}
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
            groups.setdefault(value, []).append(literal(written))
    if not groups:
        return f"CAST(NULL AS {kind}) AS {name}"
    cases = " ".join(f"WHEN {name} IN ({', '.join(words)}) THEN {value}" for value, words in sorted(groups.items()))
    return f"CASE {cases} END AS {name}"


def _report_unclear(
    raw: Raw, survey: Survey, connection: duckdb.DuckDBPyConnection, *, unclear: Mapping[str, Mapping[str, int]]
) -> None:
    """Every unclear answer with its row and column, up to MOST a column; the rest are counted."""
    for code, words in unclear.items():
        survey.findings.unclear.update(dict.fromkeys(sorted(words)))
        listing = ", ".join(literal(word) for word in words)
        query = (
            f"SELECT {ROW}, {quoted(code)} FROM {raw.sql} WHERE {quoted(code)} IN ({listing}) ORDER BY 1 LIMIT {MOST}"
        )
        rows = connection.execute(query).fetchall()
        for row, written in rows:
            detail = f"Ответ «{shortened(written)}» не понят"
            survey.findings.add(codes.ANSWER_UNCLEAR, survey.place(row, code), detail)
        rest = sum(words.values()) - len(rows)
        if rest > 0:
            kinds = ", ".join(f"«{shortened(word, 20)}» — {count}" for word, count in sorted(words.items())[:5])
            detail = f"И ещё {rest} непонятых ответов в этом столбце (всего: {kinds})"
            survey.findings.problems.append(Problem(codes.ANSWER_UNCLEAR, survey.place(0, code), detail))
