"""The system's administrator sees people and the journal, and no cycle; a stranger sees nothing."""

import pytest
from playwright.sync_api import expect
from tests.browser.people import People, sign_in
from tests.browser.pictures import picture
from tests.browser.steps.opening import Pilot


def test_the_administrator_reads_the_journal(people: People, listed: Pilot) -> None:
    page = people.person("admin")
    page.goto("/journal/")
    expect(page.get_by_role("table").first).to_be_visible()
    picture(page, "журнал")


def test_the_administrator_has_no_part_in_a_cycle(people: People, listed: Pilot) -> None:
    page = people.person("admin")
    answer = page.goto(listed.address)
    assert answer is not None
    assert answer.status == 404


@pytest.mark.parametrize("address", ["/", "/cycles/", "/registry/people/", "/journal/"])
def test_a_stranger_is_asked_to_sign_in(people: People, address: str) -> None:
    page = people.anonymous()
    page.goto(address)
    assert page.url.endswith(f"/accounts/login/?next={address}")


def test_a_wrong_password_is_told_and_the_address_stays(people: People) -> None:
    page = people.anonymous()
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill("uo@zarechny.example")
    page.locator("input[name=password]").fill("не тот")
    page.get_by_role("button", name="Войти", exact=True).click()
    expect(page.get_by_role("alert").or_(page.locator(".errorlist")).first).to_be_visible()
    assert page.locator("input[name=login]").input_value() == "uo@zarechny.example"


def test_somebody_who_signed_in_leaves(people: People) -> None:
    page = people.anonymous()
    sign_in(page, "region@zarechny.example", "Заречный-2026")
    page.get_by_role("button", name="Выйти").click()
    assert page.url.endswith("/accounts/login/")
