"""A report as PDF: what `docx.Paper` writes into Word, with contents, page numbers, bookmarks and drawn charts."""

from collections.abc import Iterable
from datetime import date

from merilo.documents.printing.faces import BOLD, REGULAR
from merilo.documents.printing.pages import BODY, INDENT, SMALL, Pages
from merilo.documents.printing.sheets import Align
from merilo.documents.printing.texts import Type
from merilo.documents.tables import Table
from merilo.documents.writers import docx_styles as look

LISTED = 2
"""Levels of headings that stand in the contents."""
SIZES = {1: 15.0, 2: 13.0}
"""The letters of headings that are larger than the text."""
COVER = 16.0


class Paper:
    """A PDF/UA-1 and PDF/A-2a document written from top to bottom."""

    def __init__(self, *, title: str, on: date) -> None:
        self._title, self._on = title, on
        self._pages = Pages()

    def heading(self, text: str, level: int = 1) -> None:
        """A heading; those of the first two levels stand in the contents. No level is skipped, as PDF/UA asks."""
        self._pages.heading(text, level, size=SIZES.get(level, BODY.size), listed=level <= LISTED)

    def contents(self, title: str) -> None:
        """The table of contents with numbers of pages."""
        self._pages.text(title, Type(COVER, BOLD), Align.CENTER, held=True)
        self._pages.contents()

    def paragraph(self, text: str, style: str = "Normal", *, bold: bool = False, keep: bool = False) -> None:
        """A paragraph; `keep` holds it on the page of what follows."""
        face = BOLD if bold else REGULAR
        if style == look.TITLE:
            self._pages.text(text, Type(COVER, face), Align.CENTER)
        elif style == look.NOTE:
            self._pages.text(text, SMALL, Align.LEFT, held=keep)
        else:
            self._pages.text(text, Type(BODY.size, face), indent=INDENT, held=keep)

    def bullets(self, texts: Iterable[str]) -> None:
        """Short points, each with its dash."""
        self._pages.bullets(tuple(texts))

    def table(self, table: Table) -> None:
        """A table with its caption above."""
        self._pages.table(table)

    def picture(self, svg: str, *, caption: str, alt: str) -> None:
        """A picture across the page; `alt` is what a reader who cannot see it is told."""
        self._pages.picture(svg, caption=caption, alt=alt)

    def page_break(self) -> None:
        """What follows begins a new page."""
        self._pages.page_break()

    def turn(self, *, landscape: bool) -> None:
        """What follows stands on pages turned this way."""
        self._pages.turn(landscape=landscape)

    def content(self) -> bytes:
        """The finished file; the same paper gives the same bytes."""
        return self._pages.finished(self._title, self._on)
