"""Files that people bring: ready sums, checklists with photos, a translation of the questionnaire."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect
from tests.browser.people import People
from tests.browser.pictures import picture
from tests.browser.steps.opening import RELATED, SCHOOL, Pilot
from tests.browser.steps.screens import field, press, told

from merilo.documents.table_csv import table_csv

PHOTO = Path(__file__).resolve().parents[3] / "docs" / "guide" / "pictures" / "чек-лист.png"
"""Any picture will do."""
LINK = "https://school.zarechny.example/sveden"
LACKING, UNSURE = "stand.hours", "наверное"
LANGUAGE = "Татарча"
TRANSLATED = {
    "sex=female": "хатын-кыз",
    "sex=male": "ир-ат",
    "age": "Сезгә ничә яшь?",
    "phrase:yes": "Әйе",
    "phrase:no": "Юк",
}
"""Texts of the questionnaire by their codes, as an authority translated them."""
SHORTER = "Яшегез ничә?"


def look_at_sums(people: People, pilot: Pilot) -> None:
    """The operator looks what a file of ready sums holds, with a mistake and without, and takes nothing in."""
    with people.at("operator", f"{pilot.address}imports/") as page:
        codes = _codes(page, "Коды файла сумм")
        rows = [["Организация", "Код", "Да", "Нет"]]
        rows += [[name, code, *_sum(code)] for name in (SCHOOL, RELATED) for code in codes]
        wrong = [*rows[:-1], [RELATED, "overall", UNSURE, "2"]]
        _bring(page, "суммы ответов", _table("суммы с ошибкой.csv", wrong))
        expect(page.locator("main")).to_contain_text(f"«{UNSURE}»")
        page.goto(f"{pilot.address}imports/")
        _bring(page, "суммы ответов", _table("суммы.csv", rows))
        expect(page.get_by_role("button", name="Принять суммы 2 организаций")).to_be_visible()
        picture(page, "суммы-из-файла")
        press(page, "Не принимать")


def bring_checklist(people: People, pilot: Pilot) -> None:
    """The operator brings the whole inspection of one organization as a table with a ZIP of photos."""
    with people.at("operator", f"{pilot.address}imports/") as page:
        rows = [["Организация", "Пункт", "Значение", "Ссылка", "Фото"]]
        for place, code in enumerate(_codes(page, "Пункты чек-листов")):
            link = LINK if code.startswith("site.") else ""
            rows.append([RELATED, code, "Нет" if code == LACKING else "Да", link, "" if place else PHOTO.name])
        _bring(page, "чек-листы осмотров", _table("чек-лист.csv", rows), photos=_photos())
        page.get_by_label("Закончить осмотры, где записаны все пункты").check()
        picture(page, "осмотр-из-файла")
        page.locator("main form .actions button.primary").click()
        told(page, "Файл принят, пунктов чек-листа:")


def translate(people: People, pilot: Pilot) -> None:
    """The authority begins a translation, fills its table in twice and looks what would change."""
    with people.at("uo", f"{pilot.address}languages/") as page:
        field(page, "Код языка").fill("tt")
        field(page, "Название языка на нём самом").fill(LANGUAGE)
        press(page, "Начать перевод")
        _send(page, TRANSLATED)
        page.get_by_role("button", name=f"Записать {len(TRANSLATED)} текстов").click()
        told(page, "Записано.")
        _send(page, TRANSLATED | {"age": SHORTER, "suggestions": "Нәрсәне яхшыртырга?"})
        expect(page.locator("main")).to_contain_text("Изменится 2 текста. Уже записано: 4.")
        picture(page, "перевод-из-таблицы")
        page.get_by_role("button", name="Записать 2 текста").click()
        told(page, "Записано.")


def _send(page: Page, texts: dict[str, str]) -> None:
    """Look what this table of translations would change."""
    press(page, "Перевести в таблице: скачать и загрузить")
    rows = [["Код", "По-русски", "Перевод"], *([code, "", text] for code, text in texts.items())]
    field(page, "Таблица с переводом").set_input_files(_table("перевод.csv", rows))
    press(page, "Посмотреть, что изменится")


def _bring(page: Page, kind: str, table: FilePayload, *, photos: FilePayload | None = None) -> None:
    field(page, "Что в файле").select_option(label=kind)
    field(page, "Файл").set_input_files(table)
    if photos:
        field(page, "Чья это запись").select_option(label="Туманова Вера Глебовна")
        field(page, "Фото к чек-листам").set_input_files(photos)
    press(page, "Показать, что в файле")


def _codes(page: Page, table: str) -> list[str]:
    """The codes that the page names for its files."""
    codes: list[str] = page.locator(f"[aria-label='{table}'] tbody th code").all_text_contents()
    return codes


def _sum(code: str) -> tuple[str, str]:
    if code == "respondents":
        return "40", "0"
    return ("40", "0") if "_used" in code or code == "disability" else ("38", "2")


def _table(name: str, rows: Iterable[list[str]]) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": table_csv(rows)}


def _photos() -> FilePayload:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.write(PHOTO, PHOTO.name)
    return {"name": "фото.zip", "mimeType": "application/zip", "buffer": made.getvalue()}
