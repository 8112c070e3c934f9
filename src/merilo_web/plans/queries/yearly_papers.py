"""A plan for a year as papers and as a table: the plan itself, the report on its execution, what the core checks."""

from collections.abc import Iterable, Iterator
from datetime import date

from merilo.cell_text import neutral
from merilo.documents.papers import assessment_plan, yearly_plan
from merilo.documents.papers.assessment_plan import AssessmentPlan, PlanMeasure, PlanSection
from merilo.documents.papers.blocks import LegalPaper
from merilo.documents.papers.parties import Approval, Person, approved_by
from merilo.documents.tables import Column
from merilo.documents.typography import day
from merilo.plans import model
from merilo.problems import Place
from merilo_web.plans.models import YearlyMeasure, YearlyPlan
from merilo_web.plans.queries.yearly import term_of
from merilo_web.plans.states import YearlyMeasureState, YearlyPlanState
from merilo_web.registry.models import Organization

COLUMNS = (
    Column("Раздел", 6.0),
    Column("№", 1.6, "center"),
    Column("Мероприятие", 9.0),
    Column("Срок", 3.6),
    Column("Последний день", 2.8),
    Column("Ответственный исполнитель", 5.6),
    Column("Ожидаемый результат", 6.0),
    Column("Состояние", 2.8),
    Column("Результат", 6.0),
    Column("Исполнено", 2.8),
    Column("Документ", 4.0),
    Column("Ссылка", 4.0),
)
Cell = str | date | None


def plan_paper(plan: YearlyPlan, *, on: date) -> LegalPaper:
    """The plan: an organization's with its result, an authority's with who is responsible."""
    if plan.organization is None:
        return assessment_plan.paper(_measures_plan(plan, on=on))
    sections = tuple(
        yearly_plan.YearlySection(title, tuple(map(_yearly, rows))) for title, rows in sections_of(plan.measures.all())
    )
    return yearly_plan.paper(
        yearly_plan.YearlyPlan(plan.organization.full_name, about(plan), on, sections, _approval(plan), _head(plan))
    )


def report_paper(plan: YearlyPlan, *, on: date) -> LegalPaper:
    """The report on the execution of the plan as it stands."""
    return assessment_plan.execution(_measures_plan(plan, on=on, is_report=True), on=on)


def about(plan: YearlyPlan) -> str:
    """What follows the words «План мероприятий»."""
    return f"{plan.title} на {plan.period}"


def read_as_paper(plan: YearlyPlan) -> model.PlanPaper:
    """The plan as the core reads papers, to be checked by the same rules; a row's place is the measure's."""
    rows = list(plan.measures.all())
    years = (plan.year, plan.year + plan.is_school_year)
    shape = model.Shape.YEARLY if plan.organization_id else model.Shape.MEASURES
    sections = tuple(
        model.PlanSection("", title, tuple(_row(plan, one) for one in own)) for title, own in sections_of(rows)
    )
    return model.PlanPaper(shape, about(plan), years=years, sections=sections)


def sections_of(measures: Iterable[YearlyMeasure]) -> tuple[tuple[str, list[YearlyMeasure]], ...]:
    """Measures by their sections, in the order of the first measure of each."""
    found: dict[str, list[YearlyMeasure]] = {}
    for one in measures:
        found.setdefault(one.section, []).append(one)
    return tuple(found.items())


def table_rows(plan: YearlyPlan) -> Iterator[tuple[Cell, ...]]:
    """Every measure as a row of the table, in the order of its columns."""
    for one in plan.measures.all():
        yield (
            one.section,
            one.number,
            one.text,
            one.term,
            one.due_on,
            one.assignee,
            one.expected,
            one.get_state_display(),
            one.reason if one.state == YearlyMeasureState.CANCELLED else one.outcome,
            one.completed_on,
            one.document,
            one.link,
        )


def as_book(title: str, columns: Iterable[Column], rows: Iterable[tuple[Cell | int, ...]]) -> bytes:
    """The table as a book of Excel; nothing in it becomes a formula."""
    from merilo.documents.table_book import book  # noqa: PLC0415 - heavy, needed here alone

    return book(title, tuple(columns), tuple(rows))


def as_csv(columns: Iterable[Column], rows: Iterable[tuple[Cell | int, ...]]) -> bytes:
    """UTF-8 with BOM, `;`, CRLF; a text that Excel would take for a formula is made neutral."""
    import csv  # noqa: PLC0415 - read with its only user
    import io  # noqa: PLC0415 - read with its only user

    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.heading for column in columns])
    writer.writerows([[neutral(_text(one)) for one in row] for row in rows])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _text(one: Cell | int) -> str:
    return day(one) if isinstance(one, date) else "" if one is None else str(one)


def _yearly(one: YearlyMeasure) -> yearly_plan.YearlyMeasure:
    lines = tuple(one.text.splitlines())
    assignees = tuple(part for part in one.assignee.split("; ") if part)
    results = tuple(one.expected.splitlines())
    return yearly_plan.YearlyMeasure(one.number, lines, (one.term,) if one.term else (), results, assignees)


def _measures_plan(plan: YearlyPlan, *, on: date, is_report: bool = False) -> AssessmentPlan:
    keeper = plan.keeper
    title = f"{about(plan)}, {keeper.full_name}" if isinstance(keeper, Organization) else about(plan)
    sections = tuple(PlanSection(name, tuple(map(_measure, rows))) for name, rows in sections_of(plan.measures.all()))
    return AssessmentPlan(title, on, sections, None if is_report else _approval(plan), _head(plan))


def _measure(one: YearlyMeasure) -> PlanMeasure:
    is_cancelled = one.state == YearlyMeasureState.CANCELLED
    completed = day(one.completed_on) if one.completed_on else ""
    document = ", ".join(part for part in (one.document, one.link) if part)
    outcome = one.reason if is_cancelled else one.outcome
    return PlanMeasure(
        one.number, one.text, one.term, one.assignee, one.expected, outcome, completed, document, is_cancelled
    )


def _approval(plan: YearlyPlan) -> Approval | None:
    if plan.approved_on and plan.state != YearlyPlanState.DRAFT:
        corner = approved_by(Person(plan.approver_name, plan.approver_post), plan.approved_on)
        return Approval((*corner.lines, plan.approval_act)) if plan.approval_act else corner
    head = _head(plan)
    return approved_by(head) if head else None


def _head(plan: YearlyPlan) -> Person | None:
    return Person(plan.keeper.head_name, plan.keeper.head_post) if plan.keeper.head_name else None


def _row(plan: YearlyPlan, one: YearlyMeasure) -> model.PlanRow:
    named = [model.Assignee(one.assignee, one.assignee_name, one.assignee_post)] if one.assignee else []
    return model.PlanRow(
        Place(row=one.position),
        one.number,
        measures=(one.text,),
        planned=term_of(plan, one.term),
        assignees=tuple(named),
        expected=(one.expected,) if one.expected else (),
    )
