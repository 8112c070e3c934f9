"""Pages of a PDF as paragraphs and tables, for JSON.

`pages`, each with `items` ([text] or rows of [column, span, rows, entries]) and `picture` (there is no text, but
something is drawn), or `fault`. The library is written in C++: only a process of its own may ask for them.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from merilo.importers.plans.pdf_grid import PageTable, grids
from merilo.importers.plans.pdf_lines import TextBounds, entries, lines, numbers_page, paragraphs
from merilo.importers.plans.pdf_words import PageSheet, PageWord, Pdfium, rules, words

MOST_PAGES = 300
MOST_TEXT = 3_000_000
_WIDEST_PADDING = 12.0


def pages_of(content: bytes, late: Callable[[], None]) -> dict[str, Any]:
    """What the file holds, or its `fault`: password, broken, many, slow."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as fault:
        return {"fault": "password" if "assword" in str(fault) else "broken"}
    if len(document) > MOST_PAGES:
        return {"fault": "many", "count": len(document)}
    found: list[dict[str, Any]] = []
    size = 0
    for number in range(len(document)):
        try:
            found.append(_page(document, number, late))
        except pdfium.PdfiumError:
            return {"fault": "broken", "count": number + 1}
        size += found[-1].pop("size")
        if size > MOST_TEXT:
            return {"fault": "many", "count": len(document)}
    return {"pages": found, "attached": document.count_attachments()}


def _page(document: Pdfium, number: int, late: Callable[[], None]) -> dict[str, Any]:
    late()
    page = document[number]
    if raw.FPDFPage_GetAnnotCount(page.raw) > 0 and raw.FPDFPage_Flatten(page.raw, raw.FLAT_PRINT) == 1:
        page.close()
        page = document[number]
    sheet = PageSheet(page)
    textpage = page.get_textpage()
    found = words(textpage, sheet, late)
    tables = grids(*rules(page, sheet, late)) if found else []
    drawn = not found and any(True for _ in page.get_objects(max_depth=2))
    items = list(_items(found, tables, (sheet.width, sheet.height, number + 1)))
    textpage.close()
    page.close()
    return {"items": items, "picture": drawn, "size": sum(len(word.text) for word in found)}


def _items(found: list[PageWord], tables: list[PageTable], sheet: tuple[float, float, int]) -> Iterator[list[Any]]:
    """Paragraphs and tables from top to bottom; `sheet` is the width, the height and the number of the page."""
    width, height, number = sheet
    inside: list[dict[int, list[PageWord]]] = [{} for _ in tables]
    outside: list[list[PageWord]] = [[] for _ in range(len(tables) + 1)]
    for word in found:
        for grid, cells in zip(tables, inside, strict=True):
            if (area := grid.area(*word.middle)) is not None:
                cells.setdefault(area, []).append(word)
                break
        else:
            above = sum(grid.rows[0] <= word.middle[1] for grid in tables)
            outside[above].append(word)
    edge = TextBounds(*_edges(found, tables, width))
    for place, run in enumerate(outside):
        if place:
            yield [_rows(tables[place - 1], inside[place - 1])]
        kept = [line for line in lines(run) if not numbers_page(line, number, height)]
        yield from ([text] for text in paragraphs(kept, edge))


def _edges(found: list[PageWord], tables: list[PageTable], width: float) -> tuple[float, float]:
    """Where the text of a page begins and ends: the farthest words and tables, at least even margins."""
    level = [word for word in found if word.turned == 0]
    left = min([word.start for word in level] + [grid.columns[0] for grid in tables], default=0.0)
    right = max([word.end for word in level] + [grid.columns[-1] for grid in tables], default=width)
    return left, right if right > 0.75 * width else width - min(left, 0.1 * width)


def _rows(grid: PageTable, cells: dict[int, list[PageWord]]) -> list[list[Any]]:
    """Rows of a table as lists of [column, span, rows, entries]."""
    gaps = [min(word.start for word in run) - grid.areas[at].left for at, run in cells.items()]
    padding = min([gap for gap in gaps if gap > 0], default=0.0)
    padding = min(padding, _WIDEST_PADDING)
    rows: list[list[Any]] = [[] for _ in grid.rows[1:]]
    for at, area in enumerate(grid.areas):
        inner = TextBounds(area.left + padding, area.right - padding)
        rows[area.row].append([area.column, area.span, area.rows, entries(cells.get(at, []), inner)])
    return rows
