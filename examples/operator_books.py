"""The two workbooks that an operator really has: a form's export, and a wide checklist under merged titles."""

import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import xlsxwriter
from examples.invented import OPERATOR, Invented

from merilo.methodology.model import Checklist, ChecklistItem, Edition, Part

Answers = dict[str, str]
MADE = datetime(2025, 4, 21, 9, 0)  # noqa: DTZ001 — a workbook's property, in nobody's zone
SPELLINGS = {"Да": ("Да", "Да", "Да", "да", "Да ", "ДА"), "Нет": ("Нет", "Нет", "нет", "Нет "), "": ("",)}

FORM = (
    ("sex", "Укажите Ваш пол"),
    ("age", "Ваш возраст (полных лет)"),
    ("stand_used", "1. Читали ли Вы информацию на стендах, когда приходили в организацию?"),
    ("stand_satisfied", "2. Устроила ли Вас информация на стендах (открытая, полная, доступная)?"),
    ("site_used", "3. Заходили ли Вы на официальный сайт организации?"),
    ("site_satisfied", "4. Устроила ли Вас информация на официальном сайте (открытая, полная, доступная)?"),
    ("comfort", "5. Удовлетворены ли Вы тем, насколько комфортны условия, в которых проходят занятия?"),
    ("first_contact", "6. Доброжелательны и вежливы ли работники, которые встретили Вас и дали первые сведения?"),
    ("service_staff", "7. Доброжелательны и вежливы ли воспитатели, учителя, преподаватели, которые учат детей?"),
    ("remote_used", "8. Обращались ли Вы в организацию дистанционно (телефон, электронная почта, форма на сайте)?"),
    ("remote_contact", "9. Доброжелательны и вежливы ли работники, которые ответили Вам дистанционно?"),
    ("schedule", "10. Удобен ли Вам график работы организации?"),
    ("recommend", "11. Посоветовали бы Вы эту организацию родственникам и знакомым?"),
    ("overall", "12. Удовлетворены ли Вы условиями обучения в целом?"),
    ("disability", "13. Есть ли у Вас (или у того, кого Вы представляете) установленная группа инвалидности?"),
    ("accessibility", "14. Если «Да»: удовлетворены ли Вы доступностью обучения для инвалидов?"),
    ("suggestions", "Ваши предложения"),
)
NAME_HEADING = "Выберите образовательную организацию"
TITLES = (
    "Обследование образовательных организаций, апрель 2025 года",
    "1 — есть, 0 — нет, 0,5 — не полностью; пусто — пункт не входит в перечень для этого типа",
)
PREFIXES = {Part.STAND: "На СТЕНДЕ", Part.SITE: "На САЙТЕ"}


def write_form(path: Path, people: Iterable[tuple[Invented, Answers]]) -> None:
    """The export of an electronic form: a row a questionnaire, in the order in which people came."""
    dice = random.Random("operator")  # noqa: S311 — invented answers
    rows = list(people)
    dice.shuffle(rows)
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet("Ответы на форму (1)")
        moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm:ss"})
        sheet.write_row(0, 0, ("Отметка времени", NAME_HEADING, *(heading for _, heading in FORM)))
        for number, (organization, given) in enumerate(rows, start=1):
            sheet.write_datetime(number, 0, MADE - timedelta(minutes=53 * (len(rows) - number)), moment)
            sheet.write(number, 1, dice.choice((organization.name, *organization.spellings)))
            for column, (code, _) in enumerate(FORM, start=2):
                answer = given.get(code, "")
                sheet.write(number, column, dice.choice(SPELLINGS.get(answer, (answer,))))


def heading(checklist: Checklist, item: ChecklistItem) -> str:
    """How the operator heads the column of an item."""
    prefix = PREFIXES.get(checklist.part)
    return f"{prefix}: {item.title[:1].lower()}{item.title[1:]}" if prefix else item.title


def write_checklist(path: Path, law: Edition) -> None:
    """The inspectors' workbook: a row an organization, a column an item, two merged title rows above."""
    columns = [(checklist, item) for checklist in law.checklists for item in checklist.items]
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet("Чек-лист")
        bold = book.add_format({"bold": True, "text_wrap": True})
        for row, title in enumerate(TITLES):
            sheet.merge_range(row, 0, row, 11, title, bold)
        sheet.write_row(3, 0, ("Наименование организации", *(heading(*column) for column in columns)), bold)
        for row, organization in enumerate(OPERATOR, start=4):
            sheet.write(row, 0, organization.name)
            for column, (_, item) in enumerate(columns, start=1):
                if item.applies(organization.type):
                    sheet.write(row, column, found(organization, item))


def found(organization: Invented, item: ChecklistItem) -> float | str:
    """What stands in the cell of an item: a number, or words with their reason."""
    value, reason = organization.checklist.get(item.code, ("1", ""))
    return f"{value}: {reason}" if reason else float(value.replace(",", "."))
