"""Roles that must sign in by a code do nothing else until they turn it on."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from merilo_web.accounts.middleware import is_open
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.registry.access import access_of


class SecondFactorMiddleware:
    """Leads a person whose role demands the code to the page where it is turned on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        if unknown := sorted(set(settings.REQUIRE_MFA) - set(Role.values)):
            raise ImproperlyConfigured(f"MERILO_REQUIRE_MFA: нет таких ролей: {', '.join(unknown)}")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *_: object) -> HttpResponse | None:
        """Pages of sign-in and public ones stay open, so that the code can be turned on."""
        demanded = frozenset(Role(role) for role in settings.REQUIRE_MFA)
        if not demanded or is_open(view) or not isinstance(request.user, User):
            return None
        if not access_of(request.user).has(demanded) or is_mfa_enabled(request.user):
            return None
        messages.warning(request, "Ваша роль требует входа по коду: включите его, чтобы продолжить.")
        return redirect("mfa_activate_totp")
