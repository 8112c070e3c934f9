"""The council's proposals and the authority's answers to them, as pages and documents show them."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from merilo.documents.publication import short_indicator
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.registry.access import Access
from merilo_web.registry.natural_order import natural_key
from merilo_web.results.models import OrganizationResult, Recommendation, ResultVersion
from merilo_web.results.queries.versions import visible
from merilo_web.results.states import ANSWERED, RecommendationState


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal with the indicator that it is about in words."""

    proposal: Recommendation
    indicator: str


@dataclass(frozen=True, slots=True)
class OrganizationProposals:
    """An organization of the version: its total, how many proposals it got, how many of them were answered."""

    listed: int
    name: str
    total: str
    proposed: int
    answered: int

    @property
    def is_answered(self) -> bool:
        """True when the authority has decided about every proposal."""
        return self.answered == self.proposed


def indicators(version: ResultVersion) -> tuple[tuple[str, str], ...]:
    """The edition's indicators: code and short name."""
    return tuple((one.code, f"{one.code} {short_indicator(one)}") for one in edition_of(version.cycle).indicators)


def of_organization(row: OrganizationResult) -> tuple[ProposalView, ...]:
    """The proposals to one organization, in the council's order."""
    names = dict(indicators(row.version))
    found = Recommendation.objects.filter(version=row.version_id, listed=row.listed_id)
    return tuple(ProposalView(one, names.get(one.indicator, one.indicator)) for one in found)


def by_organization(version: ResultVersion) -> tuple[OrganizationProposals, ...]:
    """Every organization of the version with its proposals counted; two queries."""
    found = version.recommendations.values_list("listed_id", "state")
    states: dict[int, Counter[str]] = {}
    for listed, state in found:
        states.setdefault(listed, Counter())[state] += 1
    rows = version.organizations.defer("card", "intervals")
    return tuple(
        OrganizationProposals(
            row.listed_id,
            row.brief["name"],
            row.total,
            sum(states.get(row.listed_id, {}).values()),
            sum(number for state, number in states.get(row.listed_id, {}).items() if state in ANSWERED),
        )
        for row in sorted(rows, key=lambda row: natural_key(str(row.brief["name"])))
    )


def unanswered(version: ResultVersion) -> QuerySet[Recommendation]:
    """Proposals about which the authority has not decided."""
    return version.recommendations.filter(state=RecommendationState.APPROVED)


def seen(access: Access, pk: int) -> Recommendation:
    """The proposal with this number. Raises Http404 when there is none or its version is not the person's."""
    found = (
        Recommendation.objects.filter(pk=pk, version__in=visible(access).values("pk"))
        .select_related("version__cycle__authority", "listed__organization", "listed__cycle")
        .first()
    )
    if found is None:
        raise Http404
    return found
