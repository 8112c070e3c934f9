"""Papers that the authority issues by a button: populations, terms of reference, instruction, plan and its report."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from merilo.documents.papers import assessment_plan, instruction, population, terms_of_reference
from merilo.documents.papers.assessment_plan import AssessmentPlan, PlanMeasure, PlanSection
from merilo.documents.papers.blocks import LegalPaper
from merilo.documents.papers.instruction import Instruction
from merilo.documents.papers.parties import Approval, Authority, Person, annex_to, approved_by, approved_in
from merilo.documents.papers.population import PopulationLine, PopulationSummary
from merilo.documents.papers.terms_of_reference import Deliverable, Stage, TermsOfReference, Volume
from merilo_web.cycles import models
from merilo_web.cycles.models import Contract, Cycle, CyclePaper, ListedOrganization
from merilo_web.cycles.queries.decisions import usable
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.cycles.states import PointKind
from merilo_web.registry.models import Authority as RegisteredAuthority


def newest(cycle: Cycle, kind: str) -> CyclePaper | None:
    """The paper of this kind in force; None until one was issued."""
    return cycle.papers.filter(kind=kind).select_related("docx", "pdf").order_by("-id").first()


def files_of(paper: CyclePaper | None) -> tuple[int, ...]:
    """Numbers of the documents of a paper; none while there is no paper."""
    return (paper.docx_id, paper.pdf_id) if paper else ()


def letterhead(authority: RegisteredAuthority) -> Authority:
    """The authority as its papers show it."""
    contacts = tuple(one for one in (authority.address, authority.email, authority.website) if one)
    return Authority(authority.name, head_of(authority), contacts)


def head_of(authority: RegisteredAuthority) -> Person:
    """Who signs for the authority."""
    return Person(authority.head_name, authority.head_post)


def listed_rows(cycle: Cycle) -> list[ListedOrganization]:
    """The list with its organizations, by their names."""
    return list(cycle.listed.select_related("organization").order_by("organization__sort_key", "id"))


def types_of(cycle: Cycle) -> dict[str, str]:
    """Types of organizations of the cycle's edition: code → title."""
    return {one.code: one.title for one in edition_of(cycle).organization_types}


def population_paper(cycle: Cycle, *, on: date, respondents: Mapping[int, int] | None = None) -> LegalPaper:
    """Recipients and sample of every organization of the list; respondents by its row's number where they are known."""
    asked = respondents or {}
    types, rows = types_of(cycle), listed_rows(cycle)
    lines = tuple(
        PopulationLine(
            row.organization.full_name,
            row.population,
            row.required,
            asked.get(row.pk),
            kind=types.get(row.organization.type, ""),
            note="" if row.population_frozen_on or row.population is None else "не зафиксирована",
        )
        for row in rows
    )
    signer = head_of(cycle.authority) if cycle.authority.head_name else None
    return population.paper(PopulationSummary(cycle.title, on, lines, edition_of(cycle).sampling, signer=signer))


def terms_paper(contract: Contract, *, on: date) -> LegalPaper:
    """The terms of reference from the edition, the stages, the volumes and what is to be handed over."""
    cycle, types = contract.cycle, types_of(contract.cycle)
    volumes = tuple(
        Volume(row.organization.full_name, row.population, row.required, types.get(row.organization.type, ""))
        for row in listed_rows(cycle)
    )
    stages = tuple(Stage(one.title, one.begins_on, one.ends_on, one.result) for one in contract.stages.all())
    deliverables = tuple(Deliverable(one.title, one.form) for one in contract.deliverables.all())
    terms = TermsOfReference(
        cycle.title,
        on,
        letterhead(cycle.authority),
        edition_of(cycle),
        stages,
        volumes,
        deliverables,
        approval=approved_by(head_of(cycle.authority)) if cycle.authority.head_name else None,
        agreed=_agreed(cycle),
    )
    return terms_of_reference.paper(terms)


def instruction_paper(cycle: Cycle, *, on: date) -> LegalPaper:
    """The instruction for the types of organizations that stand on the list."""
    codes = {row.organization.type for row in listed_rows(cycle)}
    edition, operator = edition_of(cycle), cycle.operator
    contact = ", ".join(one for one in (operator.phone, operator.email) if one) if operator else ""
    given = Instruction(
        cycle.title,
        on,
        operator.name if operator else "",
        edition,
        tuple(one.code for one in edition.organization_types if one.code in codes),
        approval=approved_by(Person(operator.head_name, operator.head_post))
        if operator and operator.head_name
        else None,
        contact=contact,
    )
    return instruction.paper(given)


def plan_of(plan: models.AssessmentPlan, *, on: date) -> AssessmentPlan:
    """The plan as its documents show it: sections in the order of their first measures."""
    sections: dict[str, list[PlanMeasure]] = {}
    for one in plan.measures.all():
        sections.setdefault(one.section, []).append(_measure(one))
    authority = plan.cycle.authority
    return AssessmentPlan(
        plan.title,
        on,
        tuple(PlanSection(title, tuple(measures)) for title, measures in sections.items()),
        approval=_approval(plan),
        signer=head_of(authority) if authority.head_name else None,
    )


def plan_paper(plan: models.AssessmentPlan, *, on: date) -> LegalPaper:
    """The plan itself."""
    return assessment_plan.paper(plan_of(plan, on=on))


def plan_report_paper(plan: models.AssessmentPlan, *, on: date) -> LegalPaper:
    """The report on the execution of the plan on a day."""
    return assessment_plan.execution(plan_of(plan, on=on), on=on)


def price_in_words(price: Decimal | None) -> str:
    """«120 000,50 руб.»; empty where no price was entered."""
    return f"{price:,.2f} руб.".replace(",", "\u00a0").replace(".", ",", 1) if price is not None else ""


def _approval(plan: models.AssessmentPlan) -> Approval | None:
    """The corner of an approved plan: an annex to minutes, or approved by a person; a draft has none."""
    if plan.annex_to:
        return annex_to(plan.annex_to)
    if not plan.approved_by_name:
        return None
    return approved_by(Person(plan.approved_by_name, plan.approved_by_post), plan.approved_on)


def _agreed(cycle: Cycle) -> Approval | None:
    """The council's corner of the terms of reference, once its decision on them stands in signed minutes."""
    decision = usable(cycle, PointKind.OPERATOR)
    if decision is None:
        return None
    minutes = decision.point.meeting
    named = f"протоколом заседания общественного совета от {minutes.held_on:%d.%m.%Y} № {minutes.number}"
    return approved_in(named, "СОГЛАСОВАНО")


def _measure(one: models.PlannedMeasure) -> PlanMeasure:
    document = "\n".join(part for part in (one.document, one.link) if part)
    return PlanMeasure(
        one.number,
        one.title,
        one.term,
        one.assignee,
        one.expected,
        one.outcome,
        f"{one.completed_on:%d.%m.%Y}" if one.completed_on else "",
        document,
    )
