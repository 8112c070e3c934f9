"""A legal paper as a Word file: an official look, real headings, repeated heading rows, numbers on top of the pages.

The parts that never change are made once for the life of the process; a paper costs its own text and the packing.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape

import docx as library
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from merilo.documents.papers import blocks
from merilo.documents.papers.blocks import BLANK_SIGN, WIDTH, WIDTH_TURNED, Block, LegalPaper
from merilo.documents.tables import Table
from merilo.documents.typography import printable
from merilo.documents.writers import docx_styles as look
from merilo.documents.writers.docx_tables import TWIPS, run, table_xml
from merilo.documents.writers.packing import PackedFile, archive, packed

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BODY, PROPERTIES, THUMBNAIL = "word/document.xml", "docProps/core.xml", "docProps/thumbnail.jpeg"
_THUMBNAIL_LINK = re.compile(rb"<Relationship [^>]*thumbnail\.jpeg[^>]*/>")
"""The library's template comes with a picture of itself."""
CORNER = 8.0
"""Centimetres of the block in the right upper corner."""
GAP = 0.7
APART = 'w:after="40"'
RULE = 5.0
"""Centimetres of the rule over footnotes."""
SIGNED = (7.6, 3.8, 5.1)
"""Centimetres of a post, a line to sign and a name."""
_CORE = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>Мерило</dc:creator>'
    "<cp:lastModifiedBy>Мерило</cp:lastModifiedBy><dc:language>ru-RU</dc:language>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{on}T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{on}T00:00:00Z</dcterms:modified></cp:coreProperties>'
)


@dataclass(frozen=True, slots=True)
class _Skeleton:
    """What every paper shares: the unchanging members of the file, references to the page head, ids of styles."""

    members: tuple[PackedFile, ...]
    references: str
    styles: dict[str, str]


def docx(paper: LegalPaper) -> bytes:
    """The finished file; the same paper gives the same bytes. Linear in the length of the paper."""
    skeleton = _skeleton()
    core = _CORE.format(title=escape(printable(paper.title)), on=paper.on.isoformat())
    own = (packed(BODY, _body(paper, skeleton).encode()), packed(PROPERTIES, core.encode()))
    return archive((*skeleton.members, *own))


@cache
def _skeleton() -> _Skeleton:
    document = library.Document()
    look.prepare(document, numbered_on_top=True)
    for level in (1, 2, 3):
        style = document.styles[f"Heading {level}"]
        style.font.size = Pt(14)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12), Pt(6)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER if level == 1 else WD_ALIGN_PARAGRAPH.LEFT
    names = ("Normal", "Heading 1", "Heading 2", "Heading 3", look.CELL, look.CELL_HEAD, look.CELL_SMALL)
    styles = {name: document.styles[name].style_id for name in (*names, look.CAPTION, look.NOTE)}
    raw = io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as template:
        kept = [name for name in template.namelist() if name not in (BODY, PROPERTIES, THUMBNAIL)]
        members = tuple(packed(name, _THUMBNAIL_LINK.sub(b"", template.read(name))) for name in kept)
    section = document.element.body.sectPr
    references = "".join(
        f'<w:headerReference w:type="{one.get(qn("w:type"))}" r:id="{one.get(qn("r:id"))}"/>'
        for one in section.findall(qn("w:headerReference"))
    )
    return _Skeleton(members, references, styles)


def _body(paper: LegalPaper, skeleton: _Skeleton) -> str:
    leaves = paper.leaves or ((paper.landscape, ()),)
    parts: list[str] = []
    for place, (landscape, found) in enumerate(leaves):
        parts += (text for block in found for text in _written(block, skeleton, landscape=landscape))
        section = _section(skeleton, landscape=landscape, first=place == 0)
        closed = parts[-1:] == [_gap(skeleton.styles)]
        if closed:
            parts.pop()
        if place < len(leaves) - 1:
            parts.append(_end(section))
        else:
            parts += [_end(), section] if closed else [section]
    opening = f'<w:document xmlns:w="{look.WORD}" xmlns:r="{RELATIONS}"><w:body>'
    return f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n{opening}{''.join(parts)}</w:body></w:document>"


def _end(section: str = "") -> str:
    """The last paragraph of a leaf, where Word wants one: too low to begin a page of its own."""
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f'<w:rPr><w:sz w:val="2"/></w:rPr>{section}</w:pPr></w:p>'
    )


def _section(skeleton: _Skeleton, *, landscape: bool, first: bool) -> str:
    wide, high = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    turned = ' w:orient="landscape"' if landscape else ""
    margins = f'w:top="{Cm(2).twips}" w:right="{Cm(1.5).twips}" w:bottom="{Cm(2).twips}" w:left="{Cm(3).twips}"'
    return (
        f'<w:sectPr>{skeleton.references}<w:pgSz w:w="{wide.twips}" w:h="{high.twips}"{turned}/>'
        f'<w:pgMar {margins} w:header="{Cm(1).twips}" w:footer="{Cm(1).twips}" w:gutter="0"/>'
        f"{'<w:titlePg/>' if first else ''}</w:sectPr>"
    )


def _written(block: Block, skeleton: _Skeleton, *, landscape: bool) -> Iterator[str]:
    width, styles = WIDTH_TURNED if landscape else WIDTH, skeleton.styles
    match block:
        case blocks.Title():
            yield from _title(block, styles)
        case blocks.Heading() | blocks.Note():
            style = look.NOTE if isinstance(block, blocks.Note) else f"Heading {block.level}"
            yield _paragraph(run(block.text), styles[style])
        case blocks.Paragraph():
            yield _text(block, styles)
        case blocks.Bullets() | blocks.Footnotes():
            yield from _listed(block, styles, width)
        case blocks.Corner():
            yield from _corner(block, styles, width)
        case blocks.Facing():
            yield from _facing(block, styles, width)
        case blocks.Signatures():
            yield from _signatures(block, styles, width)
        case blocks.PageBreak():
            yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        case Table():
            yield from _table(block, styles)


def _paragraph(
    content: str,
    style: str,
    *,
    align: str = "",
    indent: str = "",
    keep: bool = False,
    spacing: str = "",
) -> str:
    properties = "".join(
        (
            f'<w:pStyle w:val="{style}"/>',
            "<w:keepNext/>" if keep else "",
            f"<w:spacing {spacing}/>" if spacing else "",
            f"<w:ind {indent}/>" if indent else "",
            f'<w:jc w:val="{align}"/>' if align else "",
        )
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def _title(block: blocks.Title, styles: dict[str, str]) -> Iterator[str]:
    yield _paragraph(run(block.text), styles["Heading 1"], keep=True, spacing='w:before="240" w:after="60"')
    if block.under:
        yield _paragraph(run(block.under), styles["Normal"], align="center", indent='w:firstLine="0"', keep=True)


def _text(block: blocks.Paragraph, styles: dict[str, str]) -> str:
    text = f"{block.number}\u00a0{block.text}" if block.number else block.text
    align = {"justify": "both"}.get(block.align, block.align)
    indent = "" if block.indented and block.align == "justify" else 'w:firstLine="0"'
    style = styles[look.CELL if block.small else "Normal"]
    return _paragraph(run(text, bold=block.bold), style, align=align, indent=indent, keep=block.keep)


def _listed(block: blocks.Bullets | blocks.Footnotes, styles: dict[str, str], width: float) -> Iterator[str]:
    if isinstance(block, blocks.Footnotes):
        yield _rule(styles[look.NOTE], width - RULE)
        yield from (_paragraph(run(text), styles[look.CELL], align="both", spacing=APART) for text in block.texts)
        return
    for text in block.texts:
        yield _paragraph(run(f"–\u00a0{text}"), styles["Normal"], align="left", spacing=APART)


def _corner(block: blocks.Corner, styles: dict[str, str], width: float) -> Iterator[str]:
    left = f'w:left="{round((width - CORNER) * TWIPS)}" w:firstLine="0"'
    for line in block.lines:
        style = styles[look.CELL if blocks.is_caption(line) else "Normal"]
        yield _paragraph(run(line), style, align="left", indent=left, spacing=APART)


def _rule(style: str, left_free: float) -> str:
    """A short rule at the left margin."""
    edge = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>'
    indent = f'<w:ind w:right="{round(left_free * TWIPS)}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:keepNext/>{edge}{indent}</w:pPr></w:p>'


def _facing(block: blocks.Facing, styles: dict[str, str], width: float) -> Iterator[str]:
    half = (width - GAP) / 2
    align, keep = "center" if block.centered else "left", block.held
    left = [_line(line, styles, align=align, bold=True, keep=keep) for line in block.head]
    left += [_line(line, styles, align=align, keep=keep) for line in block.left]
    right = [_line(line, styles, align="right" if block.ended else "left", keep=keep) for line in block.right]
    if block.held:
        yield _gap(styles, keep=True)
    yield _bare((half, GAP, half), ("".join(left), "", "".join(right)), styles)
    yield _gap(styles)


def _signatures(block: blocks.Signatures, styles: dict[str, str], width: float) -> Iterator[str]:
    wide = (*SIGNED[:2], width - sum(SIGNED[:2])) if width > WIDTH else SIGNED
    yield _gap(styles, keep=True)
    for signature in block.lines:
        post, name = (_line(text, styles, align="left", keep=True) for text in (signature.post, signature.name))
        yield _bare(wide, (post, _line(BLANK_SIGN, styles, align="center", keep=True), name), styles)
        yield _gap(styles)


def _table(block: Table, styles: dict[str, str]) -> Iterator[str]:
    if block.caption:
        yield _paragraph(run(block.caption), styles[look.CAPTION])
    body, head = (look.CELL_SMALL, look.CELL_SMALL) if block.small else (look.CELL, look.CELL_HEAD)
    yield table_xml(block, styles[body], styles[head])
    yield _gap(styles, keep=block.keep)


def _gap(styles: dict[str, str], *, keep: bool = False) -> str:
    """The empty line that Word wants between tables."""
    return _paragraph("", styles[look.NOTE], keep=keep, spacing='w:before="0" w:after="0"')


def _line(text: str, styles: dict[str, str], *, align: str, bold: bool = False, keep: bool = False) -> str:
    layout = {"indent": 'w:firstLine="0"', "spacing": 'w:before="0" w:after="0" w:line="240" w:lineRule="auto"'}
    return _paragraph(run(text, bold=bold), styles["Normal"], align=align, keep=keep, **layout)


def _bare(widths: tuple[float, ...], cells: tuple[str, ...], styles: dict[str, str]) -> str:
    """One row without rules: what stands side by side."""
    empty = _line("", styles, align="left")
    grid = "".join(f'<w:gridCol w:w="{round(width * TWIPS)}"/>' for width in widths)
    row = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{round(width * TWIPS)}" w:type="dxa"/><w:vAlign w:val="{place}"/></w:tcPr>'
        f"{cell or empty}</w:tc>"
        for width, cell, place in zip(widths, cells, _heights(cells), strict=True)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{round(sum(widths) * TWIPS)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr></w:tbl>"
    )


def _heights(cells: tuple[str, ...]) -> tuple[str, ...]:
    signed = BLANK_SIGN in cells[1]
    return tuple("bottom" if signed else "top" for _ in cells)
