"""From the opening of a cycle to its list, approved by the council."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from playwright.sync_api import Page, expect
from tests.browser.people import People
from tests.browser.pictures import picture
from tests.browser.steps.screens import field, press, refused, told

TITLE = "Пилотная оценка"
SCHOOL, RELATED, KINDERGARTEN = "Школа № 2", "Школа № 5", "Детский сад № 3"
"""A member of the council has a daughter who teaches in the second one."""
REASON = "По решению совета: обращения родителей в течение года."


@dataclass(frozen=True, slots=True)
class Pilot:
    """The small cycle: where its page is."""

    address: str
    on: date

    @property
    def until(self) -> date:
        return self.on + timedelta(days=10)


def open_cycle(people: People) -> Pilot:
    """The authority opens a cycle, at first with a mistake; what was typed stays."""
    on = date.today()  # noqa: DTZ011 - the browser and the server live on one machine
    with people.at("uo", "/cycles/") as page:
        press(page, "Открыть цикл")
        field(page, "Год").fill(str(on.year))
        field(page, "Название").fill(TITLE)
        field(page, "Сбор информации с").fill(on.isoformat())
        field(page, "Сбор информации по").fill((on - timedelta(days=1)).isoformat())
        field(page, "Пилотный цикл").check()
        press(page, "Открыть цикл")
        refused(page, "Сбор информации по", "Последний день сбора — не раньше первого; укажите оба.")
        expect(field(page, "Название")).to_have_value(TITLE)
        field(page, "Сбор информации по").fill((on + timedelta(days=10)).isoformat())
        picture(page, "новый-цикл")
        press(page, "Открыть цикл")
        told(page, f"Цикл открыт: {TITLE}.")
        return Pilot(page.url.removesuffix("turns/"), on)


def draft_list(people: People, pilot: Pilot) -> None:
    """The authority puts three organizations on the list, each with the reason."""
    with people.at("specialist", f"{pilot.address}turns/") as page:
        picture(page, "кого-оценивать")
        for name in (SCHOOL, RELATED, KINDERGARTEN):
            field(page, "Организация").fill(name)
            press(page, "Найти")
            page.get_by_role("link", name=re.compile(rf"^Внести {name}\b")).click()
            field(page, "Почему организацию оценивают в этом году").fill(REASON)
            press(page, "Внести в перечень")
            told(page, "Внесена в перечень:")


def plan_meeting(people: People, pilot: Pilot) -> str:
    """The secretary plans a meeting with the list and the open questions of the methodology; its address."""
    with people.at("secretary", f"{pilot.address}meetings/") as page:
        press(page, "Назначить заседание")
        field(page, "Дата").fill(pilot.on.isoformat())
        field(page, "Начало").fill("15:00")
        field(page, "Место").fill("")
        press(page, "Назначить заседание")
        refused(page, "Место", "Обязательное поле.")
        expect(field(page, "Начало")).to_have_value("15:00")
        field(page, "Место").fill("зал заседаний")
        press(page, "Назначить заседание")
        address = page.url
        press(page, "Внести вопрос")
        field(page, "О чём").select_option(label="перечень организаций")
        field(page, "Цикл").select_option(label=TITLE)
        press(page, "Внести в повестку")
        page.goto(address)
        _put_policies(page)
        picture(page, "повестка")
        return address


def _put_policies(page: Page) -> None:
    page.get_by_role("link", name=re.compile(rf"^Внести вопросы методики(: {TITLE})?$")).click()
    for box in page.locator("main select").all():
        box.select_option(index=1)
    press(page, "Внести в повестку")
