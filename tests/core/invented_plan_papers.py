"""One invented paper of each kind that belongs to improvement plans."""

from datetime import date
from fractions import Fraction

from merilo.deadlines.terms import parse_term
from merilo.documents.papers import (
    evaluation_sheet,
    hearing_list,
    improvement_plan,
    oversight_summary,
    plan_twin,
    quarterly_report,
    yearly_plan,
)
from merilo.documents.papers.blocks import LegalPaper
from merilo.documents.papers.parties import Person, approved_by
from merilo.plans import rule_set_files
from merilo.plans.evaluation import EvaluationSheet, evaluate
from merilo.plans.head_facts import FormerResult, HeadFacts, MeasureCounts, OwedPlan, PublicationFact
from merilo.plans.model import (
    Assignee,
    Mark,
    PlanPaper,
    PlanRow,
    PlanSection,
    ProsePoint,
    Shape,
    Unplaced,
    WrittenDeficiency,
)
from merilo.problems import Place
from merilo.uncertainty.model import Interval

ON = date(2026, 10, 12)
HEAD = Person("Белых Анна Сергеевна", "начальник управления образования")
DIRECTOR = Person("Заяц Иван Петрович", "директор школы")
OF_SCHOOL = "Муниципального бюджетного общеобразовательного учреждения «Школа № 7» города Заречного"
SCHOOL = "МБОУ «Школа № 7»"


def rows() -> tuple[improvement_plan.ImprovementRow, ...]:
    row = improvement_plan.ImprovementRow
    return (
        row(
            ("На сайте нет сведений о численности обучающихся", "Нет ссылки на опрос получателей услуг"),
            ("Разместить сведения в подразделе «Образование»", "Добавить ссылку на главную страницу сайта"),
            ("01.02.2027", "I квартал 2027 г."),
            ("Ким Елена Сергеевна, заместитель директора", "Глинка Олег Павлович, инженер"),
            ("Сведения размещены (приказ от 20.01.2027 № 12)",),
            ("25.01.2027",),
        ),
        row(
            ("Не работает телефон приёмной",),
            ("Восстановить телефонную связь",),
            ("до 1 марта 2027 г.",),
            ("Кравец Степан Игоревич, заведующий хозяйством",),
        ),
    )


def form(number: int = 1) -> improvement_plan.ImprovementPlan:
    section = improvement_plan.ImprovementSection
    return improvement_plan.ImprovementPlan(
        OF_SCHOOL,
        ON,
        (section("1", rows() * number, "балл – 96,30/100"), section("3", rows()[1:], "балл – 52,00/100")),
        (2027, 2027),
        improvement_plan.form_approval(HEAD, ON),
    )


def the_form() -> LegalPaper:
    return improvement_plan.paper(form(4))


def unfilled_form() -> LegalPaper:
    return improvement_plan.paper(
        improvement_plan.ImprovementPlan("", ON, (), approval=improvement_plan.form_approval(None))
    )


def read_row(number: str = "", *, deficiency: str = "", **entries: tuple[str, ...]) -> PlanRow:
    """A row as a reader gives it."""
    return PlanRow(
        Place("план.docx", "таблица 1", 3),
        number,
        (WrittenDeficiency(deficiency, "1.1", Mark("балл – 38,80/40", Fraction("38.8"), Fraction(40))),)
        if deficiency
        else (),
        entries.get("measures", ()),
        tuple(parse_term(term, 2027) for term in entries.get("planned", ())),
        tuple(Assignee(text, text, "") for text in entries.get("assignees", ())),
        entries.get("expected", ()),
        entries.get("implemented", ()),
        tuple(parse_term(term, 2027) for term in entries.get("completed", ())),
    )


def read_form() -> PlanPaper:
    rows_of_first = (
        read_row(deficiency="Сведения на сайте неполны", measures=("Дополнить сайт", "Проверить сайт"),
                 planned=("01.02.2027", "постоянно"), assignees=("А. И. Ким, заместитель директора",),
                 implemented=("Сайт дополнен",), completed=("Постоянно",)),
        read_row("2", measures=("Обновить стенды",), expected=("Стенды обновлены",)),
    )  # fmt: skip
    return PlanPaper(
        Shape.IMPROVEMENT,
        "ПЛАН по устранению недостатков, выявленных в ходе независимой оценки качества условий оказания услуг¹",
        OF_SCHOOL,
        (2027, 2027),
        ("УТВЕРЖДАЮ", "Первый заместитель главы", "(подпись)", "(дата)"),
        sections=(
            PlanSection("I", improvement_plan.SECTIONS["1"][1], rows_of_first, "1",
                        Mark("балл – 96,30/100", Fraction("96.3"), Fraction(100))),
            PlanSection("2", "Комфортность условий в школе", (), "2"),
        ),
        notes=(improvement_plan.FOOTNOTE.replace("«", '"'), "² Заполняется ежеквартально."),
        unplaced=(Unplaced("Исп. Ким, тел. 2-12-86", Place("план.docx", row=40)),),
    )  # fmt: skip


def read_yearly() -> PlanPaper:
    return PlanPaper(
        Shape.YEARLY,
        "План мероприятий по повышению качества услуг в МБОУ «Школа № 7» на 2026–2027 учебный год",
        SCHOOL,
        (2026, 2027),
        sections=(
            PlanSection("I", "Открытость информации", (
                read_row("1", measures=("Обновлять стенды", "Выпустить буклет"), planned=("В течение года",),
                         expected=("Получатели услуг знают о работе школы",)),
                read_row("2", measures=("Вести журнал обращений",), planned=("постоянно",),
                         expected=("Ни одно обращение не остаётся без ответа",), implemented=("Журнал заведён",)),
            )),
        ),
    )  # fmt: skip


def read_measures(shape: Shape = Shape.MEASURES) -> PlanPaper:
    outcome = {"expected" if shape is Shape.MEASURES else "implemented": ("Приказ от 21.08.2026 № 352",)}
    return PlanPaper(
        shape,
        "План мероприятий по проведению независимой оценки на 2027 год",
        annex=("Приложение 1", "к протоколу от 08.02.2027 № 1"),
        years=(2027, 2027),
        sections=(
            PlanSection("", "", (
                read_row("1", measures=("Определить перечень организаций",), planned=("1 квартал 2027 г.",),
                         assignees=("Общественный совет", "МОУО"), **outcome),
                read_row("1.1", measures=("Направить письма",), planned=("март 2027 г.",), assignees=("МОУО",)),
            )),
        ),
        unplaced=(Unplaced("Контактный телефон 2-12-86", Place("план.txt", row=9)),),
    )  # fmt: skip


def read_answers() -> PlanPaper:
    place = Place("ответы.txt", row=1)
    points = (
        ProsePoint("1", "Оценкой охвачены 15 организаций из 75 (20 %).\nВсе они — школы.", (), place),
        ProsePoint("2.", "Планы утверждены приказом от 08.12.2026 № 1341.", (), place),
    )
    return PlanPaper(Shape.ANSWERS, points=points, unplaced=(Unplaced("Начальник управления", place),))


def twin_of(paper: PlanPaper) -> LegalPaper:
    return plan_twin.twin(paper, on=ON)


def yearly() -> LegalPaper:
    measure = yearly_plan.YearlyMeasure
    sections = (
        yearly_plan.YearlySection(
            "I. Открытость и доступность информации",
            (
                measure("1", ("Обновить стенды", "Обновить сайт"), ("до 01.03.2027",), ("Сведения полны",)),
                measure("2", ("Вести журнал обращений",), ("постоянно",), ("Обращения рассмотрены в срок",)),
            ),
        ),
        yearly_plan.YearlySection("II. Комфортность", (measure("3", ("Поставить кулер",), ("май 2027 г.",)),)),
    )
    about = "по повышению удовлетворённости получателей услуг на 2027 год"
    return yearly_plan.paper(yearly_plan.YearlyPlan(SCHOOL, about, ON, sections, approved_by(DIRECTOR), DIRECTOR))


def report() -> quarterly_report.QuarterlyReport:
    measure, state = quarterly_report.ReportedMeasure, quarterly_report.MeasureState
    sections = (
        quarterly_report.ReportedSection(
            "I. Открытость и доступность информации",
            (
                measure(state.CONFIRMED, "Разместить сведения", "Нет сведений на сайте", "01.02.2027",
                        "Ким Е. С., заместитель директора", "Сведения размещены", "25.01.2027",
                        ("снимок страницы, файл stranica.png", "school7.example"),
                        "Белых А. С., 30.01.2027"),
                measure(state.DONE, "Восстановить телефонную связь", planned="I квартал 2027 г.",
                        done="Связь восстановлена", completed="30.03.2027", proofs=("акт от 30.03.2027 № 4",)),
            ),
        ),
        quarterly_report.ReportedSection(
            "III. Доступность услуг для инвалидов",
            (
                measure(state.OVERDUE, "Установить пандус", "Нет пандуса", "до 1 марта 2027 г.", "Кравец С. И.",
                        days_late=31, reason="торги не состоялись"),
                measure(state.UNDER_WAY, "Обучить работников", planned="II квартал 2027 г."),
            ),
        ),
    )  # fmt: skip
    plan = "утверждён 12.10.2026 начальником управления образования"
    return quarterly_report.QuarterlyReport(
        SCHOOL, 2027, 1, date(2027, 4, 1), sections, plan, ("Торги объявлены повторно.",), signer=DIRECTOR
    )


def overseen() -> oversight_summary.OversightSummary:
    plan = oversight_summary.OverseenPlan
    plans = (
        plan(SCHOOL, ON, date(2026, 10, 15), 9, 6, 5, 1, 0, 0, "исполняется", "https://school7.example/plan"),
        plan("МБДОУ «Детский сад № 12 „Солнышко“»", date(2026, 10, 20), None, 4, 0, 0, 2, 1, 1, "утверждён"),
        plan('=HYPERLINK("https://a.example")', state="черновик"),
    )
    return oversight_summary.OversightSummary(
        "Управление образования Заречного округа", "2026 год", date(2027, 4, 5), plans, "за I квартал 2027 года", HEAD
    )


def hearing() -> LegalPaper:
    head = hearing_list.ListedHead
    heard = (
        head(SCHOOL, DIRECTOR, "97,20", "1", "1–3", "место 1"),
        head("МБОУ «Лицей № 2»", Person("Ахметова Гузель Рашидовна", "директор"), "96,80", "2", "1–4", "место 2"),
    )
    listed = hearing_list.HearingList(
        "Общественный совет при управлении образования", "2026 год", ON, heard, (), date(2026, 11, 20),
        "Заслушиваются руководители двух организаций с наивысшей итоговой оценкой.", signer=HEAD,
    )  # fmt: skip
    return hearing_list.paper(listed)


def evaluated() -> tuple[EvaluationSheet, ...]:
    facts = HeadFacts(SCHOOL, DIRECTOR.name, DIRECTOR.post, Fraction("90.4"), Interval(88.1, 92.3),
                      FormerResult("2023 год", Fraction("79.76"), Interval(77.2, 82.0)), MeasureCounts(9, 6, 7),
                      PublicationFact(date(2026, 10, 22), date(2026, 10, 15), ON), place=2, places=24)  # fmt: skip
    unknown = HeadFacts("МБДОУ «Детский сад № 12»", "Ахметова Гузель Рашидовна", "заведующий",
                        owed=OwedPlan(date(2026, 10, 12), date(2027, 1, 20)))  # fmt: skip
    return tuple(evaluate(rule_set_files.default(), one) for one in (facts, unknown))


def sheet(objection: str = "", answer: str = "") -> evaluation_sheet.HeadSheet:
    return evaluation_sheet.HeadSheet(
        evaluated()[0], "за 2026 год", date(2027, 1, 20), approved_by(HEAD), HEAD, date(2027, 1, 27), objection, answer
    )


def heads() -> evaluation_sheet.HeadsSummary:
    return evaluation_sheet.HeadsSummary(
        "Управление образования Заречного округа", "за 2026 год", ON, evaluated(), HEAD
    )


PAPERS = {
    "improvement_plan": the_form,
    "unfilled_improvement_plan": unfilled_form,
    "improvement_twin": lambda: twin_of(read_form()),
    "yearly_twin": lambda: twin_of(read_yearly()),
    "measures_twin": lambda: twin_of(read_measures()),
    "execution_twin": lambda: twin_of(read_measures(Shape.EXECUTION)),
    "answers_twin": lambda: twin_of(read_answers()),
    "yearly_plan": yearly,
    "quarterly_report": lambda: quarterly_report.paper(report()),
    "oversight_summary": lambda: oversight_summary.paper(overseen()),
    "hearing_list": hearing,
    "evaluation_sheet": lambda: evaluation_sheet.paper(sheet()),
    "disputed_sheet": lambda: evaluation_sheet.paper(sheet("Пандус установлен 20.02.2027.", "Учтено.")),
    "heads_summary": lambda: evaluation_sheet.summary(heads()),
}
UPRIGHT = {"answers_twin", "hearing_list", "evaluation_sheet", "disputed_sheet"}
TURNED = set(PAPERS) - UPRIGHT
