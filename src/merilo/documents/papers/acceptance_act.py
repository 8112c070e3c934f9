"""The act of acceptance of what the operator hands over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from merilo.documents.declension import Case, initials_first
from merilo.documents.papers.blocks import BLANK_SIGN, Block, Facing, LegalPaper, Paragraph, Title
from merilo.documents.papers.parties import Person, Reference, capital
from merilo.documents.tables import Column, Row, Table
from merilo.documents.typography import DASH, day, grouped, sentence


class Outcome(StrEnum):
    """How an acceptance ended."""

    ACCEPTED = "accepted"
    WITH_REMARKS = "with_remarks"
    REFUSED = "refused"


OUTCOMES = {
    Outcome.ACCEPTED: "Работа выполнена в полном объёме и принята без замечаний.",
    Outcome.WITH_REMARKS: "Работа принята с замечаниями, перечисленными ниже.",
    Outcome.REFUSED: "Работа не принята по причинам, перечисленным ниже.",
}


@dataclass(frozen=True, slots=True)
class Party:
    """A side of the contract, the person who signs for it and on what ground: «Устава», «доверенности от …»."""

    name: str
    person: Person
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Delivered:
    """One deliverable: when it was handed over (None: it was not), by which document, its digest (SHA-256)."""

    title: str
    received_on: date | None = None
    document: str = ""
    digest: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class AcceptanceAct:
    """One act. `price` is printed as given; `organizations` and `responses` are what the accepted work covers."""

    number: str
    on: date
    place: str
    cycle: str
    contract: Reference
    customer: Party
    operator: Party
    delivered: tuple[Delivered, ...]
    outcome: Outcome
    organizations: int
    responses: int
    remarks: tuple[str, ...] = ()
    mend_by: date | None = None
    price: str = ""


def paper(act: AcceptanceAct) -> LegalPaper:
    """The act with what was handed over, the outcome and both signatures."""
    blocks: list[Block] = [
        Title(f"АКТ ПРИЁМКИ №\u00a0{act.number}", f"по контракту {act.contract}"),
        Facing((act.place,), (day(act.on),), ended=True),
        Paragraph(_parties(act)),
        Paragraph(
            f"Предмет: сбор и обобщение информации о качестве условий оказания услуг, {act.cycle}. "
            f"Охвачено организаций: {act.organizations}, собрано анкет: {grouped(act.responses)}.",
            "1.",
        ),
        Paragraph("Переданы результаты:", "2.", keep=True),
        _table(act),
        Paragraph(OUTCOMES[act.outcome], "3."),
        *_remarks(act),
        _signatures(act),
    ]
    return LegalPaper(f"Акт приёмки № {act.number} от {day(act.on)}: {act.cycle}", act.on, tuple(blocks))


def _parties(act: AcceptanceAct) -> str:
    customer, operator = (_party(one) for one in (act.customer, act.operator))
    return f"Заказчик: {customer}, и исполнитель: {operator}, составили настоящий акт о следующем."


def _party(one: Party) -> str:
    basis = f", на основании {one.basis}" if one.basis else ""
    who = " ".join(part for part in (one.person.posted(Case.GENITIVE), one.person.named(Case.GENITIVE)) if part)
    return f"{one.name}, в лице {who}{basis}"


def _table(act: AcceptanceAct) -> Table:
    columns = (
        Column("№", 1.0, "center"),
        Column("Результат", 6.4),
        Column("Получен", 2.3, "center"),
        Column("Документ, отпечаток файла", 3.9),
        Column("Замечание", 2.9),
    )
    rows = [
        Row(
            (
                str(place),
                one.title,
                day(one.received_on) if one.received_on else "не передан",
                "\n".join(part for part in (one.document, f"{one.digest[:16]}…" if one.digest else "") if part) or DASH,
                one.remark or DASH,
            ),
            shaded=one.received_on is None,
        )
        for place, one in enumerate(act.delivered, 1)
    ]
    return Table(columns, rows)


def _remarks(act: AcceptanceAct) -> Iterator[Block]:
    for place, remark in enumerate(act.remarks, 1):
        yield Paragraph(sentence(remark), f"3.{place}.")
    if act.mend_by:
        yield Paragraph(f"Срок устранения замечаний: {day(act.mend_by)}.")
    number = 4
    if act.price:
        yield Paragraph(f"Стоимость принятой работы: {act.price}.", f"{number}.")
        number += 1
    yield Paragraph("Акт составлен в двух экземплярах, по одному для каждой стороны.", f"{number}.")


def _signatures(act: AcceptanceAct) -> Facing:
    left, right = (_signed(word, one) for word, one in (("Заказчик", act.customer), ("Исполнитель", act.operator)))
    return Facing(left, right, held=True)


def _signed(word: str, one: Party) -> tuple[str, ...]:
    post = (capital(one.person.post),) if one.person.post else ()
    return (word, one.name, *post, "", f"{BLANK_SIGN} {initials_first(one.person.name)}")
