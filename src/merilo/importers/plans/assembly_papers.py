"""Plans of one file that stand one after another: where each begins, told by its own title and its own heading."""

import re
from collections.abc import Iterator, Sequence

from merilo.importers.plans import columns
from merilo.importers.plans.assembly_lines import LinesRead, PlainLine, opening, read_lines
from merilo.importers.plans.assembly_pieces import is_full, opens_corner
from merilo.importers.plans.assembly_sections import section_title
from merilo.importers.plans.blocks import Block, Row

_PLAN = re.compile(r"\bплан", re.IGNORECASE)
"""What the title of a plan whose table has no heading of its own speaks of."""
_QUOTED = re.compile(r"[«„\"“](.+)[»“\"”]")
_WORD = re.compile(r"\w+")


def papers(blocks: Sequence[Block]) -> list[Sequence[Block]]:
    """The blocks of every plan in order; all of them as one when a file holds one plan or none.

    A plan begins where a title and a printed heading of columns, or a table without one, follow rows of another plan,
    and the title is for another organization, for other years, or of a report instead of a plan. The same title again
    is but a new page. Without a title a plan begins with a block of approval, when it is not the one above again.
    """
    starts = [0]
    above: LinesRead | None = None
    for heading in range(len(blocks)):
        block = blocks[heading]
        if not isinstance(block, Row) or not _may_begin(blocks, heading, block):
            continue
        lines = list(_lines(blocks, heading))
        begun = opening(line for _, line in lines)
        if begun is None:
            continue
        head = read_lines(line for _, line in lines[begun:])
        if above is not None and _is_other(above, head) and (columns.is_heading(block) or _PLAN.search(head.title)):
            starts.append(lines[begun][0])
            above = head
        above = above or head
    return [blocks[start:end] for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True)]


def _may_begin(blocks: Sequence[Block], place: int, row: Row) -> bool:
    """Whether a plan's rows may begin here: with a heading, or with the first full row under a text."""
    if columns.is_heading(row):
        return True
    return is_full(row) and place > 0 and not is_full(blocks[place - 1]) and not opens_corner(row)


def _lines(blocks: Sequence[Block], heading: int) -> Iterator[tuple[int, PlainLine]]:
    """Lines between a heading and the last row above that is of no block of approval, each with the place of its block.

    Titles of sections are left out.
    """
    for place in range(_after_rows(blocks, heading), heading):
        block = blocks[place]
        if isinstance(block, Row):
            texts = tuple(entry for cell in block.cells for entry in cell.entries)
        else:
            texts = () if section_title(block.text, block.place) else (block.text,)
        yield from ((place, PlainLine(text, block.place, 1)) for text in texts)


def _after_rows(blocks: Sequence[Block], heading: int) -> int:
    """Where what stands between a heading and the rows of a plan above it begins."""
    first = heading
    while first:
        if is_full(blocks[first - 1]):
            corner = _corner(blocks, first - 1)
            if corner is None:
                break
            first = corner
        else:
            first -= 1
    return first


def _corner(blocks: Sequence[Block], last: int) -> int | None:
    """Where the block of approval begins that a row ends; None when its table is one of a plan."""
    for place in range(last, -1, -1):
        block = blocks[place]
        if not isinstance(block, Row) or columns.is_heading(block):
            return None
        if not place or _table(blocks[place - 1]) != block.table:
            return place if opens_corner(block) else None
    return None


def _table(block: Block) -> int:
    """The number of the block's table, 0 outside tables."""
    return block.table if isinstance(block, Row) else 0


def _is_other(above: LinesRead, head: LinesRead) -> bool:
    """Whether the head of a paper is surely not that of the paper above, printed again."""
    if not head.title or not above.title:
        return bool(head.approval) and head.approval != above.approval
    first, second = above.years.years, head.years.years
    if above.is_report != head.is_report or (first and second and first != second):
        return True
    one, other = _named(above.organization), _named(head.organization)
    return bool(one and other) and one not in other and other not in one


def _named(organization: str) -> str:
    """The own name of an organization: what stands in quotation marks, otherwise all its words."""
    quoted = _QUOTED.search(organization)
    return " ".join(_WORD.findall(quoted[1] if quoted else organization)).casefold()
