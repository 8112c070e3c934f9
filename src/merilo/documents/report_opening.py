"""The operator's report, its opening: title page, the main points, goals and method, decisions, sample."""

from fractions import Fraction

from merilo.documents.model import CycleReport
from merilo.documents.publication import valued
from merilo.documents.tables import Column, Row, Table
from merilo.documents.typography import DASH, counted, day, decimal, fixed, grouped, sentence
from merilo.documents.writers import docx_styles as look
from merilo.documents.writers.paper import Paper
from merilo.law.clause import Basis
from merilo.methodology.model import Formula

ORGANIZATIONS = ("организация", "организации", "организаций")
OF_ORGANIZATIONS = ("организации", "организаций", "организаций")
IN_ORGANIZATIONS = ("организации", "организациях", "организациях")
RESPONSES = ("анкета", "анкеты", "анкет")
QUESTIONS = ("вопрос", "вопроса", "вопросов")
ITEMS = ("пункт", "пункта", "пунктов")
BASES = {
    Basis.READ: "по тексту акта",
    Basis.PRACTICE: "по практике расчётов",
    Basis.DEFAULT: "правило проекта: закон молчит",
}
FORMULAS = {
    Formula.NORM_SHARE: "доля размещённого от нормы",
    Formula.CONDITIONS: "число выполненных условий",
    Formula.SATISFACTION: "доля довольных среди ответивших",
    Formula.SCALE: "ступень шкалы",
    Formula.BANDED_SHARE: "доля, затем ступень шкалы",
    Formula.BANDED_MEAN: "среднее, затем ступень шкалы",
    Formula.WHOLE_SHARE: "доля, публикуется без балла",
}


def title_page(paper: Paper, report: CycleReport) -> None:
    """What this is, of what, by when."""
    for _ in range(7):
        paper.paragraph("", look.TITLE)
    paper.paragraph("ОТЧЁТ", look.TITLE, bold=True)
    paper.paragraph("о результатах независимой оценки качества\nусловий оказания услуг", look.TITLE, bold=True)
    paper.paragraph("", look.TITLE)
    paper.paragraph(report.title, look.TITLE)
    paper.paragraph(f"Сфера: {report.edition.sector_title.lower()}", look.TITLE)
    paper.paragraph(f"Результаты на {day(report.on)}", look.TITLE)
    paper.page_break()
    paper.contents("Содержание")
    paper.page_break()


def main_points(paper: Paper, report: CycleReport) -> None:
    """The findings that a reader with one minute needs."""
    paper.heading("1. Главное")
    scored = valued(report.entries, "S")
    asked = sum(entry.scorecard.respondents for entry in report.entries)
    paper.paragraph(
        f"Оценка охватила {counted(len(report.entries), ORGANIZATIONS)}; учтено {counted(asked, RESPONSES)}. "
        f"Итог посчитан для {counted(len(scored), OF_ORGANIZATIONS)}, место заняли {len(report.ranked)}."
    )
    if not scored:
        paper.paragraph("Ни у одной организации итог пока не посчитан; причины названы в разделе 6.")
        return
    mean = sum((node.exact or 0) for _, node in scored) / len(scored)
    best, worst = scored[0], scored[-1]
    paper.paragraph(
        f"Средний итог — {fixed(mean)} балла из {report.edition.highest}: от {decimal(worst[1].shown)} "
        f"({worst[0].name}) до {decimal(best[1].shown)} ({best[0].name})."
    )
    if weakest := _weakest(report):
        paper.paragraph(
            f"Главный недостаток — критерий {weakest[0]} «{weakest[1]}»: в среднем {fixed(weakest[2])} балла."
        )
    paper.paragraph(_distinguishable(report))


def _weakest(report: CycleReport) -> tuple[str, str, float] | None:
    means = []
    for criterion in report.edition.criteria:
        found = valued(report.entries, criterion.code)
        if found:
            exact = sum((node.exact or 0) for _, node in found) / len(found)
            means.append((float(exact), criterion.code, criterion.name))
    return (min(means)[1], min(means)[2], min(means)[0]) if means else None


def _distinguishable(report: CycleReport) -> str:
    if report.uncertainty is None or not report.ranked:
        return "Интервалы не рассчитывались: места показаны без оценки их надёжности."
    first = report.ranked[0]
    alike = len(report.uncertainty.alike.get(first.id, ()))
    if not alike:
        return f"Первое место ({first.name}) отличимо от всех остальных с учётом случайности выборки."
    return (
        f"Первое место — {first.name}, но по собранным анкетам эту организацию нельзя отличить ещё от "
        f"{counted(alike, OF_ORGANIZATIONS)}: места внутри одной полосы рейтинга (раздел 6) не говорят, кто лучше."
    )


def method(paper: Paper, report: CycleReport) -> None:
    """Goals, tasks, instruments and the scheme of the calculation."""
    edition = report.edition
    paper.heading("2. Цели, задачи и метод")
    paper.paragraph(
        "Цель оценки — дать получателям услуг сведения о качестве условий в каждой организации, а организациям и "
        "учредителям — перечень того, что нужно исправить. Задачи: опросить получателей услуг, осмотреть сайты, "
        "стенды и помещения, посчитать показатели по установленному порядку, назвать недостатки и предложить меры."
    )
    closed = len(edition.closed_questions)
    items = sum(len(checklist.items) for checklist in edition.checklists)
    paper.paragraph(
        f"Инструменты: анкета получателя услуг ({counted(closed, QUESTIONS)}, по которым считаются доли) и чек-листы "
        f"осмотра ({counted(items, ITEMS)}; для каждого типа организаций берётся своя норма). Доля довольных считается "
        "от ответивших на этот вопрос; ответ на вопрос о стенде, сайте, доступности и дистанционных способах берётся "
        "только у тех, кто ими пользовался."
    )
    paper.paragraph(
        f"Итоговая оценка складывается из {len(edition.criteria)} критериев, критерий — из показателей по их "
        "значимости (таблица 1). Все действия выполнены в точных дробях; округление — только там, где его требует "
        "выбранная политика."
    )
    columns = (
        Column("Шифр", 1.5, "center"),
        Column("Критерий, показатель", 6.7),
        Column("Знак", 2.8),
        Column("Значимость", 2.4, "center"),
        Column("Как считается", 3.1),
    )
    rows: list[Row] = []
    for criterion in edition.criteria:
        rows.append(
            Row((criterion.code, criterion.name, f"К{criterion.code}", _weight(criterion.weight), ""), bold=True)
        )
        for indicator in criterion.indicators:
            kinds = ", ".join(dict.fromkeys(FORMULAS[one.formula] for one in indicator.components))
            cells = (indicator.code, indicator.name, indicator.symbol, _weight(indicator.weight), kinds)
            rows.append(Row(cells))
    paper.table(Table(columns, rows, "Таблица 1. Критерии и показатели, их значимость"))


def _weight(weight: Fraction) -> str:
    return fixed(weight, 4).rstrip("0").rstrip(",")


def decisions(paper: Paper, report: CycleReport) -> None:
    """By which text and which choices everything was computed."""
    edition, policies = report.edition, report.policies
    paper.heading("3. Редакция методики и решения совета")
    paper.paragraph(
        f"Расчёт выполнен по редакции «{edition.id}»: {sentence(edition.header.act)} Отпечаток редакции "
        f"(SHA-256): {edition.digest[:16]}…; полностью он записан в файле результатов."
    )
    decided = (
        f"Решение совета: {policies.decision}."
        if policies.decision
        else (
            "Решение общественного совета в файле цикла не указано; где закон молчит, применены правила по умолчанию."
        )
    )
    paper.paragraph(f"{decided} Что выбрано там, где закон не даёт правила, — в таблице 2.")
    columns = (Column("Что решается", 5.0), Column("Выбор", 6.1), Column("Основание", 5.4))
    rows = []
    for code, choice in policies.choices.items():
        rule = edition.policies[code]
        option = rule.option(choice)
        default = " (по умолчанию)" if choice == rule.default else ""
        chosen = f"{option.title if option else choice}{default}"
        rows.append(Row((rule.title, chosen, f"{rule.clause.printed} [{BASES[rule.clause.basis]}]")))
    for code, number in policies.thresholds.items():
        threshold = edition.thresholds[code]
        clause = threshold.clause
        rows.append(Row((threshold.title, str(number), f"{clause.printed} [{BASES[clause.basis]}]")))
    paper.table(Table(columns, rows, "Таблица 2. Политики и пороги цикла"))


def sample(paper: Paper, report: CycleReport) -> None:
    """How many were to be asked, how many were, where too few."""
    paper.heading("4. Выборка")
    rule = report.edition.sampling
    if rule is not None:
        paper.paragraph(
            f"В каждой организации нужно опросить {fixed(rule.share * 100, 0)} % получателей услуг за год, но не более "
            f"{rule.cap} ({rule.clause.printed})."
        )
    short = [entry for entry in report.entries if entry.shortfall]
    unknown = [entry for entry in report.entries if entry.required is None]
    asked = sum(entry.scorecard.respondents for entry in report.entries)
    verdict = (
        f"Выборка не набрана в {counted(len(short), IN_ORGANIZATIONS)}; всего не хватает "
        f"{counted(sum(entry.shortfall or 0 for entry in short), ('анкеты', 'анкет', 'анкет'))}."
        if short
        else "Выборка набрана везде, где известна численность получателей услуг."
    )
    missing = f" Численность неизвестна: {len(unknown)}." if unknown else ""
    if len(unknown) == len(report.entries):
        verdict, missing = "Недобор не определить: нормы выборки или численности получателей услуг нет.", ""
    paper.paragraph(f"Всего учтено {counted(asked, RESPONSES)}. {verdict}{missing}")
    columns = (
        Column("Организация", 7.3),
        Column("Получателей за год", 2.6, "right"),
        Column("Нужно опросить", 2.3, "right"),
        Column("Опрошено", 2.2, "right"),
        Column("Не хватает", 2.1, "right"),
    )
    rows = [
        Row(
            (
                entry.name,
                _known(entry.organization.population),
                _known(entry.required),
                grouped(entry.scorecard.respondents),
                _known(entry.shortfall or None),
            ),
            shaded=bool(entry.shortfall),
        )
        for entry in report.entries
    ]
    rows.append(Row(("Всего", "", "", grouped(asked), grouped(sum(one.shortfall or 0 for one in short))), bold=True))
    paper.table(Table(columns, rows, "Таблица 3. Выборка и её недобор"))


def _known(number: int | None) -> str:
    return DASH if number is None else grouped(number)
