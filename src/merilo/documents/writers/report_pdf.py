"""A report as PDF: what `docx.Paper` writes into Word, set by Typst with contents, page numbers and bookmarks."""

from collections.abc import Iterable
from datetime import date

from merilo.documents.tables import Table
from merilo.documents.writers import docx_styles as look
from merilo.documents.writers.legal_pdf import Values, parted, table_values
from merilo.documents.writers.typesetting import typeset

LISTED = 2
"""Levels of headings that stand in the contents."""


class Paper:
    """A PDF/UA-1 and PDF/A-2a document written from top to bottom."""

    def __init__(self, *, title: str, on: date) -> None:
        self._title, self._on = title, on
        self._parts: list[Values] = []
        self._blocks: list[Values] = []
        self._open: list[int] = []
        self._begin(landscape=False)

    def heading(self, text: str, level: int = 1) -> None:
        """A heading; those of the first two levels stand in the contents. No level is skipped, as PDF/UA asks."""
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        self._put("heading", text=parted(text), level=len(self._open), listed=level <= LISTED)

    def contents(self, title: str) -> None:
        """The table of contents with numbers of pages."""
        self._put("contents", text=title)

    def paragraph(self, text: str, style: str = "Normal", *, bold: bool = False, keep: bool = False) -> None:
        """A paragraph; `keep` holds it on the page of what follows."""
        if style == look.TITLE:
            self._put("cover", text=parted(text), bold=bold)
        elif style == look.NOTE:
            self._put("note", text=parted(text), keep=keep)
        else:
            plain = {"align": "justify", "indented": True, "small": False}
            self._put("paragraph", text=parted(text), bold=bold, keep=keep, **plain)

    def bullets(self, texts: Iterable[str]) -> None:
        """Short points, each with its dash."""
        self._put("bullets", texts=[parted(one) for one in texts])

    def table(self, table: Table) -> None:
        """A table with its caption above."""
        self._put("table", **table_values(table))

    def picture(self, svg: str, *, caption: str, alt: str) -> None:
        """A picture across the page; `alt` is what a reader who cannot see it is told."""
        self._put("picture", svg=svg, caption=parted(caption), alt=alt)

    def page_break(self) -> None:
        """What follows begins a new page."""
        self._put("pagebreak")

    def turn(self, *, landscape: bool) -> None:
        """What follows stands on pages turned this way."""
        self._begin(landscape=landscape)

    def content(self) -> bytes:
        """The finished file; the same paper gives the same bytes."""
        parts = [part for part in self._parts if part["blocks"]]
        return typeset("report", {"title": self._title, "parts": parts}, on=self._on)

    def _begin(self, *, landscape: bool) -> None:
        self._blocks = []
        self._parts.append({"landscape": landscape, "blocks": self._blocks})

    def _put(self, kind: str, **values: object) -> None:
        self._blocks.append({"kind": kind, **values})
