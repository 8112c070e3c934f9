"""Parts of office documents as XML: parsed without the network, entities and hugeness."""

from lxml import etree

from merilo.importers.plans import codes
from merilo.importers.plans.block_writer import refused
from merilo.importers.plans.nested import Element

MOST_TAGS = 300_000
_MOST_NAMES = 4_096


def parsed(content: bytes, file: str, part: str) -> Element:
    """The root element of a part.

    Raises UnreadableFileError for what is no XML, declares entities, or has too many or too deeply nested elements.
    """
    if content.count(b"<") > MOST_TAGS:
        raise refused(codes.BOMB, file, f"Тегов в части {part} больше 300 000")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise refused(codes.ENTITIES, file, f"В части {part} объявлены сущности XML")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        deep = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
        kind, detail = (codes.BOMB, "вложена слишком глубоко") if deep else (codes.BROKEN, "повреждена")
        raise refused(kind, file, f"Часть {part} {detail}") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise refused(codes.ENTITIES, file, f"В части {part} объявлены сущности XML")
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    return _NAMES[element.tag]


def first_child(element: Element, name: str) -> Element:
    """The first child of this name in any namespace, None when there is none or no element."""
    return None if element is None else next(element.iterchildren(f"{{*}}{name}"), None)


class _LocalNames(dict[object, str]):
    """Names without their namespaces, kept by the whole name."""

    def __missing__(self, tag: object) -> str:
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if len(self) < _MOST_NAMES:
            self[tag] = name
        return name


_NAMES = _LocalNames()


def attribute(element: Element, name: str) -> str:
    """The value of an attribute by its name in any namespace, empty when there is none."""
    if element is not None:
        for key, value in element.attrib.items():
            if key == name or key.endswith(f"}}{name}"):
                return str(value)
    return ""
