"""The register of decisions taken from the results (A14)."""

from dataclasses import dataclass
from datetime import date

from merilo.documents.papers.blocks import LegalPaper, Paragraph, Signatures, Title
from merilo.documents.papers.parties import Person
from merilo.documents.tables import Column, Row, Table
from merilo.documents.typography import DASH, day


@dataclass(frozen=True, slots=True)
class RegisteredDecision:
    """One decision: who took it, what it says, on what ground, who does it by when, where it stands."""

    number: str
    on: date
    body: str
    text: str
    basis: str = ""
    assignee: str = ""
    term: str = ""
    state: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class DecisionsRegister:
    """The register in the order it is given."""

    title: str
    on: date
    decisions: tuple[RegisteredDecision, ...]
    signer: Person | None = None


def paper(register: DecisionsRegister) -> LegalPaper:
    """A wide table with the heading repeated on every page."""
    columns = (
        Column("№", 1.3, "center"),
        Column("Дата", 2.2, "center"),
        Column("Кто принял", 3.6),
        Column("Решение", 7.2),
        Column("Основание", 3.2),
        Column("Ответственный, срок", 3.7),
        Column("Состояние, документ", 4.0),
    )
    table = Table(columns, [_row(one) for one in register.decisions])
    summary = Paragraph(f"Всего решений: {len(register.decisions)}. Сведения на {day(register.on)}.")
    signatures = (Signatures((register.signer.signature,)),) if register.signer else ()
    blocks = (Title("РЕЕСТР РЕШЕНИЙ", register.title), table, summary, *signatures)
    return LegalPaper(f"Реестр решений: {register.title}", register.on, blocks, landscape=True)


def _row(one: RegisteredDecision) -> Row:
    whom, where = _two(one.assignee, one.term), _two(one.state, one.document)
    return Row((one.number, day(one.on), one.body, one.text, one.basis or DASH, whom, where))


def _two(first: str, second: str) -> str:
    return "\n".join(part for part in (first, second) if part) or DASH
