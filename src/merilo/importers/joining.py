"""Joining: counts and inspected values brought to their organization by its id; remarks on the answers."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from merilo.importers import codes
from merilo.importers.findings import Findings
from merilo.importers.names import Register
from merilo.importers.organizations import RegisterRead
from merilo.importers.spelling import shortened
from merilo.methodology.model import Edition
from merilo.observations import Count, ItemValue, Observation, Organization
from merilo.problems import Place
from merilo.tally.contract import OrganizationTally

_LONGEST = 90
"""Signs of a question's text that a remark shows."""
Values = Mapping[str, Mapping[str, ItemValue]]


def observations(
    register: Register, tallies: Mapping[str, OrganizationTally], values: Values, *, edition: Edition
) -> tuple[Observation, ...]:
    """One observation an organization of the register, in its order, also for those with no answers."""
    nobody = OrganizationTally(0, {question.code: Count() for question in edition.closed_questions})
    return tuple(
        _observation(one, tallies.get(one.id, nobody), values.get(one.id, {})) for one in register.organizations
    )


def _observation(organization: Organization, tally: OrganizationTally, values: Mapping[str, ItemValue]) -> Observation:
    return Observation(
        organization=organization,
        respondents=tally.respondents,
        counts=MappingProxyType(dict(tally.counts)),
        items=MappingProxyType(dict(values)),
        by_counts=tally.by_counts,
    )


def report_silent(
    register: Register, tallies: Mapping[str, OrganizationTally], file: str, *, findings: Findings
) -> None:
    """Name the organizations nobody has answered about."""
    for one in register.organizations:
        tally = tallies.get(one.id)
        if tally is None or tally.respondents == 0:
            detail = f"{one.id} — {shortened(one.name)}: ни одного респондента"
            findings.add(codes.NO_RESPONSES, Place(file), detail)


def report_population(register: RegisterRead, tallies: Mapping[str, OrganizationTally], findings: Findings) -> None:
    """Name the organizations that have more respondents than recipients of their services."""
    heading = next((one.heading for one in register.table.matches if one.code == "population"), "")
    for one in register.organizations:
        tally = tallies.get(one.id)
        if tally is not None and one.population is not None and one.population < tally.respondents:
            detail = f"{one.id} — {shortened(one.name)}: численность {one.population}, а опрошено {tally.respondents}"
            findings.add(codes.POPULATION_SHORT, replace(register.places[one.id], column=shortened(heading)), detail)


def quality_remarks(register: Register, tallies: Mapping[str, OrganizationTally], edition: Edition) -> tuple[str, ...]:
    """Data-quality events of the answers: contradictions, empty and rejected questionnaires."""
    asked = {one.code: f"«{shortened(one.text, _LONGEST)}» [{one.code}]" for one in edition.closed_questions}
    remarks = []
    for one in register.organizations:
        tally = tallies.get(one.id)
        if tally is None:
            continue
        contradictory = {code: count.contradictory for code, count in tally.counts.items() if count.contradictory}
        if contradictory:
            listing = "; ".join(f"{asked[code]} — {number}" for code, number in contradictory.items())
            remarks.append(f"{one.id}: ответы вопреки фильтру не учтены: {listing}")
        if tally.rejected:
            remarks.append(f"{one.id}: отклонено анкет с ответом вопреки фильтру: {tally.rejected}")
        if tally.empty:
            remarks.append(f"{one.id}: анкет без единого ответа: {tally.empty}")
    return tuple(remarks)
