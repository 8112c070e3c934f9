"""The sheets that calculate: «Расчёт» in full precision, «Баллы» as printed, «Рейтинг» in order of places."""

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from merilo.documents.model import TOTAL, CycleReport, OrganizationReport
from merilo.documents.publication import group_labels, type_title
from merilo.documents.workbook_formulas import NOISE, WORDS, Writer
from merilo.documents.workbook_inputs import IDENTITY, NAME_WIDTH, identity
from merilo.documents.workbook_layout import (
    ANSWERS,
    CALCULATION,
    FIRST,
    POLICIES,
    RANKING,
    RESPONDENTS,
    SCORES,
    Layout,
    Span,
    fixed,
)
from merilo.documents.workbook_sheet import PAPER_A4, Cell, Formats, Heading, Sheet, cell
from merilo.scoring.aggregate import UNNAMED
from merilo.scoring.scorecard import Node, State

KIND_WIDTH = 18
REGISTER = (
    Heading("Тип организации", None, "Тип", KIND_WIDTH),
    Heading("Группа для места", None, "Группа", KIND_WIDTH),
    Heading("Муниципальное образование", None, "Муниципалитет", 15),
    Heading("Регион", None, "Регион", 14),
    Heading("Заполненные анкеты", None, "Анкет", 8),
)
GROUP, MUNICIPALITY, REGION, ASKED = 3, 4, 5, 6
FIRST_SCORE = len(IDENTITY) + len(REGISTER)
NO_PLACE = "—"
NOTE_WIDTH, GROUP_WIDTH, SCORE_WIDTH = 32, 15, 10
BESIDE = (Heading("", None, "ИНН", 13), Heading("", None, "Код", 10))
"""Columns of «Рейтинг» for looking up, right of what is printed."""
TOTAL_TITLE = "Общий балл"
SCORED, FEW = "оценено", "мало анкет"


def calculation(book: Workbook, report: CycleReport, layout: Layout, *, formats: Formats) -> None:
    """«Расчёт»: components, indicators, criteria and total, each a formula over the columns to its left."""
    sheet = Sheet(book, CALCULATION, formats)
    writer = Writer(layout, report.policies)
    headings = (*IDENTITY, *_calculation_headings(report))
    title = "Расчёт: параметры, показатели, критерии, итог; в третьей строке — значимость"
    sheet.head(title, headings, rows=layout.count)
    for row, entry in enumerate(report.entries, FIRST):
        identity(sheet, row, entry)
        formulas, nodes = formulas_of(report, writer, row), entry.nodes
        for code, column in layout.figures.items():
            sheet.formula((row, column), formulas[code], formats.figure, cached=_exact(nodes[code]))


def _calculation_headings(report: CycleReport) -> tuple[Heading, ...]:
    edition = report.edition
    components = [component for indicator in edition.indicators for component in indicator.components]
    return (
        *(Heading(one.name, float(one.weight), one.code, 14) for one in components),
        *(Heading(f"{one.code} {one.name}", float(one.weight), one.symbol, 14) for one in edition.indicators),
        *(Heading(one.name, float(one.weight), f"К{one.code}", 14) for one in edition.criteria),
        Heading("Итоговая оценка организации", None, TOTAL_TITLE, 14),
    )


def formulas_of(report: CycleReport, writer: Writer, row: int) -> dict[str, str]:
    """The formulas of one row of «Расчёт», by trace code, without «=»."""
    edition = report.edition
    formulas = {}
    for indicator in edition.indicators:
        formulas.update({one.code: writer.component(one, row) for one in indicator.components})
        formulas[indicator.code] = writer.indicator(indicator, row)
    for criterion in edition.criteria:
        parts = tuple(indicator.code for indicator in criterion.indicators)
        formulas[criterion.code] = writer.storey(criterion.combine, parts, row)
    formulas[TOTAL] = writer.storey(edition.combine, tuple(one.code for one in edition.criteria), row)
    return formulas


def scores(book: Workbook, report: CycleReport, layout: Layout, *, formats: Formats) -> None:
    """«Баллы»: every score as it is printed, and the places."""
    sheet = Sheet(book, SCORES, formats)
    writer = Writer(layout, report.policies)
    headings = (*IDENTITY, *REGISTER, *_score_headings(report))
    sheet.head("Баллы: показатели, критерии, общий балл и места", headings, rows=layout.count)
    sheet.pages_wide(PAPER_A4, 2)
    groups = group_labels(report)
    for row, entry in enumerate(report.entries, FIRST):
        identity(sheet, row, entry)
        _register(sheet, row, entry, kinds=(type_title(report.edition, entry.organization.type), groups[entry.id]))
        nodes = entry.nodes
        for code, column in layout.shown.items():
            style = formats.strong if code == TOTAL else formats.score
            sheet.formula((row, column), writer.printed(code, row), style, cached=_shown(nodes[code]))
        _places(sheet, row, entry, report=report, layout=layout)


def _score_headings(report: CycleReport) -> tuple[Heading, ...]:
    edition = report.edition
    return (
        *(Heading(one.name, one.code, one.symbol, 13) for one in edition.indicators),
        *(Heading(one.name, one.code, f"К{one.code}", SCORE_WIDTH) for one in edition.criteria),
        Heading("Итоговая оценка организации", None, TOTAL_TITLE, 11),
        Heading("Что сравнивается при присвоении места", None, "Балл для места", 11),
        Heading("Место среди всех", None, "Место", 9),
        Heading("Место в группе", None, "Место в группе", 10),
        Heading("Состояние результата", None, "Статус", 18),
    )


def _register(sheet: Sheet, row: int, entry: OrganizationReport, *, kinds: tuple[str, str]) -> None:
    sheet.fit(row, (entry.name, NAME_WIDTH), *((kind, KIND_WIDTH) for kind in kinds))
    for column, kind in enumerate(kinds, len(IDENTITY)):
        sheet.text((row, column), kind, sheet.formats.text)
    sheet.text((row, MUNICIPALITY), entry.organization.municipality or UNNAMED, sheet.formats.plain)
    sheet.text((row, REGION), entry.organization.region or UNNAMED, sheet.formats.plain)
    asked = Span(ANSWERS, RESPONDENTS, RESPONDENTS).at(row)
    sheet.formula((row, ASKED), asked, sheet.formats.whole, cached=entry.observation.respondents)


def threshold(report: CycleReport, code: str) -> str:
    """Where a threshold stands on «Политики»."""
    place = list(report.policies.thresholds).index(code)
    return f"'{POLICIES}'!{fixed(cell(FIRST + len(report.policies.choices) + place, 2))}"


def _places(sheet: Sheet, row: int, entry: OrganizationReport, *, report: CycleReport, layout: Layout) -> None:
    keys = layout.shown[TOTAL] + 1
    key_span = Span(SCORES, keys, keys)
    total, key, column = cell(row, keys - 1), cell(row, keys), key_span.down(layout.count, own=SCORES)
    groups = Span(SCORES, GROUP, GROUP).down(layout.count, own=SCORES)
    if report.policies.choices.get("ties") == "exact":
        total = f"ROUND({layout.figure(TOTAL).at(row)},{NOISE})"
    fewest = threshold(report, "rank_from") if "rank_from" in report.policies.thresholds else "0"
    asked = cell(row, ASKED)
    enough = f"IF(ISNUMBER({cell(row, keys - 1)}),{asked}>={fewest},FALSE)"
    standing, formats = entry.standing, sheet.formats
    ranked = _comparable(entry, report) if standing.overall else NO_PLACE
    sheet.formula((row, keys), f'IF({enough},{total},"{NO_PLACE}")', formats.score, cached=ranked)
    place = f'IF(ISNUMBER({key}),RANK({key},{column}),"{NO_PLACE}")'
    sheet.formula((row, keys + 1), place, formats.whole, cached=standing.place or NO_PLACE)
    above = f"SUMPRODUCT(EXACT({groups},{cell(row, GROUP)})*ISNUMBER({column})*({column}>{key}))+1"
    in_group = f'IF(ISNUMBER({key}),{above},"{NO_PLACE}")'
    sheet.formula((row, keys + 2), in_group, formats.whole, cached=standing.place_in_group or NO_PLACE)
    printed = cell(row, keys - 1)
    status = f'IF(ISNUMBER({printed}),IF({asked}>={fewest},"{SCORED}","{FEW}"),{printed})'
    sheet.formula((row, keys + 3), status, formats.plain, cached=_status(entry))


def _comparable(entry: OrganizationReport, report: CycleReport) -> Cell:
    exact = report.policies.choices.get("ties") == "exact" and entry.total.exact is not None
    return round(float(entry.total.exact), NOISE) if exact and entry.total.exact is not None else _shown(entry.total)


def _status(entry: OrganizationReport) -> str:
    if entry.total.state is not State.VALUED:
        return WORDS[entry.total.state]
    return SCORED if entry.standing.overall else FEW


def ranking(book: Workbook, report: CycleReport, layout: Layout, *, formats: Formats) -> None:
    """«Рейтинг»: the table to be read, in the order of places; those without a place follow with the reason."""
    sheet = Sheet(book, RANKING, formats)
    headings = _ranking_headings(report)
    sheet.head(f"Рейтинг: {report.title}", headings, rows=layout.count, height=34)
    printed = len(headings) - len(BESIDE) - 1
    sheet.page.merge_range(1, 0, 1, printed, "", formats.note)
    sheet.text((1, 0), report.ranking.rule, formats.note)
    sheet.pages_wide(PAPER_A4)
    sheet.page.print_area(0, 0, FIRST + max(layout.count, 1) - 1, printed)
    rows = {entry.id: row for row, entry in enumerate(report.entries, FIRST)}
    groups = group_labels(report)
    for row, entry in enumerate((*report.ranked, *report.unranked), FIRST):
        _ranked(sheet, row, (entry, groups[entry.id]), source=rows[entry.id], layout=layout)


def _ranking_headings(report: CycleReport) -> tuple[Heading, ...]:
    return (
        Heading("", None, "Место", 7),
        Heading("", None, "Организация", NAME_WIDTH),
        Heading("", None, "Группа", GROUP_WIDTH),
        Heading("", None, TOTAL_TITLE, SCORE_WIDTH),
        Heading("", "интервал", "Балл от", 8),
        Heading("", "интервал", "Балл до", 8),
        Heading("", "интервал", "Место от", 8),
        Heading("", "интервал", "Место до", 8),
        *(Heading("", None, f"К{criterion.code}", SCORE_WIDTH) for criterion in report.edition.criteria),
        Heading("", None, "Анкет", 7),
        Heading("", None, "Место в группе", 9),
        Heading("", None, "Примечание", NOTE_WIDTH),
        *BESIDE,
    )


def _ranked(sheet: Sheet, row: int, listed: tuple[OrganizationReport, str], *, source: int, layout: Layout) -> None:
    (entry, group), formats, total = listed, sheet.formats, layout.shown[TOTAL]
    standing, organization = entry.standing, entry.organization
    words = [(_shown(node), SCORE_WIDTH) for node in (entry.total, *entry.total.children)]
    texts = [(word, width) for word, width in words if isinstance(word, str)]
    sheet.fit(row, (entry.name, NAME_WIDTH), (standing.reason, NOTE_WIDTH), (group, GROUP_WIDTH), *texts)

    def copy(column: int, taken: int, cached: Cell, *, style: Format = formats.score) -> None:
        sheet.formula((row, column), Span(SCORES, taken, taken).at(source), style, cached=cached)

    copy(0, total + 2, standing.place or NO_PLACE, style=formats.whole)
    copy(1, 1, entry.name, style=formats.text)
    sheet.text((row, 2), group, formats.text)
    copy(3, total, _shown(entry.total), style=formats.strong)
    interval, place = entry.interval(TOTAL), entry.intervals.place if entry.intervals else None
    sheet.value((row, 4), round(interval.low, 2) if interval else None, formats.points)
    sheet.value((row, 5), round(interval.high, 2) if interval else None, formats.points)
    sheet.value((row, 6), place.best if place else None, formats.whole)
    sheet.value((row, 7), place.worst if place else None, formats.whole)
    column = 8
    for node in entry.total.children:
        copy(column, layout.shown[node.code], _shown(node))
        column += 1
    copy(column, ASKED, entry.observation.respondents, style=formats.whole)
    copy(column + 1, total + 3, standing.place_in_group or NO_PLACE, style=formats.whole)
    sheet.text((row, column + 2), standing.reason, formats.text)
    sheet.text((row, column + 3), organization.inn, formats.plain)
    sheet.text((row, column + 4), entry.id, formats.plain)


def _exact(node: Node) -> Cell:
    return float(node.exact) if node.exact is not None else WORDS[node.state]


def _shown(node: Node) -> Cell:
    return float(node.shown) if node.shown is not None else WORDS[node.state]
