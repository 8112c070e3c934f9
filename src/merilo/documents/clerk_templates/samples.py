"""An invented document of each kind: samples for the reference, and what a clerk sees before using a template."""

from datetime import date
from fractions import Fraction

from merilo.documents.clerk_templates import values
from merilo.documents.clerk_templates.fields import TemplateKind, TemplateValues
from merilo.documents.papers import letters, quarterly_report
from merilo.documents.papers.evaluation_sheet import HeadSheet
from merilo.documents.papers.improvement_plan import (
    ImprovementPlan,
    ImprovementRow,
    ImprovementSection,
    form_approval,
)
from merilo.documents.papers.parties import Authority, Person, approved_by
from merilo.documents.papers.quarterly_report import MeasureState, QuarterlyReport, ReportedMeasure, ReportedSection
from merilo.plans import rule_set_files
from merilo.plans.evaluation import evaluate
from merilo.plans.head_facts import HeadFacts, MeasureCounts
from merilo.uncertainty.model import Interval

_ON = date(2026, 10, 12)
_HEAD = Person("Иванова Анна Петровна", "начальник управления образования")
_DIRECTOR = Person("Петров Олег Иванович", "директор")
_SCHOOL = "МБОУ «Средняя школа № 1»"
_FULL_NAME = "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 1»"


def sample_values(kind: TemplateKind) -> TemplateValues:
    """The fields of an invented document."""
    makers = {
        TemplateKind.IMPROVEMENT_PLAN: lambda: values.of_plan(_plan()),
        TemplateKind.QUARTERLY_REPORT: lambda: values.of_report(_report()),
        TemplateKind.EVALUATION_SHEET: lambda: values.of_sheet(_sheet()),
        TemplateKind.LETTER: lambda: values.of_letter(_letter()),
    }
    return makers[kind]()


def _plan() -> ImprovementPlan:
    row = ImprovementRow(
        ("На сайте нет сведений о численности обучающихся",),
        ("Разместить сведения в подразделе «Образование»",),
        ("01.02.2027",),
        ("Сидорова Елена Викторовна, заместитель директора",),
        ("Сведения размещены",),
        ("25.01.2027",),
    )
    sections = (ImprovementSection("1", (row,), "балл – 96,30/100"),)
    approval = form_approval(_HEAD, _ON)
    return ImprovementPlan(_FULL_NAME, _ON, sections, (2027, 2027), approval, remains=("Согласовано советом школы.",))


def _report() -> QuarterlyReport:
    measures = (
        ReportedMeasure(
            MeasureState.CONFIRMED,
            "Разместить сведения на сайте",
            "На сайте нет сведений о численности обучающихся",
            "01.02.2027",
            "Сидорова Елена Викторовна",
            "Сведения размещены",
            "25.01.2027",
            ("снимок страницы",),
            "Иванова А. П., 30.01.2027",
        ),
        ReportedMeasure(MeasureState.OVERDUE, "Установить пандус", days_late=31, reason="торги не состоялись"),
    )
    sections = (ReportedSection("I. Открытость и доступность информации", measures),)
    plan = "утверждён 12.10.2026 начальником управления образования"
    remarks = ("Торги объявлены повторно.",)
    return quarterly_report.QuarterlyReport(
        _SCHOOL, 2027, 1, date(2027, 4, 1), sections, plan, remarks, approved_by(_DIRECTOR), _DIRECTOR
    )


def _sheet() -> HeadSheet:
    facts = HeadFacts(
        _SCHOOL,
        _DIRECTOR.name,
        _DIRECTOR.post,
        Fraction("90.4"),
        Interval(88.1, 92.3),
        measures=MeasureCounts(9, 6, 7),
    )
    sheet = evaluate(rule_set_files.default(), facts)
    return HeadSheet(
        sheet,
        "за 2026 год",
        date(2027, 1, 20),
        approved_by(_HEAD),
        _HEAD,
        date(2027, 1, 27),
        "Пандус установлен 20.02.2027.",
        "Учтено.",
    )


def _letter() -> letters.Letter:
    authority = Authority(
        "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ", _HEAD, ("г. Заречный, ул. Советская, д. 5",), "Администрация округа"
    )
    envelope = letters.Envelope(
        authority, _SCHOOL, _DIRECTOR, _HEAD, issued_on=_ON, number="01-15/128", on=_ON, executor="Ким Е. С., 2-12-86"
    )
    text = ("Просим представить отчёт о ходе исполнения плана до 03.04.2027.",)
    return letters.Letter(envelope, "О представлении отчёта", text, ("Форма отчёта на 1 л.",))
