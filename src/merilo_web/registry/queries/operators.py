"""Operators that a person may read, and in whose name the person acts on one."""

from django.db.models import QuerySet
from django.http import Http404

from merilo_web.accounts import roles
from merilo_web.accounts.roles import Role
from merilo_web.journal.actions import Scope
from merilo_web.registry.access import Access
from merilo_web.registry.models import Authority, Operator

_CHOOSING = roles.AUTHORITY | roles.OBSERVERS | roles.COUNCIL | {Role.SYSTEM_ADMIN}


def visible(access: Access) -> QuerySet[Operator]:
    """All operators for whoever chooses among them; for an operator's people only their own."""
    if access.has(_CHOOSING):
        return Operator.objects.all()
    return Operator.objects.filter(pk__in=access.numbers("operator"))


def seen(access: Access, pk: int) -> Operator:
    """The operator with this number. Raises Http404 when there is none or it is not the person's to read."""
    found = visible(access).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def acting_scope(operator: Operator, access: Access) -> Scope:
    """For whom the person acts on an operator: the own authority when it has a contract with it, or when nobody has."""
    own = access.numbers("authority", roles.AUTHORITY)
    bound = frozenset(operator.cycles.values_list("authority_id", flat=True))
    near = own & bound if bound else own
    return Scope(authority=min(near, default=None), operator=operator.pk)


def entering(access: Access) -> Authority | None:
    """The authority in whose name the person may enter an operator; None when there is none."""
    return Authority.objects.filter(pk__in=access.numbers("authority", roles.AUTHORITY)).order_by("pk").first()
