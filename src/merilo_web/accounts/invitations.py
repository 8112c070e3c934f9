"""Links of invitations: signed, short-lived, good for one setting of a password."""

from enum import StrEnum

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from merilo_web.accounts.models import User

DAYS = 7
"""How long a link is good."""
_SALT = "accounts.invitation"


class Standing(StrEnum):
    """What a link of an invitation is worth."""

    GOOD = "good"
    USED = "used"
    REPLACED = "replaced"
    EXPIRED = "expired"
    CLOSED = "closed"
    FORGED = "forged"


def token(user: User) -> str:
    """What stands in the link of the newest invitation of a person."""
    return signing.dumps([user.pk, _moment(user)], salt=_SALT)


def address(user: User) -> str:
    """The whole link."""
    return f"{settings.PUBLIC_URL}{reverse('accounts:invitation', args=[token(user)])}"


def opened(given: str) -> tuple[Standing, User | None]:
    """What a link is worth now, and whose it is when it is ours."""
    try:
        pk, moment = signing.loads(given, salt=_SALT)
        fresh = _fresh(given)
    except (signing.BadSignature, ValueError, TypeError):
        return Standing.FORGED, None
    user = User.objects.filter(pk=pk).first()
    if user is None:
        return Standing.FORGED, None
    return _standing(user, fresh=fresh, newest=moment == _moment(user)), user


def send(user: User) -> bool:
    """Send the letter with the link; False when the mail server did not take it."""
    text = render_to_string("accounts/invitation.txt", {"user": user, "address": address(user), "days": DAYS})
    try:
        send_mail("Приглашение в систему «Мерило»", text, None, [user.email])
    except OSError:
        return False
    return True


def _fresh(given: str) -> bool:
    try:
        signing.loads(given, salt=_SALT, max_age=DAYS * 86_400)
    except signing.SignatureExpired:
        return False
    return True


def _standing(user: User, *, fresh: bool, newest: bool) -> Standing:
    if not user.is_active:
        return Standing.CLOSED
    if user.has_usable_password():
        return Standing.USED
    if not newest:
        return Standing.REPLACED
    return Standing.GOOD if fresh else Standing.EXPIRED


def _moment(user: User) -> str:
    return user.invited_at.isoformat() if user.invited_at else ""
