"""OpenDocument texts and pages become blocks: spans, covered and repeated cells, notes, what a browser would show."""

import pytest
from tests.core.plan_containers import codes, flat_odt, odt, odt_table, read, texts, words

from merilo.importers.plans.blocks import Cell


def _p(text):
    return f"<text:p>{text}</text:p>"


def _cell(content, settings=""):
    return f"<table:table-cell {settings}>{content}</table:table-cell>"


def _row(content, settings=""):
    return f"<table:table-row {settings}>{content}</table:table-row>"


def test_an_opendocument_text_keeps_order_spaces_and_breaks():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>удалено</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:h>План<text:s text:c="2"/>школы<text:line-break/>на год</text:h>'
        f"<text:section><text:list><text:list-item>{_p('пункт')}</text:list-item></text:list></text:section>"
        + odt_table([_p("а") + _p("б"), _p("<text:span>в</text:span><text:tab/>г")])
        + _p("подпись")
    )
    found = read(odt(body), "план.odt")
    assert texts(found) == ["План  школы", "на год", "пункт", ["а б", "в\tг"], "подпись"]
    assert (found.kind, codes(found)) == ("odt", ["plan_file.tracked_changes"])


def test_covered_and_repeated_cells_of_an_opendocument_table():
    wide = _cell(_p("а"), 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    rows = (
        _row(f"{wide}<table:covered-table-cell/>{_cell(_p('б'))}")
        + _row(covered + _cell(_p("в"), 'table:number-columns-repeated="2"'))
        + _row(_cell("", 'table:number-columns-repeated="16384"'), 'table:number-rows-repeated="1048576"')
    )
    found = read(odt(f"<table:table><table:table-header-rows>{rows}</table:table-header-rows></table:table>"))
    assert [row.cells for row in found.blocks] == [
        (Cell(("а",), 0, 2, 2), Cell(("б",), 2)),
        (Cell(("в",), 2), Cell(("в",), 3)),
    ]


def test_rows_repeated_without_end_are_refused():
    row = _row(_cell(_p("а")), 'table:number-rows-repeated="900000"')
    assert codes(read(odt(f"<table:table>{row * 3}</table:table>"))) == ["plan_file.too_many"]


def test_notes_boxes_headers_and_remarks_of_an_opendocument_text():
    body = f"<text:note-body>{_p('сноска')}</text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
    remark = "<office:annotation><text:p>сверить</text:p></office:annotation>"
    box = f"<draw:frame><draw:text-box>{_p('в рамке')}</draw:text-box></draw:frame>"
    page = f"<style:master-page><style:header>{_p('шапка')}</style:header></style:master-page>"
    styles = f"<office:master-styles>{page}</office:master-styles>"
    found = read(odt(_p(f"услуг{note}{remark}{box} дальше"), styles))
    assert [(block.text, block.place.sheet) for block in found.blocks] == [
        ("шапка", "верхний колонтитул"),
        ("услуг¹ дальше", ""),
        ("в рамке", ""),
        ("¹ сноска", ""),
        ("сверить", "примечание"),
    ]


def test_a_flat_opendocument_text_and_a_sheet_are_read():
    assert texts(read(flat_odt(f"<office:text>{_p('план')}</office:text>"))) == ["план"]
    sheet = odt_table([_p("а"), _p("б")])
    assert texts(read(flat_odt(f"<office:spreadsheet>{sheet}</office:spreadsheet>"))) == [["а", "б"]]


def test_a_protected_opendocument_text_is_refused():
    assert codes(read(odt(_p("план"), manifest="<encryption-data/>"))) == ["plan_file.password"]


def test_objects_pictures_and_links_of_an_opendocument_text_are_told():
    found = read(odt(_p("план"), **{"Object 1/content.xml": "<x/>"}))
    assert (texts(found), codes(found)) == (["план"], ["plan_file.embedded"])
    assert codes(read(odt("<text:p/>", **{"Pictures/scan.png": "x"}))) == ["plan_file.no_text"]
    image = '<draw:frame><draw:image xlink:href="http://example.org/x.png"/></draw:frame>'
    assert codes(read(odt(_p(f"план{image}")))) == ["plan_file.external"]


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Не текст</title><style>p {}</style></head><body>
<script>нет()</script><h1>План
  школы</h1>Голый <b>те</b>кст<br>строка
<table><caption>Подпись</caption><thead><tr><th rowspan="2">а<th colspan="2">б</tr></thead>
<tr><td>в<td><p>г</p><ul><li>д<li>е</ul></tr></table>
<pre>раз
два</pre><p hidden>скрыто</p><!-- нет -->
<noscript>без скриптов</noscript><p>услуг<sup>1</sup>&nbsp;</p></body></html>"""


def test_a_page_is_read_as_a_browser_shows_it():
    found = read(PAGE.encode(), "план.html")
    assert (found.kind, codes(found)) == ("html", [])
    assert texts(found) == [
        "План школы",
        "Голый текст",
        "строка",
        "Подпись",
        ["а", "б"],
        ["в", "г - д - е"],
        "раз",
        "два",
        "скрыто",
        "без скриптов",
        "услуг¹",
    ]
    assert [row.cells for row in found.blocks[4:6]] == [
        (Cell(("а",), 0, 1, 2), Cell(("б",), 1, 2)),
        (Cell(("в",), 1), Cell(("г", "- д", "- е"), 2)),
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>план</td><td>школы</td></tr></table>",
        "\ufeff<?xml version='1.0'?><html><body>план школы</body></html>",
        "<!-- сохранено --><div>план школы</div>",
        "<p>план</p><p>школы</p>",
        "<table>план<tr>школы</tr></table>",
    ],
)
def test_a_page_is_known_by_its_beginning(page):
    found = read(page.encode(), "план.txt")
    assert (found.kind, words(found)) == ("html", ["план", "школы"])


def test_a_page_in_another_encoding_is_read():
    page = '<html><meta charset="windows-1251"><body>Открыть раздел сайта</body></html>'
    assert texts(read(page.encode("cp1251"))) == ["Открыть раздел сайта"]


def test_a_layout_of_tables_is_taken_apart():
    inner = "<table><tr><td>1<td>первая мера<tr><td>2<td>вторая мера</table>"
    found = read(f"<html><table><tr><td>меню<td>{inner}</table></html>".encode())
    assert texts(found) == ["меню", ["1", "первая мера"], ["2", "вторая мера"]]


def test_a_page_of_pictures_asks_for_recognition():
    assert codes(read(b"<html><body><img src='http://example.org/scan.png'></body></html>")) == ["plan_file.no_text"]
