"""Settings from the environment: an unsafe production is refused, and every fault is named at once."""

import re
from datetime import date, timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from merilo_web import clock
from merilo_web.environment import Mode, Provider, UnsafeSettingsError, read

SAFE = {
    "MERILO_SECRET_KEY": "k" * 50,
    "MERILO_HOSTS": "nok.example.ru, www.nok.example.ru",
    "MERILO_PUBLIC_URL": "https://nok.example.ru/",
    "MERILO_EMAIL_URL": "smtp+tls://name:word@mail.example.ru:587/?from=nok@example.ru",
}
PROVIDER = {
    "MERILO_OIDC_ISSUER": "https://id.example.ru/realm/",
    "MERILO_OIDC_CLIENT_ID": "merilo",
    "MERILO_OIDC_SECRET": "secret",
}


def _faults(**changes):
    with pytest.raises(UnsafeSettingsError) as refused:
        read({**SAFE, **changes})
    return sorted(set(re.findall(r"MERILO_[A-Z_]+", str(refused.value))))


def test_a_safe_production_is_read():
    environment = read(SAFE)
    assert (environment.mode, environment.production, environment.hosts) == (
        Mode.PRODUCTION,
        True,
        ("nok.example.ru", "www.nok.example.ru"),
    )
    assert (environment.public_url, environment.proxies, environment.require_mfa, environment.provider) == (
        "https://nok.example.ru",
        1,
        (),
        None,
    )


def test_without_settings_every_fault_is_named_at_once():
    with pytest.raises(UnsafeSettingsError) as refused:
        read({})
    assert re.findall(r"^- (MERILO_[A-Z_]+)", str(refused.value), flags=re.MULTILINE) == [
        "MERILO_SECRET_KEY",
        "MERILO_HOSTS",
        "MERILO_PUBLIC_URL",
        "MERILO_EMAIL_URL",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MERILO_SECRET_KEY", "short"),
        ("MERILO_SECRET_KEY", "invented-key-of-a-demonstration-that-protects-nothing-at-all"),
        ("MERILO_HOSTS", "*"),
        ("MERILO_HOSTS", " , "),
        ("MERILO_PUBLIC_URL", "http://nok.example.ru"),
        ("MERILO_EMAIL_URL", ""),
        ("MERILO_MODE", "debug"),
        ("MERILO_PROXIES", "two"),
        ("MERILO_PROXIES", "-1"),
        ("MERILO_TODAY", "2027-04-01"),
        ("MERILO_TODAY", "завтра"),
    ],
)
def test_an_unsafe_setting_is_refused_by_name(name, value):
    assert _faults(**{name: value}) == [name]


def test_a_provider_is_read_whole_or_not_at_all():
    assert read({**SAFE, **PROVIDER}).provider == Provider(
        "https://id.example.ru/realm", "merilo", "secret", "единый вход"
    )
    assert read({**SAFE, **PROVIDER}).provider.origin == "https://id.example.ru"
    assert _faults(MERILO_OIDC_ISSUER="https://id.example.ru") == ["MERILO_OIDC_CLIENT_ID", "MERILO_OIDC_SECRET"]


def test_a_provider_without_tls_is_refused_in_production_alone():
    assert _faults(**{**PROVIDER, "MERILO_OIDC_ISSUER": "http://id.example.ru"}) == ["MERILO_OIDC_ISSUER"]
    assert read({**PROVIDER, "MERILO_OIDC_ISSUER": "http://localhost", "MERILO_MODE": "demo"}).provider is not None


@pytest.mark.parametrize("mode", ["demo", "test"])
def test_a_demonstration_needs_nothing_and_stays_on_this_machine(mode):
    environment = read({"MERILO_MODE": mode})
    assert (environment.production, environment.hosts, environment.proxies) == (
        False,
        ("127.0.0.1", "localhost", "testserver"),
        0,
    )


def test_a_demonstration_may_live_on_another_day():
    day = date(2027, 4, 1)
    with override_settings(ENVIRONMENT=read({"MERILO_MODE": "demo", "MERILO_TODAY": day.isoformat()})):
        assert (clock.today(), clock.now().time() <= timezone.now().time()) == (day, True)
    assert clock.today() - timezone.localdate() == timedelta()
