"""The operator: surveys, inspections on a telephone, the hand-over of what was collected."""

import re

from playwright.sync_api import expect
from tests.browser.people import TELEPHONE, People
from tests.browser.steps.opening import SCHOOL, Pilot


def test_progress_is_shown_against_the_sample(people: People, inspected: Pilot) -> None:
    page = people.person("operator")
    page.goto(f"{inspected.address}surveys/")
    expect(page.get_by_role("link", name=SCHOOL).first).to_be_visible()
    expect(page.locator("main progress").first).to_be_visible()


def test_an_inspector_sees_no_other_buttons_after_the_end(people: People, inspected: Pilot) -> None:
    page = people.person("inspector", TELEPHONE)
    page.goto(f"{inspected.address}inspections/")
    page.get_by_role("link", name=re.compile(rf"^{SCHOOL}\b")).click()
    expect(page.get_by_role("button", name="Закончить осмотр")).to_have_count(0)


def test_data_that_were_accepted_cannot_be_handed_over_again(people: People, inspected: Pilot, scored: str) -> None:
    page = people.person("operator")
    page.goto(f"{inspected.address}handover/")
    expect(page.get_by_role("button", name="Передать данные")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("Контрольная сумма")
