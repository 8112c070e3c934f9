"""Opening documents and evidence: an attachment for those who may, nothing for others."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from merilo_web.accounts.roles import Role
from merilo_web.archive import actions as archive
from merilo_web.registry.models import Filing

PDF = "application/pdf"


def _document(municipality, **filed):
    issued = archive.issue(
        b"%PDF-1.7 \xd0",
        kind="letter",
        title="Письмо",
        file_name="Письмо школе № 1.pdf",
        media_type=PDF,
        dated_on=date(2026, 3, 2),
    )
    Filing.objects.create(document=issued, authority=municipality.authority, **filed)
    return reverse("registry:document", args=[issued.pk])


def _opened(browser, address):
    """The page and what it holds, read to its end."""
    page = browser.get(address)
    return page, b"".join(page) if page.streaming else page.content


def _status(browser, address):
    return _opened(browser, address)[0].status_code


@pytest.fixture
def letter(territory):
    home = territory.home
    return _document(home, council=home.council, organization=home.organizations[0])


def test_it_comes_as_an_attachment_that_nothing_guesses_about(territory, signed_in, letter):
    page, content = _opened(signed_in(territory.people[Role.ORGANIZATION_HEAD]), letter)
    assert content == b"%PDF-1.7 \xd0"
    assert {name: page.headers[name] for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control")} == {
        "Content-Type": PDF,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    assert page.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''") is True


def test_only_those_whose_it_is_find_it(territory, signed_in, letter):
    found = {role for role, user in territory.people.items() if _status(signed_in(user), letter) == 200}
    council = {Role.COUNCIL_CHAIR, Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER}
    organization = {Role.ORGANIZATION_HEAD, Role.ORGANIZATION_DEPUTY}
    authority = {Role.AUTHORITY_ADMIN, Role.AUTHORITY_SPECIALIST, Role.REGIONAL_OBSERVER}
    assert found == council | organization | authority
    abroad = [_status(signed_in(user), letter) for user in territory.foreign.people.values()]
    assert abroad == [404] * len(abroad)


def test_a_stranger_is_asked_to_sign_in(letter):
    assert Client().get(letter).headers["Location"] == f"/accounts/login/?next={letter}"


def test_what_is_public_opens_for_everybody(territory):
    page, content = _opened(Client(), _document(territory.home, is_public=True))
    assert (page.status_code, content) == (200, b"%PDF-1.7 \xd0")


def test_evidence_opens_in_the_same_way(territory, signed_in):
    inspector = territory.people[Role.OPERATOR_INSPECTOR]
    photo = archive.attach(b"\x89PNG", file_name="стенд.png", media_type="image/png", by=inspector)
    home = territory.home
    Filing.objects.create(evidence=photo, authority=home.authority, operator=home.operator)
    address = reverse("registry:evidence", args=[photo.pk])
    inside, outside = signed_in(inspector), signed_in(territory.people[Role.ORGANIZATION_HEAD])
    assert (_status(inside, address), _status(outside, address)) == (200, 404)


def test_what_is_not_filed_is_not_found(territory, signed_in):
    browser = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    addresses = [reverse("registry:document", args=[999]), reverse("registry:evidence", args=[999])]
    assert [browser.get(address).status_code for address in addresses] == [404, 404]
