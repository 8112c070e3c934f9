"""The operator's report, its findings: where points are lost, deficiencies and advice, quality of the figures."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import count

from merilo.documents import charts
from merilo.documents.model import CycleReport, OrganizationReport
from merilo.documents.publication import few, hidden, score, short_indicator
from merilo.documents.report_results import LARGE
from merilo.documents.tables import Column, Row, Table
from merilo.documents.typography import DASH, fixed, sentence
from merilo.documents.writers import docx_styles as look
from merilo.documents.writers.paper import Paper
from merilo.methodology.model import Indicator
from merilo.plans.deficiencies import Loss, losses

ANSWERS = ("ответ", "ответа", "ответов")
VOLUME = 250
"""Organizations in one volume of findings."""
Losses = dict[str, tuple[Loss, ...]]


def all_losses(report: CycleReport) -> Losses:
    """Losses of every organization, by id."""
    return {entry.id: losses(report.edition, entry.scorecard, entry.observation) for entry in report.entries}


def findings(paper: Paper, report: CycleReport, found: Losses) -> None:
    """Deficiencies and recommendations, first on the whole, then for each organization unless there are too many."""
    paper.heading("9. Недостатки и рекомендации")
    paper.paragraph(
        "Для каждой организации названы пункты, которых не хватает, и показатели, на которых теряется общий "
        "балл (полные названия — в таблице 1). "
        "«Прибавка» — на сколько вырастет общий балл, если исправить только это; пункты сверх достаточного числа "
        "балла не прибавляют."
    )
    _chart(paper, report, found)
    if len(report.entries) > LARGE:
        volumes = len(list(parts(report)))
        paper.paragraph(
            f"Организаций {len(report.entries)}, поэтому перечни по каждой из них вынесены в отдельные тома, по "
            f"{VOLUME} организаций в порядке реестра: {volume_name(1)} … {volume_name(volumes)}."
        )
        return
    of_each(paper, report, report.entries, found=found)


def parts(report: CycleReport) -> Iterator[tuple[OrganizationReport, ...]]:
    """The organizations of each volume; no volumes for a cycle whose findings stand in the report itself."""
    if len(report.entries) > LARGE:
        for start in range(0, len(report.entries), VOLUME):
            yield report.entries[start : start + VOLUME]


def volume_name(number: int) -> str:
    """The file of a volume of findings, from 1."""
    return f"report-findings-{number}.docx"


def of_each(paper: Paper, report: CycleReport, entries: Iterable[OrganizationReport], *, found: Losses) -> None:
    """What each of these organizations lacks and what to do."""
    for entry in entries:
        _organization(paper, report, entry, losses_of=found[entry.id])


def _chart(paper: Paper, report: CycleReport, found: Losses) -> None:
    totals: dict[str, Fraction] = {}
    for own in found.values():
        for loss in own:
            totals[loss.indicator.code] = totals.get(loss.indicator.code, Fraction(0)) + loss.points
    counted_in = sum(1 for own in found.values() if own) or 1
    names = {one.code: short_indicator(one) for one in report.edition.indicators}
    ordered = sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))
    marks = [charts.Mark(f"{code} {names[code]}", float(points / counted_in)) for code, points in ordered if points]
    if len(marks) < 2:
        return
    leader = f"«{marks[0].label}»: в среднем {fixed(marks[0].value)} общего балла"
    caption = f"Рисунок 3. Больше всего теряют на показателе {leader}"
    alt = "; ".join(f"{mark.label}: {fixed(mark.value)}" for mark in marks)
    paper.picture(charts.bars(marks, unit="баллы"), caption=caption, alt=alt)


def _organization(paper: Paper, report: CycleReport, entry: OrganizationReport, *, losses_of: tuple[Loss, ...]) -> None:
    paper.heading(entry.name, 3)
    place = f"место {entry.standing.place}" if entry.standing.place else "без места"
    verdict = _main_drawback(report, entry, losses_of)
    paper.paragraph(f"Общий балл: {score(entry.total)}, {place}. {verdict}", keep=bool(losses_of))
    if not losses_of:
        return
    columns = (
        Column("Показатель", 3.5),
        Column("Недостаток", 5.0),
        Column("Рекомендация", 5.9),
        Column("Прибавка", 2.1, "right"),
    )
    indicators = {one.code: one for one in report.edition.indicators}
    rows = [row for loss in losses_of for row in _rows(report, entry, (loss, indicators[loss.indicator.code]))]
    paper.table(Table(columns, rows))


def _rows(report: CycleReport, entry: OrganizationReport, lost_on: tuple[Loss, Indicator]) -> Iterator[Row]:
    """One row for each deficiency; the indicator and what is lost there stand in the first."""
    loss, indicator = lost_on
    head = f"{indicator.code} {short_indicator(indicator)}\n{_lost(report, entry, lost_on)}"
    for one in loss.deficiencies:
        gain = DASH if not one.gain else f"+{fixed(one.gain)}"
        yield Row((head, sentence(one.text), sentence(one.recommendation), gain))
        head = ""


def _main_drawback(report: CycleReport, entry: OrganizationReport, losses_of: tuple[Loss, ...]) -> str:
    by_criterion: dict[str, Fraction] = {}
    for loss in losses_of:
        code = loss.indicator.code.split(".")[0]
        by_criterion[code] = by_criterion.get(code, Fraction(0)) + loss.points
    dearest = max(by_criterion.items(), key=lambda pair: (pair[1], pair[0]), default=None)
    if dearest is None or not dearest[1]:
        missing = entry.scorecard.reasons and not losses_of
        return sentence(entry.standing.reason) if missing else "Потерь баллов не найдено."
    name = next(one.name for one in report.edition.criteria if one.code == dearest[0])
    return f"Главный недостаток — критерий {dearest[0]} «{name}»: потеря {fixed(dearest[1])} балла."


def _lost(report: CycleReport, entry: OrganizationReport, lost_on: tuple[Loss, Indicator]) -> str:
    loss, indicator = lost_on
    if hidden(entry, indicator, report.policies.thresholds.get("publish_from", 0)):
        return few(report)
    return f"−{fixed(loss.points)}" if loss.points else "без потерь"


def quality(paper: Paper, report: CycleReport) -> None:
    """Appendix: what a reader must know of the figures before trusting them."""
    paper.heading("Приложение Б. Качество данных")
    numbers = count(1)
    paper.bullets(sentence(remark) for remark in report.remarks)
    noted = [entry for entry in report.entries if _notes(entry)]
    if not noted and not report.remarks and not report.notices:
        paper.paragraph("Противоречивых ответов, пустых анкет, непроверенных пунктов и малых выборок не найдено.")
    if noted:
        columns = (Column("Организация", 5.6), Column("Анкет", 1.6, "right"), Column("Что нужно знать", 9.3))
        rows = [Row((entry.name, str(entry.scorecard.respondents), _notes(entry))) for entry in noted]
        paper.table(Table(columns, rows, f"Таблица Б.{next(numbers)}. Замечания по организациям"))
    _notices(paper, report, numbers)
    _sources(paper, report, numbers)
    _signature(paper)


def _notices(paper: Paper, report: CycleReport, numbers: Iterator[int]) -> None:
    """What the readers of files warned of: calculated all the same, but somebody has to know."""
    if not report.notices:
        return
    paper.paragraph("При чтении файлов найдено то, что расчёту не мешает, но что нужно знать.", keep=True)
    columns = (Column("Где", 5.0), Column("Что найдено", 11.5))
    rows = [Row((str(one.place) or DASH, f"{one.text} [{one.code}]")) for one in report.notices]
    paper.table(Table(columns, rows, f"Таблица Б.{next(numbers)}. Предупреждения при чтении файлов"))


def _signature(paper: Paper) -> None:
    """Who answers for the report: position, signature, name, date. It stays on the page of the table before it."""
    paper.paragraph("Руководитель организации-оператора", look.NOTE, keep=True)
    columns = (Column("", 6.0, "center"), Column("", 4.0, "center"), Column("", 6.5, "center"))
    rows = [
        Row(("_" * 26, "_" * 16, f"/ {'_' * 26} /")),
        Row(("должность", "подпись", "фамилия, инициалы")),
        Row(("", "", "")),
        Row(("«____» ______________ 20____ г.", "М. П.", "")),
    ]
    paper.table(Table(columns, rows, headed=False))


def _contradictory(entry: OrganizationReport) -> int:
    return sum(count.contradictory for count in entry.observation.counts.values())


def _notes(entry: OrganizationReport) -> str:
    notes = [sentence(reason) for reason in entry.scorecard.reasons]
    if times := _contradictory(entry):
        notes.append(f"Противоречивых ответов: {times}.")
    if entry.observation.by_counts:
        notes.append("По суммам: отдельных анкет нет.")
    return "\n".join(notes)


def _sources(paper: Paper, report: CycleReport, numbers: Iterator[int]) -> None:
    if not report.sources:
        return
    columns = (Column("Файл", 4.6), Column("Байт", 2.4, "right"), Column("SHA-256", 9.5))
    rows = [Row((one.name, str(one.size), f"{one.sha256[:32]}\n{one.sha256[32:]}")) for one in report.sources]
    paper.table(Table(columns, rows, f"Таблица Б.{next(numbers)}. Исходные файлы и их отпечатки", keep=True))
