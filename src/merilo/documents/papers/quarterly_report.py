"""An organization's report on its improvement plan for a quarter: what was done, by what it is proved, what is late."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from merilo.documents.papers.blocks import Block, LegalPaper, Paragraph, Signatures, Title
from merilo.documents.papers.parties import Approval, Person
from merilo.documents.tables import Column, Row, Table, cell
from merilo.documents.typography import DASH, NO_BREAK, counted, day

QUARTERS = ("I", "II", "III", "IV")
MEASURES = ("мероприятие", "мероприятия", "мероприятий")
DAYS = ("день", "дня", "дней")


class MeasureState(StrEnum):
    """Where a measure stands on the last day of the quarter."""

    CONFIRMED = "confirmed"
    DONE = "done"
    UNDER_WAY = "under_way"
    OVERDUE = "overdue"


WORDS = {
    MeasureState.CONFIRMED: "исполнено и подтверждено",
    MeasureState.DONE: "исполнено, ждёт подтверждения",
    MeasureState.UNDER_WAY: "исполняется, срок не наступил",
    MeasureState.OVERDUE: "не исполнено в срок",
}
"""What the report calls each state."""
COLUMNS = (
    Column("№", 1.3, "center"),
    Column("Недостаток и мероприятие", 6.3),
    Column("Срок, ответственный", 3.9),
    Column("Что сделано", 5.4),
    Column("Подтверждение", 4.5),
    Column("Состояние; причина просрочки", 3.8),
)


@dataclass(frozen=True, slots=True)
class ReportedMeasure:
    """One measure of the plan. `proofs` name files and links; `days_late` counts from its term to the quarter's end.

    `reason` is why it is late or was moved, `confirmed` who confirmed it and when.
    """

    state: MeasureState
    measure: str
    deficiency: str = ""
    planned: str = ""
    assignee: str = ""
    done: str = ""
    completed: str = ""
    proofs: tuple[str, ...] = ()
    confirmed: str = ""
    days_late: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReportedSection:
    """Measures of one section of the plan."""

    title: str
    measures: tuple[ReportedMeasure, ...]


@dataclass(frozen=True, slots=True)
class QuarterlyReport:
    """The report. `plan` names the plan: «утверждён 12.10.2026 начальником управления»; `remarks` are free words."""

    organization: str
    year: int
    quarter: int
    on: date
    sections: tuple[ReportedSection, ...]
    plan: str = ""
    remarks: tuple[str, ...] = ()
    approval: Approval | None = None
    signer: Person | None = None

    @property
    def measures(self) -> tuple[ReportedMeasure, ...]:
        return tuple(measure for section in self.sections for measure in section.measures)

    @property
    def period(self) -> str:
        """«за II квартал 2027 года»."""
        return f"за {QUARTERS[self.quarter - 1]} квартал {self.year} года"


def paper(report: QuarterlyReport) -> LegalPaper:
    """The table of measures between the summary and the signature."""
    blocks: list[Block] = [
        *((report.approval.corner,) if report.approval else ()),
        Title("ОТЧЁТ", f"о ходе исполнения плана по устранению недостатков {report.period}"),
        Paragraph(report.organization, align="center", bold=True, keep=True),
    ]
    if report.plan:
        blocks.append(Paragraph(f"План {report.plan}.", align="center", keep=True))
    blocks += [Table(COLUMNS, _rows(report)), Paragraph(summary(report))]
    blocks += [Paragraph(one) for one in report.remarks]
    blocks.append(Paragraph(f"Сведения на {day(report.on)}.", keep=report.signer is not None))
    if report.signer:
        blocks.append(Signatures((report.signer.signature,)))
    title = f"Отчёт о ходе исполнения плана {report.period}: {report.organization}"
    return LegalPaper(title, report.on, tuple(blocks), landscape=True)


def summary(report: QuarterlyReport) -> str:
    """«Всего 9 мероприятий: исполнено и подтверждено – 3; …», states that nobody is in left out."""
    states = [measure.state for measure in report.measures]
    parts = [f"{words}{NO_BREAK}– {states.count(state)}" for state, words in WORDS.items() if state in states]
    return f"Всего {counted(len(states), MEASURES)}{': ' if parts else ''}{'; '.join(parts)}."


def _rows(report: QuarterlyReport) -> list[Row]:
    rows: list[Row] = []
    number = 0
    for section in report.sections:
        if section.title:
            rows.append(Row((section.title,), bold=True, shaded=True, across=True))
        for measure in section.measures:
            number += 1
            rows.append(_row(number, measure))
    return rows


def _row(number: int, one: ReportedMeasure) -> Row:
    late = f"просрочено на {counted(one.days_late, DAYS)}" if one.days_late else ""
    reason = f"Причина: {one.reason}" if one.reason else ""
    return Row(
        (
            str(number),
            _cell(one.deficiency and f"Недостаток: {one.deficiency}", one.measure),
            _cell(one.planned, one.assignee),
            _cell(one.done, one.completed and f"Фактически: {one.completed}"),
            _cell(*one.proofs, one.confirmed and f"Подтвердил: {one.confirmed}"),
            _cell(WORDS[one.state], late, reason),
        )
    )


def _cell(*texts: str) -> str:
    return cell(text for text in texts if text) or DASH
