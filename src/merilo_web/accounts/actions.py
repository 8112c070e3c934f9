"""What is done with accounts. Whether it may be done is asked by the register, which knows who answers for whom."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from merilo_web import clock
from merilo_web.accounts import rules
from merilo_web.accounts.invitations import Standing, opened
from merilo_web.accounts.models import User
from merilo_web.journal.actions import Scope, record


@transaction.atomic
def accept_invitation(token: str, *, password: str) -> User:
    """Set the first password by the link of an invitation. Raises ValidationError for a bad link or password."""
    standing, user = opened(token)
    if standing is not Standing.GOOD or user is None:
        raise ValidationError("Эта ссылка больше не действует.")
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.has_usable_password():
        raise ValidationError("Приглашение уже принято: войдите с паролем.")
    try:
        validate_password(password, user)
    except ValidationError as fault:
        raise ValidationError({"password": fault.messages}) from None
    user.set_password(password)
    user.save(update_fields=["password"])
    record(rules.ACCEPT_INVITATION.event, user, by=user, scope=Scope())
    return user


@transaction.atomic
def set_password(user: User, password: str) -> None:
    """Change a password, checked already; every other session of the person ends."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record(rules.SET_PASSWORD.event, user, by=user, scope=Scope())


@transaction.atomic
def note_second_factor(user: User, *, what: str) -> None:
    """Journal that a person turned sign-in by a code on or off."""
    record(rules.CHANGE_SECOND_FACTOR.event, user, by=user, scope=Scope(), note=what)


def open_account(email: str, *, full_name: str, post: str = "") -> User:
    """An account without a password, to be invited. Part of an action: asks nobody and journals nothing by itself."""
    user = User.objects.create_user(email, full_name=full_name, post=post)
    return renew_invitation(user)


def renew_invitation(user: User) -> User:
    """Make the links sent before void. Part of an action."""
    user.invited_at = clock.now()
    user.save(update_fields=["invited_at"])
    return user


def end_sessions(user: User) -> None:
    """Sign a person out everywhere. Part of an action."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)


def switch(user: User, *, active: bool) -> None:
    """Let a person sign in, or no longer; sessions end at once. Part of an action."""
    User.objects.filter(pk=user.pk).update(is_active=active)
    end_sessions(user)
