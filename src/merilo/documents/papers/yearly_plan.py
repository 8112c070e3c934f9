"""An organization's yearly plan of measures: number, measure, term, result; sections by criteria."""

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


@dataclass(frozen=True, slots=True)
class YearlyMeasure:
    """A numbered measure with its terms as people write them and the results that are expected."""

    number: str
    measures: tuple[str, ...]
    terms: tuple[str, ...] = ()
    results: tuple[str, ...] = ()


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
    rows: list[Row] = []
    for section in plan.sections:
        if section.title:
            rows.append(Row((section.title,), bold=True, shaded=True, across=True))
        rows += [Row((one.number, cell(one.measures), cell(one.terms), cell(one.results))) for one in section.measures]
    blocks = (
        *((plan.approval.corner,) if plan.approval else ()),
        Title("ПЛАН МЕРОПРИЯТИЙ", plan.about),
        Paragraph(plan.organization, align="center", bold=True, keep=True),
        Table(COLUMNS, rows),
        *((Signatures((plan.signer.signature,)),) if plan.signer else ()),
    )
    return LegalPaper(f"План мероприятий {plan.about}: {plan.organization}", plan.on, blocks, landscape=True)
