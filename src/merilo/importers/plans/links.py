"""Relations of the parts of an office document: where they lead, and what of it is never fetched or read."""

import posixpath
from dataclasses import dataclass

from merilo.importers.plans import codes
from merilo.importers.plans.archive import OfficeArchive
from merilo.importers.plans.block_writer import BlockWriter
from merilo.importers.plans.xml_part import attribute, local, parsed

_HARMLESS = frozenset(("hyperlink", "externalLinkPath"))
_EMBEDDED = frozenset(("oleObject", "package", "aFChunk", "control"))


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A relation of a part: its id, the kind, the part that it leads to, whether it leads outside."""

    number: str
    kind: str
    target: str
    outside: bool


def links(archive: OfficeArchive, part: str) -> list[DocumentLink]:
    """Where a part of an office document leads; nowhere when it has no list of relations."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if not (content := archive.part(listing)):
        return []
    return [
        DocumentLink(
            attribute(link, "Id"),
            attribute(link, "Type").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, attribute(link, "Target"))).lstrip("/"),
            attribute(link, "TargetMode") == "External",
        )
        for link in parsed(content, archive.file, listing)
        if local(link) == "Relationship"
    ]


def tell_links(linked: list[DocumentLink], writer: BlockWriter) -> None:
    """Tell what a document leads to that is not read: things outside, embedded files, pictures instead of text."""
    if outside := sum(link.outside and link.kind not in _HARMLESS for link in linked):
        writer.told(codes.EXTERNAL, f"Внешних ссылок, которые не загружались: {outside}")
    if embedded := sum(link.kind in _EMBEDDED and not link.outside for link in linked):
        writer.told(codes.EMBEDDED, f"Вложенных объектов: {embedded}")
    if writer.silent and any(link.kind == "image" for link in linked):
        writer.told(codes.NO_TEXT, "В документе только картинки")
