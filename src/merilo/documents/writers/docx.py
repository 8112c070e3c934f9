"""Word papers: paragraphs, headings, tables, pictures, turned pages. Linear in the length of the paper.

Tables are written as XML, row by row: python-docx looks a cell up by walking its table, which is quadratic.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm

from merilo.documents.typography import printable
from merilo.documents.writers import docx_styles as look

WIDTH = 16.5
"""Centimetres between the margins of an upright page."""
WIDTH_TURNED = 25.2
TWIPS = 567
EPOCH = (1980, 1, 1, 0, 0, 0)
RULE = "8A929C"
HEAD_GROUND = "EEF1F5"
BAND_GROUND = "E8EFF9"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its width in centimetres, `left`, `center` or `right`."""

    heading: str
    width: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells; `bold` for sums, `shaded` to hold rows together that belong together.

    `across` makes its first cell span the whole table.
    """

    cells: tuple[str, ...]
    bold: bool = False
    shaded: bool = False
    across: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption above; `small` for many columns."""

    columns: tuple[Column, ...]
    rows: Sequence[Row] = field(default_factory=tuple)
    caption: str = ""
    small: bool = False


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

    def heading(self, text: str, level: int = 1) -> None:
        self._append(_paragraph(text, f"Heading{level}"))

    def paragraph(self, text: str, style: str = "Normal", *, bold: bool = False) -> None:
        self._append(_paragraph(text, self._style(style), bold=bold))

    def bullets(self, texts: Iterable[str]) -> None:
        """Short points, each with its dash."""
        for text in texts:
            self.paragraph(f"—\u00a0{text}")

    def table(self, table: Table) -> None:
        if table.caption:
            self.paragraph(table.caption, look.CAPTION)
        styles = (look.CELL_SMALL, look.CELL_SMALL) if table.small else (look.CELL, look.CELL_HEAD)
        self._append(_table(table, *(self._style(style) for style in styles)))
        self.paragraph("", look.NOTE)

    def picture(self, image: bytes, *, caption: str, alt: str, width: float = WIDTH) -> None:
        """A PNG across the page; `alt` is what a reader who cannot see it is told."""
        paragraph = self._document.add_paragraph(style=look.CAPTION)
        inline = paragraph.add_run().add_picture(io.BytesIO(image), width=Cm(width))
        properties = inline._inline.docPr  # noqa: SLF001 - python-docx has no call for alternative text
        properties.set("descr", printable(alt))
        properties.set("title", printable(caption))
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
        raw, steady = io.BytesIO(), io.BytesIO()
        self._document.save(raw)
        with zipfile.ZipFile(raw) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(entry, source.read(name))
        return steady.getvalue()

    def _append(self, element: BaseOxmlElement) -> None:
        self._end.addprevious(element)

    def _style(self, name: str) -> str:
        if name not in self._styles:
            self._styles[name] = str(self._document.styles[name].style_id)
        return self._styles[name]


def _run(text: str, *, bold: bool) -> str:
    lines = [f'<w:t xml:space="preserve">{escape(printable(line))}</w:t>' for line in text.split("\n")]
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:r>{weight}{'<w:br/>'.join(lines)}</w:r>"


def _paragraph(text: str, style: str, *, bold: bool = False) -> BaseOxmlElement:
    return parse_xml(
        f'<w:p xmlns:w="{look.WORD}"><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run(text, bold=bold)}</w:p>'
    )


def _table(table: Table, style: str, head_style: str) -> BaseOxmlElement:
    widths = [round(column.width * TWIPS) for column in table.columns]
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    side = 28 if table.small else 85
    sides = (("top", 28), ("left", side), ("bottom", 28), ("right", side))
    margins = "".join(f'<w:{name} w:w="{width}" w:type="dxa"/>' for name, width in sides)
    heading = Row(tuple(column.heading for column in table.columns))
    opening = (
        f'<w:tbl xmlns:w="{look.WORD}"><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f"{margins}</w:tblCellMar></w:tblPr><w:tblGrid>"
    )
    parts = [
        opening,
        *(f'<w:gridCol w:w="{width}"/>' for width in widths),
        "</w:tblGrid>",
        _head(heading, table.columns, head_style),
        *(_row(row, table.columns, style) for row in table.rows),
        "</w:tbl>",
    ]
    return parse_xml("".join(parts))


def _head(row: Row, columns: tuple[Column, ...], style: str) -> str:
    cells = (
        _cell(text, (column.width, "center"), style, ground=HEAD_GROUND)
        for text, column in zip(row.cells, columns, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(row: Row, columns: tuple[Column, ...], style: str) -> str:
    ground = BAND_GROUND if row.shaded else ""
    if row.across:
        whole = sum(column.width for column in columns)
        cells = _cell(row.cells[0], (whole, "left"), style, ground=ground, bold=row.bold, span=len(columns))
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
    cells = "".join(
        _cell(text, (column.width, column.align), style, ground=ground, bold=row.bold)
        for text, column in zip(row.cells, columns, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(
    text: str, shape: tuple[float, str], style: str, *, ground: str = "", bold: bool = False, span: int = 1
) -> str:
    width, align = shape
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{round(width * TWIPS)}" w:type="dxa"/>{across}{fill}</w:tcPr><w:p><w:pPr>'
        f'<w:pStyle w:val="{style}"/><w:jc w:val="{align}"/></w:pPr>{_run(text, bold=bold)}</w:p></w:tc>'
    )
