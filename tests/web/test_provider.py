"""Signing in through an identity provider: a real OpenID Connect provider is started on this machine."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
import requests
from django.test import Client
from django.urls import reverse

from merilo_web.accounts import actions
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role

PROVIDER = """
import sys
from oidc_provider_mock import run_server_in_thread
with run_server_in_thread() as server:
    print(server.server_port, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def provider(settings) -> Iterator[str]:
    command = [sys.executable, "-W", "ignore", "-c", PROVIDER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        address = f"http://localhost:{int(server.stdout.readline())}"
        application = {
            "provider_id": "provider",
            "name": "Портал района",
            "client_id": "merilo",
            "secret": "secret",
            "settings": {"server_url": address, "oauth_pkce_enabled": True},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [application]}}
        yield address
        server.stdin.close()


def _entered(provider, email, **claims):
    """The page after the way to the provider and back, as a person with this e-mail goes it."""
    requests.put(f"{provider}/users/{email}", json={"email": email, **claims}, timeout=10).raise_for_status()
    browser = Client()
    start = browser.post(reverse("openid_connect_login", args=["provider"]) + "?process=login")
    back = requests.post(start.headers["Location"], data={"sub": email}, allow_redirects=False, timeout=10)
    return browser.get(back.headers["Location"].removeprefix("http://testserver"))


def test_the_sign_in_page_offers_the_provider_by_name(client, db, provider):
    assert "Войти через Портал района" in client.get(reverse("account_login")).content.decode()


def test_a_known_person_with_a_verified_e_mail_enters(territory, provider):
    head = territory.people[Role.ORGANIZATION_HEAD]
    page = _entered(provider, head.email.upper(), email_verified=True)
    assert page.headers["Location"] == "/"
    assert int(page.wsgi_request.session["_auth_user_id"]) == head.pk


def test_an_unverified_e_mail_opens_nothing(territory, provider):
    page = _entered(provider, territory.people[Role.ORGANIZATION_HEAD].email, email_verified=False)
    assert (page.status_code, "_auth_user_id" in page.wsgi_request.session) == (403, False)


def test_an_unknown_person_gets_no_account(territory, provider):
    before = User.objects.count()
    page = _entered(provider, "stranger@example.org", email_verified=True)
    assert (page.status_code, User.objects.count()) == (403, before)
    assert "Вас здесь ещё не знают" in page.content.decode()


def test_a_closed_account_stays_closed(territory, provider):
    head = territory.people[Role.ORGANIZATION_HEAD]
    actions.switch(head, active=False)
    assert _entered(provider, head.email, email_verified=True).status_code == 403


def test_a_refusal_at_the_provider_is_told(db, provider):
    browser = Client()
    start = browser.post(reverse("openid_connect_login", args=["provider"]) + "?process=login")
    back = requests.post(start.headers["Location"], data={"action": "deny"}, allow_redirects=False, timeout=10)
    page = browser.get(back.headers["Location"].removeprefix("http://testserver"), follow=True)
    assert "Вход не удался" in page.content.decode()


def test_an_answer_that_nobody_asked_for_is_refused(client, db, provider):
    page = client.get(reverse("openid_connect_callback", args=["provider"]) + "?code=x&state=y")
    assert "Вход не удался" in page.content.decode()
