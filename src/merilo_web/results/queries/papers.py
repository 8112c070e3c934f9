"""Legal papers about results: the hand-over to the authority, letters to organizations, the analysis of proposals."""

from datetime import date

from merilo.deadlines.due import due
from merilo.deadlines.rules import rule
from merilo.documents.papers import analysis, letters
from merilo.documents.papers.analysis import Proposal, ProposalAnalysis, Verdict
from merilo.documents.papers.blocks import LegalPaper
from merilo.documents.papers.letters import Envelope, Transmittal
from merilo.documents.papers.parties import Authority, Person
from merilo.documents.publication import short_criterion
from merilo.documents.typography import decimal
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.registry.models import Authority as AuthorityRow
from merilo_web.registry.models import CouncilMember
from merilo_web.registry.queries.terms import term
from merilo_web.results.models import Recommendation, ResultVersion
from merilo_web.results.states import RecommendationState

_VERDICTS = {
    RecommendationState.ACCEPTED: Verdict.ACCEPTED,
    RecommendationState.PARTLY: Verdict.PARTLY,
    RecommendationState.DECLINED: Verdict.DECLINED,
}


def consider_by(handed_over_on: date) -> date:
    """The last day on which the authority may consider what it received on this day."""
    return due(rule("proposals_considered"), handed_over_on)


def transmittal_letter(version: ResultVersion, on: date, *, number: str = "") -> letters.Letter:
    """The council's letter to the authority: results and proposals of all organizations."""
    cycle = version.cycle
    chair = _chair(version)
    envelope = Envelope(
        authority=Authority(cycle.council.name, chair),
        organization=cycle.authority.name,
        recipient=_head_of(cycle.authority),
        signer=chair,
        issued_on=on,
        number=number,
        on=on if number else None,
    )
    proposed = version.recommendations.count()
    handed = Transmittal(
        cycle=cycle.title,
        decision=decision_words(version),
        consider_by=consider_by(on),
        attachments=(
            "Отчёт оператора с рейтингом организаций.",
            f"Предложения по улучшению деятельности организаций, всего {proposed}.",
        ),
        whole=True,
    )
    return letters.transmittal(envelope, handed)


def transmittals(version: ResultVersion, on: date) -> dict[int, Transmittal]:
    """What the letter to each organization tells: its figures, its proposals, the day for its plan; by its number."""
    edition, decision = edition_of(version.cycle), decision_words(version)
    plan_by = due(term("plan_approved", version.cycle.authority_id).on(on), on)
    proposed: dict[int, list[str]] = {}
    for listed, text in version.recommendations.order_by("listed", "position").values_list("listed_id", "text"):
        proposed.setdefault(listed, []).append(text)
    rows = version.organizations.select_related("listed").defer("card", "intervals").order_by("listed_id")
    return {
        row.listed.organization_id: Transmittal(
            cycle=version.cycle.title,
            decision=decision,
            total=decimal(row.total) if row.total else "",
            highest=str(edition.highest),
            place=str(row.place or ""),
            recommendations=tuple(proposed.get(row.listed_id, ())),
            plan_by=plan_by,
        )
        for row in rows
    }


def analysis_paper(version: ResultVersion, on: date, *, conclusions: tuple[str, ...] = ()) -> LegalPaper:
    """The authority's decisions on every proposal."""
    cycle = version.cycle
    head = _head_of(cycle.authority)
    names = {
        indicator.code: f"{criterion.code}. {short_criterion(criterion)}"
        for criterion in edition_of(cycle).criteria
        for indicator in criterion.indicators
    }
    found = version.recommendations.select_related("listed__organization").order_by(
        "listed__organization__sort_key", "listed", "position"
    )
    return analysis.paper(
        ProposalAnalysis(
            cycle=cycle.title,
            on=on,
            authority=Authority(cycle.authority.name, head, _contacts(cycle.authority)),
            proposals=tuple(_proposal(one, names.get(one.indicator, "")) for one in found),
            received_on=cycle.handed_over_on,
            source=decision_words(version),
            conclusions=conclusions,
            signer=head,
        )
    )


def decision_words(version: ResultVersion) -> str:
    """The council's decision as papers name it: «протокол от … № …»."""
    decision = version.decision
    if decision is None:
        return ""
    point = getattr(decision, "point", None)
    if point is None:
        return f"решение {decision}"
    return f"протокол от {point.meeting.held_on:%d.%m.%Y} № {point.meeting.number}"


def _proposal(one: Recommendation, criterion: str) -> Proposal:
    return Proposal(
        organization=one.listed.organization.short_name,
        text=one.text,
        verdict=_VERDICTS.get(RecommendationState(one.state), Verdict.PENDING),
        criterion=criterion,
        decision=one.answer,
        assignee=one.assignee,
        term=f"{one.due_on:%d.%m.%Y}" if one.due_on else "",
    )


def _chair(version: ResultVersion) -> Person:
    """Who signs for the council: the chair of the meeting that approved, else the council's chair."""
    point = getattr(version.decision, "point", None) if version.decision else None
    member = point.meeting.chair if point else None
    office = CouncilMember.Office.CHAIR
    member = member or version.cycle.council.members.filter(office=office).order_by("-since").first()
    return Person(member.full_name if member else "", "председатель общественного совета")


def _head_of(authority: AuthorityRow) -> Person:
    return Person(authority.head_name, authority.head_post or "руководитель")


def _contacts(authority: AuthorityRow) -> tuple[str, ...]:
    return tuple(line for line in (authority.address, authority.email, authority.website) if line)
