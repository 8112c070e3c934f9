"""Own plans for a year: a head writes down what came of a measure, the authority sees who is late."""

import re

from playwright.sync_api import expect
from tests.browser.people import TELEPHONE, People
from tests.browser.pictures import picture
from tests.browser.steps.screens import field, press, told

LIST = "/plans/yearly/organizations/"


def test_a_head_writes_down_what_came_of_a_measure(people: People) -> None:
    page = people.person("school")
    page.goto("/plans/yearly/")
    page.get_by_role("link", name=re.compile("^План на")).last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("что получилось?")
    picture(page, "план-на-год")
    page.get_by_role("link", name=re.compile("записать результат")).last.click()
    field(page, "Что сделано и что получилось").fill("Анкета составлена, ответы собираем")
    press(page, "Сохранить")
    told(page, "Мероприятие № 1: выполняется.")
    expect(page.locator("main")).to_contain_text("Анкета составлена, ответы собираем")


def test_the_authority_sees_whose_plan_is_late_on_a_telephone_too(people: People) -> None:
    page = people.person("uo")
    page.goto(LIST)
    picture(page, "планы-на-год")
    page.get_by_role("link", name=re.compile("^просрочены мероприятия")).click()
    late = page.locator("main tbody tr")
    assert late.count() == late.filter(has_text="просрочено").count() > 0
    page = people.person("uo", TELEPHONE)
    page.goto(LIST)
    assert page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth") <= 0
