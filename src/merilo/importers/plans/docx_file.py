"""Word documents as blocks: headers, the body, its notes, remarks, drawings, footers. Nothing outside is fetched."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from merilo.importers.plans import codes
from merilo.importers.plans.archive import OfficeArchive
from merilo.importers.plans.block_writer import BlockWriter, refused
from merilo.importers.plans.blocks import Blocks
from merilo.importers.plans.docx_numbering import ListNumbers, list_numbers, styles_number
from merilo.importers.plans.docx_story import DocxReader
from merilo.importers.plans.links import DocumentLink, links, tell_links
from merilo.importers.plans.nested import Content, DocumentTable, told
from merilo.importers.plans.xml_part import attribute, local, parsed

_USUAL = "word/document.xml"


def read_docx(archive: OfficeArchive) -> Blocks:
    """The blocks of a Word document. Raises UnreadableFileError for what cannot be read safely or at all."""
    if b"macroEnabled" in archive.part("[Content_Types].xml"):
        raise refused(codes.MACROS, archive.file, "Документ с макросами")
    writer = BlockWriter(archive.file)
    main = _main(archive)
    linked = links(archive, main)
    document = archive.part(main)
    story = DocxReader(archive.file, _numbers(archive, linked, document))
    _parts(archive, linked, "header").told(story, writer, "верхний колонтитул")
    root = parsed(document, archive.file, main)
    told(story.content(root), writer)
    for note in _notes(story, _noted(archive, linked)):
        told(note, writer)
    _parts(archive, linked, "comments").told(story, writer, "примечание")
    _drawings(archive, linked, writer)
    _parts(archive, linked, "footer").told(story, writer, "нижний колонтитул")
    _doubts(linked, story, writer)
    return writer.finished("docx")


def _main(archive: OfficeArchive) -> str:
    found = next((link.target for link in links(archive, "") if link.kind == "officeDocument"), "")
    main = found if found in archive.names else _USUAL
    if main not in archive.names:
        raise refused(codes.BROKEN, archive.file, "В документе нет главной части")
    return main


@dataclass(frozen=True, slots=True)
class _Parts:
    """Parts of one kind beside the body."""

    roots: tuple[Any, ...]

    def told(self, story: DocxReader, writer: BlockWriter, sheet: str) -> None:
        """Write each different content once."""
        seen: list[Content] = []
        for root in self.roots:
            if (content := story.content(root)) not in seen:
                seen.append(content)
                told(content, writer, sheet)


def _parts(archive: OfficeArchive, linked: list[DocumentLink], kind: str) -> _Parts:
    names = [link.target for link in linked if link.kind == kind and link.target in archive.names]
    return _Parts(tuple(parsed(archive.part(name), archive.file, name) for name in dict.fromkeys(names)))


def _part(archive: OfficeArchive, linked: list[DocumentLink], kind: str) -> Any:  # noqa: ANN401  lxml has no types
    """The root of the only part of a kind, None when there is none."""
    return next(iter(_parts(archive, linked, kind).roots), None)


def _numbers(archive: OfficeArchive, linked: list[DocumentLink], document: bytes) -> ListNumbers:
    """The lists of a document; its styles, often the longest part, are parsed only when one that is used has a list."""
    numbering = _part(archive, linked, "numbering")
    if numbering is None:
        return ListNumbers()
    name = next((link.target for link in linked if link.kind == "styles" and link.target in archive.names), "")
    styles = archive.part(name)
    return list_numbers(numbering, parsed(styles, archive.file, name) if styles_number(document, styles) else None)


def _notes(story: DocxReader, found: dict[tuple[str, str], Any]) -> Iterator[Content]:
    """Footnotes and endnotes in the order of their marks, then those that nothing refers to."""
    for kind, number, mark in [*story.notes, *((kind, number, "") for kind, number in found)]:
        note = found.pop((kind, number), None)
        if note is not None:
            yield _marked(story.content(note), mark)


def _noted(archive: OfficeArchive, linked: list[DocumentLink]) -> dict[tuple[str, str], Any]:
    """Notes by their kind and id."""
    return {
        (kind, attribute(note, "id")): note
        for kind in ("footnote", "endnote")
        for root in _parts(archive, linked, f"{kind}s").roots
        for note in root
        if attribute(note, "type") in ("", "normal")
    }


def _marked(content: Content, mark: str) -> Content:
    if mark and content and not isinstance(content[0], DocumentTable):
        return [f"{mark} {content[0].lstrip()}", *content[1:]]
    return content


def _drawings(archive: OfficeArchive, linked: list[DocumentLink], writer: BlockWriter) -> None:
    """Texts of diagrams and charts, which stand in parts of their own."""
    for kind in ("diagramData", "chart"):
        for root in _parts(archive, linked, kind).roots:
            for paragraph in root.iter():
                if local(paragraph) == "p":
                    text = "".join(part.text or "" for part in paragraph.iter() if local(part) == "t")
                    writer.paragraph(text, sheet="рисунок")


def _doubts(linked: list[DocumentLink], story: DocxReader, writer: BlockWriter) -> None:
    if story.deleted:
        writer.told(codes.TRACKED_CHANGES, f"Удалений при рецензировании, которые не прочитаны: {story.deleted}")
    tell_links(linked, writer)
