"""Papers of improvement plans: the form of the decree, twins of papers that were read, the fragment for a site."""

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from lxml import html
from tests.core.invented_plan_papers import (
    ON,
    form,
    read_answers,
    read_form,
    read_measures,
    read_row,
    read_yearly,
    report,
    twin_of,
)

from merilo.documents.clerk_templates.values import of_plan
from merilo.documents.papers import assessment_plan, improvement_plan, plan_twin, quarterly_report, yearly_plan
from merilo.documents.papers.blocks import Corner
from merilo.documents.plan_fragment import fragment
from merilo.documents.tables import Column, Row, Table, paragraphs, whole
from merilo.documents.writers.legal_docx import docx as to_word
from merilo.documents.writers.legal_text import text as to_text
from merilo.plans.model import PlanPaper, PlanSection, Shape, Unplaced
from merilo.problems import Place


def table_of(paper):
    return next(block for block in paper.blocks if isinstance(block, Table))


def test_the_five_sections_of_the_form_come_in_their_order():
    titles = [row.cells[0] for row in table_of(improvement_plan.paper(form())).rows if row.bold]
    assert titles == [
        (
            "I. Открытость и доступность информации об организации или о федеральном учреждении медико-социальной "
            "экспертизы (балл – 96,30/100)"
        ),
        "II. Комфортность условий предоставления услуг",
        "III. Доступность услуг для инвалидов (балл – 52,00/100)",
        (
            "IV. Доброжелательность, вежливость работников организации или федерального учреждения медико-социальной "
            "экспертизы"
        ),
        "V. Удовлетворенность условиями оказания услуг",
    ]


@pytest.mark.parametrize(
    ("registered", "printed"),
    [
        ("Муниципальное бюджетное учреждение «Школа № 7»", "Муниципального бюджетного учреждения «Школа № 7»"),
        ("Муниципальное учреждение школа № 7", "Муниципальное учреждение школа № 7"),
    ],
)
def test_the_form_reads_on_with_the_organization_where_its_genitive_is_sure(registered, printed):
    made = improvement_plan.paper(replace(form(), organization=registered))
    lines = to_text(made).split("\n\n")
    assert lines[lines.index("(наименование организации)") - 1] == printed
    assert made.title.endswith(f": {registered}")


def test_a_genitive_of_the_organization_written_by_hand_is_printed_in_the_form_and_in_its_template():
    plan = replace(form(), organization="ИП Иванов", organization_genitive="ИП Иванова")
    lines = to_text(improvement_plan.paper(plan)).split("\n\n")
    assert lines[lines.index("(наименование организации)") - 1] == "ИП Иванова"
    assert of_plan(plan)["организация"] == "ИП Иванова"


def test_a_section_without_rows_says_that_nothing_was_found():
    rows = table_of(improvement_plan.paper(form())).rows
    assert [row.cells for row in rows if row.across and not row.bold] == [("недостатки не выявлены",)] * 3


def test_entries_of_a_cell_are_paragraphs_of_their_own_in_word():
    table = docx.Document(io.BytesIO(to_word(improvement_plan.paper(form())))).tables[0]
    assert [[one.text for one in cell.paragraphs] for cell in table.rows[3].cells[:3]] == [
        ["На сайте нет сведений о численности обучающихся", "Нет ссылки на опрос получателей услуг"],
        ["Разместить сведения в подразделе «Образование»", "Добавить ссылку на главную страницу сайта"],
        ["01.02.2027", "I квартал 2027 г."],
    ]


def test_the_approval_leaves_blanks_for_what_is_not_known():
    assert improvement_plan.form_approval(None).lines == (
        "УТВЕРЖДАЮ", "_" * 24, "(должность)", "_" * 12, "(подпись)", "«___»\u00a0______________\u00a020___\u00a0г.",
        "(дата)",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("years", "said"), [(None, "____ год"), ((2027, 2027), "2027 год"), ((2027, 2028), "2027–2028 годы")]
)
def test_the_year_of_a_plan_or_a_blank_for_it(years, said):
    assert improvement_plan.years_text(years) == said


def test_sections_of_an_older_scheme_stay_alone():
    older = (improvement_plan.ImprovementSection("", heading="II. Комфортность условий"),)
    assert improvement_plan.whole_form(older) == older


def test_a_row_that_fills_half_a_page_may_be_parted():
    columns = (Column("а", 5.0), Column("б", 5.0))
    assert (whole(Row(("слово " * 20, "")), columns), whole(Row(("слово " * 100, "")), columns)) == (True, False)


def test_a_cell_has_at_least_one_paragraph():
    assert (paragraphs(""), paragraphs("а\u2029б")) == ([""], ["а", "б"])


def test_a_number_and_an_own_heading_of_a_read_row_are_kept():
    sections = plan_twin.improvement_plan(read_form(), on=ON).sections
    assert sections[0].rows[1].deficiencies == ("2.",)
    assert [one.title for one in sections[:2]] == [
        f"I. {improvement_plan.SECTIONS['1'][1]} (балл – 96,30/100)",
        "2. Комфортность условий в школе",
    ]


@pytest.mark.parametrize(
    ("after", "remains"),
    [(" на 2027 год", 0), ("¹", 0), (" на 2026 год", 1), (" в школе", 1)],
)
def test_a_title_remains_where_it_says_more_than_the_form(after, remains):
    paper = replace(read_form(), title=f"План {improvement_plan.ABOUT}{after}", unplaced=(), sections=())
    assert len(plan_twin.improvement_plan(paper, on=ON).remains) == remains


def test_a_section_that_the_paper_lacks_is_said_to_be_lacking():
    sections = plan_twin.improvement_plan(read_form(), on=ON).sections
    assert [one.nothing for one in sections[2:]] == ["в исходном документе раздела нет"] * 3


def test_what_the_form_has_no_place_for_remains():
    plan = plan_twin.improvement_plan(replace(read_form(), title="План работы"), on=ON)
    assert (plan.remains, plan.notes) == (
        ("План работы", "Ожидаемый результат: Стенды обновлены", "Исп. Ким, тел. 2-12-86"),
        ("² Заполняется ежеквартально.",),
    )


@pytest.mark.parametrize(
    ("paper", "headings"),
    [
        (read_yearly(), ["№", "Мероприятие", "Срок исполнения", "Результат", "Что сделано"]),
        (read_measures(),
         ["№", "Мероприятие", "Ожидаемый результат", "Срок исполнения", "Ответственный исполнитель"]),
        (read_measures(Shape.EXECUTION),
         ["№", "Мероприятие", "Срок исполнения", "Ответственный исполнитель", "Результат"]),
    ],
)  # fmt: skip
def test_a_tabular_twin_has_the_columns_of_its_shape_and_those_that_are_filled(paper, headings):
    assert [column.heading for column in table_of(twin_of(paper)).columns] == headings


def test_a_twin_of_prose_keeps_numbers_and_lines():
    assert to_text(twin_of(read_answers())).split("\n\n")[:3] == [
        "1.\u00a0Оценкой охвачены 15 организаций из 75 (20 %).",
        "Все они — школы.",
        "2.\u00a0Планы утверждены приказом от 08.12.2026 № 1341.",
    ]


def test_a_paper_of_no_known_shape_is_printed_whole():
    rows = (PlanSection("", "", (read_row("1", measures=("Сделать",)),)),)
    lost = (Unplaced("Первая строка", Place()), Unplaced("Вторая строка", Place()))
    assert to_text(twin_of(PlanPaper(Shape.UNKNOWN, unplaced=lost))) == "Первая строка\n\nВторая строка\n"
    assert "1 |  | Сделать" in to_text(twin_of(PlanPaper(Shape.UNKNOWN, sections=rows, unplaced=lost)))


@pytest.mark.parametrize("paper", [read_form(), read_yearly(), read_measures(), read_answers()])
def test_a_twin_keeps_every_word_of_the_paper(paper):
    printed = " ".join(to_text(twin_of(paper)).split())
    texts = [text for row in paper.rows for text in (*row.measures, *row.expected, *row.implemented)]
    texts += [one.text for row in paper.rows for one in (*row.planned, *row.completed, *row.assignees)]
    texts += [one.text for row in paper.rows for one in row.deficiencies] + [one.text for one in paper.unplaced]
    assert [text for text in texts if text not in printed] == []


def test_annex_and_approval_stand_in_the_corner():
    corners = [block.lines for block in twin_of(read_measures()).blocks if isinstance(block, Corner)]
    assert corners == [("Приложение 1", "к протоколу от 08.02.2027 № 1")]


def test_an_approval_that_was_read_gets_blanks_where_it_left_nothing_to_sign():
    signed = ("УТВЕРЖДАЮ", "Глава", "______ А. С. Белых", "(подпись)", "12.10.2026", "(дата)")
    plans = [plan_twin.improvement_plan(replace(read_form(), approval=lines), on=ON) for lines in (signed, signed[::3])]
    assert plans[0].approval.lines == signed
    assert plans[1].approval.lines == ("УТВЕРЖДАЮ", "_" * 12, "(подпись)")


def test_a_read_plan_of_measures_becomes_a_plan_to_be_kept():
    plan = assessment_plan.from_paper(read_measures(Shape.EXECUTION), on=ON)
    first = plan.measures[0]
    assert (first.number, first.term, first.assignee, first.outcome) == (
        "1", "1 квартал 2027 г.", "Общественный совет\u2029МОУО", "Приказ от 21.08.2026 № 352",
    )  # fmt: skip
    assert plan.approval.lines == ("Приложение 1", "к протоколу от 08.02.2027 № 1")


def test_a_quarterly_report_counts_its_measures_by_state():
    assert quarterly_report.summary(report()) == (
        "Всего 4\u00a0мероприятия: исполнено и подтверждено\u00a0– 1; исполнено, ждёт подтверждения\u00a0– 1; "
        "исполняется, срок не наступил\u00a0– 1; не исполнено в срок\u00a0– 1."
    )


def test_a_quarterly_report_tells_how_late_and_why():
    row = table_of(quarterly_report.paper(report())).rows[4]
    assert paragraphs(row.cells[5]) == [
        "не исполнено в срок", "просрочено на 31\u00a0день", "Причина: торги не состоялись",
    ]  # fmt: skip


def test_the_fragment_of_a_plan_is_a_table_with_its_meaning():
    section = html.fragment_fromstring(fragment(form()))
    spans = [(cell.get("scope"), cell.get("colspan"), cell.get("rowspan")) for cell in section.findall(".//thead//th")]
    assert spans == [("col", None, "2")] * 4 + [("colgroup", "2", None), ("col", None, None), ("col", None, None)]
    assert [len(body.findall("tr")) for body in section.findall(".//tbody")] == [3, 2, 2, 2, 2]
    assert {name for node in section.iter() for name in node.attrib} == {"lang", "scope", "colspan", "rowspan"}


def test_the_fragment_escapes_what_people_typed():
    row = improvement_plan.ImprovementRow(("<script>alert(1)</script>\nи \"<b onclick='x'>\"\x00",))
    plan = improvement_plan.ImprovementPlan(
        "<img src=x>", date(2026, 1, 1), (improvement_plan.ImprovementSection("1", (row,)),), remains=("<!--",)
    )
    made = fragment(plan)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>и &quot;&lt;b onclick=&#x27;x&#x27;&gt;&quot;\ufffd" in made
    assert {node.tag for node in html.fragment_fromstring(made).iter()} <= {
        "section", "h2", "p", "br", "table", "thead", "tbody", "tr", "th", "td", "small",
    }  # fmt: skip


def test_a_yearly_plan_has_a_column_of_those_responsible_where_somebody_is_named():
    def headings(*assignees):
        measure = yearly_plan.YearlyMeasure("1", ("Обновить стенд",), ("май",), ("Сведения полны",), assignees)
        sections = (yearly_plan.YearlySection("", (measure,)),)
        table = table_of(yearly_plan.paper(yearly_plan.YearlyPlan("Школа", "на 2027 год", ON, sections)))
        return [column.heading for column in table.columns], [row.cells for row in table.rows]

    rest = ["№", "Наименование мероприятия", "Срок реализации", "Результат"]
    assert headings() == (rest, [("1", "Обновить стенд", "май", "Сведения полны")])
    named = [*rest[:3], "Ответственный исполнитель", rest[3]]
    assert headings("Белых А. С., завуч") == (
        named,
        [("1", "Обновить стенд", "май", "Белых А. С., завуч", "Сведения полны")],
    )


def test_a_report_counts_neither_cancelled_measures_nor_those_that_only_gather():
    measure = assessment_plan.PlanMeasure
    sections = (
        assessment_plan.PlanSection("I", (measure("1", "Совет"), measure("1.1", "Состав", completed="01.03.2027"))),
        assessment_plan.PlanSection("II", (measure("1", "Сайт", outcome="Нет средств", is_cancelled=True),)),
    )
    plan = assessment_plan.AssessmentPlan("на 2027 год", ON, sections)
    report = assessment_plan.execution(plan, on=ON)
    assert [row.cells[5] for row in table_of(report).rows if not row.across] == ["", "01.03.2027", "отменено"]
    assert "Всего мероприятий: 1. Исполнено: 1." in to_text(report)
