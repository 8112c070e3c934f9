"""The organization: it tells its number, answers the inspection, sees its own results and nobody else's."""

import re

from playwright.sync_api import expect
from tests.browser.people import TELEPHONE, People
from tests.browser.pictures import picture
from tests.browser.steps.opening import RELATED, SCHOOL, Pilot
from tests.browser.steps.preparing import HEAD


def test_the_head_sees_the_answer_to_the_objection(people: People, inspected: Pilot) -> None:
    page = people.person("operator")
    page.goto(f"{inspected.address}inspections/")
    page.get_by_role("link", name=re.compile(rf"^{SCHOOL}\b")).click()
    address = page.url
    page = people.person(HEAD, TELEPHONE)
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Проверили ещё раз")


def test_the_head_does_not_see_an_inspection_of_another_school(people: People, inspected: Pilot) -> None:
    page = people.person("operator")
    page.goto(f"{inspected.address}inspections/")
    page.get_by_role("link", name=re.compile(rf"^{RELATED}\b")).click()
    address = page.url
    stranger = people.person(HEAD)
    answer = stranger.goto(address)
    assert answer is not None
    assert answer.status == 404


def test_the_head_opens_every_number_of_the_own_results(people: People, inspected: Pilot, considered: str) -> None:
    page = people.person(HEAD)
    page.goto(inspected.address.replace("/cycles/", "/results/cycles/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(SCHOOL)
    picture(page, "карточка")
    page.locator("main a[href*='/figures/'], main a[href*='/criteria/'], main a[href*='/indicators/']").first.click()
    expect(page.locator("main")).to_contain_text(re.compile(r"\d"))
    picture(page, "расчёт")
