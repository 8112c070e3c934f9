"""report.docx: the operator's report as an official paper, whole and readable by anyone."""

import io
import re
import sys
import zipfile
from collections import Counter

import docx
import pytest
from docx.shared import Pt
from tests.core import report_cycles

from merilo.documents import charts
from merilo.documents.report import operator_report, papers
from merilo.documents.report_findings import VOLUME
from merilo.documents.report_results import CHARTED, LARGE
from merilo.documents.sheet import contents, organization_sheet
from merilo.documents.workbook import workbook
from merilo.documents.writers.typesetting import png

SECTIONS = [
    "1. Главное",
    "2. Цели, задачи и метод",
    "3. Редакция методики и решения совета",
    "4. Выборка",
    "5. Результаты по критериям",
    "6. Рейтинг",
    "7. Результаты по группам организаций",
    "8. Сводные оценки",
    "9. Недостатки и рекомендации",
    "Приложение А. Показатели, критерии и общий балл всех организаций",
    "Приложение Б. Качество данных",
]


@pytest.fixture(scope="module")
def report():
    return report_cycles.report(draws=100)


@pytest.fixture(scope="module")
def content(report):
    return operator_report(report)


@pytest.fixture(scope="module")
def paper(content):
    return docx.Document(io.BytesIO(content))


def headings(paper, level):
    return [one.text for one in paper.paragraphs if one.style.name == f"Heading {level}"]


def words(paper):
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def xml(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()


def table(paper, first):
    return next(one for one in paper.tables if one.cell(0, 0).text == first)


def test_the_sections_stand_in_the_customers_order_under_real_headings(paper):
    assert headings(paper, 1) == SECTIONS


def test_the_page_is_the_official_one(paper):
    for section in paper.sections:
        margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
        assert [round(one.cm, 1) for one in margins] == [3.0, 1.5, 2.0, 2.0]
    normal = paper.styles["Normal"]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))


def test_only_the_wide_table_lies_on_turned_pages(paper):
    assert [round(section.page_width.cm, 1) for section in paper.sections] == [21.0, 29.7, 21.0]


def test_every_table_repeats_its_heading_row(content):
    body = xml(content)
    lines_to_sign = 1
    assert body.count("<w:tblHeader/>") == body.count("<w:tbl>") - lines_to_sign


def test_the_contents_list_every_section_as_a_link_and_ask_nothing_on_opening(content, paper):
    listed = [one for one in paper.paragraphs if one.style.name in ("toc 1", "toc 2")]
    assert [one.text for one in listed if one.style.name == "toc 1"] == SECTIONS
    assert [one.text for one in listed if one.style.name == "toc 2"] == headings(paper, 2)
    body = xml(content)
    links = re.findall(r'<w:hyperlink w:anchor="(_Toc\d+)"', body)
    assert links == re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(_Toc\d+)"', body)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"updateFields" not in archive.read("word/settings.xml")


def test_warnings_of_the_readers_stand_in_the_appendix_on_quality(paper):
    rows = [[cell.text for cell in row.cells] for row in table(paper, "Где").rows[1:]]
    assert rows == [["responses.csv, строка 125, столбец «stand»", "Ответов вопреки фильтру: 2 [answer.contradictory]"]]


def test_the_lines_to_sign_are_held_together_with_the_table_before_them(paper):
    last = paper.tables[-1]
    assert [cell.text for cell in last.rows[1].cells] == ["должность", "подпись", "фамилия, инициалы"]
    kept = [one.paragraph_format.keep_with_next for row in paper.tables[-2].rows for one in row.cells[0].paragraphs]
    assert set(kept) == {True}


def test_findings_of_very_many_organizations_stand_in_volumes():
    report = report_cycles.many(LARGE + 1)
    written = {name: docx.Document(io.BytesIO(content)) for name, content in papers(report)}
    assert list(written) == ["report.docx", "report-findings-1.docx", "report-findings-2.docx"]
    assert headings(written["report.docx"], 1) == SECTIONS
    assert [len(headings(one, 3)) for one in written.values()] == [0, VOLUME, LARGE + 1 - VOLUME]
    criterion = next(one for one in written["report.docx"].tables if "1.3" in one.cell(0, 3).text)
    assert len(criterion.rows) == 1 + CHARTED


def test_pages_are_numbered(paper):
    assert all("PAGE" in section.footer._element.xml for section in paper.sections)


def test_three_charts_carry_words_for_those_who_cannot_see_them(paper):
    described = [shape._inline.docPr.get("descr") for shape in paper.inline_shapes]
    assert len(described) == 3
    assert described[0].startswith("К1. Открытость: от ")


def test_the_ranking_prints_shared_places_and_intervals(paper):
    rows = [[cell.text for cell in row.cells] for row in table(paper, "Место").rows]
    assert [row[:3] for row in rows[1:]] == [
        ["1", "Детский сад «Ромашка»", "92,97"],
        ["2", "Школа № 1", "92,92"],
        ["2", "Школа № 7", "92,92"],
        ["4", "Дом творчества", "90,65"],
    ]
    assert all("–" in row[3] for row in rows[1:])


def test_those_without_a_place_are_listed_with_reasons_and_variants(paper):
    text = words(paper)
    assert "Вариант: показатель 3.3 равен 0 — " in text
    assert "не проверено: официальный сайт, 4 из 68" in text


def test_shares_of_few_answers_are_not_published(paper, report):
    criterion = next(one for one in paper.tables if "3.3" in one.cell(0, 3).text)
    shown = {row.cells[0].text: row.cells[3].text for row in criterion.rows[1:]}
    assert shown["Детский сад «Ромашка»"] == "менее 10\u00a0ответов"
    own = [row for row in contents(report, report.by_id["003"])["indicators"] if row[0] == "3.3"]
    assert own == [["3.3", "Пдостуд", "Довольны доступностью", "менее 10\u00a0ответов"]]


def test_every_missed_item_has_a_recommendation_and_a_gain(paper):
    text = words(paper)
    assert "На стенде нет: меню на день." in text
    assert "Разместить на информационном стенде: меню на день." in text
    assert "Указано на сайте, но не работает: электронная почта." in text


def test_a_name_that_looks_like_markup_stays_text(paper):
    assert report_cycles.HOSTILE in headings(paper, 3)


def test_the_same_report_gives_the_same_bytes(content):
    assert operator_report(report_cycles.report(draws=100)) == content


@pytest.mark.parametrize("policies", [{"rounding": "stepwise0"}, {"no_disabled": "full", "rank_from": 500}])
def test_a_cycle_without_intervals_or_without_places_is_still_a_report(policies):
    paper = docx.Document(io.BytesIO(operator_report(report_cycles.report(policies))))
    assert headings(paper, 1) == SECTIONS


def calls(work):
    """How many functions run while the work is done: a measure of it that no clock disturbs."""
    counter = Counter()
    sys.setprofile(lambda _frame, event, _argument: counter.update([event]))
    try:
        work()
    finally:
        sys.setprofile(None)
    return counter["call"] + counter["c_call"]


@pytest.mark.parametrize("document", [operator_report, workbook])
def test_the_work_grows_with_the_organizations_and_no_faster(document):
    wholes = {size: report_cycles.many(size) for size in (5, 20, 35)}
    done = {size: calls(lambda size=size: document(wholes[size])) for size in (5, 20, 35)}
    assert done[35] - done[20] <= 1.1 * (done[20] - done[5])


def test_a_sheet_is_one_tagged_page_with_its_own_fonts(report):
    content = organization_sheet(report, "001")
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type/Page/") + content.count(b"/Type /Page\n") <= 1
    assert b"PTSerif" in content or b"PTSans" in content
    assert b"pdfuaid:part" in content


def test_a_sheet_of_a_hostile_name_sets_it_as_text(report):
    values = contents(report, report.by_id["002"])
    assert values["name"] == report_cycles.HOSTILE
    assert organization_sheet(report, "002").startswith(b"%PDF-")


def test_a_chart_becomes_a_picture_of_double_density():
    picture = png(charts.bars([charts.Mark("А & <Б>", 1.5), charts.Mark("В", 0.5)], unit="баллы"))
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(picture[16:20], "big") == 2 * charts.WIDTH
