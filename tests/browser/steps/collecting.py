"""Fieldwork: citizens answer, inspectors look, the organization says whether it is so, the data are handed over."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page, expect
from tests.browser.people import TELEPHONE, People
from tests.browser.pictures import picture
from tests.browser.steps.opening import KINDERGARTEN, RELATED, SCHOOL, Pilot
from tests.browser.steps.preparing import HEAD
from tests.browser.steps.screens import field, press, told

ANSWERS = 31
"""Questionnaires for each organization: enough to take a place."""
_HIDDEN = re.compile(r'name="(key|token)" value="([^"]+)"')
_CLOSED = re.compile(r'<fieldset class="question[^"]*" id="([a-z_]+)"')
_CHECK_ALL = """() => document.querySelectorAll("fieldset").forEach(group => {
    const first = group.querySelector("input[type=radio]");
    if (first) first.checked = true;
})"""


def begin(people: People, pilot: Pilot) -> None:
    """The operator begins fieldwork and prepares the surveys."""
    with people.at("operator", pilot.address) as page:
        press(page, "Начать сбор информации")
        field(page, "Последний день сбора информации").fill(pilot.until.isoformat())
        page.locator("main form button").click()
        told(page, "Сбор информации начат.")
        page.goto(f"{pilot.address}surveys/")
        field(page, "Первый день").fill(pilot.on.isoformat())
        field(page, "Последний день").fill(pilot.until.isoformat())
        press(page, "Подготовить")
        told(page, "Опросы подготовлены.")


def open_surveys(people: People, pilot: Pilot) -> None:
    """The operator opens the surveys."""
    with people.at("operator", f"{pilot.address}surveys/") as page:
        press(page, "Открыть подготовленные опросы")
        picture(page, "ход-опроса")


def questionnaires(people: People, pilot: Pilot) -> dict[str, str]:
    """Short name → address of the questionnaire, as the posters say it."""
    found = {}
    with people.at("operator", f"{pilot.address}surveys/") as page:
        for name in (SCHOOL, RELATED, KINDERGARTEN):
            page.goto(f"{pilot.address}surveys/")
            page.get_by_role("link", name=re.compile(rf"^{name}\b")).first.click()
            link = page.locator("main a[href^='/a/']").get_attribute("href")
            assert link is not None
            found[name] = link
    return found


def answer(page: Page, address: str) -> None:
    """Answer the whole questionnaire as a person does, and send it until the server has it."""
    page.goto(address)
    for code in page.locator("fieldset.question").evaluate_all("found => found.map(one => one.id)"):
        question = page.locator(f"fieldset#{code}")
        if question.is_visible():
            question.locator("label:not(.skip)").first.click()
    send(page)


def send(page: Page) -> None:
    """Send; a form that was filled faster than a person can is sent once more, nothing in it is lost."""
    page.locator("button.send").click()
    while "/thanks" not in page.url:
        expect(page.get_by_role("alert")).to_contain_text("слишком быстро")
        page.locator("button.send").click()


def answer_many(people: People, addresses: dict[str, str]) -> None:
    """The other parents answer: forms are opened first and sent afterwards."""
    page = people.anonymous()
    shown = [
        (address, page.context.request.get(address).text()) for address in addresses.values() for _ in range(ANSWERS)
    ]
    for number, (address, form) in enumerate(shown):
        given = dict(_HIDDEN.findall(form)) | {code: "1" for code in _CLOSED.findall(form) if code != "sex"}
        if number % 4 == 0:
            given |= {"comfort": "0", "recommend": "0"}
        sent = page.context.request.post(address, form=given)
        while "слишком быстро" in sent.text():
            given |= dict(_HIDDEN.findall(sent.text()))
            sent = page.context.request.post(address, form=given)
        assert "/thanks" in sent.url, sent.text()
    page.context.close()


def assign(people: People, pilot: Pilot) -> None:
    """The operator names the inspector of every organization."""
    with people.at("operator", f"{pilot.address}inspections/") as page:
        for box in page.locator("input[name=listed]").all():
            box.check()
        field(page, "Проверяющий").select_option(label="Туманова Вера Глебовна")
        press(page, "Назначить")
        told(page, "Проверяющие назначены.")
        picture(page, "осмотры")


def inspect(people: People, pilot: Pilot) -> None:
    """The inspector fills in two checklists on a telephone; one thing is missing in the school."""
    with people.at("inspector", f"{pilot.address}inspections/", size=TELEPHONE) as page:
        for name in (SCHOOL, KINDERGARTEN):
            page.goto(f"{pilot.address}inspections/")
            page.get_by_role("link", name=re.compile(rf"^{name}\b")).click()
            for place, address in enumerate(_parts(page)):
                page.goto(address)
                page.evaluate(_CHECK_ALL)
                if name == SCHOOL and place == 0:
                    page.locator("fieldset").first.locator("label").nth(1).click()
                    picture(page, "чек-лист")
                press(page, "Сохранить отмеченное")
                told(page, "Записано.")
            press(page, "Закончить осмотр")


def _parts(page: Page) -> Iterator[str]:
    addresses: list[str] = page.locator("ul.tasks a").evaluate_all("links => links.map(link => link.href)")
    return (address for address in addresses if not address.endswith("/contacts/"))


def object_to(people: People) -> None:
    """The head disputes one item of the inspection in the head's own words."""
    with people.at(HEAD) as page:
        press(page, "Ответить на осмотр")
        page.locator("main details summary").first.click()
        page.get_by_label("Возражение").first.fill("Сведения на стенде есть: они на втором этаже.")
        picture(page, "возражение")
        press(page, "Отправить возражения")
        told(page, "Ответ записан.")


def resolve(people: People, pilot: Pilot) -> None:
    """The operator looks again and answers the objection."""
    with people.at("operator", f"{pilot.address}inspections/") as page:
        page.get_by_role("link", name=re.compile(rf"^{SCHOOL}\b")).click()
        page.locator("ul.tasks a[href*='/objections/']").first.click()
        page.locator("main textarea").first.fill("Проверили ещё раз: стенда на втором этаже нет.")
        page.locator("main form .actions button").last.click()
        told(page, "Ответ на возражение записан.")


def hand_data_over(people: People, pilot: Pilot) -> None:
    """The operator hands the data over, the authority accepts them."""
    with people.at("operator", f"{pilot.address}handover/") as page:
        page.get_by_label("Пояснение, если собрано не всё").fill("Собрано всё, что удалось за срок.")
        press(page, "Передать данные")
        told(page, "Данные переданы органу власти.")
    with people.at("uo", f"{pilot.address}handover/") as page:
        picture(page, "приёмка")
        page.locator("main .actions a.primary").first.click()
        page.get_by_label("Номер акта").fill("1")
        page.locator("main form .actions button.primary").click()
        told(page, "Решение записано.")
