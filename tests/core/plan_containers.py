"""Invented files of every kind from their markup, as small as a reader allows, and what the blocks of a file hold."""

import html
import io
import zipfile
from functools import cache

import typst

from merilo.documents.printing.glyphs import FOLDERS
from merilo.importers.plans.blocks import Paragraph
from merilo.importers.plans.opening import read_blocks

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OUTSIDE = ' TargetMode="External"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": W,
        "r": _OFFICE,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    }.items()
)
_ODF = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in {
            "office": "office",
            "text": "text",
            "table": "table",
            "style": "style",
            "draw": "drawing",
            "svg": "svg-compatible",
        }.items()
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def zipped(parts, *, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(body, links=(), types="", **parts):
    """A Word document: the XML of its body, (kind, target, outside) of its relations, further parts in word/."""
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"{OUTSIDE if outside else ""}/>'
        for number, (kind, target, outside) in enumerate(links)
    )
    space = f'xmlns="{_PACKAGE}/relationships"'
    main = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{types}</Types>',
            "_rels/.rels": f"<Relationships {space}>{main}</Relationships>",
            "word/document.xml": word_part(f"<w:body>{body}</w:body>", "document"),
            "word/_rels/document.xml.rels": f"<Relationships {space}>{relations}</Relationships>",
            **{f"word/{name}.xml": content for name, content in parts.items()},
        }
    )


def word_part(inner, root):
    return f"<w:{root} {_SPACES}>{inner}</w:{root}>"


def p(text, settings=""):
    """A paragraph of Word of one run."""
    return f'<w:p><w:r>{settings}<w:t xml:space="preserve">{html.escape(text)}</w:t></w:r></w:p>'


def tc(*texts, settings=""):
    """A cell of Word with its paragraphs."""
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{''.join(p(text) for text in texts) or '<w:p/>'}</w:tc>"


def tbl(*rows):
    """A table of Word; a row is a text of cells made by `tc` or a list of texts."""
    made = (row if isinstance(row, str) else "".join(tc(text) for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>"


def odt(body, styles="", manifest="", **parts):
    """An OpenDocument text: the XML of office:text."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            "content.xml": odf_part(f"<office:body><office:text>{body}</office:text></office:body>", "content"),
            "styles.xml": odf_part(styles, "styles"),
            **parts,
        }
    )


def odf_part(inner, root):
    return f"<office:document-{root} {_ODF}>{inner}</office:document-{root}>"


def flat_odt(body):
    return f'<?xml version="1.0"?><office:document {_ODF}><office:body>{body}</office:body></office:document>'.encode()


def odt_table(*rows):
    cells = ("".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in row) for row in rows)
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in cells)}</table:table>"


def pdf_of(markup, **values):
    """A PDF with a text layer set from Typst's markup; texts come in as `values` and are never read as markup."""
    head = (
        '#set document(title: "План")\n#set page(margin: 20mm)\n#set text(font: "PT Serif", size: 10pt, lang: "ru")\n'
    )
    return _compiler().compile((head + markup).encode(), format="pdf", sys_inputs=values)


def endless_pdf(count):
    """A PDF whose page draws a form that draws a form ten times, and so on."""
    forms = []
    for number in range(count):
        inner = b"0 0 1 1 re f" if number == count - 1 else b"/F Do " * 10
        below = b"/Resources << /XObject << /F %d 0 R >> >>" % (5 + number)
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length %d" % len(inner)
        forms.append(b"<< " + head + (below if number < count - 1 else b"") + b" >>\nstream\n" + inner + b"\nendstream")
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R /Resources << /XObject << /F 4 0 R >> >> >>"
    )
    contents = b"<< /Length 5 >>\nstream\n/F Do\nendstream"
    last = 4 + count
    tree = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % last]
    objects = [*tree, contents, *forms, page]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, made) for number, made in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF"


@cache
def _compiler():
    folders = [str(folder) for folder in FOLDERS]
    return typst.Compiler(b"", font_paths=folders, ignore_system_fonts=True)


def read(content, name="план"):
    return read_blocks(content, name)


def texts(blocks):
    """Paragraphs as texts, rows as lists of the texts of their cells, in order."""
    return [
        block.text if isinstance(block, Paragraph) else [cell.text for cell in block.cells] for block in blocks.blocks
    ]


def words(blocks):
    """All words in order."""
    found = texts(blocks)
    return " ".join(one if isinstance(one, str) else " ".join(one) for one in found).split()


def codes(blocks):
    return [problem.code for problem in blocks.problems]
