"""The story of a Word document: paragraphs, tables, text boxes in order, as a reader of the final text sees them.

Elements are told by their local names, so that the transitional and the strict namespaces read alike.
"""

from dataclasses import dataclass

from merilo.importers.plans.docx_numbering import ListNumbers
from merilo.importers.plans.list_labels import labelled
from merilo.importers.plans.nested import Content, DocumentCell, DocumentTable, Element, too_deep
from merilo.importers.plans.superscripts import raised
from merilo.importers.plans.xml_part import attribute, first_child, local

_SILENT = frozenset(
    ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText")
) | {"delText", "rt", "binData", "fldData"}
_GONE = frozenset(("del", "moveFrom"))
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_WIDEST = 1_000


@dataclass(slots=True)
class _OpenCell:
    """A cell that the next row or the next cell may continue."""

    column: int
    span: int
    content: Content
    rows: int = 1

    def closed(self) -> DocumentCell:
        return DocumentCell(self.column, self.span, self.rows, self.content)


class DocxReader:
    """Reads the parts of one document; what it met on the way stands in its fields."""

    def __init__(self, file: str, numbers: ListNumbers | None = None) -> None:
        self.file = file
        self._numbers = numbers or ListNumbers()
        self.notes: list[tuple[str, str, str]] = []
        """Notes referred to, in order: «footnote» or «endnote», the id, the mark that stands in the text."""
        self.deleted = 0
        """How many deletions under review were left out."""
        self._depth = 0

    def content(self, container: Element) -> Content:
        """Paragraphs and tables of a body, a cell, a note. Raises UnreadableFileError when nested too deep."""
        found: Content = []
        for child in container:
            name = local(child)
            if name == "p":
                found += _ParagraphText(self).content(child)
            elif name == "tbl":
                found.append(self._table(child))
            elif name in _GONE:
                self.deleted += 1
            elif name == "AlternateContent":
                found += self.content(chosen(child))
            elif name and name not in _SILENT:
                found += self.content(child)
        return found

    def labelled(self, paragraph: Element, text: str) -> str:
        """The text after the number that Word counts for it; an empty paragraph has a number only inside a table."""
        label = self._numbers.label(paragraph)
        return labelled(label, text) if text.strip() or self._depth else text

    def _table(self, table: Element) -> DocumentTable:
        self._depth += 1
        too_deep(self.file, self._depth)
        rows: list[list[_OpenCell]] = []
        above: dict[int, _OpenCell] = {}
        for row in self._inside(table, "tr"):
            if first_child(first_child(row, "trPr"), "del") is not None:
                self.deleted += 1
                continue
            cells, above = self._row(row, above)
            rows.append(cells)
        self._depth -= 1
        return DocumentTable([[cell.closed() for cell in row] for row in rows])

    def _inside(self, parent: Element, wanted: str) -> list[Element]:
        """Rows of a table or cells of a row through whatever wraps them."""
        found: list[Element] = []
        for child in parent:
            name = local(child)
            if name == wanted:
                found.append(child)
            elif name in _GONE:
                self.deleted += 1
            elif name and name not in _SILENT:
                found += self._inside(child, wanted)
        return found

    def _row(
        self,
        row: Element,
        above: dict[int, _OpenCell],
    ) -> tuple[list[_OpenCell], dict[int, _OpenCell]]:
        """Cells of a row and those of them, by column, that the next row may continue."""
        cells: list[_OpenCell] = []
        below: dict[int, _OpenCell] = {}
        column = _number(first_child(first_child(row, "trPr"), "gridBefore"), 0)
        for element in self._inside(row, "tc"):
            settings = {local(setting): setting for setting in _children(first_child(element, "tcPr"))}
            if "cellDel" in settings:
                self.deleted += 1
                continue
            cell = _OpenCell(column, _number(settings.get("gridSpan"), 1), self.content(element))
            column += cell.span
            merge = settings.get("vMerge")
            if _continues(merge) and cell.column in above and not any(cell.content):
                cell = above[cell.column]
                cell.rows += 1
            elif _continues(settings.get("hMerge")) and cells and not any(cell.content):
                cells[-1].span += cell.span
                continue
            else:
                cells.append(cell)
            if merge is not None:
                below[cell.column] = cell
        return cells, below


class _ParagraphText:
    """Gathers the text of one paragraph; text boxes anchored in it follow it."""

    def __init__(self, story: DocxReader) -> None:
        self._story = story
        self._gathered: list[str] = []
        self._boxes: Content = []
        self._fields: list[str] = []

    def content(self, paragraph: Element) -> Content:
        self._into(paragraph)
        return [self._story.labelled(paragraph, "".join(self._gathered)), *self._boxes]

    def _into(self, element: Element, run: Element = None) -> None:
        for child in element:
            name = local(child)
            if name == "t":
                self._text(child.text or "", run)
            elif name == "r":
                self._into(child, child)
            elif name in _SIGNS:
                self._gathered.append(_SIGNS[name])
            elif name not in _SILENT:
                self._other(child, name)
            elif name == "instrText" and self._fields:
                self._fields[-1] += child.text or ""

    def _other(self, child: Element, name: str) -> None:
        if name in _GONE:
            self._story.deleted += 1
        elif name == "fldChar":
            self._field(attribute(child, "fldCharType"))
        elif name == "fldSimple" and _counts_pages(attribute(child, "instr")):
            return
        elif name in ("footnoteReference", "endnoteReference"):
            self._note(child, name.removesuffix("Reference"))
        elif name == "sym":
            self._gathered.append(_symbol(attribute(child, "char")))
        elif name == "textpath":
            self._gathered.append(attribute(child, "string"))
        elif name == "txbxContent":
            self._boxes += self._story.content(child)
        elif name == "AlternateContent":
            self._into(chosen(child))
        elif name:
            self._into(child)

    def _text(self, text: str, run: Element) -> None:
        if not any(_counts_pages(field) for field in self._fields):
            small = raised(text)
            self._gathered.append(small if small != text and _superscript(run) else text)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append("")
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _note(self, reference: Element, kind: str) -> None:
        mark = "" if attribute(reference, "customMarkFollows") else raised(str(len(self._story.notes) + 1))
        self._story.notes.append((kind, attribute(reference, "id"), mark))
        self._gathered.append(mark)


def chosen(alternatives: Element) -> Element:
    """The one of alternative contents that holds text: the choice, otherwise the fallback."""
    branches = [child for child in alternatives if local(child) in ("Choice", "Fallback")]
    telling = [branch for branch in branches if any(local(part) in ("t", "textpath") for part in branch.iter())]
    return (telling or branches or [alternatives.makeelement("none")])[0]


def _children(element: Element) -> Element:
    return () if element is None else element


def _number(element: Element, default: int) -> int:
    text = attribute(element, "val").strip()
    return max(default, min(int(text[:6]), _WIDEST)) if text.isascii() and text.isdigit() else default


def _continues(merge: Element) -> bool:
    return merge is not None and attribute(merge, "val") != "restart"


def _superscript(run: Element) -> bool:
    return attribute(first_child(first_child(run, "rPr"), "vertAlign"), "val") == "superscript"


def _counts_pages(instruction: str) -> bool:
    return instruction.split(maxsplit=1)[:1] != [] and instruction.split(maxsplit=1)[0].upper() in _PAGE_FIELDS


def _symbol(code: str) -> str:
    """The sign of a symbol font; those of the private area are bullets and boxes."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "•" if 0xE000 <= number <= 0xF8FF else chr(number) if 32 <= number < 0xD800 else ""
