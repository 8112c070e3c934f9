"""Authorities as a tree, as far as a person may read it."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from merilo_web.accounts.roles import Role
from merilo_web.registry.access import Access
from merilo_web.registry.models import Authority


@dataclass(frozen=True, slots=True)
class AuthorityNode:
    """An authority with those below it, and how many organizations work in its own register."""

    authority: Authority
    organizations: int
    below: tuple["AuthorityNode", ...]


def visible(access: Access) -> QuerySet[Authority]:
    """Authorities of the person's mandates with all below them, those of own councils and organizations."""
    if access.has({Role.SYSTEM_ADMIN}):
        return Authority.objects.all()
    return Authority.objects.filter(
        Q(pk__in=access.overseen)
        | Q(pk__in=Authority.objects.filter(councils__in=access.numbers("council")).values("pk"))
        | Q(pk__in=Authority.objects.filter(organizations__in=access.numbers("organization")).values("pk"))
        | Q(pk__in=Authority.objects.filter(cycles__operator__in=access.numbers("operator")).values("pk"))
    )


def seen(access: Access, pk: int) -> Authority:
    """The authority with this number. Raises Http404 when there is none or it is not the person's to read."""
    found = visible(access).filter(pk=pk).select_related("parent").first()
    if found is None:
        raise Http404
    return found


def tree(access: Access) -> tuple[AuthorityNode, ...]:
    """What the person may read, each under the nearest superior that may be read too."""
    working = Count("organizations", filter=Q(organizations__closed_on__isnull=True))
    rows = list(visible(access).annotate(working=working).order_by("territory", "pk"))
    known = {row.path for row in rows}
    under: dict[str, list[Authority]] = {}
    for row in rows:
        under.setdefault(_superior(row.path, known), []).append(row)

    def nodes(path: str) -> tuple[AuthorityNode, ...]:
        return tuple(AuthorityNode(row, row.working, nodes(row.path)) for row in under.get(path, ()))  # type: ignore[attr-defined]  # annotated above

    return nodes("")


def _superior(path: str, known: set[str]) -> str:
    while path:
        path = "".join(f"{number}/" for number in path.split("/")[:-2])
        if path in known:
            return path
    return ""
