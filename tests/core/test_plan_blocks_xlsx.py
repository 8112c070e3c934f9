"""Workbooks become blocks: sheets, merged cells, numbers and dates as a sheet shows them."""

import io
from datetime import date

import pytest
import xlsxwriter
from tests.core.plan_containers import codes, read, texts, zipped

from merilo.importers.plans.blocks import Cell, Paragraph, Row
from merilo.importers.plans.xlsx_numbers import built_in, shown
from merilo.problems import Place

_SHEETS = '<workbook xmlns:r="x"><sheets><sheet name="Лист" r:id="r1"/></sheets></workbook>'
_RELATIONS = (
    '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>{}</Relationships>'
)


def _book(write, **options):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, options) as book:
        write(book, book.add_worksheet("План"))
    return stream.getvalue()


def _raw(rows, links="", after=""):
    """A workbook of one sheet from the XML of its rows."""
    sheet = f"<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>"
    parts = {"xl/workbook.xml": _SHEETS, "xl/_rels/workbook.xml.rels": _RELATIONS.format(links)}
    return zipped(parts | {"xl/worksheets/sheet1.xml": sheet})


def test_lines_around_a_table_are_paragraphs_and_rows_have_their_numbers():
    def write(_, sheet):
        sheet.merge_range("B1:D1", "План школы")
        sheet.write_row("B3", ["№", "Мера", "Срок"])
        sheet.merge_range("B4:D4", "Раздел I")
        sheet.merge_range("B5:B6", "1")
        sheet.write("C5", "раз\nдва")
        sheet.write("C6", "три")
        sheet.write("B9", "Директор")

    found = read(_book(write), "план.xlsx")
    assert found.kind == "xlsx"
    assert found.blocks == (
        Paragraph("План школы", Place("план.xlsx", "План", 1)),
        Row((Cell(("№",), 0), Cell(("Мера",), 1), Cell(("Срок",), 2)), Place("план.xlsx", "План", 3), 1),
        Row((Cell(("Раздел I",), 0, 3),), Place("план.xlsx", "План", 4), 1),
        Row((Cell(("1",), 0, 1, 2), Cell(("раз", "два"), 1), Cell((), 2)), Place("план.xlsx", "План", 5), 1),
        Row((Cell(("три",), 1), Cell((), 2)), Place("план.xlsx", "План", 6), 1),
        Paragraph("Директор", Place("план.xlsx", "План", 9)),
    )


def test_every_sheet_is_read_with_its_remarks_and_boxes():
    def write(book, sheet):
        sheet.write_row("A1", ["а", "б"])
        sheet.write_comment("A1", "сверить")
        sheet.insert_textbox("C3", "надпись")
        sheet.set_header("&C&12шапка")
        second = book.add_worksheet("Скрытый")
        second.write_rich_string("A1", "раз ", book.add_format({"bold": True}), "два")
        second.hide()

    assert texts(read(_book(write))) == [["а", "б"], "шапка", "надпись", "сверить", "раз два"]


def test_values_are_shown_as_the_sheet_shows_them():
    def write(book, sheet):
        def in_format(code):
            return book.add_format({"num_format": code})

        sheet.write_row("A1", [1, 96.3, True])
        sheet.write("D1", 0.205, in_format("0.0%"))
        sheet.write("E1", 3, in_format('0" мес."'))
        sheet.write("F1", date(2023, 2, 1), in_format("dd.mm.yyyy"))
        sheet.write("G1", date(2023, 2, 1), in_format("mmmm yyyy"))
        sheet.write_formula("H1", "=1/0", None, "#DIV/0!")
        sheet.write_formula("I1", "=A1+1", in_format("0.00"), 2)

    shown_texts = ["1", "96,3", "ИСТИНА", "20,5%", "3 мес.", "01.02.2023", "Февраль 2023", "#DIV/0!", "2,00"]
    assert texts(read(_book(write))) == [shown_texts]


def test_a_calendar_from_1904_is_known():
    def write(book, sheet):
        sheet.write("A1", date(2023, 2, 1), book.add_format({"num_format": 14}))

    assert texts(read(_book(write, date_1904=True))) == ["01.02.2023"]


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("96.299999999999997", "", "96,3"),
        ("1e20", "", "100000000000000000000"),
        ("-0.5", "0", "-1"),
        ("12345.678", "#,##0.00", "12345,68"),
        ("0.125", "0%", "13%"),
        ("3", '"№ "0', "№ 3"),
        ("0.5", "# ?/?", "0,5"),
        ("44958", built_in(14), "01.02.2023"),
        ("44958.5", built_in(22), "01.02.2023 12:00"),
        ("44958", "[$-419]d mmmm yyyy;@", "01.02.2023"),
        ("44958", "yyyy", "2023"),
        ("0.75", "h:mm", "18:00"),
        ("1", built_in(14), "01.01.1900"),
        ("99999999", "dd.mm.yyyy", "99999999"),
        ("не число", "0.00", "не число"),
        ("nan", "0", "nan"),
        ("1e999999", "0", "1e999999"),
    ],
)
def test_a_number_in_a_format(number, code, text):
    assert shown(number, code) == text


def test_a_formula_without_a_value_is_told():
    found = read(_raw('<row r="2"><c r="A2"><f>1+1</f></c><c r="B2"><v>5</v></c></row>'))
    assert (texts(found), codes(found)) == (["5"], ["plan_file.formula"])
    assert found.problems[0].place == Place("план", "Лист", 2, "A")


def test_cells_without_addresses_stand_in_order():
    inline = '<c t="inlineStr"><is><t>б</t></is></c>'
    assert texts(read(_raw(f"<row><c><v>1</v></c>{inline}</row><row><c><v>2</v></c>{inline}</row>"))) == [
        ["1", "б"],
        ["2", "б"],
    ]


def test_links_to_other_books_are_told_and_not_followed():
    found = read(_raw("<row><c><v>1</v></c></row>", '<Relationship Id="r2" Type="x/externalLink" Target="e.xml"/>'))
    assert (texts(found), codes(found)) == (["1"], ["plan_file.external"])


def test_a_text_that_the_book_lacks_makes_it_broken():
    assert codes(read(_raw('<row><c t="s"><v>7</v></c></row>'))) == ["plan_file.broken"]


def test_cells_far_apart_are_refused():
    assert codes(read(_raw('<row><c r="A1"><v>1</v></c><c r="ZZ1"><v>1</v></c></row>'))) == ["plan_file.too_many"]


def test_a_merged_area_as_large_as_a_sheet_covers_only_what_is_used():
    found = read(
        _raw('<row><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>', after='<mergeCell ref="A1:XFD1048576"/>')
    )
    assert [row.cells for row in found.blocks] == [(Cell(("1",), 0, 2), Cell(("2",), 1))]


def test_macros_and_binary_books_are_refused():
    types = {"[Content_Types].xml": "<Types><x ContentType='application/x.macroEnabled'/></Types>"}
    main = '<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>'
    assert codes(read(zipped(types | {"xl/workbook.xml": _SHEETS}))) == ["plan_file.macros"]
    assert codes(read(zipped({"_rels/.rels": main, "xl/workbook.bin": "x"}))) == ["plan_file.kind"]
