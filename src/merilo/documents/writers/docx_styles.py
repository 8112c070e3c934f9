"""The look of an official Russian paper in Word: Times New Roman 14, margins 3 / 1.5 / 2 / 2 cm, real headings."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

FACE = "Times New Roman"
CELL = "Таблица"
CELL_HEAD = "Таблица, заголовок"
CELL_SMALL = "Таблица, мелкая"
CAPTION = "Подпись"
TITLE = "Титул"
NOTE = "Примечание"
LISTED = ("toc 1", "toc 2")
"""Word's own names of the styles of the contents."""
INK = RGBColor(0, 0, 0)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def prepare(document: Document, *, numbered_on_top: bool = False) -> None:
    """Give an empty document its styles, margins, language and page numbers, at the foot or on top of a page."""
    _normal(document.styles["Normal"])
    for level, size in ((1, 16), (2, 14), (3, 14)):
        _heading(document.styles[f"Heading {level}"], size)
    _own(document, CELL, 10.5)
    _own(document, CELL_HEAD, 10.5).font.bold = True
    _own(document, CELL_SMALL, 8)
    caption = _own(document, CAPTION, 12)
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(10), Pt(4)
    caption.paragraph_format.keep_with_next = True
    note = _own(document, NOTE, 12)
    note.paragraph_format.space_before, note.paragraph_format.space_after = Pt(4), Pt(10)
    title = _own(document, TITLE, 16)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(10)
    for name, indent in zip(LISTED, (0, 0.75), strict=True):
        listed = _own(document, name, 13)
        listed.paragraph_format.left_indent = Cm(indent)
        listed.paragraph_format.space_after = Pt(5)
    section = document.sections[0]
    upright(section)
    page_numbers(section, on_top=numbered_on_top)


def upright(section: Section) -> None:
    """A4 portrait with the margins of an official paper."""
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    section.header_distance = section.footer_distance = Cm(1)


def page_numbers(section: Section, *, on_top: bool = False) -> None:
    """The number of the page in the middle of the foot or the head; none on the first page."""
    section.different_first_page_header_footer = True
    paragraph = (section.header if on_top else section.footer).paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.first_line_indent = Cm(0)
    paragraph._p.append(  # noqa: SLF001 - python-docx has no call for a field
        parse_xml(f'<w:fldSimple xmlns:w="{WORD}" w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )


def _face(style: ParagraphStyle, size: float) -> None:
    style.font.name, style.font.size = FACE, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FACE)


def _normal(style: ParagraphStyle) -> None:
    _face(style, 14)
    style.element.get_or_add_rPr().append(parse_xml(f'<w:lang xmlns:w="{WORD}" w:val="ru-RU"/>'))
    layout = style.paragraph_format
    layout.first_line_indent, layout.line_spacing = Cm(1.25), 1.15
    layout.space_before, layout.space_after = Pt(0), Pt(6)
    layout.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _heading(style: ParagraphStyle, size: float) -> None:
    _face(style, size)
    style.font.bold, style.font.italic, style.font.color.rgb = True, False, INK
    layout = style.paragraph_format
    layout.first_line_indent, layout.alignment = Cm(0), WD_ALIGN_PARAGRAPH.LEFT
    layout.space_before, layout.space_after = Pt(18 if size > 14 else 14), Pt(8)
    layout.keep_with_next = True


def _own(document: Document, name: str, size: float) -> ParagraphStyle:
    style: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    _face(style, size)
    layout = style.paragraph_format
    layout.first_line_indent, layout.line_spacing = Cm(0), 1.0
    layout.space_before, layout.space_after = Pt(0), Pt(0)
    layout.alignment = WD_ALIGN_PARAGRAPH.LEFT
    return style
