"""Legal papers of the council, made of what the database holds: pure values for `merilo.documents.papers`."""

from collections.abc import Collection
from datetime import date

from merilo.documents.papers import organization_list
from merilo.documents.papers.blocks import LegalPaper
from merilo.documents.papers.organization_list import Ground, OrganizationList
from merilo.documents.papers.parties import approved_in
from merilo_web.cycles.models import Cycle, Decision, ListedOrganization
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.cycles.queries.turns import cycle_coverage

_GROUNDS = {
    ListedOrganization.Ground.NEVER_ASSESSED: Ground.NEVER,
    ListedOrganization.Ground.LAST_YEAR: Ground.THREE_YEARS,
    ListedOrganization.Ground.COUNCIL: Ground.CHOSEN,
}


def organization_list_of(
    cycle: Cycle, *, on: date, approved: str = "", only: Collection[int] | None = None
) -> OrganizationList:
    """The cycle's list as it stands, or `only` some organizations of it, compared with the share of the rule.

    `approved` names the minutes that approved it, in the instrumental case.
    """
    found = cycle_coverage(cycle)
    types = {one.code: one.title for one in edition_of(cycle).organization_types}
    rows = [(row, row.listed) for row in found.rows if row.listed and (only is None or row.organization.pk in only)]
    rows.sort(key=lambda pair: (pair[0].organization.sort_key, pair[0].organization.pk))
    organizations = tuple(
        organization_list.ListedOrganization(
            name=row.organization.full_name,
            ground=_GROUNDS[ListedOrganization.Ground(listed.ground)],
            kind=types.get(row.organization.type, row.organization.type),
            inn=row.organization.inn,
            last_year=row.turn.last.year if isinstance(row.turn.last, date) else row.turn.last,
            note=listed.note,
        )
        for row, listed in rows
    )
    return OrganizationList(
        cycle=cycle.title,
        on=on,
        organizations=organizations,
        registered=found.total,
        approval=approved_in(approved) if approved else None,
        least_share=found.rule.share,
    )


def list_paper(cycle: Cycle, *, decision: Decision) -> LegalPaper:
    """The approved list."""
    minutes = decision.point.meeting
    approved = f"протоколом заседания общественного совета от {minutes.held_on:%d.%m.%Y} № {minutes.number}"
    return organization_list.paper(organization_list_of(cycle, on=decision.decided_on, approved=approved))
