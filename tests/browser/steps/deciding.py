"""A meeting of the council on the screens of those who sit there: presence, votes, minutes, the list approved."""

import re

from playwright.sync_api import Page, expect
from tests.browser.people import TELEPHONE, People
from tests.browser.pictures import picture
from tests.browser.steps.opening import Pilot
from tests.browser.steps.screens import field, press, told

ABSENT = "Громова Елена Романовна"
"""A member without an account, who is on leave."""


def open_meeting(people: People, meeting: str) -> None:
    """The secretary marks who is present; without a quorum the meeting does not open."""
    with people.at("secretary", meeting) as page:
        press(page, "Открыть заседание")
        expect(page.get_by_role("heading", level=1)).to_have_text("Кто присутствует на заседании?")
        press(page, "Открыть заседание")
        expect(page.locator("main")).to_contain_text("Кворума нет: присутствуют 0 из 7")
        for box in page.get_by_label(re.compile(": присутствует$")).all():
            box.check()
        page.get_by_label(f"{ABSENT}: присутствует").uncheck()
        page.get_by_label(f"{ABSENT}: причина отсутствия").fill("в отпуске")
        picture(page, "присутствие")
        press(page, "Открыть заседание")
        expect(page.get_by_role("heading", name="Присутствие")).to_be_visible()


def vote(people: People, meeting: str) -> None:
    """Members with accounts vote at their own screens, one of them on a telephone; the secretary records the rest."""
    for name in ("chair", "member"):
        with people.at(name, meeting, size=TELEPHONE) as page:
            press(page, "Проголосовать")
            picture(page, "голосование")
            _choose(page)
            press(page, "Проголосовать")
    with people.at("secretary", meeting) as page:
        press(page, "Проголосовать")
        _choose(page)
        press(page, "Проголосовать")
        page.goto(meeting)
        for address in page.get_by_role("link", name=re.compile("^Записать голоса")).evaluate_all(
            "links => links.map(link => link.href)"
        ):
            page.goto(address)
            _choose(page)
            press(page, "Записать голоса")
        page.goto(meeting)
        picture(page, "заседание")


def _choose(page: Page) -> None:
    """«За» on everything that is asked."""
    for group in page.get_by_role("group").all():
        group.get_by_label("за", exact=True).check()


def sign_minutes(people: People, meeting: str) -> None:
    """The secretary closes the vote, reads the minutes and signs them."""
    with people.at("secretary", meeting) as page:
        press(page, "Подвести итог голосования")
        field(page, "Окончание").fill("16:10")
        press(page, "Закрыть заседание и подсчитать голоса")
        told(page, "Заседание закрыто, голоса подсчитаны.")
        picture(page, "протокол")
        press(page, "Подписать протокол")
        expect(page.get_by_role("link", name="DOCX").first).to_be_visible()


def approve_list(people: People, pilot: Pilot) -> None:
    """The chair checks the list once more and approves it."""
    with people.at("chair", f"{pilot.address}turns/") as page:
        press(page, "Утвердить перечень")
        press(page, "Утвердить перечень")
        told(page, "Перечень утверждён решением")
        expect(page.locator("main")).to_contain_text("перечень утверждён")
