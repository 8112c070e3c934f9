"""The authority's analysis of the council's proposals, with the decision on each (A11)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from merilo.documents.papers.blocks import Block, Heading, LegalPaper, Paragraph, Signatures, Title
from merilo.documents.papers.parties import Authority, Person
from merilo.documents.tables import Column, Row, Table
from merilo.documents.typography import DASH, NO_BREAK, counted, day, sentence

PROPOSALS = ("предложение", "предложения", "предложений")
ORGANIZATIONS = ("организации", "организаций", "организаций")


class Verdict(StrEnum):
    """What was decided on a proposal."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    DECLINED = "declined"
    PENDING = "pending"


VERDICTS = {
    Verdict.ACCEPTED: "принято",
    Verdict.PARTLY: "принято частично",
    Verdict.DECLINED: "отклонено",
    Verdict.PENDING: "на рассмотрении",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal of the council for one organization; `criterion` groups them in the summary."""

    organization: str
    text: str
    verdict: Verdict
    criterion: str = ""
    decision: str = ""
    assignee: str = ""
    term: str = ""


@dataclass(frozen=True, slots=True)
class ProposalAnalysis:
    """The whole analysis: `source` is the paper by which the proposals came, `conclusions` what follows of them."""

    cycle: str
    on: date
    authority: Authority
    proposals: tuple[Proposal, ...]
    received_on: date | None = None
    source: str = ""
    conclusions: tuple[str, ...] = ()
    signer: Person | None = None


def paper(analysis: ProposalAnalysis) -> LegalPaper:
    """What came, what was decided by criterion, each proposal with its decision, conclusions."""
    blocks: list[Block] = [
        Title("АНАЛИЗ ПРЕДЛОЖЕНИЙ", f"общественного совета по улучшению деятельности организаций: {analysis.cycle}"),
        Paragraph(_received(analysis)),
        Paragraph(_counted(analysis.proposals)),
    ]
    if any(one.criterion for one in analysis.proposals):
        blocks += [Heading("1. Предложения по критериям"), _by_criterion(analysis.proposals)]
    blocks += [Heading("2. Решения по каждому предложению"), _decided(analysis.proposals)]
    if analysis.conclusions:
        blocks.append(Heading("3. Выводы"))
        blocks += [Paragraph(sentence(text), f"3.{place}.") for place, text in enumerate(analysis.conclusions, 1)]
    if analysis.signer:
        blocks.append(Signatures((analysis.signer.signature,)))
    return LegalPaper(f"Анализ предложений: {analysis.cycle}", analysis.on, tuple(blocks), landscape=True)


def _received(analysis: ProposalAnalysis) -> str:
    received = f" Получены {day(analysis.received_on)}." if analysis.received_on else ""
    source = f" Основание: {analysis.source}." if analysis.source else ""
    return f"Предложения рассмотрены: {analysis.authority.name}.{received}{source} Рассмотрены {day(analysis.on)}."


def _counted(proposals: tuple[Proposal, ...]) -> str:
    counts = Counter(one.verdict for one in proposals)
    parts = ", ".join(
        f"{VERDICTS[verdict]}{NO_BREAK}—{NO_BREAK}{counts[verdict]}" for verdict in Verdict if counts[verdict]
    )
    organizations = len({one.organization for one in proposals})
    whom = counted(organizations, ORGANIZATIONS)
    return f"Всего {counted(len(proposals), PROPOSALS)} для {whom}: {parts}." if proposals else "Предложений нет."


def _by_criterion(proposals: tuple[Proposal, ...]) -> Table:
    columns = (
        Column("Критерий", 10.4),
        *(Column(VERDICTS[verdict], 3.0, "right", group="Решение") for verdict in Verdict),
        Column("Всего", 2.8, "right"),
    )
    rows = []
    for criterion in sorted({one.criterion for one in proposals}, key=lambda name: (not name, name)):
        counts = Counter(one.verdict for one in proposals if one.criterion == criterion)
        numbers = (*(counts[verdict] for verdict in Verdict), counts.total())
        rows.append(Row((criterion or "Без критерия", *map(str, numbers))))
    return Table(columns, rows)


def _decided(proposals: tuple[Proposal, ...]) -> Table:
    columns = (
        Column("№", 1.1, "center"),
        Column("Организация", 5.6),
        Column("Предложение", 7.0),
        Column("Решение", 6.9),
        Column("Ответственный, срок", 4.6),
    )
    rows = []
    for place, one in enumerate(proposals, 1):
        decision = f"{VERDICTS[one.verdict].capitalize()}. {sentence(one.decision)}".strip()
        whom = "\n".join(part for part in (one.assignee, one.term) if part) or DASH
        rows.append(Row((str(place), one.organization, one.text, decision, whom)))
    return Table(columns, rows)
