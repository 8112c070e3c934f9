"""Plans put together of blocks: columns, sections, torn rows, what stands around the table."""

from datetime import date

import pytest
from tests.core.plan_files import (
    OFFICE,
    as_docx,
    as_html,
    as_text,
    as_xlsx,
    converted,
    paragraph,
    row,
)

from merilo.importers.plans.assembly import assembled
from merilo.importers.plans.blocks import Cell
from merilo.importers.plans.opening import read_blocks
from merilo.importers.plans.reading import read_plan
from merilo.importers.plans.words import lost_words, with_lost
from merilo.plans.model import PlanPaper, Shape
from merilo.plans.paper_json import paper_json

LEGAL = (
    row(
        "Недостатки, выявленные в ходе оценки",
        "Наименование мероприятия по устранению недостатков",
        "Плановый срок реализации",
        "Ответственный исполнитель",
        Cell(("Сведения о ходе реализации",), 4, 2),
    ),
    row("", "", "", "", "реализованные меры по устранению недостатков", "фактический срок реализации"),
)
FORM = (
    paragraph("УТВЕРЖДАЮ"),
    paragraph("Глава района"),
    paragraph("(подпись)"),
    paragraph("ПЛАН"),
    paragraph("по устранению недостатков, выявленных при независимой оценке¹"),
    paragraph("муниципального бюджетного учреждения «Школа № 5»"),
    paragraph("(наименование организации)"),
    paragraph("на 2023 год"),
    *LEGAL,
    paragraph("I. Открытость и доступность информации об организации (балл – 96,30/100)"),
    row(
        ("На сайте отсутствует информация о приёме.", "Нет дистанционных способов обратной связи."),
        ("Обновить раздел сайта.", "Открыть приёмную: - почта;", "- форма."),
        ("01.02.2023", "Постоянно"),
        "А.Б. Лесной, директор В.Г. Полевая, заместитель директора",
        "Раздел обновлён.",
        "Январь 2023 г.",
        table=2,
    ),
    paragraph("V. Удовлетворенность условиями оказания услуг (балл – 97,20/100)"),
    row(
        "Доля получателей услуг, удовлетворённых удобством графика работы (балл – 19,40/20)",
        "Изменить график работы приёмной и",
        "I квартал",
        "А.Б. Лесной, директор",
        "",
        "",
        table=3,
    ),
    paragraph("¹ Разделы плана формируются по критериям."),
)


def _paper(*blocks):
    paper, _ = assembled(blocks)
    assert lost_words(blocks, paper) == {}
    return paper


def _codes(*blocks):
    return [problem.code for problem in assembled(blocks)[1]]


def test_the_legal_form_is_read_whole():
    paper = _paper(*FORM)
    assert paper.shape is Shape.IMPROVEMENT
    assert paper.title == "ПЛАН по устранению недостатков, выявленных при независимой оценке¹ на 2023 год"
    assert paper.organization == "муниципального бюджетного учреждения «Школа № 5»"
    assert (paper.years, paper.approval) == ((2023, 2023), ("УТВЕРЖДАЮ", "Глава района", "(подпись)"))
    assert (paper.notes, paper.unplaced) == (("¹ Разделы плана формируются по критериям.",), ())
    assert [(one.number, one.criterion, str(one.mark.points)) for one in paper.sections] == [
        ("I", "1", "963/10"),
        ("V", "5", "486/5"),
    ]
    first, second = paper.rows
    assert [one.indicator for one in first.deficiencies] == ["1.1", "1.2"]
    assert first.measures == ("Обновить раздел сайта.", "Открыть приёмную: - почта;", "- форма.")
    assert [(term.text, term.end) for term in first.planned] == [
        ("01.02.2023", date(2023, 2, 1)),
        ("Постоянно", None),
    ]
    assert [(one.name, one.post) for one in first.assignees] == [
        ("А.Б. Лесной", "директор"),
        ("В.Г. Полевая", "заместитель директора"),
    ]
    assert (first.implemented, first.completed[0].end) == (("Раздел обновлён.",), date(2023, 1, 31))
    assert [(one.indicator, str(one.mark.points), str(one.mark.highest)) for one in second.deficiencies] == [
        ("5.2", "97/5", "20")
    ]
    assert second.planned[0].end == date(2023, 3, 31)


@pytest.mark.parametrize("written", [as_text, as_html, as_docx, as_xlsx])
def test_twins_in_other_kinds_of_files_are_the_same_paper(written):
    assert _placeless(read_plan(written(FORM), "план").paper) == _placeless(_paper(*FORM))


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice on this machine")
def test_a_pdf_of_the_form_is_the_same_plan():
    paper = read_plan(converted(as_docx(FORM), "docx", "pdf"), "план.pdf").paper
    whole = _paper(*FORM)
    assert [section.number for section in paper.sections] == [section.number for section in whole.sections]
    assert [[term.text for term in one.planned] for one in paper.rows] == [
        [term.text for term in one.planned] for one in whole.rows
    ]
    assert [[one.indicator for one in each.deficiencies] for each in paper.rows] == [["1.1", "1.2"], ["5.2"]]


def _placeless(paper):
    return _without(paper_json(paper), "place")


def _without(value, key):
    if isinstance(value, dict):
        return {name: _without(inner, key) for name, inner in value.items() if name != key}
    return [_without(one, key) for one in value] if isinstance(value, list) else value


def test_a_row_torn_by_a_page_break_is_one_row_again():
    rest = row("", "повесить его у входа.", "", "В.Г. Полевая, завхоз", "", "", table=4)
    torn = _paper(*FORM[:-1], rest).rows[-1]
    assert torn.measures == ("Изменить график работы приёмной и повесить его у входа.",)
    assert [one.name for one in torn.assignees] == ["А.Б. Лесной", "В.Г. Полевая"]


def test_a_row_torn_in_the_middle_of_its_deficiency_is_one_row_again():
    first = row("На сайте нет сведений о", "Внести сведения.", "Март", "Директор", "", "", table=2)
    second = row("приёме граждан.", "Повесить график.", "", "", "", "", table=3)
    (whole,) = _paper(*LEGAL, first, second).rows
    assert [one.text for one in whole.deficiencies] == ["На сайте нет сведений о приёме граждан."]
    assert whole.measures == ("Внести сведения.", "Повесить график.")


def test_small_letters_at_the_top_of_a_page_are_no_tear_where_all_rows_have_them():
    first = row("нет пандуса", "поставить пандус", "Март", "Директор", "", "", table=2)
    second = row("нет навигации", "повесить указатели", "Май", "Директор", "", "", table=3)
    assert [one.measures for one in _paper(*LEGAL, first, second).rows] == [
        ("поставить пандус",),
        ("повесить указатели",),
    ]


def test_a_blank_deficiency_before_a_measure_with_its_own_term_is_that_of_the_row_above():
    first = row("Нет пандуса.", "Купить пандус.", "Март 2023 г.", "Директор", "", "", table=2)
    second = row("", "Поставить пандус.", "Май 2023 г.", "Завхоз", "", "", table=2)
    rows = _paper(*LEGAL, first, second).rows
    assert [(one.deficiencies[0].text, one.measures) for one in rows] == [
        ("Нет пандуса.", ("Купить пандус.",)),
        ("Нет пандуса.", ("Поставить пандус.",)),
    ]


def test_a_merged_cell_belongs_to_every_row_that_it_covers():
    first = row(Cell(("Нет пандуса.",), 0, 1, 2), "Купить пандус.", "Март", "Директор", "", "", table=2)
    second = row(Cell(("Поставить пандус.",), 1), "Май", "Завхоз", "", "", table=2)
    assert [one.deficiencies[0].text for one in _paper(*LEGAL, first, second).rows] == ["Нет пандуса."] * 2


HEADING = row("№ п/п", "Срок", "Мероприятие", "Исполнитель", "Результат")


def test_columns_are_known_in_any_order_and_a_repeated_heading_is_no_row():
    rows = (row("1", "Март", "Вымыть окна", "Завхоз", "Чисто"), row("3.1", "Май", "Покрасить", "МОУО", "Красиво"))
    paper = _paper(paragraph("План мероприятий на 2024 год"), HEADING, rows[0], HEADING, row(*"12345"), rows[1])
    assert paper.shape is Shape.MEASURES
    assert [(one.number, one.measures, one.expected) for one in paper.rows] == [
        ("1", ("Вымыть окна",), ("Чисто",)),
        ("3.1", ("Покрасить",), ("Красиво",)),
    ]
    assert [one.planned[0].start for one in paper.rows] == [date(2024, 3, 1), date(2024, 5, 1)]


def test_a_result_is_what_was_reached_in_a_report():
    paper = _paper(
        paragraph("Информация о выполнении плана"), HEADING, row("1", "2013 год", "Вымыть", "ОУ, МОУО", "Чисто")
    )
    assert (paper.shape, paper.rows[0].implemented, paper.rows[0].expected) == (Shape.EXECUTION, ("Чисто",), ())
    assert [one.text for one in paper.rows[0].assignees] == ["ОУ", "МОУО"]


def test_a_plan_of_an_organization_for_a_school_year_reads_its_terms_in_their_half():
    heading = row("№", "Наименование мероприятия", "Срок реализации", "Результат")
    rows = [row(str(number), "Опрос", term, "") for number, term in enumerate(("Сентябрь", "Март", "В течение года"))]
    paper = _paper(paragraph("План работы МБОУ «Школа № 5» на 2019-2020 учебный год"), heading, *rows)
    assert (paper.shape, paper.organization, paper.years) == (Shape.YEARLY, "МБОУ «Школа № 5»", (2019, 2020))
    assert [(one.planned[0].start, one.planned[0].end) for one in paper.rows] == [
        (date(2019, 9, 1), date(2019, 9, 30)),
        (date(2020, 3, 1), date(2020, 3, 31)),
        (date(2019, 9, 1), date(2020, 8, 31)),
    ]


def test_a_term_without_a_year_has_no_days_where_the_plan_names_none():
    paper = _paper(paragraph("План мероприятий"), HEADING, row("1", "Март", "Вымыть", "Завхоз", ""))
    assert [(term.kind.value, term.start, term.end) for term in paper.rows[0].planned] == [("month", None, None)]


def test_sections_of_the_older_scheme_are_rows_over_the_table():
    titles = ("I. Показатели открытости и доступности информации", "III. Время ожидания услуги", "Меры разные")
    rows = [
        each
        for number, title in enumerate(titles)
        for each in (row(Cell((title,), 0, 5)), row(str(number), "Март", "Вымыть", "Завхоз", ""))
    ]
    assert [(one.number, one.title, one.criterion) for one in _paper(HEADING, *rows).sections] == [
        ("I", "Показатели открытости и доступности информации", "1"),
        ("III", "Время ожидания услуги", ""),
        ("", "Меры разные", ""),
    ]


def test_a_section_repeated_after_a_page_break_goes_on():
    title = "II. Комфортность условий"
    blocks = (
        HEADING,
        row(Cell((title,), 0, 5)),
        row("1", "Март", "Вымыть", "Завхоз", ""),
        row(Cell((f"{title} (продолжение)",), 0, 5), table=2),
        row("2", "Май", "Покрасить", "Завхоз", "", table=2),
    )
    assert [(one.number, len(one.rows)) for one in _paper(*blocks).sections] == [("II", 2)]


def test_the_block_of_approval_is_known_wherever_it_stands():
    table = (row("СОГЛАСОВАНО", "УТВЕРЖДАЮ"), row("Председатель совета", "Директор школы"))
    rows = (HEADING, row("1", "Март", "Вымыть", "Завхоз", ""))
    corner = ("СОГЛАСОВАНО", "УТВЕРЖДАЮ", "Председатель совета", "Директор школы")
    title = paragraph("План мероприятий на 2024 год")
    before = _paper(*table, title, *(row(*(cell.entries for cell in one.cells), table=2) for one in rows))
    after = _paper(*rows, *(row(*(cell.entries for cell in one.cells), table=2) for one in table), title)
    assert [(paper.approval, paper.title, len(paper.rows)) for paper in (before, after)] == [
        (corner, title.text, 1),
        (corner, title.text, 1),
    ]


def test_annex_lines_and_signatures_are_kept_apart():
    lines = ("Приложение 2", "к протоколу от 08.02.2024 № 1", "План мероприятий")
    end = ("Директор ____________ И.О. Лесной", "Исполнитель: В.Г. Полевая")
    paper = _paper(*map(paragraph, lines), HEADING, row("1", "Март", "Вымыть", "Завхоз", ""), *map(paragraph, end))
    assert (paper.annex, paper.title, paper.notes, paper.unplaced) == (lines[:2], lines[2], end, ())


def test_numbered_prose_is_points_with_what_they_mention():
    lines = (
        "Информация о независимой оценке",
        "1. Оценено 15 организаций (20%).",
        "По приказу от 08.12.2021 № 1341.",
        "2) Всё.",
    )
    paper = _paper(*map(paragraph, lines))
    assert (paper.shape, paper.title) == (Shape.ANSWERS, lines[0])
    assert [(one.number, one.text) for one in paper.points] == [
        ("1", "Оценено 15 организаций (20%).\nПо приказу от 08.12.2021 № 1341."),
        ("2", "Всё."),
    ]
    assert ("share", "20%", "1/5") in [(one.kind, one.text, one.value) for one in paper.points[0].mentions]


def test_lists_stay_with_their_lead_in_and_wrapped_lines_come_together():
    cell = ("Обновить:", "- сайт;", "- стенд.", "Опросить", "родителей.", "- отдельно")
    paper = _paper(HEADING, row("1", ("I квартал", "2023 г.", "постоянно"), cell, "Завхоз", ""))
    assert paper.rows[0].measures == ("Обновить:\n- сайт;\n- стенд.", "Опросить родителей.", "- отдельно")
    assert [term.text for term in paper.rows[0].planned] == ["I квартал 2023 г.", "постоянно"]


def test_a_run_of_terms_without_separators_is_divided():
    paper = _paper(HEADING, row("1", "01.02.2023 Постоянно Март 2023 г.", "Вымыть", "Завхоз", ""))
    assert [term.text for term in paper.rows[0].planned] == ["01.02.2023", "Постоянно", "Март 2023 г."]


def test_a_column_with_an_unknown_heading_is_unplaced_and_told():
    blocks = (row("№", "Мероприятие", "Срок", "Сумма"), row("1", "Вымыть", "Март", "5 рублей"))
    assert [(one.text, one.place.column) for one in _paper(*blocks).unplaced] == [("5 рублей", "Сумма")]
    assert _codes(*blocks) == ["plan.column_unknown"]


def test_columns_without_headings_are_guessed_and_told():
    rows = tuple(row(str(number), "Вымыть окна", "Март 2023 г.", "А.Б. Лесной, директор") for number in range(3))
    paper = _paper(*rows)
    assert [(one.number, one.measures, one.assignees[0].post) for one in paper.rows] == [
        (str(number), ("Вымыть окна",), "директор") for number in range(3)
    ]
    assert _codes(*rows) == ["plan.columns_guessed"]


def test_text_that_is_no_plan_is_kept_and_told():
    blocks = (paragraph("Просто письмо."), row("Одно", "другое"))
    paper = _paper(*blocks)
    assert (paper.shape, [one.text for one in paper.unplaced]) == (Shape.UNKNOWN, ["Просто письмо.", "Одно", "другое"])
    assert _codes(*blocks) == ["plan.not_a_plan"]


def test_text_between_rows_that_fits_nowhere_is_told_and_many_such_texts_in_one_number():
    lines = [paragraph(f"Посторонний текст номер {number}.") for number in range(25)]
    codes = _codes(HEADING, row("1", "Март", "Вымыть", "Завхоз", ""), *lines)
    assert codes == ["plan.unplaced"] * 21


def test_an_unreadable_file_gives_an_empty_paper_with_the_problems_of_opening():
    reading = read_plan(b"\x89PNG\r\n\x1a\n", "план.png")
    assert (reading.paper, reading.problems) == (
        PlanPaper(Shape.UNKNOWN),
        read_blocks(b"\x89PNG\r\n\x1a\n", "план.png").problems,
    )


def test_whatever_a_paper_has_lost_is_put_among_the_unplaced():
    blocks = (paragraph("Один два."), paragraph("Три."))
    assert [one.text for one in with_lost(blocks, PlanPaper(Shape.UNKNOWN, title="Один два")).unplaced] == ["Три."]


def test_the_organization_is_known_above_under_and_inside_the_title():
    rows = (HEADING, row("1", "Март", "Вымыть", "Завхоз", ""))
    above = ("Муниципальное казённое учреждение", "«Детский сад № 3»", "План мероприятий на 2024 год")
    under = ("План мероприятий", "МБОУ «Школа № 5»", "на 2024 год")
    inside = ("План мероприятий муниципального бюджетного общеобразовательного учреждения «Лицей № 1» на 2024 год",)
    papers = [_paper(*map(paragraph, lines), *rows) for lines in (above, under, inside)]
    assert [(paper.organization, paper.years, paper.unplaced) for paper in papers] == [
        ("Муниципальное казённое учреждение «Детский сад № 3»", (2024, 2024), ()),
        ("МБОУ «Школа № 5»", (2024, 2024), ()),
        ("муниципального бюджетного общеобразовательного учреждения «Лицей № 1»", (2024, 2024), ()),
    ]


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("План по недостаткам, выявленным в 2022 году, на 2023 год", (2023, 2023)),
        ("План по итогам оценки 2022 года", None),
        ("План мероприятий на 2021-2023 годы", (2021, 2023)),
        ("План мероприятий с 2023 по 2025 год", (2023, 2025)),
        ("Отчёт за I квартал 2023 г.", (2023, 2023)),
        ("План (2023 год)", (2023, 2023)),
        ("План по приказу от 08.12.2021 № 5", None),
        ("План на 2022/23 уч. год", (2022, 2023)),
    ],
)
def test_the_years_of_a_plan_are_those_that_it_is_for(title, years):
    assert _paper(paragraph(title), HEADING, row("1", "Март", "Вымыть", "Завхоз", "")).years == years


def test_a_criterion_in_a_column_of_its_own_opens_a_section():
    heading = row("№", "Критерий", "Недостатки", "Мероприятие", "Срок", "Исполнитель")
    rows = (
        row("1", Cell(("Открытость информации",), 1, 1, 2), "Нет стенда.", "Повесить.", "Март", "Завхоз"),
        row("2", Cell(("Нет сайта.",), 2), "Сделать.", "Май", "Завхоз"),
        row("3", "Комфортность условий", "Нет воды.", "Поставить.", "Май", "Завхоз"),
    )
    assert [(one.title, one.criterion, len(one.rows)) for one in _paper(heading, *rows).sections] == [
        ("Открытость информации", "1", 2),
        ("Комфортность условий", "2", 1),
    ]


def test_the_points_of_a_section_may_stand_in_a_cell_of_their_own():
    paper = _paper(*LEGAL, row("I. Открытость и доступность информации", "", "", "", "", "96,3 балла"))
    assert [(one.number, one.title, one.rows) for one in paper.sections] == [
        ("I", "Открытость и доступность информации 96,3 балла", ())
    ]


def test_a_dash_says_that_there_is_nothing():
    (only,) = _paper(*LEGAL, row("Стенд устарел.", "-", "—", "–", "…", "")).rows
    assert (only.measures, only.planned, only.assignees, only.implemented) == ((), (), (), ())


def test_a_plan_of_the_form_is_known_even_without_deficiencies():
    assert _paper(*LEGAL, row("", "Купить пандус.", "Март", "Директор", "", "", table=2)).shape is Shape.IMPROVEMENT


def test_two_measures_under_one_number_share_its_deficiency():
    heading = row("№ п/п", "Недостатки", "Мероприятие", "Срок", "Исполнитель")
    rows = (row("1", "Нет пандуса.", "Купить.", "Март", "Завхоз"), row("", "", "Поставить.", "Май", "Завхоз"))
    assert [(one.number, [each.text for each in one.deficiencies]) for one in _paper(heading, *rows).rows] == [
        ("1", ["Нет пандуса."]),
        ("", ["Нет пандуса."]),
    ]


def test_a_signature_under_answers_is_no_part_of_the_last_one():
    lines = ("1. Оценено 15 организаций.", "Начальник управления И.О. Лесной")
    paper = _paper(*map(paragraph, lines))
    assert ([one.text for one in paper.points], paper.notes) == (["Оценено 15 организаций."], (lines[1],))


def test_signatures_in_a_table_of_their_own_are_lines_under_the_plan():
    rows = (HEADING, row("1", "Март", "Вымыть", "Завхоз", ""))
    signed = row("Директор школы", "____________ И.О. Лесной", table=2)
    paper = _paper(paragraph("План МБОУ «Школа № 5» на 2024 год"), *rows, signed)
    assert (paper.organization, paper.notes, len(paper.rows)) == (
        "МБОУ «Школа № 5»",
        ("Директор школы ____________ И.О. Лесной",),
        1,
    )


def test_a_section_may_say_that_nothing_was_found():
    blocks = (*LEGAL, row(Cell(("II. Комфортность условий",), 0, 6)), row(Cell(("Недостатки не выявлены",), 0, 6)))
    assert [(one.number, one.rows) for one in _paper(*blocks).sections] == [("II", ())]
    assert (_paper(*blocks).shape, _codes(*blocks)) == (Shape.IMPROVEMENT, [])


def test_an_unfilled_blank_is_known_and_told():
    lines = ("ПЛАН", "по устранению недостатков", "______________", "(наименование организации)", "на ____ год")
    blocks = (*map(paragraph, lines), *LEGAL)
    paper = _paper(*blocks)
    assert (paper.shape, paper.title, paper.organization) == (
        Shape.IMPROVEMENT,
        "ПЛАН по устранению недостатков на ____ год",
        "",
    )
    assert _codes(*blocks) == ["plan.no_rows"]


def test_a_plan_with_its_progress_is_still_a_plan():
    heading = row("№", "Мероприятие", "Срок", "Что сделано")
    blocks = (heading, row("1", "Вымыть", "Март", "Вымыто"))
    shapes = [_paper(paragraph(title), *blocks).shape for title in ("План МБОУ «Школа № 5»", "Мероприятия и их итог")]
    assert shapes == [Shape.YEARLY, Shape.EXECUTION]


@pytest.mark.parametrize(
    "cells",
    [
        ("1", "Март", ("Купить:", *["пандус и"] * 3000), "Завхоз", ""),
        ("1", ("Март",) * 300, "Купить", ("а.б. лесной,",) * 3000, ""),
    ],
)
def test_endless_cells_are_kept_whole(cells):
    assert len(_paper(HEADING, row(*cells)).rows) == 1


def test_endless_torn_rows_are_kept():
    rows = [row("", "", "дело и ещё", "", "") for _ in range(300)]
    assert [len(paper.rows) for paper in [_paper(HEADING, row("1", "Март", "Купить", "Завхоз", ""), *rows)]] == [101]


def test_an_authority_above_the_title_is_no_organization_and_two_names_are_both_kept():
    rows = (HEADING, row("1", "Март", "Вымыть", "Завхоз", ""))
    lines = (("МОУО", "План мероприятий"), ("МБОУ «Школа № 5»", "План мероприятий", "МБДОУ «Сад № 3»"))
    papers = [_paper(*map(paragraph, each), *rows) for each in lines]
    assert [(paper.organization, [one.text for one in paper.unplaced]) for paper in papers] == [
        ("", ["МОУО"]),
        ("МБОУ «Школа № 5» МБДОУ «Сад № 3»", []),
    ]
