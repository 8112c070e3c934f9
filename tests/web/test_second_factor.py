"""Sign-in by a code: turned on by oneself, demanded from roles by a setting, with spare codes."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from merilo_web.accounts.roles import Role
from merilo_web.journal.models import JournalEntry
from merilo_web.registry.second_factor import SecondFactorMiddleware

PASSWORD = "Очень длинный пароль 1"  # noqa: S105 - of the invented people


@pytest.fixture
def admin(territory):
    return territory.people[Role.AUTHORITY_ADMIN]


@pytest.fixture
def browser(admin):
    browser = Client()
    browser.post(reverse("account_login"), {"login": admin.email, "password": PASSWORD})
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


def _code(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def _turned_on(browser):
    secret = browser.get(reverse("mfa_activate_totp")).context["form"].secret
    page = browser.post(reverse("mfa_activate_totp"), {"code": _code(secret)})
    assert page.headers["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def test_it_is_turned_on_and_off_and_journalled(browser, admin, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        _turned_on(browser)
    assert len(browser.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]) == 10
    assert "Включён" in browser.get(reverse("mfa_index")).content.decode()
    browser.post(reverse("mfa_deactivate_totp"))
    entries = JournalEntry.objects.filter(event="accounts.change_second_factor", actor_id=admin.pk).order_by("id")
    assert [entry.note for entry in entries] == ["включён", "выключен"]


def test_the_password_is_asked_once_more_before_it_is_turned_on(admin, signed_in):
    page = signed_in(admin).get(reverse("mfa_activate_totp"))
    assert page.headers["Location"].startswith(reverse("account_reauthenticate")) is True


def test_a_wrong_code_turns_nothing_on(browser):
    browser.get(reverse("mfa_activate_totp"))
    page = browser.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert (page.status_code, "Исправьте, пожалуйста" in page.content.decode()) == (422, True)


def test_the_password_alone_is_not_enough_then(browser, admin):
    _turned_on(browser)
    codes = browser.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    again = Client()
    asked = again.post(reverse("account_login"), {"login": admin.email, "password": PASSWORD})
    assert asked.headers["Location"] == reverse("mfa_authenticate")
    assert again.get("/").status_code == 302
    assert again.post(reverse("mfa_authenticate"), {"code": "111111"}).status_code == 422
    assert again.post(reverse("mfa_authenticate"), {"code": codes[0]}).headers["Location"] == "/"
    spent = Client()
    spent.post(reverse("account_login"), {"login": admin.email, "password": PASSWORD})
    assert spent.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 422


def test_a_role_that_must_have_it_does_nothing_before(browser, settings):
    settings.REQUIRE_MFA = ("authority_admin",)
    assert browser.get("/").headers["Location"] == reverse("mfa_activate_totp")
    _turned_on(browser)
    assert browser.get("/").status_code == 200


def test_other_roles_are_not_asked(territory, signed_in, settings):
    settings.REQUIRE_MFA = ("authority_admin",)
    assert signed_in(territory.people[Role.COUNCIL_MEMBER]).get("/").status_code == 200


def test_a_role_that_does_not_exist_stops_the_server(settings):
    settings.REQUIRE_MFA = ("boss",)
    with pytest.raises(ImproperlyConfigured, match="boss"):
        SecondFactorMiddleware(lambda _: None)
