"""A legal paper as PDF: set by Typst in PT Serif, tagged (PDF/UA-1, PDF/A-2a), by one compiler of the process."""

import re
from collections.abc import Iterator

from merilo.documents.papers import blocks
from merilo.documents.papers.blocks import Block, LegalPaper
from merilo.documents.tables import LETTERS, Table, paragraphs, storeys, whole
from merilo.documents.writers.glyphs import SOFT, drawable
from merilo.documents.writers.line_counts import fits, room_of, row_lines
from merilo.documents.writers.typesetting import typeset

LONG = 24
"""The longest word that is left to the rules of hyphenation."""
HALF = 28
"""Letters that surely fit into half the width of a page."""
WIDE = 60
"""The same of the whole width."""
_HYPHENATED = re.compile(r"[А-Яа-яЁё«»().,:;!?\n-]+")
"""What the rules of Russian hyphenation can part by themselves."""
_JOINT = re.compile(r"(?<=[/?&=._:@+-])(?=[^/?&=._:@+\s-])")
_RUN = re.compile(r"[^\s\u200b]+")
Values = dict[str, object]


def pdf(paper: LegalPaper) -> bytes:
    """The finished file; the same paper gives the same bytes.

    Texts reach the template as strings, never as markup. What the fonts cannot draw is printed as «?».
    """
    levels = iter(_levels(paper))
    leaves = [
        {"landscape": turned, "blocks": [_values(one) | {"level": next(levels)} for one in found]}
        for turned, found in paper.leaves
    ]
    leaves = leaves or [{"landscape": paper.landscape, "blocks": []}]
    return typeset("legal", {"title": paper.title if _seen(paper.title) else "—", "leaves": leaves}, on=paper.on)


def _levels(paper: LegalPaper) -> Iterator[int]:
    """The level of each block as PDF/UA allows it: from 1 and never skipping one; 0 for what is no heading."""
    last = 0
    for _, found in paper.leaves:
        for block in found:
            level = 0
            if isinstance(block, (blocks.Heading, blocks.Title)) and _seen(block.text):
                level = last = min(last + 1, block.level if isinstance(block, blocks.Heading) else 1)
            yield level


def _seen(text: str) -> bool:
    """Whether anything of the text is left to be seen on the page."""
    return bool(drawable(text).replace(SOFT, "").strip())


def _values(block: Block) -> Values:
    kind: Values = {"kind": type(block).__name__.lower()}
    match block:
        case blocks.Title():
            kind |= {"text": parted(block.text), "under": parted(block.under)}
        case blocks.Heading():
            kind |= {"text": parted(block.text)}
        case blocks.Paragraph():
            kind |= _paragraph(block)
        case blocks.Note():
            kind |= {"text": parted(block.text)}
        case blocks.Corner():
            kind |= {"lines": [[parted(one, HALF), blocks.is_caption(one)] for one in block.lines]}
        case blocks.Bullets() | blocks.Footnotes():
            kind |= {"texts": [parted(one) for one in block.texts]}
        case blocks.Facing():
            kind |= _facing(block)
        case blocks.Signatures():
            kind |= {"lines": [[parted(one.post, HALF), parted(one.name, LONG)] for one in block.lines]}
        case Table():
            kind |= table_values(block)
    return kind


def _facing(block: blocks.Facing) -> Values:
    sides = {"head": block.head, "left": block.left, "right": block.right}
    shown = {side: [parted(one, HALF) for one in lines] for side, lines in sides.items()}
    return {"centered": block.centered, "ended": block.ended, "held": block.held, **shown}


def _paragraph(block: blocks.Paragraph) -> Values:
    text = f"{block.number}\u00a0{block.text}" if block.number else block.text
    indented = block.indented and block.align == "justify"
    look = {"align": block.align, "bold": block.bold, "indented": indented, "keep": block.keep, "small": block.small}
    return {"text": parted(text), **look}


def table_values(table: Table) -> Values:
    """A table as the template reads it."""
    return {
        "caption": parted(table.caption),
        "small": table.small,
        "headed": table.headed,
        "widths": [column.width for column in table.columns],
        "aligns": [column.align for column in table.columns],
        "heads": [
            _cell(column.heading, column.width, room_of(column.width, small=table.small), bold=True)
            for column in table.columns
        ],
        "groups": [[parted(group), count] for group, count in storeys(table.columns)],
        "grouped": any(column.group for column in table.columns),
        **_rows(table),
    }


def _rows(table: Table) -> Values:
    """The rows, cells of plain neighbours in one list, which the template takes as it is; the lines of each row."""
    runs: list[list[str] | Values] = []
    counts: list[int] = []
    wide = sum(column.width for column in table.columns)
    rooms = {width: room_of(width, small=table.small) for width in (*(column.width for column in table.columns), wide)}
    for row in table.rows:
        widths = [wide] if row.across else [column.width for column in table.columns]
        cells = [
            _cell(text, width, rooms[width], bold=row.bold) for text, width in zip(row.cells, widths, strict=False)
        ]
        low = whole(row, table.columns)
        plain = [texts[0] for texts, hyphenated in cells if len(texts) == 1 and not hyphenated] if low else []
        sure = len(plain) == len(widths)
        counts.append(row_lines(plain, [rooms[width] for width in widths], bold=row.bold) if sure else 0)
        if not sure or row.bold or row.shaded or row.across:
            look = {"bold": row.bold, "shaded": row.shaded, "across": row.across}
            runs.append({"cells": cells, "whole": low, **look})
        elif runs and isinstance(last := runs[-1], list):
            last += plain
        else:
            runs.append(plain)
    return {"runs": runs, "lines": counts}


def _cell(text: str, width: float, room: float, *, bold: bool) -> tuple[list[str], bool]:
    """The paragraphs of a cell, and whether one of its words is too long to stand there without a hyphen."""
    most = max(4, round(width * LETTERS))
    if len(text) <= most:
        return paragraphs(text), False
    long = [word for word in text.split() if len(word) > most and not fits(word, room, bold=bold)]
    return [parted(one, most) for one in paragraphs(text)] if long else paragraphs(text), bool(long)


def parted(text: str, most: int = WIDE) -> str:
    """The text with invisible places to break its very long words: after the signs of an address, then by `most`."""
    return " ".join(_parted_word(word, most) for word in text.split(" "))


def _parted_word(word: str, most: int) -> str:
    if len(word) <= most or (len(word) <= LONG and _HYPHENATED.fullmatch(word)):
        return word
    return _RUN.sub(lambda run: _pieces(run.group(), most), _JOINT.sub(SOFT, word))


def _pieces(run: str, most: int) -> str:
    if len(run) <= LONG and _HYPHENATED.fullmatch(run):
        return run
    return SOFT.join(run[start : start + most] for start in range(0, len(run), most))
