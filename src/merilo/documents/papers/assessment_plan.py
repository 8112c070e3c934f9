"""The authority's plan of the assessment itself, and the report on its execution."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from merilo.documents.papers.blocks import Block, LegalPaper, Paragraph, Signatures, Title
from merilo.documents.papers.parties import Approval, Person
from merilo.documents.tables import Column, Row, Table, cell
from merilo.documents.typography import DASH, day
from merilo.plans.model import PlanPaper, PlanRow

OPEN, UNDER_WAY, CANCELLED = "нет сведений", "исполняется", "отменено"
Cells = Callable[["PlanMeasure"], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PlanMeasure:
    """A numbered measure; «3.1» stands under «3». Terms are kept as people write them.

    `outcome`, `completed` and `document` are what the report on execution prints; a cancelled one is not counted.
    """

    number: str
    title: str
    term: str = ""
    assignee: str = ""
    expected: str = ""
    outcome: str = ""
    completed: str = ""
    document: str = ""
    is_cancelled: bool = False

    @property
    def is_part(self) -> bool:
        """Whether it stands under another measure."""
        return "." in self.number.strip(".")

    @property
    def is_done(self) -> bool:
        return bool(self.completed or self.document)


@dataclass(frozen=True, slots=True)
class PlanSection:
    """Measures under one heading; a plan without sections has one whose title is empty."""

    title: str
    measures: tuple[PlanMeasure, ...]

    @property
    def heads(self) -> tuple[PlanMeasure, ...]:
        """Measures of the section under whose numbers others stand: numbers of another section are others."""
        headed = {one.number.strip(".").rpartition(".")[0] for one in self.measures if one.is_part}
        return tuple(one for one in self.measures if one.number.strip(".") in headed)


@dataclass(frozen=True, slots=True)
class AssessmentPlan:
    """The whole plan: its title without the word «План», its approval, who signs."""

    title: str
    on: date
    sections: tuple[PlanSection, ...]
    approval: Approval | None = None
    signer: Person | None = None

    @property
    def measures(self) -> tuple[PlanMeasure, ...]:
        return tuple(measure for section in self.sections for measure in section.measures)

    @property
    def countable(self) -> tuple[PlanMeasure, ...]:
        """Measures that are to be done: neither cancelled nor those that only gather sub-measures."""
        return tuple(one for one in self.measures if not (one.is_cancelled or one in self.heads))

    @property
    def heads(self) -> frozenset[PlanMeasure]:
        """Measures that only gather those under them."""
        return frozenset(one for section in self.sections for one in section.heads)


def from_paper(read: PlanPaper, *, on: date) -> AssessmentPlan:
    """The plan of measures, or the report on its execution, that was read from a file; its title verbatim.

    What a row says beyond these fields, and text without a place, stays with the paper that was read.
    """
    approval = read.annex or read.approval
    sections = (
        PlanSection(
            ". ".join(part for part in (one.number.rstrip("."), one.title) if part), tuple(map(_read, one.rows))
        )
        for one in read.sections
    )
    return AssessmentPlan(read.title, on, tuple(sections), Approval(approval) if approval else None)


def _read(row: PlanRow) -> PlanMeasure:
    terms, days = (cell(one.text for one in terms) for terms in (row.planned, row.completed))
    people = cell(one.text for one in row.assignees)
    outcome = cell(row.implemented)
    return PlanMeasure(row.number, cell(row.measures), terms, people, cell(row.expected), outcome, days)


def paper(plan: AssessmentPlan) -> LegalPaper:
    """The plan: number, measure, expected result, term, who is responsible."""
    columns = (
        Column("№", 1.4, "center"),
        Column("Мероприятие", 8.6),
        Column("Ожидаемый результат", 6.4),
        Column("Срок", 3.8),
        Column("Ответственный исполнитель", 5.0),
    )
    table = Table(columns, _rows(plan, lambda one: (one.expected, one.term, one.assignee)))
    return _turned(plan, Title("ПЛАН МЕРОПРИЯТИЙ", plan.title), (table,), on=plan.on)


def execution(plan: AssessmentPlan, *, on: date) -> LegalPaper:
    """The report on the execution of the plan on a day: what was done, when, by which document."""
    columns = (
        Column("№", 1.3, "center"),
        Column("Мероприятие", 6.6),
        Column("Срок исполнения", 3.2),
        Column("Ответственные исполнители", 3.7),
        Column("Результат", 4.6),
        Column("Исполнено", 2.6, "center"),
        Column("Документ", 3.2),
    )
    heads = plan.heads
    table = Table(columns, _rows(plan, lambda one: _executed(one, is_head=one in heads)))
    done = sum(one.is_done for one in plan.countable)
    summary = Paragraph(f"Всего мероприятий: {len(plan.countable)}. Исполнено: {done}.")
    title = Title("ИНФОРМАЦИЯ О ВЫПОЛНЕНИИ ПЛАНА МЕРОПРИЯТИЙ", f"{plan.title}, на {day(on)}")
    return _turned(plan, title, (table, summary), on=on)


def _executed(one: PlanMeasure, *, is_head: bool) -> tuple[str, ...]:
    if is_head:
        return one.term, one.assignee, one.outcome, one.completed, one.document
    if one.is_cancelled:
        return one.term, one.assignee, one.outcome or DASH, CANCELLED, one.document or DASH
    completed = one.completed or (DASH if one.document else UNDER_WAY if one.outcome else OPEN)
    return one.term, one.assignee, one.outcome or DASH, completed, one.document or DASH


def _rows(plan: AssessmentPlan, cells_of: Cells) -> list[Row]:
    rows: list[Row] = []
    for section in plan.sections:
        if section.title:
            rows.append(Row((section.title,), bold=True, shaded=True, across=True))
        rows += [Row((one.number, one.title, *cells_of(one))) for one in section.measures]
    return rows


def _turned(plan: AssessmentPlan, title: Title, body: Iterable[Block], *, on: date) -> LegalPaper:
    corner = (plan.approval.corner,) if plan.approval else ()
    signatures = (Signatures((plan.signer.signature,)),) if plan.signer else ()
    return LegalPaper(f"{title.text}: {plan.title}", on, (*corner, title, *body, *signatures), landscape=True)
