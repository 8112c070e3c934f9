"""People whom somebody answers for, and the places that they may be appointed to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from merilo_web.accounts import roles
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.journal.actions import Scope
from merilo_web.registry.access import Access
from merilo_web.registry.models import Authority, Mandate, Operator, Organization, PublicCouncil
from merilo_web.registry.queries.pages import holds, number_of
from merilo_web.registry.rules.people import GRANTS

Place = Authority | PublicCouncil | Operator | Organization
PAGE = 100
_FIELDS = {"authority": Authority, "council": PublicCouncil, "operator": Operator, "organization": Organization}


@dataclass(frozen=True, slots=True)
class Person:
    """One row of the list of people: the account and those of its mandates that the reader may see."""

    user: User
    mandates: tuple[Mandate, ...]


def place_field(role: Role) -> str:
    """The field of a mandate that a role names; empty for the system's administrator."""
    if role in roles.AUTHORITY | roles.OBSERVERS:
        return "authority"
    if role in roles.COUNCIL:
        return "council"
    if role in roles.OPERATOR:
        return "operator"
    return "organization" if role in roles.ORGANIZATION else ""


def scope_of(mandate: Mandate) -> Scope:
    """Whose a mandate is: the place, and the authority that the place belongs to."""
    authority = mandate.authority_id
    if mandate.council is not None:
        authority = mandate.council.authority_id
    if mandate.organization is not None:
        authority = mandate.organization.authority_id
    return Scope(authority, mandate.council_id, mandate.operator_id, mandate.organization_id)


def grantable(access: Access) -> tuple[Role, ...]:
    """The roles that a person may give to somebody, somewhere."""
    given = frozenset(role for held in access.held for role in GRANTS.get(held.role, frozenset()))
    return tuple(role for role in Role if role in given)


def places(access: Access, role: Role) -> QuerySet[Place]:
    """Where the person may appoint to this role."""
    field = place_field(role)
    model = cast("type[Authority]", _FIELDS[field])
    if access.has({Role.SYSTEM_ADMIN}):
        return cast("QuerySet[Place]", model.objects.all())
    return cast("QuerySet[Place]", model.objects.filter(_answered(access, field, role)).distinct())


def _answered(access: Access, field: str, role: Role) -> Q:
    """Places of a kind that the person's own mandates answer for, as far as those may give this role."""
    found = Q(pk__in=())
    for held in access.held:
        if role not in GRANTS.get(held.role, frozenset()):
            continue
        if held.role is Role.AUTHORITY_ADMIN:
            below = _below(held.authority)
            inner = {"authority": "pk", "operator": "cycles__authority"}.get(field, "authority")
            found |= Q(**{f"{inner}__in": below})
        elif own := getattr(held, field):
            found |= Q(pk=own)
    return found


def _below(authority: int | None) -> list[int]:
    path = Authority.objects.filter(pk=authority or 0).values_list("path", flat=True).first()
    return list(Authority.objects.filter(path__startswith=path).values_list("pk", flat=True)) if path else []


def answers_for(access: Access, mandate: Mandate) -> bool:
    """True when the person may give and end such a mandate."""
    role = Role(mandate.role)
    if role not in grantable(access):
        return False
    if not (field := place_field(role)):
        return access.has({Role.SYSTEM_ADMIN})
    return places(access, role).filter(pk=getattr(mandate, f"{field}_id")).exists()


def _seen(access: Access) -> Q:
    """Mandates that the person may read: of own places, of the subtree, of operators that work there."""
    if access.has({Role.SYSTEM_ADMIN}):
        return Q()
    below = access.overseen
    return (
        Q(authority__in=below)
        | Q(council__authority__in=below)
        | Q(organization__authority__in=below)
        | Q(operator__cycles__authority__in=below)
        | Q(operator__in=access.numbers("operator", {Role.OPERATOR_MANAGER}))
        | Q(organization__in=access.numbers("organization", {Role.ORGANIZATION_HEAD}))
    )


def people(access: Access, *, words: str = "", after: str = "", on: date) -> tuple[Person, ...]:
    """People with a mandate that the reader may see, by name, PAGE and one more at most; `after` is a key of the last.

    The one more says that there is another page.
    """
    seen = Mandate.objects.filter(_seen(access))
    found = User.objects.filter(pk__in=seen.values("user"))
    if words:
        found = found.filter(holds("full_name", words) | holds("email", words))
    if after:
        name, _, pk = after.rpartition("|")
        found = found.filter(Q(full_name__gt=name) | Q(full_name=name, pk__gt=number_of(pk) or 0))
    rows = found.order_by("full_name", "pk").prefetch_related(
        Prefetch("mandates", _shown(seen, on=on), to_attr="shown_mandates")
    )[: PAGE + 1]
    return tuple(Person(user, tuple(user.shown_mandates)) for user in rows)


def _shown(mandates: QuerySet[Mandate], *, on: date) -> QuerySet[Mandate]:
    running = mandates.filter(Q(until__isnull=True) | Q(until__gte=on)).distinct()
    return running.select_related("authority", "council", "operator", "organization").order_by("since", "pk")


def person(access: Access, pk: int, *, on: date) -> Person:
    """One person. Raises Http404 when nothing of the person's mandates, now or before, is the reader's to see."""
    seen = Mandate.objects.filter(_seen(access), user=pk)
    user = User.objects.filter(pk__in=seen.values("user")).first()
    if user is None:
        raise Http404
    return Person(user, tuple(_shown(seen, on=on)))


def only_ours(access: Access, mandates: Iterable[Mandate]) -> bool:
    """True when the person answers for every one of these mandates, and there is at least one."""
    listed = tuple(mandates)
    return bool(listed) and all(answers_for(access, mandate) for mandate in listed)


def running(user: User, *, on: date) -> QuerySet[Mandate]:
    """All mandates of a person in force on a day or later."""
    return Mandate.objects.filter(Q(until__isnull=True) | Q(until__gte=on), user=user).select_related(
        "authority", "council", "operator", "organization"
    )
