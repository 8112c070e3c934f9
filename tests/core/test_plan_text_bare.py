"""Text with every cell on a line of its own and no tab before it is a table where its heading is known."""

import pytest
from tests.core.plan_containers import read

from merilo.importers.plans.blocks import Row
from merilo.importers.plans.reading import read_plan

HEADING = ("№ п/п", "Мероприятие", "Срок", "Ответственный")
FIRST = ("1.", "Обновить стенд", "март 2026 г.", "Белов А. А., завхоз")
LAST = ("3.", "Проверить сайт;", "проверить вывески", "июнь 2026 г.", "Серова Г. Г., методист")
AFTER = "Исполнитель: Серова Г. Г."


def _rows(text):
    return [[cell.text for cell in block.cells] for block in read(text.encode()).blocks if isinstance(block, Row)]


def _text(*parts, between):
    return "План на 2026 год\n\n" + between.join("\n".join(part) for part in parts)


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_rows_are_known_with_and_without_blank_lines_between_them(between):
    text = _text(HEADING, FIRST, LAST, between=between) + f"\n\n{AFTER}"
    assert _rows(text) == [[*HEADING], [*FIRST], ["3.", "Проверить сайт; проверить вывески", *LAST[3:]]]
    paper = read_plan(text.encode(), "план.txt").paper
    assert ([one.number for one in paper.rows], paper.notes, paper.unplaced) == (["1.", "3."], (AFTER,), ())


def test_a_row_that_does_not_come_out_stays_text_and_is_told():
    text = _text(HEADING, FIRST, ("2.", "Купить лампы", "май 2026 г."), LAST, between="\n\n")
    found = read_plan(text.encode(), "план.txt")
    assert [one.number for one in found.paper.rows] == ["1.", "3."]
    assert [one.text for one in found.paper.unplaced] == ["2.", "Купить лампы", "май 2026 г."]


@pytest.mark.parametrize("heading", [HEADING[:2], HEADING[1:], ("№", "Срок", "Период", "Ответственный")])
def test_without_a_whole_heading_lines_are_lines(heading):
    assert _rows(_text(heading, FIRST, LAST, between="\n\n")) == []


def test_a_bare_number_in_a_cell_begins_no_row():
    row = ("1", "Купить кресла, штук", "2", "Белов А. А.")
    assert _rows(_text(HEADING, row, ("2", *FIRST[1:]), between="\n"))[1:] == [[*row], ["2", *FIRST[1:]]]
