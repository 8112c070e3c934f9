"""A legal paper as PDF: set in PT Serif, tagged (PDF/UA-1, PDF/A-2a), with numbers of pages and bookmarks."""

from functools import singledispatch

from merilo.documents.papers import blocks
from merilo.documents.papers.blocks import Block, LegalPaper
from merilo.documents.printing.faces import BOLD, REGULAR
from merilo.documents.printing.flow import MILLIMETRE
from merilo.documents.printing.pages import BODY, INDENT, SMALL, Pages
from merilo.documents.printing.sheets import Align
from merilo.documents.printing.texts import Type
from merilo.documents.tables import Table

BODY_BOLD, CAPTION = Type(BODY.size, BOLD), Type(9)
CORNER = 80 * MILLIMETRE
GUTTER = 7 * MILLIMETRE
POST, SIGN, GAP = 77 * MILLIMETRE, 30 * MILLIMETRE, 3 * MILLIMETRE
"""The widths of the post and of the line to sign on, and what is between them and the name."""


def pdf(paper: LegalPaper) -> bytes:
    """The finished file; the same paper gives the same bytes. What the fonts cannot draw is printed as «?»."""
    pages = Pages(landscape=paper.landscape)
    for landscape, found in paper.leaves:
        pages.turn(landscape=landscape)
        for block in found:
            _write(block, pages)
    return pages.finished(paper.title, paper.on)


@singledispatch
def _write(block: Block, _: Pages) -> None:
    """Put a block on the pages."""
    raise TypeError(f"no such block of a paper: {type(block).__name__}")


@_write.register
def _title(block: blocks.Title, pages: Pages) -> None:
    pages.heading(block.text, 1, align=Align.CENTER)
    if block.under:
        pages.text(block.under, align=Align.CENTER, held=True)


@_write.register
def _heading(block: blocks.Heading, pages: Pages) -> None:
    pages.heading(block.text, block.level)


@_write.register
def _paragraph(block: blocks.Paragraph, pages: Pages) -> None:
    text = f"{block.number}\u00a0{block.text}" if block.number else block.text
    letters = Type((SMALL if block.small else BODY).size, BOLD if block.bold else REGULAR)
    indent = INDENT if block.indented and block.align == "justify" else 0.0
    pages.text(text, letters, Align[block.align.upper()], indent=indent, held=block.keep)


@_write.register
def _note(block: blocks.Note, pages: Pages) -> None:
    pages.text(block.text, SMALL, Align.LEFT)


@_write.register
def _corner(block: blocks.Corner, pages: Pages) -> None:
    runs = [(line, CAPTION if blocks.is_caption(line) else BODY) for line in block.lines]
    pages.beside([pages.box(pages.room - CORNER, CORNER, runs)], below=1.05 * BODY.size)


@_write.register
def _bullets(block: blocks.Bullets, pages: Pages) -> None:
    pages.bullets(block.texts)


@_write.register
def _footnotes(block: blocks.Footnotes, pages: Pages) -> None:
    pages.footnotes(block.texts)


@_write.register
def _page_break(_: blocks.PageBreak, pages: Pages) -> None:
    pages.page_break()


@_write.register
def _table(block: Table, pages: Pages) -> None:
    pages.table(block)


@_write.register
def _facing(block: blocks.Facing, pages: Pages) -> None:
    """Two columns; one that is held stays with what stands before it."""
    if block.held:
        pages.hold()
    width, free = (pages.room - GUTTER) / 2, 0.8 * BODY.size
    left = [(line, BODY_BOLD) for line in block.head] + [(line, BODY) for line in block.left]
    right = [(line, BODY) for line in block.right]
    columns = [
        pages.box(0.0, width, left, align=Align.CENTER if block.centered else Align.LEFT),
        pages.box(width + GUTTER, width, right, align=Align.RIGHT if block.ended else Align.LEFT),
    ]
    pages.beside(columns, above=free if block.held else 0.0, below=free)


@_write.register
def _signatures(block: blocks.Signatures, pages: Pages) -> None:
    """Post, a line to sign on and the name, with the paragraph before them."""
    pages.hold()
    start = POST + SIGN + 2 * GAP
    for place, line in enumerate(block.lines):
        owner = pages.part()
        cells = [
            pages.box(0.0, POST, [(line.post, BODY)], owner=owner, drop=1.0),
            pages.box(POST + GAP, SIGN, [(blocks.BLANK_SIGN, BODY)], align=Align.CENTER, owner=owner, drop=1.0),
            pages.box(start, pages.room - start, [(line.name, BODY)], owner=owner, drop=1.0),
        ]
        pages.beside(cells, above=0.0 if place else 0.8 * BODY.size, below=0.5 * BODY.size)
