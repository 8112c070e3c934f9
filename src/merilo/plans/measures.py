"""The library of measures: what is usually done about a deficiency, and what has really raised the score elsewhere.

Our own wording (`measures.yaml`); an authority's edits are the same dataclass and stand before ours.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from merilo.deadlines.terms import parse_term, term_problem
from merilo.law.clause import Clause
from merilo.law.yaml_source import Schema, Table, open_source
from merilo.plans.deficiencies import Deficiency, DeficiencyKind
from merilo.problems import Place, Problem, ProblemKind, Severity
from merilo.scoring.plan import PUBLISHED, WORKS

FILE = Path(__file__).parent / "measures.yaml"
LEAST, MOST = 2, 4
"""How many measures are suggested for one deficiency."""
LONGEST = 500
_TITLE = "{title}"
_PLAIN = ("срок", "исполнитель")
_FIELD = re.compile(r"\{[^{}]*\}")
_SUBJECT = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
_ANY_YEAR = 2000
_BOOK = Schema(("clauses", "clause", "measures"))
_MEASURE = Schema(("key", "subject", "text", "term", "post", "expected", "cost"))

EMPTY = ProblemKind(
    "measure.empty",
    Severity.ERROR,
    "У мероприятия в библиотеке есть текст, срок, исполнитель и ожидаемый результат.",
    "Заполните названное поле.",
)
TOO_LONG = ProblemKind(
    "measure.too_long",
    Severity.ERROR,
    f"Поле мероприятия в библиотеке не длиннее {LONGEST} знаков.",
    "Сократите или разделите на два мероприятия.",
)
UNKNOWN_FIELD = ProblemKind(
    "measure.unknown_field",
    Severity.ERROR,
    "В мероприятии из библиотеки есть одно поле для подстановки: {title} — название недостающего пункта.",
    "Исправьте имя в фигурных скобках или уберите скобки.",
)
BAD_SUBJECT = ProblemKind(
    "measure.bad_subject",
    Severity.ERROR,
    "Мероприятие подходит к виду недостатка, способу связи, пункту или вопросу и названо его кодом.",
    "Выберите вид недостатка, пункт или вопрос из списка.",
)
KINDS = (EMPTY, TOO_LONG, UNKNOWN_FIELD, BAD_SUBJECT)


class CostClass(StrEnum):
    """What a measure usually costs."""

    NONE = "none"
    SMALL = "small"
    BUDGET = "budget"

    @property
    def label(self) -> str:
        return _COSTS[self]


_COSTS = {
    CostClass.NONE: "без затрат",
    CostClass.SMALL: "небольшие затраты",
    CostClass.BUDGET: "нужны средства в смете",
}


@dataclass(frozen=True, slots=True)
class LibraryMeasure:
    """A measure to choose from.

    `subject` is what it answers: a kind of deficiency, the stem of a remote way («phone»), an item's code, or
    «satisfaction.» with a question's code. `term` and `post` are the usual ones, in words.
    """

    key: str
    subject: str
    text: str
    term: str
    post: str
    expected: str
    cost: CostClass


@dataclass(frozen=True, slots=True)
class MeasureLibrary:
    """Measures in the order of their file, and what the whole library stands on."""

    measures: tuple[LibraryMeasure, ...]
    clause: Clause


@cache
def library() -> MeasureLibrary:
    """The library of the product."""
    return load(FILE)


def load(path: Path) -> MeasureLibrary:
    """A library from a file. Raises RefusalError naming file and line of every fault found."""
    top, _ = open_source(path)
    table = Table.of(top, _BOOK)
    top.source.read_clauses(table)
    clause = table.clause()
    found = tuple(_measure(row) for row in table.tables("measures", _MEASURE))
    top.source.finish()
    return MeasureLibrary(found, clause)


def with_own(given: MeasureLibrary, own: Iterable[LibraryMeasure], *, dropped: Collection[str] = ()) -> MeasureLibrary:
    """The library as an authority edited it: its measures stand first, one with a known key replaces ours."""
    edited = {one.key: one for one in own}
    rest = [one for one in given.measures if one.key not in edited and one.key not in dropped]
    return MeasureLibrary((*edited.values(), *rest), given.clause)


def faults(measure: LibraryMeasure, place: Place | None = None) -> tuple[Problem, ...]:
    """What is wrong with a measure that somebody wrote; `place` where it has one."""
    return tuple(_faults(measure, place or Place()))


def suggested(deficiency: Deficiency, given: MeasureLibrary) -> tuple[LibraryMeasure, ...]:
    """Measures about this deficiency, those about its very item first, with its title filled in; at most four.

    A proposal of the council has none: its words are the measure.
    """
    subjects = (_subject(deficiency), deficiency.kind.value)
    found = {one.key: one for subject in subjects for one in given.measures if one.subject == subject}
    return tuple(_filled(one, _inline(deficiency.title)) for one in list(found.values())[:MOST])


def _subject(deficiency: Deficiency) -> str:
    if deficiency.kind is DeficiencyKind.SATISFACTION:
        return f"{DeficiencyKind.SATISFACTION}.{deficiency.key}"
    return deficiency.key.removesuffix(PUBLISHED).removesuffix(WORKS)


def _filled(measure: LibraryMeasure, title: str) -> LibraryMeasure:
    return replace(measure, text=measure.text.replace(_TITLE, title), expected=measure.expected.replace(_TITLE, title))


def _inline(title: str) -> str:
    """A title inside a sentence, in quotation marks unless it has its own."""
    title = title.strip().rstrip(".")
    return title if "«" in title else f"«{title}»"


def _measure(table: Table) -> LibraryMeasure:
    key = table.text("key")
    table.source.register("measure", key, table.own.place)
    found = LibraryMeasure(
        key=key,
        subject=table.text("subject"),
        text=table.text("text"),
        term=table.text("term"),
        post=table.text("post"),
        expected=table.text("expected"),
        cost=table.word("cost", CostClass),
    )
    table.source.problems.extend(faults(found, table.own.place))
    return found


def _faults(measure: LibraryMeasure, place: Place) -> Iterator[Problem]:
    fields = {"текст": measure.text, "срок": measure.term, "исполнитель": measure.post, "результат": measure.expected}
    for name, text in fields.items():
        if not text.strip():
            yield Problem(EMPTY, place, f"Мероприятие «{measure.key}»: пусто поле «{name}»")
        if len(text) > LONGEST:
            yield Problem(TOO_LONG, place, f"Мероприятие «{measure.key}»: в поле «{name}» {len(text)} знаков")
        for field in _FIELD.findall(text):
            if field != _TITLE or name in _PLAIN:
                yield Problem(UNKNOWN_FIELD, place, f"Мероприятие «{measure.key}»: {field} в поле «{name}»")
    if not _SUBJECT.fullmatch(measure.subject):
        yield Problem(BAD_SUBJECT, place, f"Мероприятие «{measure.key}»: «{measure.subject}»")
    unclear = term_problem(parse_term(measure.term, _ANY_YEAR), place) if measure.term.strip() else None
    if unclear is not None:
        yield unclear
