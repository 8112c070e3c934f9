"""Habits of those who type plans: broken headings, shared numbers, titles in cells, points without their highest."""

from datetime import date
from fractions import Fraction

import pytest
from tests.core.plan_files import as_html, paragraph, row

from merilo.importers.plans.assembly import assembled
from merilo.importers.plans.blocks import Cell
from merilo.importers.plans.columns import ColumnKind, meaning
from merilo.importers.plans.reading import read_plan
from merilo.plans.assignees import split_assignees
from merilo.plans.checks import check
from merilo.plans.mentions import mentions

NUMBERED = row("№", "Недостатки", "Мероприятие", "Срок", "Исполнитель")


def _paper(*blocks):
    return assembled(blocks)[0]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Меро- приятие", ColumnKind.MEASURE),
        ("Ответствен-ный испол-нитель", ColumnKind.ASSIGNEE),
        ("плановый", ColumnKind.PLANNED),
        ("фактический", ColumnKind.COMPLETED),
        ("Плановые меро-приятия", ColumnKind.MEASURE),
    ],
)
def test_a_heading_is_known_where_a_narrow_column_breaks_its_words(heading, kind):
    assert meaning(heading) is kind


def test_planned_and_actual_under_one_heading_of_terms_are_two_columns():
    cells = [Cell((text,), at, rows=2) for at, text in enumerate(("Замечание", "Меро-приятие"))]
    upper = row(*cells, Cell(("Срок реализации",), 2, span=2))
    lower = row(Cell(("плановый",), 2), Cell(("фактический",), 3))
    (only,) = _paper(paragraph("План"), upper, lower, row("Порог", "Убрать порог", "20.03.2026", "18.03.2026")).rows
    assert ([one.end for one in only.planned], [one.end for one in only.completed]) == (
        [date(2026, 3, 20)],
        [date(2026, 3, 18)],
    )


def _shared(text):
    return f"<td rowspan=2>{text}</td>"


def test_a_number_merged_over_two_measures_is_no_slip_of_numbering():
    head = "".join(f"<td>{text}</td>" for text in ("№", "Недостатки", "Мероприятие", "Срок", "Исполнитель"))
    first = _shared("1") + _shared("Нет воды") + "<td>Купить кулер</td><td>май 2026</td><td>А. А. Белов, завхоз</td>"
    second = "<td>Повесить график</td><td>июнь 2026</td><td>А. А. Белов, завхоз</td>"
    table = f"<p>План на 2026 год</p><table><tr>{head}</tr><tr>{first}</tr><tr>{second}</tr></table>"
    paper = read_plan(f"<html><body>{table}</body></html>".encode(), "план.html").paper
    assert [(one.number, one.shares_number, one.measures) for one in paper.rows] == [
        ("1", False, ("Купить кулер",)),
        ("1", True, ("Повесить график",)),
    ]
    assert [one.code for one in check(paper, on=date(2026, 1, 15))] == ["plan.section_missing"]


def test_a_number_typed_twice_is_told():
    rows = [row("1", "Нет воды", measure, "май 2026", "А. А. Белов, завхоз") for measure in ("Купить кулер", "Мыть")]
    found = check(_paper(paragraph("План на 2026 год"), NUMBERED, *rows), on=date(2026, 1, 15))
    assert [one.detail for one in found if one.code == "plan.numbering_gap"] == ["Номер 1 стоит второй раз подряд"]


def test_a_title_may_have_its_number_in_a_cell_of_its_own():
    table = (
        row("I", "Открытость", "", "", ""),
        row("1", "Нет телефона", "Завести номер", "май 2026", ""),
        row("2.", "Комфортность условий", "", "", ""),
        row("2.1", "Холодно", "Утеплить окна", "май 2026", ""),
    )
    assert [(one.number, one.title, one.criterion, len(one.rows)) for one in _paper(NUMBERED, *table).sections] == [
        ("I", "Открытость", "1", 1),
        ("2", "Комфортность условий", "2", 1),
    ]


def test_a_numbered_deficiency_without_a_measure_is_a_row():
    paper = _paper(NUMBERED, row("1", "В группах холодно, комфортность низкая", "", "", ""))
    assert [(one.number, one.measures) for one in paper.rows] == [("1", ())]


@pytest.mark.parametrize(
    "cells", [("", "Недостатков не выявлено", "-", "-", ""), ("1", "Недостатки отсутствуют", "—", "", "–")]
)
def test_a_row_that_says_there_are_no_deficiencies_is_none(cells):
    paper = _paper(paragraph("План"), NUMBERED, row("II. Комфортность условий", "", "", "", ""), row(*cells))
    assert (paper.rows, cells[1] in paper.captions, paper.unplaced) == ((), True, ())


def test_a_measure_kept_up_where_nothing_was_found_is_a_row():
    (only,) = _paper(
        paragraph("План"), NUMBERED, row("1", "Недостатков не выявлено", "Держать порядок", "май", "")
    ).rows
    assert only.measures == ("Держать порядок",)


@pytest.mark.parametrize(
    ("said", "points"), [("(88,4 балла)", "442/5"), ("(балл – 99)", "99"), ("(баллов: 97,25)", "389/4")]
)
def test_points_of_a_section_alone_are_of_a_hundred(said, points):
    (section,) = _paper(paragraph("План"), NUMBERED, row(f"I. Открытость информации {said}", "", "", "", "")).sections
    assert (section.title, section.mark.text, section.mark.points, section.mark.highest) == (
        "Открытость информации",
        said.strip("()"),
        Fraction(points),
        100,
    )


@pytest.mark.parametrize("period", ["за 2 квартал 2026 года", "за I полугодие 2026 г.", "за первый кв. 2026 г."])
def test_the_quarter_of_a_report_is_no_part_of_the_name(period):
    paper = _paper(paragraph(f"Отчёт о выполнении плана МАУ ДО «Дворец» {period}"), NUMBERED)
    assert (paper.organization, paper.years) == ("МАУ ДО «Дворец»", (2026, 2026))


def test_a_stroke_parts_two_persons():
    assert [(one.name, one.post) for one in split_assignees("Ким Э.Э. / Цой Ю.В.")] == [
        ("Ким Э.Э.", ""),
        ("Цой Ю.В.", ""),
    ]


def test_organizations_are_counted_before_any_word():
    found = mentions("Оценено 12 организаций из района и 7 учреждений на селе.")
    assert [(one.text, one.value) for one in found] == [("12 организаций", "12"), ("7 учреждений", "7")]


def test_a_footnote_in_square_brackets_is_a_note():
    blocks = (paragraph("План"), NUMBERED, row("1", "Шум", "Чинить", "май", ""), paragraph("[1] По опросу."))
    assert read_plan(as_html(blocks), "план.html").paper.notes == ("[1] По опросу.",)


@pytest.mark.parametrize(
    ("term", "start", "end"),
    [
        ("в течение учебного года", date(2025, 9, 1), date(2026, 8, 31)),
        ("I полугодие", date(2025, 9, 1), date(2025, 12, 31)),
        ("2 полугодие учебного года", date(2026, 1, 1), date(2026, 8, 31)),
        ("март", date(2026, 3, 1), date(2026, 3, 31)),
    ],
)
def test_terms_of_a_plan_for_a_school_year_lie_in_it(term, start, end):
    (only,) = _paper(paragraph("План на 2025/2026 учебный год"), NUMBERED, row("1", "Шум", "Чинить", term, "")).rows
    assert [(one.text, one.start, one.end) for one in only.planned] == [(term, start, end)]


def test_a_mark_before_its_wording_leaves_no_sign_behind():
    paper = _paper(
        paragraph("План"), NUMBERED, row("1", "38,4/40 баллов: доля довольных вежливостью", "Семинар", "май", "")
    )
    assert [one.text for one in paper.rows[0].deficiencies] == ["доля довольных вежливостью"]


def test_an_accountant_signs_under_a_plan():
    blocks = (
        paragraph("План"),
        NUMBERED,
        row("1", "Шум", "Чинить", "май", ""),
        paragraph("Главный бухгалтер Мышь Е.Е."),
    )
    assert _paper(*blocks).notes == ("Главный бухгалтер Мышь Е.Е.",)
