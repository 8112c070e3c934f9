"""The council: it plans, votes and decides by itself, and nobody votes where a relative works."""

from playwright.sync_api import expect
from tests.browser.people import People
from tests.browser.steps.opening import RELATED, SCHOOL, Pilot


def test_the_council_approves_the_list_at_a_meeting(people: People, listed: Pilot) -> None:
    page = people.person("member")
    page.goto(f"{listed.address}turns/")
    for name in (SCHOOL, RELATED):
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True))
        expect(row).to_contain_text("в перечне")


def test_a_relative_does_not_vote_on_the_school(people: People, meeting: str, listed: Pilot) -> None:
    page = people.person("chair")
    page.goto(meeting)
    expect(page.locator("main")).to_contain_text(f"Отдельное голосование: {RELATED}")
    page.get_by_text("Голоса по членам совета").first.click()
    expect(page.locator("main")).to_contain_text("дочь работает учителем")


def test_minutes_are_a_document_that_opens(people: People, meeting: str, listed: Pilot) -> None:
    page = people.person("member")
    page.goto(meeting)
    with page.expect_download() as started:
        page.get_by_role("link", name="DOCX").first.click()
    assert started.value.suggested_filename.endswith(".docx")
