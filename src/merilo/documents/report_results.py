"""The operator's report, its figures: criteria, ranking, groups, aggregates, and the table of all indicators."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from merilo.documents import charts
from merilo.documents.model import TOTAL, CycleReport, OrganizationReport
from merilo.documents.publication import group_title, indicator_score, score, short_criterion, valued
from merilo.documents.report_opening import OF_ORGANIZATIONS, ORGANIZATIONS
from merilo.documents.tables import Column, Row, Table
from merilo.documents.typography import DASH, counted, decimal, fixed, interval, listed, places, sentence
from merilo.documents.workbook_extras import SCOPES
from merilo.documents.writers import docx_styles as look
from merilo.documents.writers.docx import WIDTH_TURNED
from merilo.documents.writers.paper import Paper
from merilo.methodology.model import Criterion
from merilo.scoring.aggregate import Scope
from merilo.scoring.scorecard import Node

PODIUM = 3
NAMED = 6
CHARTED = 40
FEW_COLUMNS = 3
"""Indicators of a criterion that fit beside names in the usual size of letters."""
LARGE = 300
"""Organizations from which the tables of criteria are cut short and the advices go into volumes of their own."""
Found = Sequence[tuple[OrganizationReport, Node]]


def criteria(paper: Paper, report: CycleReport) -> None:
    """Per criterion: from … to, mean, three best, three last, the table."""
    paper.heading("5. Результаты по критериям")
    _criteria_chart(paper, report)
    for number, criterion in enumerate(report.edition.criteria, 1):
        paper.heading(f"5.{number}. Критерий {criterion.code}. {criterion.name}", 2)
        found = valued(report.entries, criterion.code)
        if not found:
            paper.paragraph("Критерий не посчитан ни для одной организации; причины названы в разделе 6.")
            continue
        mean = sum((node.exact or Fraction(0) for _, node in found), Fraction(0)) / len(found)
        paper.paragraph(
            f"Наименьшее значение — {decimal(found[-1][1].shown)}, среднее — {fixed(mean)}, наибольшее — "
            f"{decimal(found[0][1].shown)} балла (посчитано для {counted(len(found), OF_ORGANIZATIONS)})."
        )
        paper.paragraph(f"Лучшие результаты: {podium(found)}. Последние: {podium(tuple(reversed(found)))}.")
        _criterion_table(paper, report, criterion, number=number)


def podium(found: Found) -> str:
    """The first three with their scores; equal scores stand together, and many of them are counted."""
    runs, taken = [], 0
    for shown, members in groupby(found, key=lambda pair: pair[1].shown):
        names = [entry.name for entry, _ in members]
        runs.append(f"{_names(names)} — {decimal(shown)}")
        taken += len(names)
        if taken >= PODIUM:
            break
    return "; ".join(runs)


def _names(names: list[str]) -> str:
    return ", ".join(names) if len(names) <= NAMED else counted(len(names), ORGANIZATIONS)


def _criteria_chart(paper: Paper, report: CycleReport) -> None:
    marks = []
    for criterion in report.edition.criteria:
        found = valued(report.entries, criterion.code)
        if found:
            values = [float(node.exact) for _, node in found if node.exact is not None]
            mean = sum(values) / len(values)
            marks.append(
                charts.Mark(f"К{criterion.code}. {short_criterion(criterion)}", mean, min(values), max(values))
            )
    if len(marks) < 2:
        return
    weakest = min(marks, key=lambda mark: mark.value)
    finding = f"Слабее всего {weakest.label.split('.')[0]}: в среднем {fixed(weakest.value)} балла"
    alt = "; ".join(
        f"{m.label}: от {fixed(m.low or 0)} до {fixed(m.high or 0)}, среднее {fixed(m.value)}" for m in marks
    )
    caption = f"Рисунок 1. {finding}. Точка — среднее, полоса — от наименьшего до наибольшего"
    paper.picture(charts.spans(marks, unit="баллы"), caption=caption, alt=alt)


def _criterion_table(paper: Paper, report: CycleReport, criterion: Criterion, *, number: int) -> None:
    indicators = criterion.indicators
    small = len(indicators) > FEW_COLUMNS
    width, last = (round(9.6 / len(indicators), 2), 1.9) if small else (2.85, 2.3)
    columns = (
        Column("Организация", round(16.5 - last - width * len(indicators), 2)),
        *(Column(f"{indicator.code}\n{indicator.symbol}", width, "right") for indicator in indicators),
        Column(f"К{criterion.code}", last, "right"),
    )
    ordered = [entry for entry, _ in valued(report.entries, criterion.code)]
    chosen = {entry.id for entry in ordered}
    whole = (*ordered, *(entry for entry in report.entries if entry.id not in chosen))
    named, part = whole, ""
    if len(whole) > LARGE:
        half = CHARTED // 2
        named, part = (
            (*whole[:half], *whole[-half:]),
            f" (первые и последние {half} из {len(whole)}; все — в таблице А)",
        )
    rows = [
        Row(
            (
                entry.name,
                *(indicator_score(report, entry, indicator) for indicator in indicators),
                score(entry.nodes[criterion.code]),
            )
        )
        for entry in named
    ]
    caption = f"Таблица {3 + number}. Критерий {criterion.code} по организациям, баллы{part}"
    paper.table(Table(columns, rows, caption, small=small))


def ranking(paper: Paper, report: CycleReport) -> None:
    """Places with intervals, bands of the indistinguishable, and who has no place and why."""
    paper.heading("6. Рейтинг")
    paper.paragraph(report.ranking.rule)
    if report.uncertainty:
        paper.paragraph(
            f"Интервалы — {fixed(report.uncertainty.confidence * 100, 0)} %: {report.uncertainty.method}. "
            f"Повторов {report.uncertainty.draws}, начальное число {report.uncertainty.seed}. Интервал не меняет "
            "оценку и место по закону, а показывает, насколько они зависят от того, кто попал в выборку. "
            "Строки одного фона — полоса организаций, которые по собранным анкетам друг от друга отличить нельзя."
        )
    _ranking_chart(paper, report)
    columns = (
        Column("Место", 1.5, "center"),
        Column("Организация", 6.8),
        Column("Общий балл", 1.9, "right"),
        Column("Интервал балла", 2.6, "center"),
        Column("Интервал места", 2.1, "center"),
        Column("Анкет", 1.6, "right"),
    )
    shaded = _shaded(report)
    rows = [
        Row(
            (
                str(entry.standing.place),
                entry.name,
                score(entry.total),
                interval(entry.interval(TOTAL)) or DASH,
                places(entry.intervals.place if entry.intervals else None) or DASH,
                str(entry.scorecard.respondents),
            ),
            shaded=entry.id in shaded,
        )
        for entry in report.ranked
    ]
    paper.table(Table(columns, rows, f"Таблица {_after(report, 1)}. Рейтинг"))
    _unranked(paper, report)


def _after(report: CycleReport, offset: int) -> int:
    """Numbers of tables behind those of the criteria."""
    return 3 + len(report.edition.criteria) + offset


def _shaded(report: CycleReport) -> set[str]:
    bands = report.uncertainty.bands if report.uncertainty else ()
    return {member for band in bands[::2] for member in band}


def _ranking_chart(paper: Paper, report: CycleReport) -> None:
    ranked = report.ranked
    if len(ranked) < 2:
        return
    half = CHARTED // 2
    chosen = ranked if len(ranked) <= CHARTED else (*ranked[:half], *ranked[-half:])
    marks = []
    for entry in chosen:
        bounds, exact = entry.interval(TOTAL), entry.total.exact or Fraction(0)
        ends = (bounds.low, bounds.high) if bounds else (None, None)
        marks.append(
            charts.Mark(f"{entry.standing.place}. {entry.name}", float(exact), ends[0], ends[1], score(entry.total))
        )
    part = "" if len(chosen) == len(ranked) else f" (первые и последние {half} из {len(ranked)})"
    caption = f"Рисунок 2. {_finding(report)}{part}. Точка — общий балл, полоса — интервал"
    alt = f"Общий балл и интервал по организациям; то же в таблице {_after(report, 1)}"
    paper.picture(charts.spans(marks, unit="баллы"), caption=caption, alt=alt)


def _finding(report: CycleReport) -> str:
    first, last = report.ranked[0], report.ranked[-1]
    gap = (first.total.exact or Fraction(0)) - (last.total.exact or Fraction(0))
    if report.uncertainty is None:
        return f"Между первым и последним местом {fixed(gap)} балла"
    bands = len(report.uncertainty.bands)
    words = ("полоса", "полосы", "полос")
    return f"Между первым и последним местом {fixed(gap)} балла; надёжно различимы {counted(bands, words)}"


def _unranked(paper: Paper, report: CycleReport) -> None:
    if not report.unranked:
        return
    paper.heading("Организации без места", 2)
    columns = (Column("Организация", 5.6), Column("Общий балл", 2.4, "right"), Column("Почему нет места", 8.5))
    rows = []
    for entry in report.unranked:
        reasons = entry.scorecard.reasons or (entry.standing.reason,)
        why = "\n".join(sentence(reason) for reason in reasons)
        variants = "\n".join(_variant(report, dict(one.choices), one.shown) for one in entry.scorecard.variants)
        rows.append(Row((entry.name, score(entry.total), f"{why}\n{variants}" if variants else why)))
    paper.table(Table(columns, rows, f"Таблица {_after(report, 2)}. Организации без места и варианты решения"))


def _variant(report: CycleReport, choices: dict[str, str], shown: str | None) -> str:
    titles = []
    for code, choice in choices.items():
        option = report.edition.policies[code].option(choice)
        titles.append(option.title if option else choice)
    return f"Вариант: {'; '.join(titles)} — {'итога нет' if shown is None else decimal(shown)}"


def by_group(paper: Paper, report: CycleReport) -> None:
    """Each group of organizations: how many, the means of criteria and total, the first place."""
    paper.heading("7. Результаты по группам организаций")
    members: dict[str, list[OrganizationReport]] = {}
    for entry in report.entries:
        members.setdefault(group_title(report.edition, entry.standing.group), []).append(entry)
    codes = [criterion.code for criterion in report.edition.criteria]
    columns = (
        Column("Группа", round(16.5 - 3.9 - 1.6 * len(codes), 2)),
        Column("Число", 1.7, "right"),
        *(Column(f"К{code}", 1.6, "right") for code in codes),
        Column("Средний балл", 2.2, "right"),
    )
    rows = [_group(title, entries, codes) for title, entries in sorted(members.items())]
    paper.table(Table(columns, rows, f"Таблица {_after(report, 3)}. Средние по группам организаций"))
    for title, entries in sorted(members.items()):
        first = tuple(entry.name for entry in entries if entry.standing.place_in_group == 1)
        if first:
            paper.paragraph(f"Первое место в группе «{title}»: {listed(first)}.")


def _group(title: str, entries: list[OrganizationReport], codes: list[str]) -> Row:
    scored = [entry for entry in entries if entry.total.exact is not None]
    return Row((title, str(len(entries)), *(_mean(scored, code) for code in (*codes, TOTAL))))


def _mean(entries: list[OrganizationReport], code: str) -> str:
    exact = [node.exact for entry in entries if (node := entry.nodes[code]).exact is not None]
    return fixed(sum((value for value in exact if value is not None), Fraction(0)) / len(exact)) if exact else DASH


def aggregates(paper: Paper, report: CycleReport) -> None:
    """Simple means by municipality, region and sector."""
    paper.heading("8. Сводные оценки")
    paper.paragraph(
        "Сводная оценка — простое среднее итогов организаций, без взвешивания по числу анкет; организации без итога "
        "в неё не входят и названы числом."
    )
    columns = (
        Column("Уровень", 3.0),
        Column("Название", 6.4),
        Column("Организаций", 3.0, "right"),
        Column("Средний балл", 2.1, "right"),
        Column("Без итога", 2.0, "right"),
    )
    rows = []
    for one in report.aggregates:
        name = report.edition.sector_title if one.scope is Scope.SECTOR else one.name
        left_out = sum(one.left_out.values())
        cells = (SCOPES[one.scope], name, str(one.n), decimal(one.shown), str(left_out) if left_out else DASH)
        rows.append(Row(cells, bold=one.scope is Scope.SECTOR))
    paper.table(Table(columns, rows, f"Таблица {_after(report, 4)}. Сводные оценки"))


def all_indicators(paper: Paper, report: CycleReport) -> None:
    """Appendix: every indicator, criterion and total of every organization on turned pages."""
    paper.turn(landscape=True)
    paper.heading("Приложение А. Показатели, критерии и общий балл всех организаций")
    edition = report.edition
    count = len(edition.indicators) + len(edition.criteria) + 1
    width = round((WIDTH_TURNED - 4.0) / count, 3)
    columns = (
        Column("Организация", round(WIDTH_TURNED - width * count, 3)),
        *(Column(indicator.code, width, "right") for indicator in edition.indicators),
        *(Column(f"К{criterion.code}", width, "right") for criterion in edition.criteria),
        Column("Балл", width, "right"),
    )
    signs = "; ".join(f"{one.code} — {one.symbol}" for one in edition.indicators)
    few = (
        f"«<» — менее {report.policies.thresholds.get('publish_from', 0)} ответов; «—» — числа нет, причина в разделе 6"
    )
    rows = [_all_of(report, entry) for entry in (*report.ranked, *report.unranked)]
    paper.table(Table(columns, rows, "Таблица А. Баллы", small=True))
    paper.paragraph(f"Обозначения: {signs}; {few}.", look.NOTE)
    paper.turn(landscape=False)


def _all_of(report: CycleReport, entry: OrganizationReport) -> Row:
    nodes = entry.nodes
    shares = [
        "<" if indicator_score(report, entry, one).startswith("менее") else decimal(nodes[one.code].shown)
        for one in report.edition.indicators
    ]
    upper = [decimal(nodes[code].shown) for code in (*(one.code for one in report.edition.criteria), TOTAL)]
    return Row((entry.name, *shares, *upper))
