"""What `merilo plan read` prints: what the paper is, its sections and rows, what fitted nowhere, what is wrong."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from merilo.deadlines.terms import Term
from merilo.documents.typography import printable
from merilo.methodology.numerals import russian_text
from merilo.plans.model import Assignee, Mark, PlanPaper, PlanRow, PlanSection, Shape, WrittenDeficiency
from merilo.plurals import plural
from merilo.problems import Problem, Severity

_SHAPES = {
    Shape.IMPROVEMENT: "План по устранению недостатков",
    Shape.YEARLY: "План организации на год",
    Shape.MEASURES: "План мероприятий",
    Shape.EXECUTION: "Отчёт о выполнении плана мероприятий",
    Shape.ANSWERS: "Ответы по пунктам",
    Shape.UNKNOWN: "План не узнан",
}
_SEVERITY = {Severity.WARNING: "внимание", Severity.QUESTION: "ВОПРОС", Severity.ERROR: "ОШИБКА"}
_MOVES = re.compile("[\r\n\t\x0b\x0c\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def printed(paper: PlanPaper, problems: Iterable[Problem]) -> Iterator[str]:
    """Lines for the terminal; what must be mended stands last."""
    listed = tuple(problems)
    for line in (*_head(paper), *_body(paper), *_rest(paper), *_told(listed)):
        yield _one_line(line)


def _one_line(text: str) -> str:
    """The text without anything that would move the cursor."""
    return _MOVES.sub(" ", printable(text))


def _head(paper: PlanPaper) -> Iterator[str]:
    yield f"{_SHAPES[paper.shape]}: {_counted(paper)}"
    if paper.title:
        yield paper.title
    if paper.organization:
        yield f"Организация: {paper.organization}"
    if paper.years:
        yield f"Годы: {'–'.join(dict.fromkeys(map(str, paper.years)))}"
    if paper.approval:
        yield f"Утверждение: {' '.join(paper.approval)}"
    if paper.annex:
        yield f"Приложение: {' '.join(paper.annex)}"


def _counted(paper: PlanPaper) -> str:
    if paper.points:
        return f"{len(paper.points)} {plural(len(paper.points), ('пункт', 'пункта', 'пунктов'))}"
    sections, rows = len(paper.sections), len(paper.rows)
    return (
        f"{sections} {plural(sections, ('раздел', 'раздела', 'разделов'))}, "
        f"{rows} {plural(rows, ('строка', 'строки', 'строк'))}"
    )


def _body(paper: PlanPaper) -> Iterator[str]:
    for section in paper.sections:
        yield ""
        yield from _section(section)
    for point in paper.points:
        yield ""
        yield f"{point.number}. {point.text}"
        yield from (f"    {mention.text} → {mention.value}" for mention in point.mentions)


def _section(section: PlanSection) -> Iterator[str]:
    title = f"{section.number}. {section.title}" if section.number else section.title
    if title:
        criterion = f" [критерий {section.criterion}]" if section.criterion else ""
        yield f"{title}{_mark(section.mark)}{criterion}"
    for row in section.rows:
        yield from _row(row)


def _row(row: PlanRow) -> Iterator[str]:
    yield f"  {row.number or '—'} ({replace(row.place, file='')})"
    for label, texts in (
        ("недостаток", map(_deficiency, row.deficiencies)),
        ("мероприятие", row.measures),
        ("срок", map(_term, row.planned)),
        ("исполнитель", map(_assignee, row.assignees)),
        ("ожидается", row.expected),
        ("сделано", row.implemented),
        ("фактически", map(_term, row.completed)),
    ):
        yield from (f"    {label}: {text}" for text in texts)


def _deficiency(one: WrittenDeficiency) -> str:
    return f"{one.text}{_mark(one.mark)}{f' [показатель {one.indicator}]' if one.indicator else ''}"


def _mark(mark: Mark | None) -> str:
    return f" — {russian_text(mark.points)} из {russian_text(mark.highest)}" if mark else ""


def _term(term: Term) -> str:
    if term.start and term.start == term.end:
        return f"{term.text} ({term.start:%d.%m.%Y})"
    days = tuple(f"{word} {day:%d.%m.%Y}" for word, day in (("с", term.start), ("по", term.end)) if day)
    return f"{term.text} ({' '.join(days)})" if days else term.text


def _assignee(one: Assignee) -> str:
    return f"{one.name} — {one.post}" if one.name and one.post else one.text


def _rest(paper: PlanPaper) -> Iterator[str]:
    if paper.notes:
        yield ""
        yield from (f"Примечание: {note}" for note in paper.notes)
    if paper.unplaced:
        yield ""
        yield "Не размещено:"
        yield from (f"  {replace(one.place, file='')}: {one.text}" for one in paper.unplaced)


def _told(problems: tuple[Problem, ...]) -> Iterator[str]:
    yield ""
    for severity, word in _SEVERITY.items():
        yield from (f"{word}: {problem}" for problem in problems if problem.kind.severity is severity)
    numbers = {severity: sum(1 for one in problems if one.kind.severity is severity) for severity in _SEVERITY}
    yield (
        f"Прочитано: ошибок {numbers[Severity.ERROR]}, вопросов {numbers[Severity.QUESTION]}, "
        f"предупреждений {numbers[Severity.WARNING]}."
    )
