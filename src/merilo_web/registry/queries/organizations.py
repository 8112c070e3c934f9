"""Organizations that a person may read, one of them with all that is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.http import Http404

from merilo.documents.declension import Case, decline_name, decline_organization, decline_post, salutation
from merilo.methodology import catalogue
from merilo_web.registry.access import Access
from merilo_web.registry.models import Authority, ConflictOfInterest, Organization, Sector
from merilo_web.registry.queries.pages import holds
from merilo_web.registry.rules.organizations import ADD_ORGANIZATION
from merilo_web.registry.states import OrganizationState


@dataclass(frozen=True, slots=True)
class OrganizationFilter:
    """What is looked for in the list; empty values look for everything. `state`: OrganizationState or «all»."""

    words: str = ""
    authority: int | None = None
    sector: str = ""
    type: str = ""
    state: str = OrganizationState.ACTIVE


def visible(access: Access) -> QuerySet[Organization]:
    """Organizations of own authorities with their subtrees, own ones, those of the council's authority, and those
    that the operator has a contract for.
    """
    seen = Q(authority__in=access.numbers("authority") | access.overseen)
    seen |= Q(pk__in=access.numbers("organization"))
    if councils := access.numbers("council"):
        seen |= Q(authority__in=Authority.objects.filter(councils__in=councils).values("pk"))
    if operators := access.numbers("operator"):
        listed = Organization.objects.filter(listed__cycle__operator__in=operators)
        seen |= Q(pk__in=listed.values("pk"))
    return Organization.objects.filter(seen).select_related("authority", "head_office")


def seen(access: Access, pk: int) -> Organization:
    """The organization with this number. Raises Http404 when there is none or it is not the person's to read."""
    found = visible(access).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def filtered(found: QuerySet[Organization], wanted: OrganizationFilter) -> QuerySet[Organization]:
    """Those of the organizations that fit the filter. Words are looked for in both names and in the INN."""
    if wanted.words:
        found = found.filter(
            holds("short_name", wanted.words) | holds("full_name", wanted.words) | Q(inn=wanted.words.strip())
        )
    if wanted.state == OrganizationState.ACTIVE:
        found = found.filter(closed_on__isnull=True)
    elif wanted.state == OrganizationState.CLOSED:
        found = found.filter(closed_on__isnull=False)
    exact = {"authority": wanted.authority, "sector": wanted.sector, "type": wanted.type}
    return found.filter(**{name: value for name, value in exact.items() if value})


def authorities(access: Access) -> QuerySet[Authority]:
    """Authorities whose organizations the person may read, for the filter of the list."""
    return Authority.objects.filter(organizations__in=visible(access).order_by()).distinct().order_by("territory")


def keeping(access: Access) -> QuerySet[Authority]:
    """Authorities for which the person may add organizations."""
    own = access.numbers("authority", ADD_ORGANIZATION.roles)
    return Authority.objects.filter(pk__in=own).order_by("short_name")


@cache
def types() -> Mapping[str, Mapping[str, str]]:
    """Types of organizations by sector: code → title, from the newest edition of the methodology that knows it."""
    newest = {sector: header.id for header in catalogue.headers() for sector in header.sectors}
    return {
        sector: {one.code: one.title for one in catalogue.get(newest[sector], sector).organization_types}
        for sector in Sector.values
        if sector in newest
    }


def type_title(organization: Organization) -> str:
    """The type in words; as it was written where the methodology does not know it."""
    return types().get(organization.sector, {}).get(organization.type, organization.type)


@dataclass(frozen=True, slots=True)
class DeclinedHead:
    """The head of an organization in the cases of letters; what a person wrote by hand wins."""

    name: str
    post: str
    name_dative: str
    post_dative: str
    name_genitive: str
    post_genitive: str
    salutation: str


def head_of(organization: Organization) -> DeclinedHead:
    """How the head is written and addressed."""
    name, post = organization.head_name, organization.head_post
    return DeclinedHead(
        name,
        post,
        decline_name(name, Case.DATIVE, organization.head_name_dative) if name else "",
        decline_post(post, Case.DATIVE, organization.head_post_dative),
        decline_name(name, Case.GENITIVE, organization.head_name_genitive) if name else "",
        decline_post(post, Case.GENITIVE, organization.head_post_genitive),
        salutation(name),
    )


def genitive_of(organization: Organization) -> str:
    """The full name as papers say whose they are; as registered where no rule is sure of its genitive."""
    return decline_organization(organization.full_name, Case.GENITIVE, organization.full_name_genitive)


@dataclass(frozen=True, slots=True)
class Assessment:
    """A place of an organization on the list of a cycle; `readable` when the reader may open the cycle.

    `has_results`: the council has approved them and the reader may open this organization's own.
    """

    listed: Any
    readable: bool
    has_results: bool


def assessments(organization: Organization, access: Access) -> tuple[Assessment, ...]:
    """Where the organization has been listed, the newest cycle first."""
    rows = organization.listed.select_related("cycle").order_by("-cycle__year", "-cycle_id")
    return tuple(
        Assessment(row, access.sees(row.cycle.scope), row.cycle.approved_on is not None and access.sees(row.scope))
        for row in rows
    )


def branches(organization: Organization) -> QuerySet[Organization]:
    """Branches that name this organization as their head office."""
    return organization.branches.order_by("sort_key", "pk")


def conflicts(organization: Organization, access: Access) -> QuerySet[ConflictOfInterest]:
    """Declared conflicts of interest with the organization; for the council and its authority only."""
    councils = access.numbers("council")
    own = Q(member__council__authority__in=access.overseen) | Q(member__council__in=councils)
    rows = ConflictOfInterest.objects.filter(own, organization=organization)
    return rows.select_related("member", "member__council").order_by("ended_on", "declared_on", "pk")


def with_last_assessment(found: QuerySet[Organization]) -> QuerySet[Organization]:
    """The same rows, each with `assessed_on`: the first day of its last accepted fieldwork in the system."""
    accepted = Q(listed__cycle__accepted_on__isnull=False)
    return found.annotate(assessed_on=Max("listed__cycle__fieldwork_from", filter=accepted))
