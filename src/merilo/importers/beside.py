"""What a questionnaire tells beside its counted answers: sex, age, what could be better in the person's own words.

None of it is ever counted: what is not understood is named and left empty, the questionnaire itself is read.
"""

import re
from collections.abc import Mapping

import duckdb

from merilo.importers.answers import ROW, Raw, Survey
from merilo.importers.clues import wishes
from merilo.importers.spelling import folded, heading, shortened, squeezed
from merilo.importers.values import blank
from merilo.methodology.model import Edition, Question, Role
from merilo.problems import ProblemKind, Severity
from merilo.tally.query import quoted

NOT_CARRIED = ProblemKind(
    "answer.not_carried",
    Severity.WARNING,
    "Пол — один из вариантов анкеты, возраст — целое число полных лет, пожелание — не длиннее 2000 знаков и без "
    "служебных знаков.",
    "Исправьте ячейку; если оставить как есть, анкета будет принята без этого ответа.",
)
KINDS = (NOT_CARRIED,)
LONGEST = 2000
"""Signs of one answer in the person's own words."""
_OLDEST = 120
_AGE = re.compile(r"(\d{1,3})(?: ?(?:лет|год|года|г\.?|полных лет))?")
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_TEXTS = {
    "sex": ("пол", "ваш пол", "укажите ваш пол"),
    "age": ("возраст", "ваш возраст", "укажите ваш возраст", "ваш возраст (полных лет)"),
    "suggestions": (
        "предложения",
        "ваши предложения",
        "ваши предложения и пожелания",
        "пожелания",
        "ваши пожелания",
        "комментарий",
        "комментарии",
    ),
}
"""Headings under which forms ask for it, besides the question's own text."""
_SEXES = {"female": ("ж", "жен", "женщина"), "male": ("м", "муж", "мужчина")}

Meanings = Mapping[str, Mapping[int | str | None, str]]
"""By question: what stands in the column → the answer; nothing for what is empty or was not understood."""


def beside(edition: Edition) -> tuple[Question, ...]:
    """The questions of an edition that are asked but not counted."""
    return tuple(one for one in edition.questions if one.role in (Role.OPEN, Role.DEMOGRAPHIC))


def headings(question: Question) -> tuple[str, ...]:
    """Headings by which the column of such a question is known."""
    return (question.text, *_TEXTS.get(question.code, ()))


def asks_for_wishes(title: str) -> bool:
    """Whether a heading begins as forms begin to ask for suggestions, however it goes on."""
    return wishes(heading(title))


def meanings(
    raw: Raw, questions: tuple[Question, ...], survey: Survey, *, connection: duckdb.DuckDBPyConnection
) -> Meanings:
    """What every spelling means. What is not understood goes to the survey's findings with its first row."""
    return {one.code: _meant(raw, one, survey, connection=connection) for one in questions if one.code in raw.columns}


def _meant(
    raw: Raw, question: Question, survey: Survey, *, connection: duckdb.DuckDBPyConnection
) -> dict[int | str | None, str]:
    name = quoted(question.code)
    met = connection.execute(f"SELECT {name}, min({ROW}), count(*) FROM {raw.sql} GROUP BY 1 ORDER BY 2").fetchall()
    found: dict[int | str | None, str] = {}
    for stored, row, count in met:
        written = "" if stored is None else raw.written(question.code, stored)
        if blank(written):
            continue
        value = _value(question, written)
        if value is None:
            rows = f", строк {count}" if count > 1 else ""
            detail = f"«{shortened(_HIDDEN.sub('', written))}» не перенести{rows}"
            survey.findings.add(NOT_CARRIED, survey.place(row, question.code), detail)
        else:
            found[stored] = value
    return found


def _value(question: Question, written: str) -> str | None:
    if question.options:
        return _option(question, written)
    if question.role is Role.DEMOGRAPHIC:
        years = _AGE.fullmatch(folded(written))
        return str(int(years[1])) if years and int(years[1]) <= _OLDEST else None
    text = squeezed(written)
    return None if len(text) > LONGEST or _HIDDEN.search(text) else text


def _option(question: Question, written: str) -> str | None:
    word = folded(written).rstrip(".")
    for option in question.options:
        known = (folded(option.code), folded(option.text), *_SEXES.get(option.code, ()))
        if word in known:
            return option.code
    return None
