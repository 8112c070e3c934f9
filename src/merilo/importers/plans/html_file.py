"""HTML files as blocks: what a browser would show."""

import re

from merilo.importers.plans import codes
from merilo.importers.plans.block_writer import BlockWriter
from merilo.importers.plans.blocks import Blocks
from merilo.importers.plans.decoding import decoded
from merilo.importers.plans.html_text import content_of
from merilo.importers.plans.html_tree import document
from merilo.importers.plans.nested import told

_XML_HEAD = re.compile(r"\s*<\?xml[^>]*\?>")


def read_html(content: bytes, name: str) -> Blocks:
    """The blocks of a page. Raises UnreadableFileError when it is no text, too large or nested without end."""
    writer = BlockWriter(name)
    text = _XML_HEAD.sub("", decoded(content, writer), count=1)
    root = document(text, name)
    told(content_of(root, name), writer)
    if writer.silent and root.find(".//img") is not None:
        writer.told(codes.NO_TEXT, "В странице только картинки")
    return writer.finished("html")
