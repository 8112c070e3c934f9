"""The account of words: every word of a file's blocks stands somewhere in the paper.

Only «и» is not counted: between two persons it is a separator, as a comma is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from merilo.importers.plans.blocks import Block, Paragraph
from merilo.plans.model import Mark, PlanPaper, PlanRow, PlanSection, Unplaced

_WORD = re.compile(r"\w+")
_SEPARATORS = ("и", "И")


def texts_of(block: Block) -> tuple[str, ...]:
    """Every text of a block."""
    return (block.text,) if isinstance(block, Paragraph) else tuple(one for cell in block.cells for one in cell.entries)


def lost_words(blocks: Sequence[Block], paper: PlanPaper) -> Counter[str]:
    """Words of the blocks that are not in the paper, or not so many times; empty when nothing is lost.

    Texts that stand in both as they are take each other's words away unread.
    """
    read, written = Counter(text for block in blocks for text in texts_of(block)), Counter(_texts(paper))
    return _counted((read - written).elements()) - _counted((written - read).elements())


def with_lost(blocks: Sequence[Block], paper: PlanPaper) -> PlanPaper:
    """The paper with every text that it has lost a word of among its unplaced; as it was when nothing is lost."""
    lost = lost_words(blocks, paper)
    found: list[Unplaced] = []
    for block in blocks if lost else ():
        for text in texts_of(block):
            here = lost & _counted([text])
            if here:
                found.append(Unplaced(text, block.place))
                lost -= here
    return replace(paper, unplaced=(*paper.unplaced, *found)) if found else paper


def _counted(texts: Iterable[str]) -> Counter[str]:
    counted = Counter(_WORD.findall("\n".join(texts)))
    for separator in _SEPARATORS:
        counted.pop(separator, None)
    return counted


def _texts(paper: PlanPaper) -> Iterator[str]:
    yield from (paper.title, paper.organization)
    for lines in (paper.approval, paper.annex, paper.captions, paper.notes):
        yield from lines
    for section in paper.sections:
        yield from _section_texts(section)
    for point in paper.points:
        yield from (point.number, point.text)
    yield from (one.text for one in paper.unplaced)


def _section_texts(section: PlanSection) -> Iterator[str]:
    yield from (section.number, section.title, *_mark_text(section.mark))
    for row in section.rows:
        yield from _row_texts(row)


def _row_texts(row: PlanRow) -> Iterator[str]:
    yield row.number
    for deficiency in row.deficiencies:
        yield from (deficiency.text, *_mark_text(deficiency.mark))
    yield from (term.text for term in (*row.planned, *row.completed))
    yield from (assignee.text for assignee in row.assignees)
    yield from (*row.measures, *row.expected, *row.implemented)


def _mark_text(mark: Mark | None) -> tuple[str, ...]:
    return (mark.text,) if mark else ()
