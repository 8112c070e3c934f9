"""Numbers that Word and browsers count themselves are read as they are printed."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.core.plan_containers import odt
from tests.core.plan_files import OFFICE, converted

from merilo.importers.plans.blocks import Paragraph
from merilo.importers.plans.list_labels import written
from merilo.importers.plans.opening import read_blocks
from merilo.importers.plans.reading import read_plan
from merilo.plans.model import Shape

LEVELS = {"0": ("upperRoman", "%1.", ""), "1": ("decimal", "%1.%2.", "<w:isLgl/>"), "2": ("russianLower", "%1.%3)", "")}


def _numbered(document, lists):
    """An abstract list of three levels, and references to it with or without a new beginning."""
    root = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{legal}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for level, (form, pattern, legal) in LEVELS.items()
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>')
    root.insert(0, abstract)
    for number, start in lists.items():
        override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
        text = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="90"/>{override}</w:num>'
        root.append(parse_xml(text))


def _in_list(paragraph, number, level=0):
    settings = paragraph._p.get_or_add_pPr()
    text = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    settings.append(parse_xml(text))
    return paragraph


def _saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _texts(document):
    return [block.text for block in read_blocks(_saved(document), "план.docx").blocks]


def test_levels_count_within_each_other_and_a_list_may_begin_anew():
    document = docx.Document()
    _numbered(document, {"91": "", "92": "5"})
    for text, number, level in (("а", "91", 0), ("б", "91", 1), ("в", "91", 1), ("г", "91", 0), ("д", "91", 2)):
        _in_list(document.add_paragraph(text), number, level)
    _in_list(document.add_paragraph("е"), "92")
    _in_list(document.add_paragraph("ж"), "0")
    assert _texts(document) == ["I. а", "1.1. б", "1.2. в", "II. г", "II.а) д", "V. е", "ж"]


def test_styles_number_their_paragraphs_and_bullets_are_dashes():
    document = docx.Document()
    for text, style in (("а", "List Number"), ("б", "List Number"), ("в", "List Bullet"), ("г", None)):
        document.add_paragraph(text, style=style)
    assert _texts(document) == ["1. а", "2. б", "- в", "г"]


def test_answers_numbered_by_word_are_points():
    document = docx.Document()
    for text in ("Оценено 15 организаций.", "Планы утверждены."):
        document.add_paragraph(text, style="List Number")
    paper = read_plan(_saved(document), "ответы.docx").paper
    assert (paper.shape, [one.number for one in paper.points]) == (Shape.ANSWERS, ["1", "2"])


def test_rows_numbered_by_word_have_their_numbers():
    document = docx.Document()
    table = document.add_table(3, 3)
    for cell, text in zip(table.rows[0].cells, ("№", "Мероприятие", "Срок"), strict=True):
        cell.text = text
    for number in (1, 2):
        table.cell(number, 0).paragraphs[0].style = "List Number"
        table.cell(number, 1).text = f"Дело {number}"
        table.cell(number, 2).text = "Март 2023 г."
    assert [(one.number, one.measures) for one in read_plan(_saved(document), "план.docx").paper.rows] == [
        ("1.", ("Дело 1",)),
        ("2.", ("Дело 2",)),
    ]


def test_lists_of_a_web_page_are_read_as_a_browser_shows_them():
    page = """<!DOCTYPE html><html><body><ol start="3"><li>а</li><li><p>б</p><p>в</p></li><li value="9">г</li></ol>
        <ol type="I"><li>д<ul><li>е</li><li>– ж</li></ul></li></ol><ul style="list-style-type: none"><li>з</li></ul>
        <p>и</p><ol><li></li></ol></body></html>"""
    texts = [block.text for block in read_blocks(page.encode(), "план.html").blocks]
    assert texts == ["3. а", "4. б", "в", "9. г", "I. д", "- е", "– ж", "з", "и"]


def test_rows_numbered_by_a_browser_have_their_numbers():
    page = """<!DOCTYPE html><table><tr><th>№<th>Мероприятие<th>Срок</tr>
        <tr><td><ol><li></li></ol><td>Купить:<ul><li>Стол</li><li>стул</li></ul><td>Март 2023 г.</tr></table>"""
    (only,) = read_plan(page.encode(), "план.html").paper.rows
    assert (only.number, only.measures) == ("1.", ("Купить:\n- Стол\n- стул",))


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (4, "decimal", "4"),
        (14, "upperRoman", "XIV"),
        (9, "lowerRoman", "ix"),
        (27, "lowerLetter", "aa"),
        (2, "upperLetter", "B"),
        (3, "russianLower", "в"),
        (29, "russianUpper", "АА"),
        (7, "decimalZero", "07"),
        (5, "none", ""),
        (6, "chicago", "6"),
        (0, "upperRoman", "0"),
        (123456, "lowerLetter", "123456"),
    ],
)
def test_numbers_are_written_in_the_format_of_their_list(number, form, text):
    assert written(number, form) == text


def _lists_of_word():
    document = docx.Document()
    _numbered(document, {"91": "", "92": "5"})
    for text, number, level in (("а", "91", 0), ("б", "91", 2), ("в", "91", 2), ("г", "91", 0)):
        _in_list(document.add_paragraph(text), number, level)
    document.add_paragraph("между")
    for text, number, level in (("д", "91", 2), ("е", "92", 0), ("ж", "0", 0)):
        _in_list(document.add_paragraph(text), number, level)
    for text, style in (("а", "List Number"), ("в", "List Bullet"), ("г", None), ("ещё", "List Number")):
        document.add_paragraph(text, style=style)
    table = document.add_table(2, 2)
    for number in (0, 1):
        table.cell(number, 0).paragraphs[0].style = "List Number"
        table.cell(number, 1).text = f"Дело {number}"
    return _saved(document)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["odt", "fodt"])
def test_lists_of_word_read_alike_when_they_are_saved_as_opendocument(kind):
    content = _lists_of_word()
    word, open_document = (read_blocks(one, "план").blocks for one in (content, converted(content, "docx", kind)))
    assert [_said(block) for block in open_document] == [_said(block) for block in word]
    assert [_said(block) for block in word][4:6] == ["между", "II.а) д"]


def _said(block):
    return block.text if isinstance(block, Paragraph) else [cell.text for cell in block.cells]


LEVEL_STYLES = """<text:list-style style:name="L">
    <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
    <text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2" style:num-suffix=")"/>
    <text:list-level-style-number text:level="3" style:num-format="А, Б, .., Аа, Аб, ... (ru)" style:num-prefix="("/>
    <text:list-level-style-bullet text:level="4" text:bullet-char="•"/>
    </text:list-style>
    <text:outline-style style:name="Outline">
    <text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="." text:start-value="2"/>
    <text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>
    <style:style style:name="P" style:family="paragraph" style:parent-style-name="Q"/>
    <style:style style:name="Q" style:family="paragraph" style:list-style-name="L"/>"""


def _odt_texts(body):
    return [block.text for block in read_blocks(odt(body, styles=LEVEL_STYLES), "план.odt").blocks]


def _odt_list(*inner, settings='text:style-name="L"'):
    return f"<text:list {settings}>{''.join(f'<text:list-item>{one}</text:list-item>' for one in inner)}</text:list>"


def _odt_p(text, style="X"):
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def test_a_list_of_opendocument_counts_the_first_paragraphs_of_its_items():
    deepest = _odt_list(_odt_list(_odt_p("г"), settings=""), settings="")
    inner = _odt_list(_odt_p("б") + _odt_p("в"), deepest, settings="")
    header = f"<text:list-header>{_odt_p('без номера')}</text:list-header>"
    whole = _odt_list(_odt_p("а") + inner, _odt_p("д")).replace("<text:list-item>", f"{header}<text:list-item>", 1)
    assert _odt_texts(whole) == ["без номера", "1. а", "1.1) б", "в", "- г", "2. д"]


def test_a_list_of_opendocument_goes_on_where_it_says_so():
    named = 'text:style-name="L" xml:id="первый"'
    lists = (
        _odt_list(_odt_p("а"), _odt_p("б"), settings=named),
        _odt_list(_odt_p("в")),
        _odt_list(_odt_p("г"), settings='text:style-name="L" text:continue-numbering="true"'),
        _odt_list(_odt_p("д"), settings='text:style-name="L" text:continue-list="первый"'),
        _odt_list(_odt_p("е", "P"), settings=""),
        _odt_list(_odt_p("ж")).replace("<text:list-item>", '<text:list-item text:start-value="7">'),
        _odt_list(_odt_p("з"), settings='text:style-name="нет"'),
    )
    assert _odt_texts("".join(lists)) == ["1. а", "2. б", "1. в", "2. г", "3. д", "1. е", "7. ж", "з"]


def test_headings_of_opendocument_have_the_numbers_of_the_outline():
    head = '<text:h text:outline-level="{}"{}>{}</text:h>'
    made = (("1", "", "а"), ("2", "", "б"), ("1", "", "в"), ("1", ' text:is-list-header="true"', "г"))
    assert _odt_texts("".join(head.format(*one) for one in made)) == ["II. а", "б", "III. в", "г"]
