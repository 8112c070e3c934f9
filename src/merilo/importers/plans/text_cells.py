"""Cells and paragraphs of a text file: the HTML and the Markdown that pasting leaves in them."""

import html
import re
from functools import cache
from typing import Any

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
    """What a browser would show of a text with tags; the text itself when its tags make no sense."""
    from lxml import etree, html as lxml_html  # noqa: PLC0415  slow to load, few files need it

    marked = _NO_TAG.sub("&lt;", text).replace("\0", " ").replace("\n", "<br>")
    try:
        root = lxml_html.document_fromstring(f"<div>{marked}</div>", parser=_parser())
    except etree.ParserError:
        return [text]
    if any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in _parser().error_log):
        return [text]
    return _flat(content_of(root, ""))


@cache
def _parser() -> Any:  # noqa: ANN401  lxml has no types
    from lxml import html as lxml_html  # noqa: PLC0415

    return lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=False, encoding=None)


def _flat(content: Content) -> list[str]:
    found: list[str] = []
    for piece in content:
        if isinstance(piece, str):
            found.append(piece)
        else:
            found += [text for row in piece.rows for cell in row for text in _flat(cell.content)]
    return found
