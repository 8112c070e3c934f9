"""Text files of plans become blocks: pasted tables, one cell a line, drawn tables, encodings."""

import pytest
from tests.core.plan_containers import codes, read, texts, words

from merilo.importers.plans.blocks import Cell, Paragraph, Row
from merilo.problems import Place

BY_LINE = (
    "План школы\n\n\t№\n\tМера\nшколы\n\tСрок\n\n\t1\n\tОткрыть раздел.\nНаписать в чат\n\tмай\n\n\t2\n\t\n\tиюнь\n"
)


def test_a_pasted_row_is_cut_at_its_tabs():
    found = read("План\n1\tмера\tмай\n".encode())
    assert found.blocks == (
        Paragraph("План", Place("план", "", 1)),
        Row((Cell(("1",), 0), Cell(("мера",), 1), Cell(("май",), 2)), Place("план", "", 2), 1),
    )


def test_blocks_of_html_in_a_cell_are_its_entries():
    line = (
        "<p>раз &laquo;А&raquo;</p> <p>два<br>три</p><ul style='x'><li>- четыре</li><li>пять</li></ul>"
        "\tмай <b>2026</b>\tотв."
    )
    (row,) = read(f"{line}\n1\t2\t3".encode()).blocks[:1]
    assert [cell.entries for cell in row.cells] == [
        ("раз «А»", "два", "три", "- четыре", "- пять"),
        ("май 2026",),
        ("отв.",),
    ]


def test_a_cell_whose_tags_are_open_goes_on_below():
    found = read("1\t<p>раз\nдва</p>\tмай\n2\tмера\tиюнь\n".encode())
    assert texts(found) == [["1", "раз два", "май"], ["2", "мера", "июнь"]]


def test_a_sign_of_less_is_no_tag():
    assert texts(read("1\tбалл < 80 и <p>доля<5</p>\tмай".encode())) == [["1", "балл < 80 и доля<5", "май"]]


def test_a_torn_row_keeps_its_empty_cells():
    found = read("1\tначало\tмай\n\n\tконец\t\n".encode())
    assert [[cell.entries for cell in row.cells] for row in found.blocks] == [
        [("1",), ("начало",), ("май",)],
        [(), ("конец",), ()],
    ]


def test_a_blank_line_parts_tables_and_numbers_go_on():
    assert [row.table for row in read(b"a\tb\tc\n\nd\te\tf\n").blocks] == [1, 2]


@pytest.mark.parametrize("ruling", ["--\t---\t--", "---|---|---", "+---+----+", "------", "├──┼──┤"])
def test_a_ruling_is_no_text(ruling):
    assert words(read(f"раз\tдва\tтри\n{ruling}\nчетыре\tпять\tшесть".encode())) == [
        "раз",
        "два",
        "три",
        "четыре",
        "пять",
        "шесть",
    ]


def test_every_cell_on_a_line_of_its_own():
    found = read(BY_LINE.encode())
    assert texts(found) == [
        "План школы",
        ["№", "Мера школы", "Срок"],
        ["1", "Открыть раздел. Написать в чат", "май"],
        ["2", "", "июнь"],
    ]
    assert found.blocks[2].cells[1].entries == ("Открыть раздел.", "Написать в чат")
    assert [row.place.row for row in found.blocks[1:]] == [3, 8, 13]
    assert {row.table for row in found.blocks[1:]} == {1}


def test_cells_on_lines_of_their_own_without_blank_lines_are_parted_by_their_numbers():
    lines = ["№", "Мера", "Срок", "1.", "раз", "май", "2.", "два", "июнь"]
    found = read("".join(f"\t{line}\n" for line in lines).encode())
    assert texts(found) == [lines[:3], lines[3:6], lines[6:]]


def test_prose_indented_with_tabs_is_no_table():
    assert texts(read("\tПервый абзац.\n\tВторой абзац.\n\n\tТретий.\n".encode())) == [
        "Первый абзац.",
        "Второй абзац.",
        "Третий.",
    ]


def test_paragraphs_within_cells_of_a_pasted_row_are_its_entries():
    pasted = "№\tМера\tСрок\tКто\n1\tпервая\nвторая\tмай\nиюнь\tдиректор\n2\tтретья\tмай\tзавуч\n"
    assert [[cell.entries for cell in row.cells] for row in read(pasted.encode()).blocks[1:]] == [
        [("1",), ("первая", "вторая"), ("май", "июнь"), ("директор",)],
        [("2",), ("третья",), ("май",), ("завуч",)],
    ]


def test_rows_that_lost_their_last_tabs_stay_rows():
    pasted = "№\tМера\tСрок\tКто\tИтог\n1\tраз\tмай\n2\tдва\tмай\n"
    assert texts(read(pasted.encode()))[1:] == [["1", "раз", "май"], ["2", "два", "май"]]


def test_line_breaks_that_a_spreadsheet_quoted_stay_in_their_cell():
    found = read('1\t"раз\n\nдва ""А"""\tмай\n2\tПриказ "О мерах"\tмай\n'.encode())
    assert [row.cells[1].entries for row in found.blocks] == [("раз", 'два "А"'), ('Приказ "О мерах"',)]


def test_a_table_of_markdown():
    found = read("## План\n\n| № | Мера |\n|---|:---|\n| 1 | **раз** \\| два<br>три |\n".encode())
    assert texts(found) == ["План", ["№", "Мера"], ["1", "раз | два три"]]
    assert found.blocks[2].cells[1].entries == ("раз | два", "три")


def test_a_table_drawn_with_signs():
    drawn = "+---+------+\n| № | Мера |\n+---+------+\n| 1 | раз  |\n|   | два  |\n+---+------+\n"
    assert [[cell.entries for cell in row.cells] for row in read(drawn.encode()).blocks] == [
        [("№",), ("Мера",)],
        [("1",), ("раз", "два")],
    ]


def test_marks_of_bold_text_and_html_leave_a_paragraph():
    assert texts(read("**ПЛАН**  \n**на 2026 год**\n<b>Итог</b> &laquo;да&raquo;\f Лист 2\n".encode())) == [
        "ПЛАН",
        "на 2026 год",
        "Итог «да»",
        "Лист 2",
    ]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866"]
)
def test_the_encoding_is_found(encoding):
    found = read("План мероприятий\r\n1\tоткрыть раздел сайта\tмай\r\n".encode(encoding))
    assert (texts(found), codes(found)) == (["План мероприятий", ["1", "открыть раздел сайта", "май"]], [])


def test_damaged_signs_are_told():
    found = read("Открыть раздел сайта".encode()[:-1])
    assert (texts(found), codes(found)) == (["Открыть раздел сайт\ufffd"], ["plan_file.encoding"])


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\0\0"])
def test_a_file_without_text_says_so(content):
    assert codes(read(content)) == ["plan_file.empty"]


def test_text_after_many_blank_lines_is_found():
    assert texts(read(b"\r\n" * 5_000 + "план".encode())) == ["план"]


def test_a_file_of_rulings_only_says_so():
    assert codes(read(b"---\n---\n")) == ["plan_file.empty"]


def test_bytes_that_are_no_text_are_refused():
    assert codes(read(bytes(range(1, 32)) * 40)) == ["plan_file.kind"]


@pytest.mark.parametrize(
    ("content", "code"), [(b"a\tb\n" * 20_001, "plan_file.too_many"), (b"a" * (5 << 20), "plan_file.too_large")]
)
def test_a_text_without_end_is_refused(content, code):
    found = read(content)
    assert (found.blocks, codes(found)) == ((), [code])


def test_a_row_of_three_hundred_columns_is_refused():
    assert codes(read(b"a\t" * 300)) == ["plan_file.too_many"]


BARE = "План школы\n№ | Мера | Срок\n1 | Открыть\nраздел сайта | май\n2 | Поставить кулер | июнь\nДиректор школы"


def test_bare_pipes_part_cells():
    assert texts(read(BARE.encode())) == [
        "План школы",
        ["№", "Мера", "Срок"],
        ["1", "Открыть раздел сайта", "май"],
        ["2", "Поставить кулер", "июнь"],
        "Директор школы",
    ]


def test_a_framed_table_right_under_its_title_is_a_table():
    lines = ("План", "| № | Мера | Срок |", "|---|:---|---|", "| 1 | да \\| нет | |", "| 2 | мера | май |")
    assert texts(read("\n".join(lines).encode())) == [
        "План",
        ["№", "Мера", "Срок"],
        ["1", "да | нет", ""],
        ["2", "мера", "май"],
    ]


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (["а | б | в", "г | д | е", "", "сноска: | черта"], [["а", "б", "в"], ["г", "д", "е"], "сноска: | черта"]),
        (["а | б | в", "г | д | е", "1 | ж"], [["а", "б", "в"], ["г", "д", "е"], ["1", "ж"]]),
        (["а | б | в", " | д | ", "г | е | ё"], [["а", "б", "в"], ["", "д", ""], ["г", "е", "ё"]]),
        (["а | б | в", "", "г | д | е"], [["а", "б", "в"], ["г", "д", "е"]]),
        (["а|б|в", "г|д|е"], ["а|б|в", "г|д|е"]),
        (["только | одна | строка", "и текст"], ["только | одна | строка", "и текст"]),
        (["школа | город", "дом | село"], ["школа | город", "дом | село"]),
    ],
)
def test_lines_that_only_mention_a_pipe_are_no_rows(lines, rows):
    assert texts(read("\n".join(lines).encode())) == rows
