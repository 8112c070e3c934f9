"""OpenDocument texts and sheets as blocks."""

from merilo.importers.plans import codes
from merilo.importers.plans.archive import OfficeArchive
from merilo.importers.plans.block_writer import BlockWriter, refused
from merilo.importers.plans.blocks import Blocks
from merilo.importers.plans.list_labels import labelled
from merilo.importers.plans.nested import Content, DocumentCell, DocumentTable, Element, told, too_deep
from merilo.importers.plans.odt_numbering import OdtList, OdtNumbers
from merilo.importers.plans.superscripts import raised
from merilo.importers.plans.xml_part import attribute, local, parsed

_SILENT = frozenset(
    ("tracked-changes", "sequence-decls", "variable-decls", "forms", "scripts", "font-face-decls", "automatic-styles")
) | {"settings", "meta", "styles", "soft-page-break", "page-number", "page-count", "binary-data", "shapes", "desc"}
_LINES = frozenset(("p", "h"))
_ROWS = frozenset(("table-rows", "table-header-rows", "table-row-group"))
_MOST_REPEATED = 10_000


def read_odt(archive: OfficeArchive) -> Blocks:
    """The blocks of an OpenDocument archive. Raises UnreadableFileError for what cannot be read safely or at all."""
    if b"encryption-data" in archive.part("META-INF/manifest.xml"):
        raise refused(codes.PASSWORD, archive.file, "Документ закрыт паролем")
    writer = BlockWriter(archive.file)
    root = parsed(archive.part("content.xml"), archive.file, "content.xml")
    styles = archive.part("styles.xml")
    pages = parsed(styles, archive.file, "styles.xml") if styles else None
    _write_edges(pages, "header", writer)
    _write_body(root, writer, OdtNumbers(pages, root))
    _write_edges(pages, "footer", writer)
    if any(name.startswith("Object ") and name.endswith("content.xml") for name in archive.names):
        writer.told(codes.EMBEDDED, "В документе есть вложенные объекты")
    if writer.silent and any(name.startswith("Pictures/") for name in archive.names):
        writer.told(codes.NO_TEXT, "В документе только картинки")
    return writer.finished("odt")


def read_flat_odt(content: bytes, name: str) -> Blocks:
    """The blocks of an OpenDocument text that is one XML file. Raises UnreadableFileError as `read_odt` does."""
    writer = BlockWriter(name)
    root = parsed(content, name, name)
    _write_edges(root, "header", writer)
    _write_body(root, writer, OdtNumbers(root))
    _write_edges(root, "footer", writer)
    return writer.finished("odt")


def _write_body(root: Element, writer: BlockWriter, numbers: OdtNumbers) -> None:
    story = OdtReader(writer.file, numbers)
    for body in (part for part in root if local(part) == "body"):
        told(story.content(body), writer)
    for note in story.notes:
        told(note, writer)
    for remark in story.remarks:
        told(remark, writer, "примечание")
    if story.deleted:
        writer.told(codes.TRACKED_CHANGES, f"Удалений при рецензировании, которые не прочитаны: {story.deleted}")
    if story.outside:
        writer.told(codes.EXTERNAL, f"Внешних ссылок, которые не загружались: {story.outside}")


def _write_edges(root: Element, kind: str, writer: BlockWriter) -> None:
    """Headers or footers of the pages, each different one once."""
    seen: list[Content] = []
    found = [] if root is None else [part for part in root.iter() if local(part) in (kind, f"{kind}-left")]
    for part in found:
        if (content := OdtReader(writer.file).content(part)) not in seen:
            seen.append(content)
            told(content, writer, "верхний колонтитул" if kind == "header" else "нижний колонтитул")


class OdtReader:
    """Reads elements of one document; what it met on the way stands in its fields."""

    def __init__(self, file: str, numbers: OdtNumbers | None = None) -> None:
        self.file = file
        self._numbers = numbers or OdtNumbers()
        self.notes: list[Content] = []
        self.remarks: list[Content] = []
        self.deleted = 0
        self.outside = 0
        self._depth = 0

    def content(self, container: Element) -> Content:
        """Paragraphs and tables in order. Raises UnreadableFileError when tables are nested too deep."""
        found: Content = []
        for child in container:
            name = local(child)
            if name in _LINES:
                found += self._paragraph(child, self._numbers.heading(child) if name == "h" else "")
            elif name == "table":
                found.append(self._table(child))
            elif name == "list":
                found += self._list(child, self._numbers.opened(child))
            elif name == "tracked-changes":
                self.deleted += sum(local(part) == "deletion" for part in child.iter())
            elif name and name not in _SILENT:
                self._count_outside(child)
                found += self.content(child)
        return found

    def _list(self, element: Element, numbers: OdtList, level: int = 0) -> Content:
        """The items of a list; the first paragraph of each has its number, a heading of the list has none."""
        found: Content = []
        for entry in element:
            is_counted = local(entry) != "list-item"
            for child in entry:
                name = local(child)
                if name in _LINES:
                    label = "" if is_counted else numbers.label(entry, level)
                    is_counted = True
                    found += self._paragraph(child, label)
                elif name == "list":
                    found += self._list(child, numbers.within(child), level + 1)
                else:
                    found += self.content([child])
        return found

    def _paragraph(self, paragraph: Element, label: str = "") -> Content:
        """A paragraph after its number, which an empty one has only inside a table, and what is anchored in it."""
        gathered: list[str] = []
        boxes: Content = []
        self._into(paragraph, gathered, boxes)
        text = "".join(gathered)
        return [labelled(label, text) if text.strip() or self._depth else text, *boxes]

    def _into(self, element: Element, gathered: list[str], boxes: Content) -> None:
        gathered.append(element.text or "")
        for child in element:
            name = local(child)
            if name in ("s", "tab", "line-break"):
                gathered.append(_sign(child, name))
            elif name == "note":
                gathered.append(self._note(child))
            elif name == "annotation":
                self.remarks.append(self.content(child))
            elif name in _LINES or name == "table":
                boxes += self._paragraph(child) if name in _LINES else [self._table(child)]
            elif name and name not in _SILENT:
                self._count_outside(child)
                self._into(child, gathered, boxes)
            gathered.append(child.tail or "")

    def _note(self, note: Element) -> str:
        """The mark of a note; its body is kept for the end."""
        mark = "".join("".join(part.itertext()) for part in note if local(part) == "note-citation")
        body: Content = [piece for part in note if local(part) == "note-body" for piece in self.content(part)]
        small = raised(mark)
        self.notes.append([f"{small} ", *body] if body and not isinstance(body[0], str) else _joined(small, body))
        return small

    def _count_outside(self, element: Element) -> None:
        if local(element) in ("image", "object", "plugin"):
            target = attribute(element, "href")
            self.outside += "://" in target or target.startswith(("//", "..", "/"))

    def _table(self, table: Element) -> DocumentTable:
        self._depth += 1
        too_deep(self.file, self._depth)
        rows: list[list[DocumentCell]] = []
        self._rows(table, rows)
        self._depth -= 1
        return DocumentTable(rows)

    def _rows(self, parent: Element, found: list[list[DocumentCell]]) -> None:
        for child in parent:
            name = local(child)
            if name == "table-row":
                cells = self._row(child)
                full = any(cell.content for cell in cells)
                times = min(_number(child, "number-rows-repeated"), _MOST_REPEATED) if full else 1
                found += [cells] * times
            elif name in _ROWS:
                self._rows(child, found)
            elif name and name not in _SILENT and (stray := self.content(child)):
                found.append([DocumentCell(0, content=stray)])

    def _row(self, row: Element) -> list[DocumentCell]:
        cells: list[DocumentCell] = []
        column = 0
        for child in row:
            name = local(child)
            if name not in ("table-cell", "covered-table-cell"):
                continue
            repeated = _number(child, "number-columns-repeated")
            content = self.content(child)
            if name == "table-cell" or any(content):
                span, high = _number(child, "number-columns-spanned"), _number(child, "number-rows-spanned")
                times = repeated if any(content) else min(repeated, 64)
                cells += [
                    DocumentCell(column + time, span, high, content) for time in range(min(times, _MOST_REPEATED))
                ]
            column += repeated
        while cells and cells[-1].column > 0 and not any(cells[-1].content) and len(cells) > 64:
            cells.pop()
        return cells


def _joined(mark: str, body: Content) -> Content:
    return [f"{mark} {body[0]}", *body[1:]] if body else [mark]


def _sign(element: Element, name: str) -> str:
    if name == "s":
        return " " * min(_number(element, "c"), 100)
    return "\t" if name == "tab" else "\n"


def _number(element: Element, name: str) -> int:
    text = attribute(element, name).strip()
    return max(1, int(text[:7])) if text.isascii() and text.isdigit() else 1
