"""HTML as a tree: parsed without the network, refused when it is nested without end."""

from lxml import etree
from lxml import html as lxml_html

from merilo.importers.plans import codes
from merilo.importers.plans.block_writer import refused
from merilo.importers.plans.nested import Element

MOST_TAGS = 300_000


def document(text: str, file: str) -> Element:
    """The root of a page. Raises UnreadableFileError for pages without elements and for those without end."""
    if text.count("<") > MOST_TAGS:
        raise refused(codes.BOMB, file, "Тегов в странице больше 300 000")
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text.replace("\0", " ").lstrip("\ufeff"), parser=parser)
    except (etree.ParserError, ValueError, AssertionError) as fault:
        raise refused(codes.BROKEN, file, "Страница HTML не читается") from fault
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise refused(codes.BOMB, file, "Элементы страницы вложены слишком глубоко")
    return root


def fragment(text: str, file: str) -> Element:
    """The root of a piece of a page. Raises as `document` does."""
    return document(f"<div>{text}</div>", file)
