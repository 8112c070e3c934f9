"""Before fieldwork: the contract, the letters, the number of recipients, a head who is invited."""

import email
import re
from email import policy

from playwright.sync_api import expect
from tests.browser.people import People
from tests.browser.pictures import picture
from tests.browser.steps.opening import KINDERGARTEN, RELATED, SCHOOL, Pilot
from tests.browser.steps.screens import field, press, told

HEAD, HEAD_ADDRESS, PASSWORD = "director", "director@zarechny.example", "Вишнёвый сад 1904"
RECIPIENTS = {SCHOOL: 70, RELATED: 60, KINDERGARTEN: 50}


def sign_contract(people: People, pilot: Pilot) -> None:
    """The authority prepares the terms of reference, issues them and enters the contract."""
    with people.at("uo", f"{pilot.address}contract/") as page:
        press(page, "Подготовить техническое задание")
        press(page, "Выпустить техническое задание")
        told(page, "Техническое задание выпущено.")
        press(page, "Внести заключённый контракт")
        field(page, "Оператор").select_option(index=1)
        field(page, "Номер контракта").fill("17/25")
        field(page, "Дата заключения").fill(pilot.on.isoformat())
        field(page, "Действует с").fill(pilot.on.isoformat())
        field(page, "Действует по").fill(pilot.until.isoformat())
        press(page, "Внести контракт")
        expect(page.locator("main")).to_contain_text("№ 17/25 от")
        picture(page, "контракт")


def invite_head(people: People) -> None:
    """The authority invites the head of a school, who follows the link of the letter and chooses a password."""
    with people.at("uo", "/registry/people/invite/organization_head/") as page:
        field(page, "Где").select_option(label=SCHOOL)
        field(page, "Фамилия, имя, отчество").fill("Вершинина Ольга Андреевна")
        field(page, "Электронная почта").fill(HEAD_ADDRESS)
        press(page, "Отправить приглашение")
        expect(page.locator("main")).to_contain_text(HEAD_ADDRESS)
    page = people.anonymous()
    page.goto(_invitation(people))
    for name in ("password", "repeated"):
        page.locator(f"input[name={name}]").fill(PASSWORD)
    page.locator("main form button").click()
    if "/login" in page.url:
        page.locator("input[name=login]").fill(HEAD_ADDRESS)
        page.locator("input[name=password]").fill(PASSWORD)
        press(page, "Войти")
    expect(page.get_by_role("button", name="Выйти")).to_be_visible()
    people.admit(HEAD, page)
    page.context.close()


def _invitation(people: People) -> str:
    """The link in the letter to the head."""
    for path in sorted((people.site.folder / "mail").iterdir(), reverse=True):
        for part in path.read_bytes().split(b"-" * 79):
            letter = email.message_from_bytes(part.strip(), policy=policy.default)
            if HEAD_ADDRESS in str(letter["To"]):
                body = letter.get_body()
                assert body is not None
                return re.findall(r"https?://\S+", body.get_content())[0]
    raise AssertionError("the letter with the invitation did not come")


def tell_numbers(people: People, pilot: Pilot) -> None:
    """The head tells the number of recipients; the authority enters the others and freezes them all."""
    with people.at(HEAD) as page:
        page.goto("/")
        page.get_by_role("link", name=re.compile("числен|получателей", re.IGNORECASE)).first.click()
        field(page, "Получателей услуг за год").fill("0")
        press(page, "Сообщить численность")
        expect(page.get_by_label("Число проверено и верно")).to_be_visible()
        field(page, "Получателей услуг за год").fill(str(RECIPIENTS[SCHOOL]))
        picture(page, "численность")
        press(page, "Сообщить численность")
        told(page, f"Численность сохранена: {RECIPIENTS[SCHOOL]}.")
    with people.at("specialist", f"{pilot.address}populations/") as page:
        for name in (RELATED, KINDERGARTEN):
            page.get_by_role("link", name=re.compile(rf"^{name}\b")).click()
            field(page, "Получателей услуг за год").fill(str(RECIPIENTS[name]))
            press(page, "Внести численность")
            told(page, f"Численность сохранена: {RECIPIENTS[name]}.")
        press(page, "Зафиксировать сообщённое")
        press(page, "Зафиксировать")
        told(page, "Численность зафиксирована, организаций: 3.")


def send_notices(people: People, pilot: Pilot) -> None:
    """The authority writes, issues and sends the notices; the log of delivery knows each."""
    with people.at("specialist", f"{pilot.address}letters/") as page:
        press(page, "Составить письма")
        press(page, "Составить письма")
        told(page, "Составлено писем: 3.")
        press(page, "Выпустить 3 письма")
        press(page, "Выпустить письма")
        told(page, "Выпущено писем: 3.")
        picture(page, "письма")
        press(page, "Отправить по почте: 3")
        told(page, "К отправке: 3.")
        assert "3" in people.site.run("send-letters")
        page.reload()
        expect(page.get_by_text("отправлено").first).to_be_visible()
