"""The approved list of organizations to be assessed: each with the ground on which it is there (A1)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from merilo.documents.papers.blocks import Block, LegalPaper, Paragraph, Signatures, Title
from merilo.documents.papers.parties import Approval, Person
from merilo.documents.tables import Column, Row, Table
from merilo.documents.typography import DASH, NO_BREAK, counted, fixed

ORGANIZATIONS = ("организация", "организации", "организаций")


class Ground(StrEnum):
    """Why an organization stands on the list."""

    NEVER = "never"
    THREE_YEARS = "three_years"
    CHOSEN = "chosen"


GROUNDS = {
    Ground.NEVER: "ранее не оценивалась",
    Ground.THREE_YEARS: "истекает трёхлетний срок",
    Ground.CHOSEN: "по решению совета",
}


@dataclass(frozen=True, slots=True)
class ListedOrganization:
    """One organization of the list: its kind, the year of its last assessment, a note to its ground."""

    name: str
    ground: Ground
    kind: str = ""
    inn: str = ""
    last_year: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class OrganizationList:
    """The list of a cycle. `registered` counts all organizations subject to assessment; `least_share` is of them."""

    cycle: str
    on: date
    organizations: tuple[ListedOrganization, ...]
    registered: int
    approval: Approval | None = None
    least_share: Fraction | None = None
    signers: tuple[Person, ...] = ()

    @property
    def share(self) -> Fraction | None:
        """The part of all organizations that the list holds; None when none are registered."""
        return Fraction(len(self.organizations), self.registered) if self.registered else None


def paper(listed: OrganizationList) -> LegalPaper:
    """The list with the share it makes."""
    corner = (listed.approval.corner,) if listed.approval else ()
    signatures = (Signatures(tuple(one.signature for one in listed.signers)),) if listed.signers else ()
    return LegalPaper(f"Перечень организаций: {listed.cycle}", listed.on, (*corner, *contents(listed), *signatures))


def contents(listed: OrganizationList) -> tuple[Block, ...]:
    """The list without approval and signatures, as it stands in an annex."""
    return (
        Title("ПЕРЕЧЕНЬ ОРГАНИЗАЦИЙ,", f"в отношении которых проводится независимая оценка: {listed.cycle}"),
        _table(listed),
        Paragraph(_summary(listed)),
    )


def _table(listed: OrganizationList) -> Table:
    columns = (
        Column("№", 1.0, "center"),
        Column("Организация", 6.7),
        Column("ИНН", 2.8, "center"),
        Column("Прошлая оценка", 2.2, "center"),
        Column("Основание", 3.8),
    )
    rows = [
        Row((str(number), _named(one), one.inn or DASH, str(one.last_year or DASH), _ground(one)))
        for number, one in enumerate(listed.organizations, 1)
    ]
    return Table(columns, rows)


def _named(one: ListedOrganization) -> str:
    return f"{one.name}\n{one.kind}" if one.kind else one.name


def _ground(one: ListedOrganization) -> str:
    return f"{GROUNDS[one.ground]}; {one.note}" if one.note else GROUNDS[one.ground]


def _summary(listed: OrganizationList) -> str:
    counts = Counter(one.ground for one in listed.organizations)
    grounds = "; ".join(
        f"{GROUNDS[ground]}{NO_BREAK}—{NO_BREAK}{counts[ground]}" for ground in Ground if counts[ground]
    )
    total = f"В перечне {counted(len(listed.organizations), ORGANIZATIONS)}"
    if listed.share is None:
        return f"{total}. По основаниям: {grounds}." if grounds else f"{total}."
    share = f"{total} из {listed.registered}, подлежащих оценке: {fixed(listed.share * 100, 1)} %."
    return " ".join(
        part for part in (share, _compared(listed), f"По основаниям: {grounds}." if grounds else "") if part
    )


def _compared(listed: OrganizationList) -> str:
    if listed.least_share is None or listed.share is None:
        return ""
    least = fixed(listed.least_share * 100, 0)
    if listed.share >= listed.least_share:
        return f"Это не меньше {least} %: за три года будут оценены все."
    return f"Это меньше {least} %: при таком числе за три года будут оценены не все."
