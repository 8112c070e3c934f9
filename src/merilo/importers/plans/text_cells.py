"""Cells and paragraphs of a text file: the HTML and the Markdown that pasting leaves in them."""

import html
import re

from merilo.importers.findings import UnreadableFileError
from merilo.importers.plans.block_writer import entries
from merilo.importers.plans.html_text import content_of
from merilo.importers.plans.nested import Content

_NAMES = (
    "p|ul|ol|li|b|i|u|a|s|br|hr|em|strong|span|sup|sub|div|font|small|big|del|ins|center|blockquote|pre|code|h[1-6]"
    "|table|thead|tbody|tr|td|th|img|nobr|o:p"
)
_TAG = re.compile(rf"</?(?:{_NAMES})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_NO_TAG = re.compile(rf"<(?!/?(?:{_NAMES})(?=[\s/>])[^<>]*>)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_HEADING = re.compile(r"^#{1,6}\s+(?=\S)")


def tagged(text: str) -> bool:
    """Whether the text has an HTML tag in it."""
    return "<" in text and _TAG.search(text) is not None


def cell_entries(text: str) -> tuple[str, ...]:
    """The entries of a cell: its lines, the blocks of its HTML; marks of bold text are taken away."""
    return entries(_plain(text))


def paragraph_text(text: str) -> str:
    """A paragraph without the marks of Markdown and HTML; lines and blocks stand on lines of their own."""
    return "\n".join(_plain(_HEADING.sub("", text.strip())))


def _plain(text: str) -> list[str]:
    if "**" in text:
        text = _BOLD.sub(r"\1", text)
    if not tagged(text):
        return [html.unescape(text) if "&" in text and _ENTITY.search(text) else text]
    try:
        return _shown(text)
    except UnreadableFileError:
        return [text]


def _shown(text: str) -> list[str]:
    """What a browser would show of a text with tags. Raises UnreadableFileError when its tags make no sense."""
    from merilo.importers.plans.html_tree import fragment  # noqa: PLC0415  lxml is slow to load, few texts need it

    return _flat(content_of(fragment(_NO_TAG.sub("&lt;", text).replace("\n", "<br>"), ""), ""))


def _flat(content: Content) -> list[str]:
    found: list[str] = []
    for piece in content:
        if isinstance(piece, str):
            found.append(piece)
        else:
            found += [text for row in piece.rows for cell in row for text in _flat(cell.content)]
    return found
