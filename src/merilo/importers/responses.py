"""responses.*: one row a questionnaire, from the documented format or from the export of a form service."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import duckdb

from merilo.importers import codes
from merilo.importers.answers import OWNER, Decided, Raw, Survey, decide
from merilo.importers.beside import asks_for_wishes, headings
from merilo.importers.clues import ORGANIZATION_TEXTS, names_organization, question_by_clue
from merilo.importers.csv_file import CsvSheet
from merilo.importers.doubled_rows import RowDigests, report_doubled, stamp_column
from merilo.importers.findings import Findings
from merilo.importers.guard import refuse
from merilo.importers.headings import Match, Meaning, Target, columns, match
from merilo.importers.names import Register
from merilo.importers.parquet import parquet_heading, parquet_raw
from merilo.importers.row_width import even
from merilo.importers.settings import Settings
from merilo.importers.sources import Source, TableRead, open_table
from merilo.importers.stored_answers import IN_MEMORY, StoredAnswers
from merilo.importers.tables import EMPTY, Batch, Table
from merilo.importers.values import as_text
from merilo.methodology.model import Question, Role
from merilo.problems import Place
from merilo.tally.contract import Relation
from merilo.tally.query import literal

NAME = "responses"
_SAMPLE = 500
_MOSTLY = 60
_LIKE_NAMES = 85


@dataclass(frozen=True, slots=True)
class ResponsesRead:
    """Questionnaires as read: the relation that engines count, and the account of the file.

    `near` yields the same answers from the reading connection's own memory when they fit there; `numbered` too, with
    `row_number` beside them. `survey` tells where a fault of the answers stands, `raw` what was written.
    """

    relation: Relation
    near: Relation
    numbered: Relation
    survey: Survey
    table: TableRead
    raw: Raw


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What reading questionnaires needs besides their file.

    `beside` are questions that are not counted and carried all the same, as they were written.
    """

    settings: Settings
    register: Register
    connection: duckdb.DuckDBPyConnection
    workdir: Path
    beside: tuple[Question, ...] = ()


def read_responses(source: Source, context: ReadContext, findings: Findings) -> ResponsesRead | None:
    """The questionnaires; None when the organization's column is not known.

    Raises UnreadableFileError when the file cannot be read.
    """
    if source.path.suffix.lower() == ".parquet":
        types, rows = parquet_heading(source.path, context.connection)
        if not rows:
            raise refuse(codes.NO_TABLE, Place(source.path.name), EMPTY)
        table = Table(_Heading(source.path.name), tuple(types), 1)
        matches = match(table, meaning(context), findings)
        found = _needed(matches, context)
        raw = parquet_raw(source.path, types, found)
    else:
        table, matches = open_table(source, meaning(context), findings)
        found = _needed(matches, context)
        raw, rows = _gathered(table, matches, context, findings=findings)
    _report_missing(table, matches, context, findings=findings)
    if OWNER not in found:
        return None
    titles = {code: table.title(column) for code, column in found.items()}
    survey = Survey(table, titles, context.register, context.settings, findings)
    near = _near(raw, rows, context)
    decided = decide(near, survey, context.connection)
    names = decided.write_names(near, context.workdir, context.connection)
    return ResponsesRead(
        relation=_lasting(raw, decided, names, context=context),
        near=decided.relation(near, names),
        numbered=decided.relation(near, names, numbered=True),
        survey=survey,
        table=TableRead(NAME, table.file, table.sheet.name, rows, matches),
        raw=near,
    )


def _lasting(raw: Raw, decided: Decided, names: str, *, context: ReadContext) -> Relation:
    """The answers as any connection can read them, for as long as `workdir` is there."""
    relation = decided.relation(raw, names)
    if raw.spellings is None:
        return relation
    path = literal(str(context.workdir / "answers.parquet"))
    context.connection.execute(f"COPY (SELECT * FROM {relation.sql}) TO {path} (FORMAT parquet)")
    return Relation(f"read_parquet({path})")


def _gathered(table: Table, matches: tuple[Match, ...], context: ReadContext, *, findings: Findings) -> tuple[Raw, int]:
    """The answers of a table as they were written, and how many there are. Doubled rows go to `findings`."""
    found, stamp = _needed(matches, context), stamp_column(matches)
    free = frozenset(question.code for question in context.beside)
    stored = StoredAnswers(found, context.connection, context.workdir, free=free)
    digests = RowDigests(stamp) if stamp is not None else None
    for whole in table.batches() if found else ():
        batch = even(whole, table, findings) if isinstance(table.sheet, CsvSheet) else whole
        stored.add(batch)
        if digests is not None:
            digests.add(batch)
    if digests is not None:
        report_doubled(digests, table, findings)
    return stored.raw(), stored.rows


def _near(raw: Raw, rows: int, context: ReadContext) -> Raw:
    """The answers in memory when there are not too many: they are looked through several times."""
    if rows > IN_MEMORY or raw.boolean or raw.spellings is not None:
        return raw
    context.connection.execute(f"CREATE OR REPLACE TEMP TABLE answers_read AS SELECT * FROM {raw.sql}")
    return replace(raw, sql="answers_read")


def meaning(context: ReadContext) -> Meaning:
    """What columns of questionnaires may mean in this edition."""
    questions = context.settings.edition.questions
    closed = tuple(question.code for question in questions if question.closed)
    told = next((one.code for one in context.beside if one.role is Role.OPEN), None)
    return Meaning(
        (Target(OWNER, ORGANIZATION_TEXTS, required=True), *(_target(one, context) for one in questions)),
        context.settings.columns.get(NAME, {}),
        clue=lambda title: question_by_clue(title, closed) or (OWNER if names_organization(title) else None),
        by_values=lambda table, column: _by_values(table, column, context.register),
        same=lambda title: told if told and asks_for_wishes(title) else None,
    )


def _target(question: Question, context: ReadContext) -> Target:
    texts = headings(question) if question in context.beside else (question.text,)
    return Target(question.code, texts, counted=question.closed)


def _by_values(table: Table, column: int, register: Register) -> tuple[str, int] | None:
    """The organization's column is known by its values: most of them are organizations of the register."""
    batch = next(iter(islice(table.batches(), 1)), Batch([], []))
    cells = [as_text(row[column]) for row in batch.rows[:_SAMPLE] if column < len(row)]
    written = {cell for cell in cells if len(cell) > 2}
    if not written:
        return None
    known = (cell for cell in sorted(written) if register.find(cell) is not None or _likely(cell, register))
    share = 100 * sum(1 for _ in known) // len(written)
    return (OWNER, max(90, share)) if share >= _MOSTLY else None


def _likely(cell: str, register: Register) -> bool:
    guess = register.guess(cell)
    return guess is not None and guess.confidence >= _LIKE_NAMES


def _needed(matches: tuple[Match, ...], context: ReadContext) -> dict[str, int]:
    """Columns that are read: the organization, the closed questions and those that are carried beside them."""
    read = {question.code for question in (*context.settings.edition.closed_questions, *context.beside)}
    return {code: column for code, column in columns(matches).items() if code == OWNER or code in read}


def _report_missing(table: Table, matches: tuple[Match, ...], context: ReadContext, *, findings: Findings) -> None:
    """Closed questions without a column, unless the person has said that they were not asked."""
    met = {one.code for one in matches}
    for question in context.settings.edition.closed_questions:
        if question.code not in met and question.code not in context.settings.missing_questions:
            detail = f"Нет столбца вопроса {question.code} («{question.text}»)"
            findings.add(codes.QUESTION_MISSING, table.place(table.heading_row), detail)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A Parquet file as a sheet that has only its heading; its rows stay with DuckDB."""

    file: str
    name: str = ""
    first_column: int = 0

    def batches(self) -> Iterator[Batch]:
        return iter(())
