"""Pages of one's own account."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from merilo_web.accounts import actions, invitations
from merilo_web.accounts.forms import InvitationForm
from merilo_web.accounts.invitations import Standing
from merilo_web.accounts.middleware import public

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@public
@never_cache
@sensitive_post_parameters()
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an invitation: set a password and be signed in."""
    standing, user = invitations.opened(token)
    if standing is not Standing.GOOD or user is None:
        page = {"standing": standing.value, "days": invitations.DAYS}
        return render(request, "accounts/invitation_void.html", page, status=410)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accepted = actions.accept_invitation(token, password=form.cleaned_data["password"])
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            login(request, accepted, backend=_BACKEND)
            messages.success(request, "Пароль задан, вы вошли.")
            return redirect("desk:home")
    return render(request, "accounts/invitation.html", {"form": form, "invited": user})


@public
def by_invitation(request: HttpRequest) -> HttpResponse:
    """Says how one gets an account: nobody signs up by themselves."""
    return render(request, "accounts/by_invitation.html")


def locked(request: HttpRequest, *_: object) -> HttpResponse:
    """What stands in place of the sign-in page after too many failures from one address under one name."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    page = render(request, "accounts/locked.html", {"cooloff_minutes": minutes}, status=429)
    page.headers["Retry-After"] = str(minutes * 60)
    return page


def account(request: HttpRequest) -> HttpResponse:
    """One's own account: who I am here, password, sign-in by a code."""
    return render(request, "accounts/account.html", {"second_factor": is_mfa_enabled(request.user)})
