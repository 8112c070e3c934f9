"""A head's evaluation sheet with what every point stands on, and the authority's summary over all heads."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from merilo.documents.declension import initials_first
from merilo.documents.papers.blocks import (
    BLANK_DAY,
    Block,
    Bullets,
    Heading,
    LegalPaper,
    Note,
    Paragraph,
    Signature,
    Signatures,
    Title,
)
from merilo.documents.papers.parties import Approval, Person, capital
from merilo.documents.table_book import Value, book
from merilo.documents.tables import Column, Row, Table, cell
from merilo.documents.typography import DASH, day
from merilo.plans.evaluation import EvaluationSheet, LineState, SheetLine, number

TITLE, TOTAL = "ОЦЕНОЧНЫЙ ЛИСТ", "Итого"
COLUMNS = (
    Column("№", 1.0, "center"),
    Column("Показатель", 4.0),
    Column("На чём основано", 7.1),
    Column("Баллы", 1.7, "center"),
    Column("Из возможных", 2.7, "center"),
)
OF_HEADS = (
    Column("№", 1.2, "center"),
    Column("Организация", 6.2),
    Column("Руководитель", 5.0),
    Column("Баллы", 1.8, "center"),
    Column("Из возможных", 2.7, "center"),
    Column("Процент", 2.0, "center"),
    Column("Ступень", 3.3),
    Column("Коэффициент", 3.0, "center"),
)
BLANK_LINE = "_" * 60
ACQUAINTED = "С оценочным листом ознакомлен(а). Дата: " + BLANK_DAY
NO_OBJECTION = "Возражения (если возражений нет, написать «возражений нет»):"
LEFT_OUT = "Показатели, которые не применены, не входят ни в сумму баллов, ни в наибольшую возможную сумму."


@dataclass(frozen=True, slots=True)
class HeadSheet:
    """A sheet to be signed. `period` as «за 2027 год»; `object_until` is the last day for the head's objection.

    An `objection` that was made is printed with its `answer`; without one there are lines to write it by hand.
    """

    sheet: EvaluationSheet
    period: str
    on: date
    approval: Approval | None = None
    signer: Person | None = None
    object_until: date | None = None
    objection: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class HeadsSummary:
    """The sheets of all heads of an authority by one rule set, in the order they are to be printed."""

    authority: str
    period: str
    on: date
    sheets: tuple[EvaluationSheet, ...]
    signer: Person | None = None


def paper(one: HeadSheet) -> LegalPaper:
    """The sheet: who, points with their bases, the bonus, warnings, signatures, the objection."""
    facts, sheet = one.sheet.facts, one.sheet
    blocks: list[Block] = [
        *((one.approval.corner,) if one.approval else ()),
        Title(TITLE, f"руководителя {one.period}"),
        Paragraph(f"{facts.head}, {facts.post}" if facts.post else facts.head, align="center", bold=True, keep=True),
        Paragraph(facts.organization, align="center", keep=True),
        Table(COLUMNS, _rows(sheet)),
        *(Paragraph(text) for text in sheet.basis),
    ]
    if any(line.points is None for line in sheet.lines):
        blocks.append(Note(LEFT_OUT))
    if sheet.warnings:
        blocks += (Heading("Предупреждения", 3), Bullets(sheet.warnings))
    blocks.append(Paragraph(f"Сведения на {day(one.on)}.", keep=True))
    if one.signer:
        blocks.append(Signatures((one.signer.signature,)))
    blocks += _head_part(one)
    return LegalPaper(f"Оценочный лист {one.period}: {facts.head}", one.on, tuple(blocks))


def _rows(sheet: EvaluationSheet) -> list[Row]:
    rows = [_row(place, line) for place, line in enumerate(sheet.lines, 1)]
    percent = f" ({number(sheet.percent)} %)" if sheet.percent is not None else ""
    total = ("", f"{TOTAL}{percent}", "", number(sheet.total), number(sheet.highest))
    return [*rows, Row(total, bold=True, shaded=True)]


def _row(place: int, line: SheetLine) -> Row:
    state = (capital(line.state.label) + ".",) if line.state is not LineState.COUNTED else ()
    points = DASH if line.points is None else number(line.points)
    highest = DASH if line.points is None else number(line.highest)
    return Row((str(place), line.rule.title, cell((*line.basis, *state)), points, highest))


def _head_part(one: HeadSheet) -> tuple[Block, ...]:
    """What the head signs, with the objection or lines for it."""
    facts = one.sheet.facts
    signed = Signatures((Signature(capital(facts.post), initials_first(facts.head)),))
    until = f" Возражения принимаются до {day(one.object_until)}." if one.object_until else ""
    acquainted = Paragraph(f"{ACQUAINTED}{until}", keep=True, align="left", indented=False)
    if not one.objection:
        lines = (Paragraph(NO_OBJECTION, align="left", indented=False, keep=True),)
        blanks = (Paragraph(BLANK_LINE, align="left", indented=False, keep=True),) * 2
        return acquainted, *lines, *blanks, signed
    answer = (Heading("Ответ на возражение", 3), Paragraph(one.answer)) if one.answer else ()
    return acquainted, signed, Heading("Возражение руководителя", 3), Paragraph(one.objection), *answer


def summary(heads: HeadsSummary) -> LegalPaper:
    """The table over heads on pages that lie on their side."""
    rows = [_summed(place, sheet) for place, sheet in enumerate(heads.sheets, 1)]
    order = f" Оценка проведена: {heads.sheets[0].rule_set.order.printed}." if heads.sheets else ""
    blocks = (
        Title("СВОДНЫЙ ОЦЕНОЧНЫЙ ЛИСТ", f"руководителей организаций {heads.period}"),
        Paragraph(heads.authority, align="center", keep=True),
        Table(OF_HEADS, rows),
        Paragraph(f"Руководителей: {len(rows)}. Сведения на {day(heads.on)}.{order}", keep=heads.signer is not None),
        *((Signatures((heads.signer.signature,)),) if heads.signer else ()),
    )
    return LegalPaper(f"Сводный оценочный лист {heads.period}", heads.on, blocks, landscape=True)


def xlsx(heads: HeadsSummary) -> bytes:
    """The same table as a book, with the points of every rule in columns of their own; numbers are numbers."""
    rules = heads.sheets[0].rule_set.rules if heads.sheets else ()
    columns = (*OF_HEADS, *(Column(rule.title, 4.0, "center", "Баллы по показателям") for rule in rules))
    rows: list[tuple[Value, ...]] = [
        (place, facts.organization, _whom(sheet), sheet.total, sheet.highest, sheet.percent, *_step(sheet),
         *(line.points for line in sheet.lines))
        for place, sheet in enumerate(heads.sheets, 1) if (facts := sheet.facts)
    ]  # fmt: skip
    return book(f"Сводный оценочный лист {heads.period}: {heads.authority}", columns, rows)


def _summed(place: int, sheet: EvaluationSheet) -> Row:
    step, coefficient = _step(sheet)
    percent = f"{number(sheet.percent)} %" if sheet.percent is not None else DASH
    told = number(coefficient) if coefficient is not None else DASH
    points = (DASH, DASH) if sheet.percent is None else (number(sheet.total), number(sheet.highest))
    return Row((str(place), sheet.facts.organization, _whom(sheet), *points, percent, step or DASH, told))


def _whom(sheet: EvaluationSheet) -> str:
    return ", ".join(part for part in (sheet.facts.head, sheet.facts.post) if part)


def _step(sheet: EvaluationSheet) -> tuple[str, Fraction | None]:
    return (sheet.step.title, sheet.step.coefficient) if sheet.step else ("", None)
