"""Inviting people, giving and ending mandates, opening and closing accounts."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts import actions as accounts
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.journal.actions import Event, Scope, record
from merilo_web.registry.access import Access, access_of
from merilo_web.registry.models import CouncilMember, Mandate
from merilo_web.registry.queries import people
from merilo_web.registry.queries.people import Place
from merilo_web.registry.rules import people as rules


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """Who is invited, and to what. `place` is None for the system's administrator alone."""

    email: str
    full_name: str
    role: Role
    place: Place | None
    post: str = ""
    member: CouncilMember | None = None
    """The seat of a council that the person takes."""


@dataclass(frozen=True, slots=True)
class Invited:
    """Who was invited; `known` when the account was there already and needs no letter."""

    user: User
    mandate: Mandate
    known: bool


@transaction.atomic
def invite(facts: InvitationFacts, *, by: User, on: date) -> Invited:
    """Give a mandate to a person, opening an account when there is none by this e-mail. Sending the letter is the
    caller's, after the transaction. Raises NotAllowedError, ValidationError for a mandate that is there already.
    """
    mandate = _mandate(facts, on=on)
    _demand(access_of(by), mandate, rules.INVITE)
    return _invite(facts, mandate, by=by)


@transaction.atomic
def invite_from_console(facts: InvitationFacts, *, on: date) -> Invited:
    """The same by whoever has the server's console: the first people of a new system."""
    return _invite(facts, _mandate(facts, on=on), by=None)


def _invite(facts: InvitationFacts, mandate: Mandate, *, by: User | None) -> Invited:
    user = User.objects.select_for_update().filter(email=facts.email.lower()).first()
    known = user is not None and user.has_usable_password()
    if user is None:
        user = accounts.open_account(facts.email, full_name=facts.full_name, post=facts.post)
    elif not user.is_active:
        raise ValidationError({"email": "Эта учётная запись закрыта: сначала откройте её снова."})
    elif not known:
        accounts.renew_invitation(user)
    mandate.user = user
    _seat(facts.member, user)
    _give(mandate, by=by, event=(rules.GRANT_MANDATE if known else rules.INVITE).event)
    return Invited(user, mandate, known)


@transaction.atomic
def grant_mandate(user: User, *, role: Role, place: Place | None, by: User, on: date) -> Mandate:
    """Give one more mandate to a person who has an account. Raises NotAllowedError, ValidationError."""
    mandate = _mandate(InvitationFacts(user.email, user.full_name, role, place), on=on)
    _demand(access_of(by), mandate, rules.GRANT_MANDATE)
    mandate.user = user
    _give(mandate, by=by, event=rules.GRANT_MANDATE.event)
    return mandate


@transaction.atomic
def end_mandate(mandate: Mandate, *, by: User, on: date) -> Mandate:
    """End a mandate with yesterday as its last day; the person's sessions end at once."""
    mandate = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    _demand(access_of(by), mandate, rules.END_MANDATE)
    if mandate.until is not None and mandate.until < on:
        raise ValidationError("Это полномочие уже прекращено.")
    if mandate.user_id == by.pk:
        raise NotAllowedError("Своё полномочие прекращает не сам человек, а тот, кто за него отвечает.")
    before, mandate.until = mandate.until, on - timedelta(days=1)
    mandate.save(update_fields=["until"])
    accounts.end_sessions(mandate.user)
    changes = {"по": (before, mandate.until)}
    record(rules.END_MANDATE.event, mandate, by=by, scope=people.scope_of(mandate), changes=changes)
    return mandate


@transaction.atomic
def invite_again(user: User, *, by: User, on: date) -> User:
    """Make the invitations sent before void; sending the new letter is the caller's."""
    user = _answered(user, by=by, on=on, verb=rules.INVITE_AGAIN)
    if user.has_usable_password():
        raise ValidationError("Приглашение уже принято: человек входит с паролем.")
    accounts.renew_invitation(user)
    record(rules.INVITE_AGAIN.event, user, by=by, scope=_scope(user, on=on))
    return user


@transaction.atomic
def close_account(user: User, *, by: User, on: date) -> User:
    """Let a person sign in no more. Only by somebody who answers for all that the person does here."""
    return _switch(user, by=by, on=on, active=False)


@transaction.atomic
def reopen_account(user: User, *, by: User, on: date) -> User:
    """Let a person sign in again."""
    return _switch(user, by=by, on=on, active=True)


def _switch(user: User, *, by: User, on: date, active: bool) -> User:
    verb = rules.REOPEN_ACCOUNT if active else rules.CLOSE_ACCOUNT
    user = _answered(user, by=by, on=on, verb=verb)
    if user.pk == by.pk:
        raise NotAllowedError("Свою учётную запись закрыть нельзя: это делает тот, кто за вас отвечает.")
    if user.is_active is active:
        raise ValidationError("Так уже и есть.")
    accounts.switch(user, active=active)
    changes = {"может входить": (not active, active)}
    record(verb.event, user, by=by, scope=_scope(user, on=on), changes=changes)
    user.refresh_from_db()
    return user


def _answered(user: User, *, by: User, on: date, verb: Verb) -> User:
    user = User.objects.select_for_update().get(pk=user.pk)
    access = access_of(by)
    if not access.has({Role.SYSTEM_ADMIN}) and not people.only_ours(access, people.running(user, on=on)):
        raise _refusal(verb)
    return user


def _scope(user: User, *, on: date) -> Scope:
    """Whose journal tells of a person: that of the first mandate's place."""
    mandate = people.running(user, on=on).order_by("pk").first()
    return people.scope_of(mandate) if mandate else Scope()


def _mandate(facts: InvitationFacts, *, on: date) -> Mandate:
    field = people.place_field(facts.role)
    if field and facts.place is None:
        raise ValidationError({"place": "Выберите, где человек получает полномочие."})
    return Mandate(role=facts.role, since=on, **({field: facts.place} if field else {}))


def _demand(access: Access, mandate: Mandate, verb: Verb) -> None:
    if not people.answers_for(access, mandate):
        raise _refusal(verb)


def _refusal(verb: Verb) -> NotAllowedError:
    return NotAllowedError(f"«{verb.title}» может только тот, кто отвечает за этих людей.")


def _give(mandate: Mandate, *, by: User | None, event: Event) -> None:
    same = people.running(mandate.user, on=mandate.since).filter(role=mandate.role)
    place = people.place_field(Role(mandate.role))
    if place:
        same = same.filter(**{place: getattr(mandate, place)})
    if same.exists():
        raise ValidationError({"email": "Это полномочие у человека уже есть."})
    mandate.save()
    name = str(getattr(mandate, place)) if place else ""
    changes: dict[str, tuple[object, object]] = {"роль": (None, mandate.get_role_display()), "где": (None, name)}
    record(event, mandate, by=by, scope=people.scope_of(mandate), changes=changes)


def _seat(member: CouncilMember | None, user: User) -> None:
    if member is not None:
        CouncilMember.objects.filter(pk=member.pk).update(user=user)
