"""One file of questionnaires for organizations that are known already: the same reading without a cycle folder."""

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from merilo.importers.answers import OWNER
from merilo.importers.beside import Meanings, beside, meanings
from merilo.importers.findings import Findings
from merilo.importers.names import Register
from merilo.importers.quality import report_quality
from merilo.importers.responses import ReadContext, ResponsesRead, read_responses
from merilo.importers.settings import Settings
from merilo.importers.single_file import FileReading, attempted
from merilo.importers.sources import Source
from merilo.problems import Problem
from merilo.tally.duckdb_engine import DuckdbEngine, connected
from merilo.tally.query import quoted

Answer = bool | str | None
"""Да, Нет, an option's code, or no answer."""


@dataclass(frozen=True, slots=True)
class ResponsePattern:
    """Questionnaires of one organization with exactly these answers, in the order of the closed questions.

    Answers stand as they were given: the rule of contradictions is not applied. None of them at all is `empty`,
    whatever stands in `sex`, `age` and `suggestions`, which are not counted.
    """

    organization: str
    answers: tuple[Answer, ...]
    number: int
    sex: str = ""
    age: str = ""
    suggestions: str = ""

    @property
    def empty(self) -> bool:
        return all(answer is None for answer in self.answers)


@dataclass(frozen=True, slots=True)
class AnswersFile(FileReading):
    """What a file holds: every problem found, its rows, and the questionnaires whose organization is known."""

    problems: tuple[Problem, ...]
    rows: int = 0
    responses: tuple[ResponsePattern, ...] = ()


def read_answers_file(path: Path, settings: Settings, register: Register) -> AnswersFile:
    """The questionnaires of one CSV or XLSX file, joined to organizations by identity. Never an exception."""
    findings = Findings()
    read = attempted(path, findings, lambda: _read(path, settings, register, findings=findings))
    return AnswersFile(tuple(findings), *(read or ()))


def _read(
    path: Path, settings: Settings, register: Register, *, findings: Findings
) -> tuple[int, tuple[ResponsePattern, ...]]:
    edition = settings.edition
    with connected() as connection, tempfile.TemporaryDirectory(prefix="merilo-") as workdir:
        context = ReadContext(settings, register, connection, Path(workdir), beside(edition))
        read = read_responses(Source(path), context, findings)
        if read is None:
            return 0, ()
        engine = DuckdbEngine(connection)
        rule = settings.policies["contradictions"]
        tallies = engine.tally(read.near, edition.closed_questions, contradictions=rule)
        report_quality(read.numbered, tallies, read.survey, connection=connection)
        told = meanings(read.raw, context.beside, read.survey, connection=connection)
        return read.table.rows, _grouped(read, settings, engine, told=told)


def _grouped(
    read: ResponsesRead, settings: Settings, engine: DuckdbEngine, *, told: Meanings
) -> tuple[ResponsePattern, ...]:
    asked = [question.code for question in settings.edition.closed_questions]
    columns = ", ".join(quoted(code) for code in (OWNER, *asked, *told))
    counted: Counter[tuple[str, tuple[Answer, ...], tuple[tuple[str, str], ...]]] = Counter()
    for row in engine.rows(f"SELECT {columns}, count(*) FROM {read.near.sql} GROUP BY ALL ORDER BY ALL"):
        answers, rest = tuple(row[1 : 1 + len(asked)]), row[1 + len(asked) : -1]
        words = ((code, told[code].get(stored, "")) for code, stored in zip(told, rest, strict=True))
        counted[str(row[0]), answers, tuple(words)] += int(row[-1])
    return tuple(
        ResponsePattern(owner, answers, number, **dict(words)) for (owner, answers, words), number in counted.items()
    )
