"""Whose heads the council hears and whose are interviewed: the highest places tell how, the lowest are helped."""

from dataclasses import dataclass
from datetime import date

from merilo.documents.papers.blocks import Block, Heading, LegalPaper, Note, Paragraph, Signatures, Title
from merilo.documents.papers.parties import Approval, Person
from merilo.documents.tables import Column, Row, Table, cell
from merilo.documents.typography import DASH, day

COLUMNS = (
    Column("№", 1.2, "center"),
    Column("Организация", 5.3),
    Column("Руководитель", 3.9),
    Column("Итоговая оценка, баллы", 1.9, "center"),
    Column("Место", 1.5, "center"),
    Column("Основание", 2.7),
)
NOBODY = "Таких организаций нет."
INTERVALS = (
    "Через тире указаны места, которые организация могла бы занять при тех же условиях и других респондентах: "
    "организации с общими местами по результатам оценки различить нельзя."
)


@dataclass(frozen=True, slots=True)
class ListedHead:
    """A head with what the organization reached; `total` and `places` are printed as given: «97,20», «1–3».

    `ground` says why the head is in the list: «место 1», «делит место 3», «место 4, от третьего неотличимо».
    """

    organization: str
    head: Person
    total: str
    place: str
    places: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class HearingList:
    """Both lists of a cycle, for a meeting of the council; `rule` is by which rule they were drawn up."""

    council: str
    cycle: str
    on: date
    heard: tuple[ListedHead, ...]
    interviewed: tuple[ListedHead, ...]
    meeting_on: date | None = None
    rule: str = ""
    approval: Approval | None = None
    signer: Person | None = None


def paper(hearing: HearingList) -> LegalPaper:
    """Two tables: who is heard, who is interviewed."""
    when = f", заседание {day(hearing.meeting_on)}" if hearing.meeting_on else ""
    blocks: list[Block] = [
        *((hearing.approval.corner,) if hearing.approval else ()),
        Title("СПИСОК РУКОВОДИТЕЛЕЙ", "по итогам независимой оценки качества условий оказания услуг"),
        Paragraph(f"{hearing.cycle}", align="center", keep=True),
        Paragraph(f"{hearing.council}{when}", align="center", keep=True),
    ]
    if hearing.rule:
        blocks.append(Paragraph(hearing.rule))
    blocks += _part("Заслушать на заседании: наивысшие итоговые оценки", hearing.heard)
    blocks += _part("Провести собеседование и оказать помощь: наименьшие итоговые оценки", hearing.interviewed)
    if any(one.places for one in (*hearing.heard, *hearing.interviewed)):
        blocks.append(Note(INTERVALS))
    if hearing.signer:
        blocks.append(Signatures((hearing.signer.signature,)))
    return LegalPaper(f"Список руководителей: {hearing.cycle}", hearing.on, tuple(blocks))


def _part(heading: str, heads: tuple[ListedHead, ...]) -> tuple[Block, ...]:
    if not heads:
        return Heading(heading), Paragraph(NOBODY)
    return Heading(heading), Table(COLUMNS, [_row(number, one) for number, one in enumerate(heads, 1)])


def _row(number: int, one: ListedHead) -> Row:
    head = cell(part for part in (one.head.name, one.head.post) if part)
    known = bool(one.places) and one.places != one.place
    place = cell((one.place, f"({one.places})") if known else (one.place,))
    return Row((str(number), one.organization, head, one.total or DASH, place or DASH, one.ground or DASH))
