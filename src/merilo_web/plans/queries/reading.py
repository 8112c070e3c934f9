"""What a paper says that was brought into an empty plan: read anew each time, before anything is taken from it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from merilo.importers.plans.reading import read_plan
from merilo.plans.checks import check
from merilo.plans.checks.belonging import belonging_problems
from merilo.plans.model import PlanPaper, Shape
from merilo.problems import Problem, Severity
from merilo_web.archive import actions as archive
from merilo_web.archive.models import Evidence
from merilo_web.registry.models import Organization

_TITLES = {
    Severity.ERROR: ("ошибка", "bad"),
    Severity.QUESTION: ("вопрос", "attention"),
    Severity.WARNING: ("проверьте", "quiet"),
}
_SHAPES = {
    Shape.IMPROVEMENT: "план по форме постановления № 457",
    Shape.YEARLY: "годовой план организации",
    Shape.MEASURES: "план мероприятий с ответственными",
    Shape.EXECUTION: "отчёт об исполнении плана",
    Shape.ANSWERS: "ответы по пунктам",
    Shape.UNKNOWN: "план не узнан",
}


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One problem in words: where, what, by which rule, what to do; `code` names it in the reference."""

    severity: str
    tone: str
    place: str
    detail: str
    rule: str
    remedy: str
    code: str


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A paper that was read: problems of reading and of the paper itself, what fitted nowhere."""

    paper: PlanPaper
    problems: tuple[ProblemLine, ...]

    @property
    def shape(self) -> str:
        """Which paper it is, in Russian."""
        return _SHAPES[self.paper.shape]

    @property
    def measures(self) -> int:
        """How many measures would be taken into the plan."""
        return sum(len(row.measures) for row in self.paper.rows)

    @property
    def rest(self) -> tuple[tuple[str, str], ...]:
        """Text that no field holds, with its place: it is kept with the plan."""
        return tuple(_rest(self.paper))


def read(evidence: Evidence, on: date, *, organization: Organization | None, years: range) -> ReadPaper:
    """The paper as data, held against the organization and the years of the plan. Never raises for what the file is."""
    reading = read_plan(archive.read(evidence.file).read_bytes(), evidence.file_name)
    names = (organization.short_name, organization.full_name) if organization else ()
    alien = belonging_problems(reading.paper, names=names, years=years)
    return ReadPaper(reading.paper, tuple(problem_lines((*alien, *reading.problems, *check(reading.paper, on=on)))))


def problem_lines(problems: Iterable[Problem]) -> Iterator[ProblemLine]:
    """Problems in words, one line each."""
    for one in problems:
        severity, tone = _TITLES[one.kind.severity]
        yield ProblemLine(severity, tone, str(one.place), one.detail, one.kind.rule, one.kind.remedy, one.kind.code)


def _rest(paper: PlanPaper) -> Iterator[tuple[str, str]]:
    yield from ((one.text, str(one.place)) for one in paper.unplaced)
    yield from ((one.text, str(one.place)) for one in paper.points)
    yield from ((text, "") for text in (*paper.approval, *paper.annex, *paper.notes))
