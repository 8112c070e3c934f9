"""From accepted data to considered results."""

import re

from playwright.sync_api import expect
from tests.browser.people import People
from tests.browser.pictures import picture
from tests.browser.steps import deciding
from tests.browser.steps.opening import TITLE, Pilot
from tests.browser.steps.screens import field, press, refused, told


def score(people: People, pilot: Pilot) -> str:
    """The operator computes the scores and lays them before the council; the address of the version."""
    results = pilot.address.replace("/cycles/", "/results/cycles/")
    with people.at("operator", f"{results}score/") as page:
        press(page, "Рассчитать")
        told(page, "Баллы рассчитаны: версия 1.")
        version = page.url
    with people.at("secretary", version) as page:
        picture(page, "результаты")
        page.locator("main .actions a.primary").click()
        press(page, "Внести на рассмотрение")
        told(page, "Результаты внесены на рассмотрение совета; предложения составлены.")
    return version


def decide_results(people: People, pilot: Pilot) -> str:
    """The council meets on the results; the address of the meeting."""
    with people.at("secretary", f"{pilot.address}meetings/plan/") as page:
        field(page, "Дата").fill(pilot.on.isoformat())
        field(page, "Место").fill("зал заседаний")
        press(page, "Назначить заседание")
        address = page.url
        press(page, "Внести вопрос")
        field(page, "О чём").select_option(label="результаты оценки")
        field(page, "Цикл").select_option(label=TITLE)
        press(page, "Внести в повестку")
    deciding.open_meeting(people, address)
    deciding.vote(people, address)
    deciding.sign_minutes(people, address)
    return address


def reword(people: People, version: str) -> None:
    """The secretary says a proposal in other words; an empty one is refused."""
    with people.at("secretary", f"{version}recommendations/") as page:
        page.locator("main table a, main li a").first.click()
        page.locator("main a[href*='/recommendations/']").last.click()
        text = field(page, "Предложение")
        text.fill("")
        page.locator("main form .actions button.primary").click()
        refused(page, "Предложение", "Обязательное поле.")
        text.fill("Разместить на стенде сведения о приёме и обновлять их каждый месяц.")
        page.locator("main form .actions button.primary").click()
        expect(page.locator("main")).to_contain_text("обновлять их каждый месяц")
        picture(page, "предложения")


def approve(people: People, version: str) -> None:
    """The chair approves the results, issues the documents and hands everything over."""
    with people.at("chair", version) as page:
        page.locator("main .actions a.primary").click()
        press(page, "Утвердить")
        told(page, "Результаты и предложения утверждены; версия больше не меняется.")
        page.goto(f"{version}documents/")
        for number in range(page.locator("main .actions form").count()):
            page.locator("main .actions form button").nth(number).click()
            told(page, "Готово, документов:")
        picture(page, "документы")
        page.goto(version)
        page.locator("main .actions a.primary").click()
        press(page, "Передать")
        told(page, "Результаты и предложения переданы; месяц на их рассмотрение начался.")
        page.goto(f"{version}documents/")
        press(page, "Письмо совета учредителю")
        page.get_by_role("link", name="Управление образования", exact=True).click()
        expect(page.locator("main article")).to_contain_text("Просим рассмотреть результаты и предложения")
        picture(page, "письмо-учредителю")


def consider(people: People, pilot: Pilot, version: str) -> None:
    """The authority decides on every proposal and ends the consideration by an order."""
    with people.at("uo", f"{version}consideration/") as page:
        press(page, "Принять все, о которых ещё не решено")
        told(page, "Принято предложений:")
        picture(page, "рассмотрение")
        field(page, "Номер приказа или решения").fill("31-а")
        field(page, "Дата приказа или решения").fill(pilot.on.isoformat())
        field(page, "Выводы").fill("Предложения приняты, организациям поручено составить планы.")
        press(page, "Завершить рассмотрение")
        told(page, "Рассмотрение завершено: анализ выпущен, решение внесено в реестр.")
        page.goto(pilot.address)
        expect(page.get_by_role("link", name=re.compile("Завершить"))).to_be_visible()
