"""A plan's year: from what to put right first to a plan off control, on the demonstration's own calendar."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect
from tests.browser import server
from tests.browser.people import People
from tests.browser.pictures import picture
from tests.browser.steps.screens import field, press, refused, told

WRITER, YEAR = "deputy-12", 2027
"""Whose plan it is: the organization of the demonstration that has begun none."""
QUARTERS = ("I", "II", "III", "IV")
_MEASURE = re.compile(r"/plans/measures/(\d+)/change/")


@dataclass
class Written:
    """A plan and its measures by quarter."""

    address: str
    organization: str
    measures: list[list[int]]

    @property
    def total(self) -> int:
        return sum(len(one) for one in self.measures)


@contextmanager
def living_on(people: People, day: date) -> Iterator[People]:
    """The same people and the same database on another day."""
    with server.serving(people.site, day) as site:
        later = People(site, people.browser)
        yield later
        later.close()


def draft(people: People) -> Written:
    """The organization looks what to put right first and begins its plan with ready measures."""
    with people.at(WRITER, "/plans/") as page:
        page.get_by_role("link", name=re.compile("Что исправить и составить план")).click()
        for one in page.locator("input[name=tick]").all():
            one.check()
        press(page, "Пересчитать")
        picture(page, "что-исправить")
        press(page, "Составить план из отмеченных")
        field(page, "Год плана").fill(str(YEAR))
        page.locator("main form .actions button.primary").click()
        address = urlsplit(page.url).path
        organization = page.locator("h1").inner_text().partition(":")[0]
        _explain_rest(page, address)
        return Written(address, organization, _assign(page, address))


def _explain_rest(page: Page, address: str) -> None:
    """Deficiencies without a ready measure are explained."""
    page.goto(address)
    links = page.locator("main a[href*='/explain/']").all()
    for target in sorted({str(one.get_attribute("href")) for one in links}):
        page.goto(target)
        page.locator("main form textarea").first.fill("Предложение совета выполнено до составления плана.")
        page.locator("main form .actions button.primary").click()


def _assign(page: Page, address: str) -> list[list[int]]:
    """Every measure gets its quarter and whoever answers for it; numbers of the measures by quarter."""
    page.goto(address)
    numbers = sorted({int(number) for number in _MEASURE.findall(page.content())})
    quarters: list[list[int]] = [[] for _ in QUARTERS]
    for place, number in enumerate(numbers):
        quarter = place % len(QUARTERS)
        quarters[quarter].append(number)
        page.goto(f"/plans/measures/{number}/change/")
        field(page, "Плановый срок").fill(f"{QUARTERS[quarter]} квартал {YEAR} г.")
        field(page, "Ответственный").fill("Щеглова Ирина Романовна")
        field(page, "Должность ответственного").fill("заместитель директора")
        page.locator("main form .actions button.primary").click()
    page.goto(address)
    picture(page, "план")
    return quarters


def submit(people: People, plan: Written, *, name: str = WRITER) -> None:
    """The plan goes to the authority."""
    with people.at(name, f"{plan.address}submit/") as page:
        press(page, "Представить")
        told(page, "План представлен на согласование")


def send_back(people: People, plan: Written) -> None:
    """The authority returns it with a remark, and the organization sends it again."""
    with people.at("specialist", f"{plan.address}return/") as page:
        field(page, "Что исправить в плане").fill("Назовите телефон ответственного.")
        page.locator("main form .actions button.danger").click()
        expect(page.locator("main")).to_contain_text("возвращён с замечаниями")
    submit(people, plan)


def approve(people: People, plan: Written) -> None:
    """The head of the authority approves it."""
    with people.at("uo", f"{plan.address}approve/") as page:
        field(page, "Акт об утверждении").fill("приказ от 23.11.2026 № 301")
        press(page, "Проверить")
        press(page, "Утвердить")
        expect(page.locator("main")).to_contain_text("приказ от 23.11.2026 № 301")


def publish(people: People, plan: Written) -> None:
    """The organization says where it is published."""
    with people.at(WRITER, f"{plan.address}publish/") as page:
        field(page, "Адрес страницы с планом").fill("https://school.zarechny.example/nok/plan-2027")
        page.locator("main form .actions button.primary").click()
        expect(page.locator("main")).to_contain_text("https://school.zarechny.example/nok/plan-2027")


def carry_out(people: People, plan: Written, quarter: int, *, done_on: date) -> None:
    """The measures of a quarter are reported by the organization and confirmed by the authority."""
    for number in plan.measures[quarter]:
        with people.at(WRITER, f"/plans/measures/{number}/report/") as page:
            field(page, "Что сделано").fill("Выполнено полностью.")
            field(page, "Фактический срок").fill(done_on.isoformat())
            page.locator("main form .actions button.primary").click()
            expect(page.locator("main")).to_contain_text("Выполнено полностью.")
    for number in plan.measures[quarter]:
        with people.at("specialist", f"/plans/measures/{number}/confirm/") as page:
            field(page, "Чем подтверждено").fill("Проверено на месте.")
            page.locator("main form .actions button.primary").click()
            expect(page.locator("main")).to_contain_text("подтверждено")


def report(people: People, plan: Written, quarter: int) -> None:
    """The quarter's report is begun and submitted."""
    with people.at(WRITER, f"{plan.address}reports/") as page:
        page.locator(f"form[action$='/{YEAR}/{quarter + 1}/begin/'] button").click()
        press(page, "Сдать отчёт")
        page.locator("main form .actions button.primary").click()
        expect(page.locator("main")).to_contain_text("сдан")


def set_own_term(people: People) -> None:
    """The authority sets a term of its own by its act, sees what holds, and withdraws it with a reason."""
    with people.at("uo", "/plans/settings/") as page:
        page.get_by_role("link", name="Срок: Разместить план").click()
        field(page, "Число").fill("7")
        press(page, "Установить срок")
        refused(page, "Акт, которым установлен срок", "Обязательное поле.")
        field(page, "Акт, которым установлен срок").fill("приказ от 12.01.2026 № 7")
        press(page, "Установить срок")
        expect(page.locator("main")).to_contain_text("приказ от 12.01.2026 № 7, с")
        picture(page, "свои-сроки")
        page.get_by_role("link", name=re.compile("^Отменить")).click()
        field(page, "Причина").fill("Приказ утратил силу.")
        press(page, "Отменить свой срок")
        told(page, "5 рабочих дней, по правилу проекта")


def standing(people: People, plan: Written) -> str:
    """What the authority's summary says of the organization's measures."""
    with people.at("uo", "/plans/oversight/") as page:
        while True:
            rows = page.locator("tbody tr").filter(has=page.get_by_role("link", name=plan.organization, exact=True))
            found = rows.filter(has=page.locator(f"a[href='{plan.address}']"))
            if found.count():
                return found.first.inner_text()
            page.get_by_role("link", name="Дальше").click()


def close(people: People, plan: Written) -> None:
    """The authority takes the plan off control."""
    with people.at("uo", f"{plan.address}close/") as page:
        press(page, "Снять с контроля")
        told(page, "План снят с контроля")


def evaluate(people: People, plan: Written) -> str:
    """The authority issues the sheets of the heads; what the sheet of this organization says."""
    with people.at("uo", "/plans/evaluations/") as page:
        page.get_by_role("link", name=re.compile("Независимая оценка")).last.click()
        picture(page, "листы-оценки")
        press(page, "Выпустить листы")
        told(page, "Листы оценки выпущены")
        page.locator("main a[href*='/plans/evaluations/rounds/']").first.click()
        page.get_by_role("link", name=plan.organization, exact=True).click()
        picture(page, "лист-оценки")
        return page.locator("main").inner_text()
