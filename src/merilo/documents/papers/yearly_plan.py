"""An organization's yearly plan of measures: number, measure, term, result; sections by criteria.

A column of those responsible stands in it where somebody is named.
"""

from dataclasses import dataclass
from datetime import date

from merilo.documents.papers.blocks import LegalPaper, Paragraph, Signatures, Title
from merilo.documents.papers.parties import Approval, Person
from merilo.documents.tables import Column, Row, Table, cell

COLUMNS = (
    Column("№", 1.4, "center"),
    Column("Наименование мероприятия", 11.0),
    Column("Срок реализации", 4.0),
    Column("Результат", 8.8),
)
COLUMNS_WITH_ASSIGNEES = (
    Column("№", 1.4, "center"),
    Column("Наименование мероприятия", 8.6),
    Column("Срок реализации", 3.6),
    Column("Ответственный исполнитель", 5.0),
    Column("Результат", 6.6),
)


@dataclass(frozen=True, slots=True)
class YearlyMeasure:
    """A numbered measure with its terms as people write them, the results that are expected, who is responsible."""

    number: str
    measures: tuple[str, ...]
    terms: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()

    def cells(self, *, named: bool) -> tuple[str, ...]:
        """What stands in its row; `named` where the table has a column of those responsible."""
        assignees = (cell(self.assignees),) if named else ()
        return (self.number, cell(self.measures), cell(self.terms), *assignees, cell(self.results))


@dataclass(frozen=True, slots=True)
class YearlySection:
    """Measures of one criterion: «I. Открытость и доступность информации»."""

    title: str
    measures: tuple[YearlyMeasure, ...]


@dataclass(frozen=True, slots=True)
class YearlyPlan:
    """The whole plan; `about` is what follows the word «план»: «по повышению качества … на 2027 год»."""

    organization: str
    about: str
    on: date
    sections: tuple[YearlySection, ...]
    approval: Approval | None = None
    signer: Person | None = None


def paper(plan: YearlyPlan) -> LegalPaper:
    """The plan on pages that lie on their side."""
    named = any(one.assignees for section in plan.sections for one in section.measures)
    rows: list[Row] = []
    for section in plan.sections:
        if section.title:
            rows.append(Row((section.title,), bold=True, shaded=True, across=True))
        rows += [Row(one.cells(named=named)) for one in section.measures]
    blocks = (
        *((plan.approval.corner,) if plan.approval else ()),
        Title("ПЛАН МЕРОПРИЯТИЙ", plan.about),
        Paragraph(plan.organization, align="center", bold=True, keep=True),
        Table(COLUMNS_WITH_ASSIGNEES if named else COLUMNS, rows),
        *((Signatures((plan.signer.signature,)),) if plan.signer else ()),
    )
    return LegalPaper(f"План мероприятий {plan.about}: {plan.organization}", plan.on, blocks, landscape=True)
