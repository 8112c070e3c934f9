"""The book of results: what a person sees before anything is recalculated."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from tests.core import report_cycles
from tests.core.recalculation import read

from merilo.documents.assemble import assemble
from merilo.documents.workbook import workbook

SHEETS = ["Рейтинг", "Баллы", "Расчёт", "Ответы", "Чек-листы", "Сводные", "Политики"]


@pytest.fixture(scope="module")
def book():
    return workbook(report_cycles.report(draws=50))


@pytest.fixture(scope="module")
def cells(book):
    return read(book)


def xml(book: bytes, sheet: int) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return archive.read(f"xl/worksheets/sheet{sheet}.xml").decode()


def test_the_sheets_stand_in_the_order_of_reading(cells):
    assert list(cells) == SHEETS


def test_headings_carry_the_symbols_of_the_order(cells):
    assert cells["Баллы"][3][7:27] == [
        *("Пинф", "Пдист", "Поткруд", "Пкомф.усл", "Пкомфуд", "Поргдост", "Пуслугдост", "Пдостуд"),
        *("Пперв.контуд", "Показ.услугуд", "Пвежл.дистуд", "Преком", "Порг.услуд", "Пуд"),
        *("К1", "К2", "К3", "К4", "К5", "Общий балл"),
    ]


def test_the_ranking_stands_in_the_order_of_places(cells):
    rows = [(row[0], row[1], row[3]) for row in cells["Рейтинг"][4:]]
    assert rows[:3] == [(1.0, "Детский сад «Ромашка»", 92.97), (2.0, "Школа № 1", 92.92), (2.0, "Школа № 7", 92.92)]
    assert [row[0] for row in rows[4:]] == ["—"] * 5


def test_words_stand_where_there_is_no_number(cells):
    total = cells["Баллы"][3].index("Общий балл")
    words = {row[0]: row[total] for row in cells["Баллы"][4:] if isinstance(row[total], str)}
    assert words == {
        "002": "ожидает решения",
        "004": "не проверено",
        "008": "не оценено",
        "009": "ожидает решения",
    }


def test_a_name_that_looks_like_a_formula_is_text(book, cells):
    assert [row[1] for row in cells["Ответы"][4:]].count(report_cycles.HOSTILE) == 1
    formulas = [formula for sheet in range(1, 8) for formula in re.findall("<f>([^<]*)</f>", xml(book, sheet))]
    assert [formula for formula in formulas if "HYPERLINK" in formula] == []


def test_inn_is_text_with_its_leading_zero(cells):
    inn = cells["Рейтинг"][3].index("ИНН")
    assert cells["Рейтинг"][4][inn] == "03003456789"


def test_counts_and_scores_are_numbers(cells):
    assert [type(cell) for cell in cells["Ответы"][4][2:]] == [float] * 29
    assert {type(cell) for cell in cells["Баллы"][4][7:27]} == {float}


def test_everything_but_inputs_and_intervals_is_a_formula(book):
    organizations, figures = 9, 16 + 14 + 5 + 1
    assert len(re.findall("<f>", xml(book, 3))) == organizations * figures
    assert len(re.findall("<f>", xml(book, 2))) == organizations * (1 + 14 + 5 + 1 + 4)
    assert [len(re.findall("<f>", xml(book, sheet))) for sheet in (4, 5, 7)] == [0, 0, 0]


def test_every_number_of_the_means_is_a_formula_and_those_without_a_total_too(book, cells):
    rows = len(cells["Сводные"]) - 4
    assert len(re.findall("<f>", xml(book, 6))) == rows * (1 + 1 + 5 + 1)


def test_types_and_groups_are_named_in_russian_on_both_sheets(cells):
    kinds = {row[0]: (row[2], row[3]) for row in cells["Баллы"][4:]}
    assert kinds["003"] == ("детский сад", "детский сад")
    ranked = {row[cells["Рейтинг"][3].index("Код")]: row[2] for row in cells["Рейтинг"][4:]}
    assert ranked == {code: group for code, (_, group) in kinds.items()}


def test_a_group_written_like_a_type_is_not_merged_with_the_type():
    whole = report_cycles.cycle({"rank_from": 1})
    first, *others = whole.observations
    seen = (replace(first, organization=replace(first.organization, group="школа")), *others)
    report = assemble(replace(whole, observations=seen))
    kinds = {row[0]: (row[2], row[3]) for row in read(workbook(report))["Баллы"][4:]}
    assert (kinds["001"], kinds["007"]) == (("школа", "школа"), ("школа", "школа [school]"))


@pytest.mark.parametrize("sheet", [1, 2, 3, 4, 5])
def test_headings_are_frozen_filtered_and_repeated_in_print(book, sheet):
    text = xml(book, sheet)
    assert 'ySplit="4"' in text
    assert "<autoFilter" in text
    assert 'orientation="landscape"' in text


def test_the_same_report_gives_the_same_bytes(book):
    assert workbook(report_cycles.report(draws=50)) == book
