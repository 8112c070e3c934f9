"""Whose request it is, for limits alone: failed sign-ins, questionnaires sent from one address."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The sender's address as our own reverse proxies tell it; what the sender claims beyond them is not believed."""
    claimed = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    told = [word.strip() for word in claimed.split(",") if word.strip()]
    if settings.TRUSTED_PROXIES and len(told) >= settings.TRUSTED_PROXIES:
        return told[-settings.TRUSTED_PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def name_of(request: HttpRequest, credentials: dict[str, str] | None = None) -> str:
    """The e-mail that somebody tries to sign in with, in lower case."""
    given = credentials or {}
    return (given.get("email") or given.get("username") or request.POST.get("login", "")).strip().lower()
