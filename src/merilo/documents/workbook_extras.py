"""«Сводные» and «Политики»: means by municipality, region and sector; what the cycle decided and by what paper."""

from xlsxwriter import Workbook

from merilo.documents.model import TOTAL, CycleReport
from merilo.documents.typography import day
from merilo.documents.workbook_figures import MUNICIPALITY, REGION
from merilo.documents.workbook_formulas import NOISE
from merilo.documents.workbook_layout import AGGREGATES, FIRST, POLICIES, SCORES, Layout, Span
from merilo.documents.workbook_sheet import PAPER_A4, Formats, Heading, Sheet, cell
from merilo.scoring import rounding
from merilo.scoring.aggregate import Aggregate, Scope

SCOPES = {
    Scope.MUNICIPALITY: "муниципалитет",
    Scope.TYPE: "тип организации",
    Scope.CYCLE: "цикл",
    Scope.REGION: "регион",
    Scope.SECTOR: "сфера",
    Scope.SECTORS: "все сферы",
}
COLUMNS = {Scope.MUNICIPALITY: MUNICIPALITY, Scope.REGION: REGION}


def aggregates(book: Workbook, report: CycleReport, layout: Layout, *, formats: Formats) -> None:
    """«Сводные»: simple means over organizations with a total."""
    sheet = Sheet(book, AGGREGATES, formats)
    headings = (
        Heading("Что усредняется", None, "Уровень", 16),
        Heading("", None, "Название", 40),
        Heading("Организации с посчитанным итогом", None, "Организаций", 13),
        Heading("Среднее итоговых оценок", None, "Средний балл", 12),
        *(Heading(one.name, None, f"К{one.code}", 14) for one in report.edition.criteria),
        Heading("Организации без итога", None, "Без итога", 11),
    )
    sheet.head("Сводные оценки: простое среднее по организациям", headings, rows=len(report.aggregates))
    sheet.pages_wide(PAPER_A4)
    for row, aggregate in enumerate(report.aggregates, FIRST):
        _aggregate(sheet, row, aggregate, report=report, layout=layout)


def _aggregate(sheet: Sheet, row: int, aggregate: Aggregate, *, report: CycleReport, layout: Layout) -> None:
    formats = sheet.formats
    name = report.edition.sector_title if aggregate.scope is Scope.SECTOR else aggregate.name
    sheet.text((row, 0), SCOPES[aggregate.scope], formats.plain)
    sheet.text((row, 1), name, formats.text)
    totals = layout.figure(TOTAL).down(layout.count)
    chosen, left_out = f"ISNUMBER({totals})", f"(1-ISNUMBER({totals}))"
    if aggregate.scope in COLUMNS:
        column = COLUMNS[aggregate.scope]
        own = f"EXACT({Span(SCORES, column, column).down(layout.count)},{cell(row, 1)})"
        chosen, left_out = f"{own}*{chosen}", f"{own}*{left_out}"
    sheet.formula((row, 2), f"SUMPRODUCT(1*{chosen})", formats.whole, cached=aggregate.n)
    shown = float(aggregate.shown) if aggregate.shown is not None else "—"
    sheet.formula((row, 3), _mean(chosen, totals, report=report), formats.strong, cached=shown)
    for column, criterion in enumerate(report.edition.criteria, 4):
        values = layout.figure(criterion.code).down(layout.count)
        mean = aggregate.criteria.get(criterion.code)
        digits = rounding.of(report.policies).shown
        cached = "—" if mean is None else float(rounding.shown(mean, digits))
        sheet.formula((row, column), _mean(chosen, values, report=report), formats.score, cached=cached)
    last, without = 4 + len(report.edition.criteria), sum(aggregate.left_out.values())
    sheet.formula((row, last), f"SUMPRODUCT(1*{left_out})", formats.whole, cached=without)


def _mean(chosen: str, values: str, *, report: CycleReport) -> str:
    counted = f"SUMPRODUCT({chosen}*ISNUMBER({values}))"
    mean = f"SUMPRODUCT({chosen}*1,{values})/{counted}"
    return f'IF({counted}=0,"—",ROUND(ROUND({mean},{NOISE}),{rounding.of(report.policies).shown}))'


def policies(book: Workbook, report: CycleReport, *, formats: Formats) -> None:
    """«Политики»: edition, council's decision, every choice and threshold; thresholds are live."""
    sheet = Sheet(book, POLICIES, formats)
    headings = (
        Heading("", None, "Имя", 22),
        Heading("", None, "Что решается", 44),
        Heading("", None, "Выбор", 14),
        Heading("", None, "Что это значит", 60),
        Heading("", None, "Основание", 60),
    )
    sheet.head("Политики: что закон оставил открытым и как решено в этом цикле", headings, rows=1, height=62)
    sheet.page.merge_range(1, 0, 1, len(headings) - 1, "", formats.note)
    sheet.text((1, 0), _about(report), formats.note)
    sheet.pages_wide(PAPER_A4)
    row = FIRST
    for code, choice in report.policies.choices.items():
        rule = report.edition.policies[code]
        option = rule.option(choice)
        words = (code, rule.title, choice, option.title if option else "", rule.clause.printed)
        for column, word in enumerate(words):
            sheet.text((row, column), word, formats.text)
        sheet.fit(row, (rule.title, 44), (words[3], 60), (rule.clause.printed, 60))
        row += 1
    for code, number in report.policies.thresholds.items():
        threshold = report.edition.thresholds[code]
        words = (code, threshold.title, "", "порог; можно изменить здесь", threshold.clause.printed)
        for column, word in enumerate(words):
            sheet.text((row, column), word, formats.text)
        sheet.value((row, 2), number, formats.input)
        sheet.fit(row, (threshold.title, 44), (threshold.clause.printed, 60))
        row += 1
    for word in LEGEND:
        row += 1
        sheet.text((row, 0), word, formats.note)
        sheet.page.merge_range(row, 0, row, 4, word, formats.note)


LEGEND = (
    "Синие числа — исходные: их можно менять, всё остальное пересчитается само. Чёрные — формулы.",
    "«ожидает решения» — закон молчит, решает совет; «не проверено» — итог не считается, пока не проверят.",
    "«не учитывается» — исключено политикой; «не оценено» — нет ни одной анкеты.",
    "Интервалы — статистика, а не формулы: они получены отдельным расчётом и при изменении чисел не меняются.",
    "Таблица считает в двоичных дробях: каждый шаг сперва округляется до 10 знаков, чтобы шум не сдвинул половину.",
)


def _about(report: CycleReport) -> str:
    edition = report.edition
    decision = report.policies.decision or "решение совета не указано"
    return (
        f"{report.title}. Сфера: {edition.sector_title}. На дату {day(report.on)}. "
        f"Редакция {edition.id}: {edition.header.act}. Отпечаток {edition.digest}. Решение: {decision}."
    )
