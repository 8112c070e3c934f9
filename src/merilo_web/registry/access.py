"""Who may do what: the one answer for views, actions, templates and exports. Deny by default."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from merilo_web import clock
from merilo_web.accounts import roles
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.journal.actions import Scope
from merilo_web.registry.models import Authority, Mandate

_HELD_FOR = ("authority", "council", "operator", "organization")


@dataclass(frozen=True, slots=True)
class Held:
    """One mandate in force: the role and the number of the object that it holds for."""

    role: Role
    authority: int | None = None
    council: int | None = None
    operator: int | None = None
    organization: int | None = None

    def covers(self, scope: Scope) -> bool:
        """True when the mandate holds for the owner of this object. An observer is asked by `Access.sees`."""
        return any(
            held is not None and held == getattr(scope, name) for name in _HELD_FOR if (held := getattr(self, name))
        )


@dataclass(frozen=True, slots=True)
class Access:
    """What one person may, today."""

    user: User
    held: tuple[Held, ...]
    overseen: frozenset[int]
    """Numbers of the authorities in the person's own subtrees: seen, not acted for."""

    def acting(self, scope: Scope) -> frozenset[Role]:
        """The roles in which the person may act on an object with this scope."""
        return frozenset(one.role for one in self.held if one.role not in roles.OBSERVERS and one.covers(scope))

    def sees(self, scope: Scope) -> bool:
        """True when the person may read an object with this scope."""
        return bool(self.acting(scope)) or (scope.authority is not None and scope.authority in self.overseen)

    def has(self, wanted: Iterable[Role]) -> bool:
        """True when the person has one of these roles anywhere."""
        asked = frozenset(wanted)
        return any(one.role in asked for one in self.held)

    def numbers(self, name: str, wanted: Iterable[Role] = roles.EVERYBODY) -> frozenset[int]:
        """Numbers of the objects of one kind (a field of `Scope`) that the person holds in these roles."""
        asked = frozenset(wanted)
        return frozenset(number for one in self.held if one.role in asked and (number := getattr(one, name)))

    def refusal(self, verb: Verb, scope: Scope, *, state: str = "") -> NotAllowedError | None:
        """Why this may not be done, or None. `state` is the object's own."""
        held = frozenset({Role.SYSTEM_ADMIN} if self.has({Role.SYSTEM_ADMIN}) else ()) | self.acting(scope)
        if not held & verb.roles:
            able = ", ".join(sorted(Role(role).label for role in verb.roles))
            return NotAllowedError(f"«{verb.title}» может только {able} этого дела.", clause=verb.clause)
        if not verb.possible(state):
            return NotAllowedError(f"Сейчас нельзя: «{verb.title}» — не на этом этапе.", clause=verb.clause)
        return None

    def may(self, verb: Verb, scope: Scope, *, state: str = "") -> bool:
        """True when the verb may be done now."""
        return self.refusal(verb, scope, state=state) is None

    def require(self, verb: Verb, scope: Scope, *, state: str = "") -> None:
        """Raise NotAllowedError unless the verb may be done now."""
        if refusal := self.refusal(verb, scope, state=state):
            raise refusal


def access_of(user: User | AnonymousUser, *, on: date | None = None) -> Access:
    """A person's access on a day (today); read once per request and kept on the user object."""
    if not isinstance(user, User) or not user.is_active:
        raise NotAllowedError("Войдите в систему.")
    kept: Access | None = getattr(user, "_access", None)
    if kept is not None and on is None:
        return kept
    day = on or clock.today()
    mandates = Mandate.objects.filter(Q(until__isnull=True) | Q(until__gte=day), user=user, since__lte=day)
    rows = mandates.values_list("role", "authority_id", "council_id", "operator_id", "organization_id")
    held = tuple(Held(Role(role), *numbers) for role, *numbers in rows)
    access = Access(user, held, _overseen(held))
    if on is None:
        user._access = access  # type: ignore[attr-defined]  # noqa: SLF001 - kept for the life of the request's user object
    return access


def _overseen(held: Iterable[Held]) -> frozenset[int]:
    tops = [one.authority for one in held if one.authority]
    if not tops:
        return frozenset()
    below = Q()
    for path in Authority.objects.filter(pk__in=tops).values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return frozenset(Authority.objects.filter(below).values_list("pk", flat=True))
