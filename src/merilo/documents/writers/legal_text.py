"""A legal paper as plain text: for the body of a letter by e-mail, for a preview, for search."""

from collections.abc import Iterable, Iterator

from merilo.documents.papers import blocks
from merilo.documents.papers.blocks import BLANK_SIGN, Block, LegalPaper
from merilo.documents.tables import PARAGRAPH, Table


def text(paper: LegalPaper) -> str:
    """All that is printed, block after block, with an empty line between; cells of a row are parted by « | »."""
    return "\n\n".join("\n".join(_lines(block)) for block in paper.blocks if not isinstance(block, _MUTE)) + "\n"


_MUTE = (blocks.PageBreak, blocks.Turn)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case blocks.Title():
            yield from (line for line in (block.text, block.under) if line)
        case blocks.Paragraph():
            yield f"{block.number}\u00a0{block.text}" if block.number else block.text
        case blocks.Heading() | blocks.Note():
            yield block.text
        case blocks.Footnotes():
            yield from block.texts
        case blocks.Bullets():
            yield from (f"–\u00a0{text}" for text in block.texts)
        case blocks.Corner():
            yield from block.lines
        case blocks.Facing():
            yield from (*block.head, *block.left, "", *block.right)
        case blocks.Signatures():
            yield from (f"{one.post} {BLANK_SIGN} {one.name}" for one in block.lines)
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield table.caption
    if table.headed:
        yield _row(f"{one.group}: {one.heading}" if one.group else one.heading for one in table.columns)
    yield from (_row(row.cells) for row in table.rows)


def _row(cells: Iterable[str]) -> str:
    return " | ".join(cell.replace("\n", " / ").replace(PARAGRAPH, " / ") for cell in cells)
