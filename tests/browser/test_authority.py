"""The authority: it opens the cycle, accepts the data, considers the proposals and keeps every paper."""

from playwright.sync_api import expect
from tests.browser import files
from tests.browser.people import People
from tests.browser.pictures import picture
from tests.browser.steps import bringing
from tests.browser.steps.opening import Pilot


def test_the_cycle_says_what_was_done_and_whose_turn_it_is(people: People, inspected: Pilot, considered: str) -> None:
    page = people.person("uo")
    page.goto(inspected.address)
    picture(page, "цикл")
    expect(page.locator("ol.steps li.done").first).to_be_visible()
    expect(page.get_by_role("link", name="Завершить цикл")).to_be_visible()


def test_a_translation_is_brought_as_a_table(people: People, inspected: Pilot) -> None:
    bringing.translate(people, inspected)
    page = people.person("uo")
    page.goto(f"{inspected.address}languages/")
    row = page.locator("ul.tasks li").filter(has=page.get_by_role("link", name=bringing.LANGUAGE))
    expect(row).to_contain_text(f"{len(bringing.TRANSLATED) + 1} из")


def test_every_paper_of_the_results_opens(people: People, considered: str) -> None:
    page = people.person("uo")
    page.goto(f"{considered}documents/")
    addresses: list[str] = page.locator("main a[href*='/registry/documents/']").evaluate_all(
        "links => [...new Set(links.map(link => link.href))]"
    )
    answers = [page.context.request.get(address) for address in addresses]
    assert [files.fault(answer.body(), answer.headers["content-type"]) for answer in answers] == [""] * len(answers)
    assert len(answers) > 3


def test_the_order_of_the_authority_is_in_the_register_of_decisions(
    people: People, inspected: Pilot, considered: str
) -> None:
    page = people.person("specialist")
    page.goto(f"{inspected.address}decisions/")
    expect(page.locator("main")).to_contain_text("31-а")
    picture(page, "реестр-решений")
