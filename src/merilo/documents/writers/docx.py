"""Word papers: contents, paragraphs, headings, tables, pictures, turned pages. Linear in the length of the paper."""

import io
import zipfile
from collections.abc import Iterable
from copy import deepcopy
from datetime import date, datetime

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm

from merilo.documents.tables import Table
from merilo.documents.typography import printable
from merilo.documents.writers import docx_styles as look
from merilo.documents.writers.docx_tables import run, table_xml
from merilo.documents.writers.typesetting import png

WIDTH = 16.5
"""Centimetres between the margins of an upright page."""
WIDTH_TURNED = 25.2
LISTED = 2
"""Levels of headings that stand in the contents."""
TOC = r'TOC \o "1-2" \h \z \u'
EPOCH = (1980, 1, 1, 0, 0, 0)


class Paper:
    """A Word document written from top to bottom."""

    def __init__(self, *, title: str, on: date) -> None:
        self._document = docx.Document()
        look.prepare(self._document)
        core = self._document.core_properties
        core.title, core.author, core.last_modified_by, core.language = title, "Мерило", "Мерило", "ru-RU"
        core.created = core.modified = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - the format has no zone
        core.comments = ""
        self._styles: dict[str, str] = {}
        self._end = self._document.element.body.sectPr
        self._outline: list[tuple[str, int]] = []
        self._contents: BaseOxmlElement | None = None

    def heading(self, text: str, level: int = 1) -> None:
        """A heading; those of the first two levels stand in the contents."""
        if level > LISTED:
            self._append(_paragraph(run(text), f"Heading{level}"))
            return
        self._outline.append((text, level))
        number = len(self._outline)
        mark = f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number:08d}"/>'
        self._append(_paragraph(f'{mark}{run(text)}<w:bookmarkEnd w:id="{number}"/>', f"Heading{level}"))

    def contents(self, title: str) -> None:
        """The table of contents of the finished paper stands here, as links; no page numbers, no question on opening.

        It is a field of Word that already holds its entries: asked to be updated (F9), Word adds the page numbers.
        """
        self.paragraph(title, look.TITLE, bold=True)
        self._contents = _paragraph("", "Normal")
        self._append(self._contents)

    def paragraph(self, text: str, style: str = "Normal", *, bold: bool = False, keep: bool = False) -> None:
        """A paragraph; `keep` holds it on the page of what follows."""
        self._append(_paragraph(run(text, bold=bold), self._style(style), keep=keep))

    def bullets(self, texts: Iterable[str]) -> None:
        """Short points, each with its dash."""
        for text in texts:
            self.paragraph(f"—\u00a0{text}")

    def table(self, table: Table) -> None:
        if table.caption:
            self.paragraph(table.caption, look.CAPTION)
        styles = (look.CELL_SMALL, look.CELL_SMALL) if table.small else (look.CELL, look.CELL_HEAD)
        self._append(parse_xml(table_xml(table, *(self._style(style) for style in styles))))
        self.paragraph("", look.NOTE, keep=table.keep)

    def picture(self, svg: str, *, caption: str, alt: str) -> None:
        """A picture across the page; `alt` is what a reader who cannot see it is told."""
        paragraph = self._document.add_paragraph(style=look.CAPTION)
        inline = paragraph.add_run().add_picture(io.BytesIO(png(svg)), width=Cm(WIDTH))
        properties = inline._inline.docPr  # noqa: SLF001 - python-docx has no call for alternative text
        properties.set("descr", printable(alt))
        properties.set("title", printable(caption))
        paragraph.paragraph_format.keep_with_next = True
        self._end.addprevious(paragraph._p)  # noqa: SLF001 — python-docx gives no public element
        self.paragraph(caption, look.NOTE)

    def page_break(self) -> None:
        self._append(parse_xml(f'<w:p xmlns:w="{look.WORD}"><w:r><w:br w:type="page"/></w:r></w:p>'))

    def turn(self, *, landscape: bool) -> None:
        """Close the section written so far; what follows stands on pages turned this way."""
        closing = parse_xml(f'<w:p xmlns:w="{look.WORD}"><w:pPr/></w:p>')
        own = deepcopy(self._end)
        closing.pPr.append(own)
        self._append(closing)
        size = self._end.find(qn("w:pgSz"))
        wide, high = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
        size.set(qn("w:w"), str(wide.twips))
        size.set(qn("w:h"), str(high.twips))
        size.set(qn("w:orient"), "landscape" if landscape else "portrait")
        first_page = self._end.find(qn("w:titlePg"))
        if first_page is not None:
            self._end.remove(first_page)

    def content(self) -> bytes:
        """The finished file; the same paper gives the same bytes."""
        self._list_headings()
        raw, steady = io.BytesIO(), io.BytesIO()
        self._document.save(raw)
        with zipfile.ZipFile(raw) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(entry, source.read(name))
        return steady.getvalue()

    def _list_headings(self) -> None:
        if self._contents is None or not self._outline:
            return
        last = len(self._outline)
        for number, (text, level) in enumerate(self._outline, 1):
            opening = _field("begin", TOC) if number == 1 else ""
            closing = _field("end") if number == last else ""
            link = f'<w:hyperlink w:anchor="_Toc{number:08d}" w:history="1">{run(text)}</w:hyperlink>'
            self._contents.addprevious(_paragraph(opening + link + closing, self._style(look.LISTED[level - 1])))
        self._contents.getparent().remove(self._contents)
        self._contents = None

    def _append(self, element: BaseOxmlElement) -> None:
        self._end.addprevious(element)

    def _style(self, name: str) -> str:
        if name not in self._styles:
            self._styles[name] = str(self._document.styles[name].style_id)
        return self._styles[name]


def _paragraph(content: str, style: str, *, keep: bool = False) -> BaseOxmlElement:
    with_next = "<w:keepNext/>" if keep else ""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/>{with_next}</w:pPr>'
    return parse_xml(f'<w:p xmlns:w="{look.WORD}">{properties}{content}</w:p>')


def _field(kind: str, instruction: str = "") -> str:
    """One end of a field; the beginning holds its instruction and is followed by its result."""
    mark = f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
    if not instruction:
        return mark
    text = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f'{mark}{text}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
