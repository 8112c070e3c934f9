"""The sheets that a person may change: answers and checklists. Every figure of the workbook follows from them."""

from xlsxwriter import Workbook

from merilo.documents.model import CycleReport, OrganizationReport
from merilo.documents.workbook_formulas import NOT_APPLICABLE, UNCHECKED
from merilo.documents.workbook_layout import ANSWERS, CHECKLISTS, FIRST, RESPONDENTS, Layout, choices, items_in_order
from merilo.documents.workbook_sheet import Cell, Formats, Heading, Sheet
from merilo.methodology.model import ChecklistItem
from merilo.observations import ItemState

NAME_WIDTH = 38
IDENTITY = (Heading("Код организации", None, "Код", 10), Heading("Название", None, "Организация", NAME_WIDTH))
CHOICES = {"yes": "Да", "no": "Нет"}


def identity(sheet: Sheet, row: int, entry: OrganizationReport) -> None:
    """The first two columns of every sheet of figures."""
    sheet.fit(row, (entry.name, NAME_WIDTH))
    sheet.text((row, 0), entry.id, sheet.formats.plain)
    sheet.text((row, 1), entry.name, sheet.formats.text)


def answers(book: Workbook, report: CycleReport, layout: Layout, *, formats: Formats) -> None:
    """«Ответы»: how many said «Да» and «Нет», by question."""
    sheet = Sheet(book, ANSWERS, formats)
    headings = [*IDENTITY, Heading("Заполненные анкеты", None, "Анкет", 9)]
    for question in report.edition.closed_questions:
        titles = {option.code: option.text for option in question.options}
        for choice in choices(question):
            short = CHOICES.get(choice) or titles.get(choice, choice)
            headings.append(Heading(question.text, question.code, short, 11))
    sheet.head("Ответы получателей услуг: исходные числа", tuple(headings), rows=layout.count, height=130)
    for row, entry in enumerate(report.entries, FIRST):
        identity(sheet, row, entry)
        sheet.value((row, RESPONDENTS), entry.observation.respondents, formats.input)
        for (code, choice), column in layout.answers.items():
            sheet.value((row, column), _answered(entry, code, choice), formats.input)


def _answered(entry: OrganizationReport, code: str, choice: str) -> int:
    count = entry.observation.counts.get(code)
    if count is None:
        return 0
    if choice in CHOICES and not count.options:
        return count.yes if choice == "yes" else count.no
    return count.options.get(choice, 0)


def checklists(book: Workbook, report: CycleReport, layout: Layout, *, formats: Formats) -> None:
    """«Чек-листы»: what inspectors saw; an empty cell is outside the norm of this type of organization."""
    sheet = Sheet(book, CHECKLISTS, formats)
    items = [
        (one.indicator, item) for one in report.edition.checklists for item in items_in_order(report.edition, one.part)
    ]
    headings = (*IDENTITY, *(Heading(item.title, item.code, indicator, 13) for indicator, item in items))
    title = f"Чек-листы: исходные значения от 0 до 1, «{NOT_APPLICABLE}» или «{UNCHECKED}»; пусто — вне нормы"
    sheet.head(title, headings, rows=layout.count, height=130)
    for row, entry in enumerate(report.entries, FIRST):
        identity(sheet, row, entry)
        for _, item in items:
            sheet.value((row, layout.checklist[item.code]), _seen(entry, item), formats.input)


def _seen(entry: OrganizationReport, item: ChecklistItem) -> Cell:
    if not item.applies(entry.organization.type):
        return None
    found = entry.observation.items.get(item.code)
    if found is not None and found.state is ItemState.OBSERVED and found.value is not None:
        return int(found.value) if found.value.denominator == 1 else float(found.value)
    if found is not None and found.state is ItemState.NOT_APPLICABLE:
        return NOT_APPLICABLE
    return UNCHECKED
