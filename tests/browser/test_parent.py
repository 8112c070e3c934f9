"""A parent with a telephone in the hand: two minutes, with or without scripts, and nothing typed is lost."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.people import TELEPHONE, People
from tests.browser.pictures import picture
from tests.browser.steps.collecting import answer, send
from tests.browser.steps.opening import SCHOOL
from tests.browser.steps.screens import field, press


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_parent_answers_on_a_telephone(people: People, surveyed: dict[str, str], scripts: bool) -> None:
    page = people.anonymous(TELEPHONE, scripts=scripts)
    answer(page, surveyed[SCHOOL])
    expect(page.get_by_role("heading", level=1)).to_have_text("Спасибо, анкета принята")
    expect(page.locator(".receipt strong")).to_have_text(re.compile(r"\S{4,}"))


def test_sending_the_same_form_again_gives_the_same_receipt(people: People, surveyed: dict[str, str]) -> None:
    page = people.anonymous(TELEPHONE)
    typed = dict(re.findall(r'name="(key|token)" value="([^"]+)"', _asked(page, surveyed[SCHOOL]))) | {"comfort": "1"}
    first = page.context.request.post(surveyed[SCHOOL], form=typed)
    while "слишком быстро" in first.text():
        first = page.context.request.post(surveyed[SCHOOL], form=typed)
    again = page.context.request.post(surveyed[SCHOOL], form=typed)
    assert "/thanks" in first.url
    assert _receipt(again.text()) == _receipt(first.text())


def _asked(page: Page, address: str) -> str:
    return page.context.request.get(address).text()


def _receipt(page: str) -> list[str]:
    found = re.findall(r'class="receipt">[^<]*<strong>([^<]+)<', page)
    assert len(found) == 1, page
    return found


def test_a_question_that_does_not_concern_the_parent_folds_away(people: People, surveyed: dict[str, str]) -> None:
    page = people.anonymous(TELEPHONE)
    page.goto(surveyed[SCHOOL])
    picture(page, "анкета")
    page.locator("fieldset#stand_used").get_by_text("Нет", exact=True).click()
    expect(page.locator("fieldset#stand_satisfied")).to_be_hidden()
    page.locator("fieldset#stand_used").get_by_text("Да", exact=True).click()
    expect(page.locator("fieldset#stand_satisfied")).to_be_visible()


def test_without_scripts_a_contradiction_is_named_and_the_rest_stays(people: People, surveyed: dict[str, str]) -> None:
    page = people.anonymous(TELEPHONE, scripts=False)
    page.goto(surveyed[SCHOOL])
    page.locator("fieldset#comfort").get_by_text("Да", exact=True).click()
    page.locator("fieldset#stand_used").get_by_text("Нет", exact=True).click()
    page.locator("fieldset#stand_satisfied").get_by_text("Да", exact=True).click()
    _sent(page)
    expect(page.locator("fieldset#stand_satisfied .error")).to_contain_text("Вы ответили «Нет»")
    expect(page.locator("fieldset#comfort").get_by_label("Да", exact=True)).to_be_checked()


def test_what_was_answered_is_there_when_the_parent_comes_back(people: People, surveyed: dict[str, str]) -> None:
    page = people.anonymous(TELEPHONE)
    page.goto(surveyed[SCHOOL])
    page.locator("fieldset#comfort").get_by_text("Нет", exact=True).click()
    page.reload()
    expect(page.locator("fieldset#comfort").get_by_label("Нет", exact=True)).to_be_checked()


def test_a_code_opens_the_questionnaire_once_and_a_wrong_one_loses_nothing(people: People, tmp_path: Path) -> None:
    address, code = _issued(people, tmp_path)
    page = people.anonymous(TELEPHONE, scripts=False)
    page.goto(address)
    page.locator("#code-field").fill("TY9H-99PC-2MYE")
    page.locator("fieldset#comfort").get_by_text("Да", exact=True).click()
    _refused(page)
    page.locator("#code-field").fill(code)
    expect(page.locator("fieldset#comfort").get_by_label("Да", exact=True)).to_be_checked()
    send(page)
    page.goto(address)
    page.locator("#code-field").fill(code)
    page.locator("fieldset#comfort").get_by_text("Да", exact=True).click()
    _refused(page)


def _sent(page: Page) -> None:
    """Send until the server judges the answers, however fast the form was filled."""
    page.locator("button.send").click()
    while page.get_by_role("alert").filter(has_text="слишком быстро").count():
        page.locator("button.send").click()


def _refused(page: Page) -> None:
    """The server refuses the code."""
    _sent(page)
    expect(page.locator("#code-error")).to_contain_text("Этот код не подходит")


def _issued(people: People, folder: Path) -> tuple[str, str]:
    """The address of a questionnaire that opens by code only, and one of its codes, read from the printed sheet."""
    page = people.person("operator")
    page.goto("/cycles/")
    newest = max(page.get_by_role("link", name=re.compile("Независимая оценка")).all_inner_texts())
    press(page, newest)
    press(page, "Сбор информации")
    page.locator("main a[href^='/surveys/']").last.click()
    address = page.locator("main a[href^='/a/']").get_attribute("href")
    press(page, "Одноразовые коды")
    field(page, "Классы или группы и число кодов").fill("5 А — 2")
    with page.expect_download() as started:
        press(page, "Выдать коды и скачать PDF")
    started.value.save_as(folder / "codes.pdf")
    reader = shutil.which("pdftotext")
    assert reader, "pdftotext is not installed: run «make test»"
    printed = subprocess.run([reader, folder / "codes.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert address is not None
    return address, re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", printed)[0]


def test_an_address_typed_wrong_leads_to_the_entrance(people: People, surveyed: dict[str, str]) -> None:
    page = people.anonymous(TELEPHONE)
    page.goto("/a/")
    page.locator("main input").first.fill("ЪЪЪЪЪ")
    page.locator("main button").first.click()
    assert page.locator("main input").first.input_value() == "ЪЪЪЪЪ"
