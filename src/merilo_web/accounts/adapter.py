"""How allauth treats accounts here: nobody signs up by themselves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import render

from merilo_web.accounts import actions
from merilo_web.accounts.addresses import address_of
from merilo_web.accounts.models import User

_SECOND_FACTOR = {
    "mfa/email/totp_activated": "включён",
    "mfa/email/totp_deactivated": "выключен",
    "mfa/email/recovery_codes_generated": "выданы запасные коды",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Never."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that limits count by."""
        return address_of(request)

    def set_password(self, user: User, password: str) -> None:
        """Change or reset a password: journalled."""
        actions.set_password(user, password)

    def send_notification_mail(self, template_prefix: str, user: User, *_: object, **__: object) -> None:
        """allauth tells a change of the second factor by this name: it is journalled, no letter is sent."""
        if what := _SECOND_FACTOR.get(template_prefix):
            actions.note_second_factor(user, what=what)


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """An identity provider may sign in a person who is already known here by the same verified e-mail."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:  # noqa: ARG002 - allauth's signature
        """Never: a provider opens existing accounts only."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:  # noqa: ANN401 - allauth has no types
        """Find the person by an e-mail that the provider has verified. Raises a page for whoever is not known here."""
        verified = [one.email.lower() for one in sociallogin.email_addresses if one.verified]
        user = User.objects.filter(email__in=verified, is_active=True).first()
        if user is None:
            raise ImmediateHttpResponse(render(request, "accounts/stranger.html", status=403))
        sociallogin.user = user
