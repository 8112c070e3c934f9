"""What a new page of a table prints again is no row and no section: titles, subheadings, «Продолжение таблицы»."""

import pytest
from tests.core.plan_files import paragraph, row

from merilo.importers.plans.assembly import assembled
from merilo.importers.plans.assembly_repeats import is_on_new_page
from merilo.importers.plans.blocks import Cell
from merilo.importers.plans.words import lost_words

NUMBERED = ("№", "Недостатки", "Мероприятие", "Плановый срок", "Ответственный исполнитель")
OPENNESS = "I. Открытость и доступность информации"
SUBHEADING = "1.1. Соответствие информации на стендах и сайте"


def _wide(text, table):
    return row(Cell((text,), 0, 5), table=table)


def _first(text, table):
    return row(text, "", "", "", "", table=table)


def _second(text, table):
    return row("", text, "", "", "", table=table)


def _row(number, table):
    return row(str(number), f"Недостаток {number}", f"Дело {number}", "01.03.2026", "Белов А. А., завхоз", table=table)


def _read(*blocks):
    """Sections with the numbers of their rows, and the whole paper, of which no word is lost."""
    whole = (paragraph("План мероприятий школы на 2026 год"), *blocks)
    paper, problems = assembled(whole)
    assert lost_words(whole, paper) == {}
    assert (problems, paper.unplaced) == ((), ())
    return [(one.number, one.title, [each.number for each in one.rows]) for one in paper.sections]


@pytest.mark.parametrize("over", [_wide, _first])
@pytest.mark.parametrize(
    "again",
    [
        OPENNESS,
        OPENNESS.upper(),
        f"{OPENNESS} (продолжение)",
        f"Раздел {OPENNESS}. Продолжение",
        f"Продолжение раздела {OPENNESS}",
        "Открытость и доступность информации",
        "Продолжение раздела I",
        "I раздел (продолжение)",
        "Продолжение таблицы 1",
        "Окончание таблицы",
    ],
)
def test_a_section_goes_on_under_its_title_on_a_new_page(over, again):
    pages = (row(*NUMBERED), over(OPENNESS, 1), _row(1, 1), row(*NUMBERED, table=2), over(again, 2), _row(2, 2))
    assert _read(*pages) == [("I", "Открытость и доступность информации", ["1", "2"])]


@pytest.mark.parametrize("over", [_wide, _first])
@pytest.mark.parametrize("section", [True, False])
def test_a_subheading_goes_on_under_its_section_on_a_new_page(over, section):
    first = (row(*NUMBERED), over(OPENNESS, 1), over(SUBHEADING, 1), _row(1, 1))
    head = (row(*NUMBERED, table=2), *((over(OPENNESS, 2),) if section else ()))
    second = (*head, over(SUBHEADING, 2), _row(2, 2), over("1.2. Дистанционные способы", 2), _row(3, 2))
    assert _read(*first, *second) == [
        ("I", "Открытость и доступность информации", []),
        ("1.1", "Соответствие информации на стендах и сайте", ["1", "2"]),
        ("1.2", "Дистанционные способы", ["3"]),
    ]


def test_a_named_subheading_beside_the_numbers_opens_a_section():
    named = "Показатель 1.1. Информация на стендах"
    pages = (row(*NUMBERED), _second(named, 1), _row(1, 1), row(*NUMBERED, table=2), _second(named, 2), _row(2, 2))
    assert _read(*pages) == [("Показатель 1.1", "Информация на стендах", ["1", "2"])]


def test_a_lone_text_printed_again_on_a_new_page_is_no_row():
    heading = NUMBERED[1:]

    def lone(table):
        return row("Информация на стендах", "", "", "", table=table)

    def filled(number, table):
        return row(f"Недостаток {number}", f"Дело {number}", "01.03.2026", "Белов А. А., завхоз", table=table)

    pages = (row(*heading), lone(1), filled(1, 1), row(*heading, table=2), lone(2), filled(2, 2))
    paper, _ = assembled((paragraph("План школы на 2026 год"), *pages))
    assert [one.deficiencies[0].text for one in paper.rows] == ["Информация на стендах", "Недостаток 1", "Недостаток 2"]
    assert paper.captions[-1] == "Информация на стендах"


def test_the_rest_of_a_term_on_every_page_stays_with_its_row():
    def torn(number, table):
        rest = row("", "", "", "Постоянно", "", table=table)
        return (row(*NUMBERED, table=table), rest, _row(number, table))

    paper, _ = assembled((paragraph("План на 2026 год"), row(*NUMBERED), _row(1, 1), *torn(2, 2), *torn(3, 3)))
    assert [[term.text for term in one.planned] for one in paper.rows] == [
        ["01.03.2026", "Постоянно"],
        ["01.03.2026", "Постоянно"],
        ["01.03.2026"],
    ]


@pytest.mark.parametrize("title", ["Раздел I. Открытость информации", "Показатель: информация", "Мероприятия по сайту"])
def test_a_title_right_under_the_heading_is_no_second_storey_of_it(title):
    for over in (_wide, _first):
        (section,) = assembled((row(*NUMBERED), over(title, 1), _row(1, 1)))[0].sections
        assert [one.number for one in section.rows] == ["1"]


def test_equal_titles_of_different_numbers_are_different_sections():
    pages = (row(*NUMBERED), _wide("3.1. Обучение", 1), _row(1, 1), _wide("3.2. Обучение", 1), _row(2, 1))
    assert _read(*pages) == [("3.1", "Обучение", ["1"]), ("3.2", "Обучение", ["2"])]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Продолжение таблицы 2", True),
        ("Таблица 2 (продолжение)", True),
        ("(окончание)", True),
        ("Продолжение приложения № 1", True),
        ("Продолжение работы кружков", False),
        ("Продолжение", True),
        ("Окончание ремонта", False),
    ],
)
def test_a_line_says_that_a_table_goes_on(text, told):
    assert is_on_new_page(text) is told
