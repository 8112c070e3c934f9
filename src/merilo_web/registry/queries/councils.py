"""Councils that a person may read, with their members as of a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from merilo_web.accounts import roles
from merilo_web.accounts.models import User
from merilo_web.registry.access import Access
from merilo_web.registry.models import Authority, ConflictOfInterest, CouncilMember, Organization, PublicCouncil
from merilo_web.registry.rules import councils as rules

_ORDER = (CouncilMember.Office.CHAIR, CouncilMember.Office.SECRETARY, CouncilMember.Office.MEMBER)


@dataclass(frozen=True, slots=True)
class Seat:
    """A member of a council with the declared conflicts; the flags say what the reader may do."""

    member: CouncilMember
    conflicts: tuple[ConflictOfInterest, ...]
    may_declare: bool


@dataclass(frozen=True, slots=True)
class Composition:
    """Who is on a council on a day, who was, who will be; each in the order of offices and names."""

    sitting: tuple[Seat, ...]
    others: tuple[Seat, ...]


def visible(access: Access) -> QuerySet[PublicCouncil]:
    """Councils of the person's authorities with their subtrees, and own ones."""
    own = Q(authority__in=access.numbers("authority") | access.overseen) | Q(pk__in=access.numbers("council"))
    return PublicCouncil.objects.filter(own).select_related("authority", "order").order_by("name", "pk")


def seen(access: Access, pk: int) -> PublicCouncil:
    """The council with this number. Raises Http404 when there is none or it is not the person's to read."""
    found = visible(access).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def seen_member(access: Access, pk: int) -> CouncilMember:
    """The member with this number, of a council that the person may read. Raises Http404."""
    found = CouncilMember.objects.select_related("council__authority", "user").filter(pk=pk).first()
    if found is None:
        raise Http404
    seen(access, found.council_id)
    return found


def seen_conflict(access: Access, pk: int) -> ConflictOfInterest:
    """The conflict with this number, in a council that the person may read. Raises Http404."""
    rows = ConflictOfInterest.objects.select_related("member__council__authority", "organization")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    seen(access, found.member.council_id)
    return found


def composition(council: PublicCouncil, access: Access, on: date) -> Composition:
    """Members of the council on a day, with their conflicts of interest."""
    rows = council.members.select_related("user").prefetch_related("conflicts__organization")
    anybody = access.may(rules.DECLARE_CONFLICT, council.scope)
    own = access.may(rules.DECLARE_OWN_CONFLICT, council.scope)
    sitting: list[Seat] = []
    others: list[Seat] = []
    for member in sorted(rows, key=lambda one: (_ORDER.index(CouncilMember.Office(one.office)), one.full_name)):
        sits = member.since <= on and (member.until is None or member.until >= on)
        may = sits and (anybody or (own and member.user_id == access.user.pk))
        conflicts = sorted(member.conflicts.all(), key=lambda one: (one.ended_on is not None, one.pk))
        (sitting if sits else others).append(Seat(member, tuple(conflicts), may))
    return Composition(tuple(sitting), tuple(others))


def forming(access: Access) -> QuerySet[Authority]:
    """Authorities for which the person may enter a council."""
    return Authority.objects.filter(pk__in=access.numbers("authority", rules.ADD_COUNCIL.roles)).order_by("short_name")


def accounts(council: PublicCouncil) -> QuerySet[User]:
    """Accounts with a mandate for this council: those that a seat may be tied to."""
    return User.objects.filter(mandates__council=council, mandates__role__in=roles.COUNCIL).distinct()


def assessed(council: PublicCouncil) -> QuerySet[Organization]:
    """Working organizations that the council decides about."""
    own = Organization.objects.filter(authority=council.authority_id, sector=council.sector, closed_on__isnull=True)
    return own.order_by("sort_key", "pk")
