"""Every address of the system: which are open to strangers is exactly known, all others ask to sign in."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

SIGN_IN = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "accounts:invitation",
        "mfa_authenticate",
        "openid_connect_callback",
        "openid_connect_login",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
    }
)
"""Pages without which nobody could sign in."""
PUBLIC = frozenset(
    {
        "desk:health",
        "fieldwork:survey",
        "fieldwork:survey_entrance",
        "fieldwork:survey_slash",
        "fieldwork:survey_thanks",
        "published:widget",
        "registry:document",
        "registry:evidence",
    }
)
"""Pages for everybody. Documents and evidence ask by themselves whether they are public."""
SAMPLES = {"int": 1, "str": "x", "uuid": UUID(int=1), "slug": "x", "path": "x"}
KINDS = {
    "IntConverter": "int",
    "StringConverter": "str",
    "UUIDConverter": "uuid",
    "SlugConverter": "slug",
    "PathConverter": "path",
}


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one, f"{prefix}{one.namespace}:" if one.namespace else prefix)
        else:
            yield f"{prefix}{one.name}", one


ADDRESSES = dict(_patterns(get_resolver()))


def _address(name: str, pattern: URLPattern) -> str:
    given = {key: SAMPLES[KINDS.get(type(kind).__name__, "str")] for key, kind in pattern.pattern.converters.items()}
    for asked in (given, {"uidb36": "1", "key": "x"}, {"provider_id": "x", **given}):
        try:
            return reverse(name, kwargs=asked)
        except NoReverseMatch:
            continue
    raise AssertionError(f"{name}: no sample of an address")


@pytest.mark.django_db
def test_which_pages_a_stranger_may_open_is_exactly_known():
    opened = set()
    for name, pattern in ADDRESSES.items():
        page = Client().get(_address(name, pattern))
        if page.status_code != 302 or not page.headers["Location"].startswith(f"{reverse('account_login')}?next="):
            opened.add(name)
    assert opened == SIGN_IN | PUBLIC


@pytest.mark.django_db
def test_a_stranger_changes_nothing_anywhere():
    asked = set()
    for name, pattern in ADDRESSES.items():
        if name not in SIGN_IN | PUBLIC:
            page = Client().post(_address(name, pattern))
            asked.add((page.status_code, page.headers.get("Location", "").partition("?")[0]))
    assert asked == {(302, reverse("account_login"))}


def test_every_address_has_a_name_of_its_own():
    names = [name for name, _ in _patterns(get_resolver())]
    assert sorted({name for name in names if names.count(name) > 1 or name.endswith(":None")}) == []


def test_addresses_are_plain_latin_words():
    assert [name for name, one in ADDRESSES.items() if not str(one.pattern).isascii()] == []


@pytest.mark.django_db
def test_headers_guard_every_page(client):
    page = client.get(reverse("account_login"))
    policy = page.headers["Content-Security-Policy"]
    assert ("'unsafe-inline'" in policy, "default-src 'none'" in policy) == (False, True)
    kept = {name: page.headers[name] for name in ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")}
    assert kept == {"X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_in_russian(client):
    page = client.get("/нет/такой/")
    assert (page.status_code, "Такой страницы нет" in page.content.decode()) == (404, True)
