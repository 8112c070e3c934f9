"""A paper as its authors see it, whatever file comes out: written from top to bottom."""

from collections.abc import Iterable
from typing import Protocol

from merilo.documents.tables import Table


class Paper(Protocol):
    """What can be put on a paper. Styles are named by `docx_styles`: TITLE, NOTE; «Normal» is plain text."""

    def heading(self, text: str, level: int = 1) -> None:
        """A heading; those of the first two levels stand in the contents."""

    def contents(self, title: str) -> None:
        """The table of contents of the finished paper stands here."""

    def paragraph(self, text: str, style: str = "Normal", *, bold: bool = False, keep: bool = False) -> None:
        """A paragraph; `keep` holds it on the page of what follows."""

    def bullets(self, texts: Iterable[str]) -> None:
        """Short points, each with its dash."""

    def table(self, table: Table) -> None:
        """A table with its caption above."""

    def picture(self, svg: str, *, caption: str, alt: str) -> None:
        """A picture across the page; `alt` is what a reader who cannot see it is told."""

    def page_break(self) -> None:
        """What follows begins a new page."""

    def turn(self, *, landscape: bool) -> None:
        """What follows stands on pages turned this way."""

    def content(self) -> bytes:
        """The finished file; the same paper gives the same bytes."""
