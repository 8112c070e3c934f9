"""PDF files become blocks: ruled tables and the text around them, page by page, in a process that may not hang."""

import pytest
from tests.core.plan_containers import codes, pdf_of, read, texts

from merilo.importers.plans.blocks import Cell
from merilo.importers.plans.pdf_grid import grids
from merilo.importers.plans.pdf_lines import PageLine, TextBounds, paragraphs
from merilo.importers.plans.pdf_words import PageRule
from merilo.problems import Place

PLAN = """
#align(center)[ПЛАН]
#align(center)[по устранению недостатков, выявленных в ходе независимой оценки качества условий оказания услуг]
#table(columns: (1fr, 2fr, 1fr, 1fr), stroke: 0.5pt, inset: 4pt,
  table.cell(rowspan: 2)[Недостаток], table.cell(rowspan: 2)[Мероприятие], table.cell(colspan: 2)[Ход], [меры], [срок],
  table.cell(colspan: 4)[I. Открытость],
  [нет раздела], [Открыть раздел на сайте школы и обновлять его не реже одного раза в месяц. \\ Написать родителям.],
  [01.02.2026 \\ Постоянно], [])
Исполнитель: Иванов И. И.
"""


def _by_hand(pages, *, text=True, turned=0, drawn="BT /F1 12 Tf 72 700 Td (plan) Tj ET"):
    """A PDF by hand: every page has a line of text or a picture without one."""
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(pages))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>"]
    drawn = drawn if text else "0 0 100 100 re f"
    for number in range(pages):
        font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        page = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {turned} /Resources {font}"
        objects += [
            f"<< {page} /Contents {4 + 2 * number} 0 R >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    body = "".join(f"{number} 0 obj\n{made}\nendobj\n" for number, made in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer << /Root 1 0 R >>\n%%EOF".encode()


@pytest.fixture(scope="module")
def plan():
    return read(pdf_of(PLAN), "план.pdf")


def test_text_around_a_table_keeps_its_order(plan):
    lines = [one for one in texts(plan) if isinstance(one, str)]
    title = "по устранению недостатков, выявленных в ходе независимой оценки качества условий оказания услуг"
    assert (lines, plan.kind, codes(plan)) == (["ПЛАН", title, "Исполнитель: Иванов И. И."], "pdf", [])


def test_merged_cells_of_a_table_stand_once(plan):
    rows = [block.cells for block in plan.blocks if block.place.sheet == "стр. 1" and hasattr(block, "cells")]
    assert rows[:3] == [
        (Cell(("Недостаток",), 0, 1, 2), Cell(("Мероприятие",), 1, 1, 2), Cell(("Ход",), 2, 2)),
        (Cell(("меры",), 2), Cell(("срок",), 3)),
        (Cell(("I. Открытость",), 0, 4),),
    ]


def test_wrapped_lines_are_joined_and_parted_ones_stay_apart(plan):
    row = next(block for block in plan.blocks if hasattr(block, "cells") and block.cells[0].text == "нет раздела")
    assert row.place == Place("план.pdf", "стр. 1", 4)
    assert [cell.entries for cell in row.cells] == [
        ("нет раздела",),
        ("Открыть раздел на сайте школы и обновлять его не реже одного раза в месяц.", "Написать родителям."),
        ("01.02.2026", "Постоянно"),
        (),
    ]


def test_a_landscape_page_and_text_on_its_side_are_read():
    markup = "#set page(flipped: true)\n#table(columns: 2, rotate(-90deg, reflow: true)[сбоку слово], [прямо])"
    assert texts(read(pdf_of(markup))) == [["сбоку слово", "прямо"]]


@pytest.mark.parametrize(
    ("turned", "matrix"),
    [(0, "1 0 0 1 72 700"), (90, "0 1 -1 0 300 72"), (180, "-1 0 0 -1 400 300"), (270, "0 -1 1 0 300 700")],
)
def test_a_page_that_is_shown_turned_reads_as_shown(turned, matrix):
    frame = "0 0 m 200 0 l S 0 20 m 200 20 l S 0 40 m 200 40 l S 0 0 m 0 40 l S 100 0 m 100 40 l S 200 0 m 200 40 l S"
    cells = " ".join(
        f"BT /F1 12 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET"
        for x, y, text in [(5, 25, "one two"), (105, 25, "three"), (5, 5, "four"), (105, 5, "five")]
    )
    found = read(_by_hand(1, turned=turned, drawn=f"q {matrix} cm {frame} {cells} Q"))
    assert texts(found) == [["one two", "three"], ["four", "five"]]


def test_numbers_of_pages_are_no_text():
    markup = '#set page(numbering: "1")\nпервая\n#pagebreak()\nвторая'
    assert texts(read(pdf_of(markup))) == ["первая", "вторая"]


def test_rows_torn_by_a_page_have_the_places_of_their_pages():
    markup = "#set page(height: 60mm)\n#table(columns: 2, ..range(12).map(n => [строка #n]))"
    found = read(pdf_of(markup))
    assert [cell for row in texts(found) for cell in row] == [f"строка {number}" for number in range(12)]
    assert {(row.place.sheet, row.table) for row in found.blocks} == {("стр. 1", 1), ("стр. 2", 2)}


def test_a_mark_of_a_footnote_does_not_join_its_word():
    assert texts(read(pdf_of("услуг#super[1] и дальше")))[0].replace(" ", "") == "услуг¹идальше"


def test_a_frame_around_text_is_no_table():
    assert texts(read(pdf_of("#rect[в рамке]"))) == ["в рамке"]


def test_pages_of_pictures_ask_for_recognition():
    found = read(_by_hand(2, text=False))
    assert (found.blocks, codes(found)) == ((), ["plan_file.no_text"])
    assert "1, 2" in found.problems[0].detail


def test_one_page_of_pictures_is_told_and_the_rest_is_read():
    found = read(pdf_of("план\n#pagebreak()\n#rect(fill: black)"))
    assert (texts(found), codes(found)) == (["план"], ["plan_file.page_without_text"])
    assert found.problems[0].place.sheet == "стр. 2"


def test_empty_pages_are_an_empty_file():
    assert codes(read(pdf_of("#pagebreak()"))) == ["plan_file.empty"]


def test_too_many_pages_are_refused():
    assert [codes(read(_by_hand(count))) for count in (300, 301)] == [[], ["plan_file.too_many"]]


def test_a_protected_file_says_so():
    keys = "/Filter /Standard /V 1 /R 2 /P -4 /O <" + "ab" * 32 + "> /U <" + "cd" * 32 + ">"
    content = _by_hand(1).replace(b"/Root 1 0 R", f"/Root 1 0 R /Encrypt << {keys} >> /ID [<01> <01>]".encode())
    assert codes(read(content)) == ["plan_file.password"]


def test_files_within_a_file_are_told():
    names = b"/Catalog /Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.txt) >>] >> >>"
    found = read(_by_hand(1).replace(b"/Catalog", names))
    assert (texts(found), codes(found)) == (["plan"], ["plan_file.embedded"])


def test_a_broken_file_says_so():
    assert codes(read(b"%PDF-1.7\nnothing")) == ["plan_file.broken"]


LEVEL = [PageRule(0, 0, 100), PageRule(20, 0, 100), PageRule(40.5, 50, 100), PageRule(41, 0, 51)]
UPRIGHT = [PageRule(0, 0, 41), PageRule(50, 20, 41), PageRule(100, 0, 41)]


def test_lines_part_a_grid_into_areas_and_pieces_of_a_line_are_one():
    (grid,) = grids(LEVEL, UPRIGHT)
    assert [(area.column, area.row, area.span, area.rows) for area in grid.areas] == [
        (0, 0, 2, 1),
        (0, 1, 1, 1),
        (1, 1, 1, 1),
    ]
    assert [grid.area(10, 10), grid.area(60, 10), grid.area(60, 30), grid.area(60, 50)] == [0, 0, 2, None]


def test_a_table_open_at_its_sides_is_closed_by_the_ends_of_its_lines():
    (grid,) = grids([*LEVEL[:2], PageRule(40, 0, 100)], [PageRule(50, 0, 40)])
    assert grid.columns + grid.rows == (0, 50, 100, 0, 20, 40)


def test_lines_that_do_not_touch_make_no_table():
    assert grids([PageRule(0, 0, 100), PageRule(20, 0, 100)], [PageRule(200, 0, 20)]) == []


def _line(text, end, base):
    return PageLine(text, 0.0, end, base, 10.0, 20.0)


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        (_line("Открыть раздел", 90, 10), _line("сайта", 30, 22), True),
        (_line("Открыть раздел", 60, 10), _line("сайта", 30, 22), False),
        (_line("Открыть раздел", 90, 10), _line("- сайта", 30, 22), False),
        (_line("Открыть организа-", 60, 10), _line("цию", 30, 22), True),
        (_line("01.02.2026", 90, 10), _line("Постоянно", 90, 22), False),
        (_line("Постоянно", 90, 10), _line("Постоянно", 90, 22), False),
        (_line("слева\tсправа", 90, 10), _line("ещё", 30, 22), False),
    ],
)
def test_a_line_goes_on_when_its_next_word_would_not_fit(above, below, joined):
    space = "" if above.text.endswith("-") else " "
    expected = [f"{above.text}{space}{below.text}"] if joined else [above.text, below.text]
    assert paragraphs([above, below], TextBounds(0, 100)) == expected
