"""Word documents become blocks: merged cells, nested tables, notes, boxes, changes under review, headers."""

from tests.core.plan_containers import W, codes, docx, p, read, tbl, tc, texts, word_part, zipped

from merilo.importers.plans.blocks import Cell, Paragraph, Row
from merilo.problems import Place


def _runs(inner):
    return f"<w:p>{inner}</w:p>"


def _run(inner, settings=""):
    return f"<w:r>{settings}{inner}</w:r>"


def test_paragraphs_and_rows_come_in_order_with_their_places():
    found = read(docx(p("План") + tbl(["1", "мера"], ["2", "ещё"]) + p("Подпись")), "план.docx")
    assert found.kind == "docx"
    assert found.blocks == (
        Paragraph("План", Place("план.docx", "", 1)),
        Row((Cell(("1",), 0), Cell(("мера",), 1)), Place("план.docx", "таблица 1", 1), 1),
        Row((Cell(("2",), 0), Cell(("ещё",), 1)), Place("план.docx", "таблица 1", 2), 1),
        Paragraph("Подпись", Place("план.docx", "", 2)),
    )


def test_merged_cells_stand_once():
    wide, high, low = (
        '<w:gridSpan w:val="2"/>',
        '<w:vMerge w:val="restart"/>',
        "<w:vMerge/>",
    )
    found = read(docx(tbl(tc("а", settings=high) + tc("б", settings=wide), tc(settings=low) + tc("в") + tc("г"))))
    assert [row.cells for row in found.blocks] == [
        (Cell(("а",), 0, 1, 2), Cell(("б",), 1, 2)),
        (Cell(("в",), 1), Cell(("г",), 2)),
    ]


def test_text_in_a_covered_cell_is_kept():
    found = read(docx(tbl(tc("а", settings='<w:vMerge w:val="restart"/>') + tc("б"), tc("в", settings="<w:vMerge/>"))))
    assert texts(found) == [["а", "б"], ["в"]]


def test_paragraphs_and_breaks_of_a_cell_are_its_entries():
    cell = f"<w:tc>{_runs(_run('<w:t>раз</w:t><w:br/><w:t>два</w:t>'))}{p('три')}</w:tc>"
    assert read(docx(tbl(cell + tc("четыре")))).blocks[0].cells[0].entries == ("раз", "два", "три")


def test_a_table_within_a_cell_is_told_in_it():
    inner = tbl(["внутри", "рядом"])
    found = read(docx(tbl(["а", "б"], f"<w:tc>{p('до')}{inner}{p('после')}</w:tc>{tc('в')}")))
    assert texts(found) == [["а", "б"], ["до внутри рядом после", "в"]]


def test_a_table_that_only_lays_out_is_taken_apart():
    inner = tbl(["1", "первая мера"], ["2", "вторая мера"])
    found = read(docx(tbl(f"<w:tc>{p('План')}{inner}</w:tc>")))
    assert texts(found) == ["План", ["1", "первая мера"], ["2", "вторая мера"]]


def test_deleted_text_is_no_text_and_inserted_is():
    body = _runs(
        f"<w:ins>{_run('<w:t>вставлено</w:t>')}</w:ins><w:del>{_run('<w:delText>удалено</w:delText>')}</w:del>"
    )
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{tc('нет')}</w:tr>"
    found = read(docx(f"{body}<w:tbl>{gone}<w:tr>{tc('да')}{tc('и да')}</w:tr></w:tbl>"))
    assert (texts(found), codes(found)) == (["вставлено", ["да", "и да"]], ["plan_file.tracked_changes"])


def test_controls_links_smart_tags_hidden_and_mathematical_text_are_text():
    body = (
        f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{p('поле')}</w:sdtContent></w:sdt>"
        + _runs(f'<w:hyperlink r:id="r9">{_run("<w:t>ссылка</w:t>")}</w:hyperlink>')
        + _runs(f"<w:smartTag>{_run('<w:t>тег</w:t>', '<w:rPr><w:vanish/></w:rPr>')}</w:smartTag>")
        + _runs(_run('<w:t>а</w:t><w:tab/><w:t>б</w:t><w:noBreakHyphen/><w:sym w:char="F0B7"/><w:sym w:char="0416"/>'))
    )
    assert texts(read(docx(body))) == ["поле", "ссылка", "тег", "а\tб-•Ж"]


def test_a_text_box_is_told_once():
    choice = f"<w:drawing><wps:txbx><w:txbxContent>{p('в рамке')}</w:txbxContent></wps:txbx></w:drawing>"
    fallback = f"<w:pict><v:textbox><w:txbxContent>{p('в рамке')}</w:txbxContent></v:textbox></w:pict>"
    branches = f"<mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>"
    box = f"<mc:AlternateContent>{branches}</mc:AlternateContent>"
    assert texts(read(docx(_runs(_run("<w:t>вокруг</w:t>") + _run(box))))) == ["вокруг", "в рамке"]


def test_numbers_of_pages_are_no_text_and_results_of_other_fields_are():
    field = '<w:fldChar w:fldCharType="{}"/>'
    page = _run(field.format("begin")) + _run("<w:instrText> PAGE </w:instrText>") + _run(field.format("separate"))
    date = page.replace("PAGE", "DATE")
    end = _run(field.format("end"))
    found = read(docx(_runs(page + _run("<w:t>7</w:t>") + end + date + _run("<w:t>1 мая</w:t>") + end)))
    assert texts(found) == ["1 мая"]


def test_notes_follow_the_text_with_their_marks():
    body = p("услуг").replace("</w:p>", '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>')
    notes = word_part(
        f'<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">{p(" разделы")}</w:footnote>'
        f'<w:footnote w:id="3">{p("лишняя")}</w:footnote>',
        "footnotes",
    )
    found = read(docx(body + p("конец"), [("footnotes", "footnotes.xml", False)], footnotes=notes))
    assert texts(found) == ["услуг¹", "конец", "¹ разделы", "лишняя"]


def test_a_raised_number_does_not_join_its_word():
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    assert texts(read(docx(_runs(_run("<w:t>услуг</w:t>") + _run("<w:t>1</w:t>", raised))))) == ["услуг¹"]


def test_headers_footers_remarks_and_drawings_are_told_once_with_their_places():
    links = [
        ("header", "header1.xml", False),
        ("header", "header2.xml", False),
        ("footer", "footer1.xml", False),
        ("comments", "comments.xml", False),
        ("diagramData", "diagram.xml", False),
    ]
    parts = {
        "header1": word_part(p("шапка"), "hdr"),
        "header2": word_part(p("шапка"), "hdr"),
        "footer1": word_part(p("низ"), "ftr"),
        "comments": word_part(f"<w:comment>{p('сверить')}</w:comment>", "comments"),
        "diagram": word_part("<a:p><a:r><a:t>схема</a:t></a:r></a:p>", "x"),
    }
    found = read(docx(p("тело"), links, **parts))
    assert [(block.text, block.place.sheet) for block in found.blocks] == [
        ("шапка", "верхний колонтитул"),
        ("тело", ""),
        ("сверить", "примечание"),
        ("схема", "рисунок"),
        ("низ", "нижний колонтитул"),
    ]


def test_the_strict_form_reads_alike():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts = {"word/document.xml": word_part(f"<w:body>{tbl(['а', 'б'])}</w:body>", "document").replace(W, strict)}
    assert texts(read(zipped(parts))) == [["а", "б"]]


def test_nothing_outside_is_fetched_and_it_is_told():
    links = [("image", "http://example.org/x.png", True), ("hyperlink", "http://example.org", True)]
    found = read(docx(p("план"), links))
    assert (texts(found), codes(found)) == (["план"], ["plan_file.external"])


def test_embedded_files_are_told():
    found = read(docx(p("план"), [("package", "embeddings/book.xlsx", False)]))
    assert (texts(found), codes(found)) == (["план"], ["plan_file.embedded"])


def test_a_document_of_pictures_asks_for_recognition():
    found = read(docx("<w:p/>", [("image", "media/scan.png", False)]))
    assert (found.blocks, codes(found)) == ((), ["plan_file.no_text"])


def test_an_empty_document_says_so():
    assert codes(read(docx("<w:p/>"))) == ["plan_file.empty"]


def test_macros_are_refused():
    macro = 'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"'
    refused = [docx(p("план"), types=f"<Override {macro}/>"), docx(p("план"), vbaProject="x")]
    assert [codes(read(content)) for content in refused] == [["plan_file.macros"]] * 2
