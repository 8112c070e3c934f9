"""Tables of a Word paper, written as XML row by row.

python-docx looks a cell up by walking its table, which is quadratic.
"""

import textwrap
from xml.sax.saxutils import escape

from merilo.documents.tables import Column, Row, Table, paragraphs, storeys, whole
from merilo.documents.typography import printable
from merilo.documents.writers import docx_styles as look

TWIPS = 567
RULE = "8A929C"
HEAD_GROUND = "EEF1F5"
BAND_GROUND = "E8EFF9"
HELD = 2
"""First rows that stay on the page of their heading."""
PARTING = '<w:spacing w:before="60"/>'
"""Space between the paragraphs of a cell."""
HEAD_LETTERS = 4.6
"""Bold letters of a heading that fit into a centimetre."""
HEAD_LINE = 245
"""Twentieths of a point of a line of a heading."""
WHOLE = 6
"""A table of so few rows is never parted."""


def run(text: str, *, bold: bool = False) -> str:
    """Text as a run of a paragraph; each line break begins a new line."""
    lines = [f'<w:t xml:space="preserve">{escape(printable(line))}</w:t>' for line in text.split("\n")]
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:r>{weight}{'<w:br/>'.join(lines)}</w:r>"


def table_xml(table: Table, style: str, head_style: str) -> str:
    """The whole table. The heading row is repeated on every page and never stands alone at the foot of one."""
    held = _held(table)
    heading = Row(tuple(column.heading for column in table.columns))
    parts = [
        _opening(table),
        _head(heading, table.columns, head_style) if table.headed else "",
        *(_row(row, table.columns, style, keep=place < held) for place, row in enumerate(table.rows)),
        "</w:tbl>",
    ]
    return "".join(parts)


def _held(table: Table) -> int:
    """How many rows from the first stay on the page of what stands over them: none past a row that may be parted."""
    count = len(table.rows) if table.keep else len(table.rows) - 1 if len(table.rows) <= WHOLE else HELD
    return next((place for place, row in enumerate(table.rows[:count]) if not whole(row, table.columns)), count)


def _opening(table: Table) -> str:
    widths = [round(column.width * TWIPS) for column in table.columns]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV") if table.headed else ()
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>' for side in sides)
    side = 28 if table.small else 85
    edges = (("top", 28), ("left", side), ("bottom", 28), ("right", side))
    margins = "".join(f'<w:{name} w:w="{width}" w:type="dxa"/>' for name, width in edges)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl xmlns:w="{look.WORD}"><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f"{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def _head(row: Row, columns: tuple[Column, ...], style: str) -> str:
    grouped = any(column.group for column in columns)
    cells = (
        _head_cell("" if grouped and not column.group else text, (column.width, 1), style, merge="continue")
        if grouped and not column.group
        else _head_cell(text, (column.width, 1), style)
        for text, column in zip(row.cells, columns, strict=True)
    )
    lower = "".join(cells)
    return f"{_groups(columns, style)}{_head_row(lower, _stretched(columns))}" if grouped else _head_row(lower)


def _groups(columns: tuple[Column, ...], style: str) -> str:
    """The upper storey: a group over its columns, and the headings of columns of no group down both storeys."""
    cells, place = [], 0
    for group, count in storeys(columns):
        own = columns[place : place + count]
        width = sum(column.width for column in own)
        merge = "" if group else "restart"
        cells.append(_head_cell(group or own[0].heading, (width, count), style, merge=merge))
        place += count
    return _head_row("".join(cells))


def _stretched(columns: tuple[Column, ...]) -> int:
    """Twentieths of a point that the lower storey needs for headings that stand in both.

    Word stretches it by itself; others do so on the first page only and cut the heading that is repeated.
    """
    lines = max((_head_lines(column) for column in columns if not column.group), default=1)
    return (lines - 1) * HEAD_LINE


def _head_lines(column: Column) -> int:
    return len(textwrap.wrap(column.heading, max(4, round(column.width * HEAD_LETTERS))))


def _head_row(cells: str, height: int = 0) -> str:
    stretched = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{stretched}<w:tblHeader/></w:trPr>{cells}</w:tr>"


def _head_cell(text: str, shape: tuple[float, int], style: str, *, merge: str = "") -> str:
    width, span = shape
    return _cell(text, (width, "center"), style, ground=HEAD_GROUND, keep=True, span=span, merge=merge)


def _row(row: Row, columns: tuple[Column, ...], style: str, *, keep: bool) -> str:
    ground = BAND_GROUND if row.shaded else ""
    if row.across:
        shape = (sum(column.width for column in columns), "left")
        cells = _cell(
            row.cells[0], shape, style, ground=ground, bold=row.bold, span=len(columns), keep=keep or row.bold
        )
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
    cells = "".join(
        _cell(text, (column.width, column.align), style, ground=ground, bold=row.bold, keep=keep)
        for text, column in zip(row.cells, columns, strict=True)
    )
    return f"<w:tr>{'<w:trPr><w:cantSplit/></w:trPr>' if whole(row, columns) else ''}{cells}</w:tr>"


def _cell(
    text: str,
    shape: tuple[float, str],
    style: str,
    *,
    ground: str = "",
    bold: bool = False,
    span: int = 1,
    keep: bool = False,
    merge: str = "",
) -> str:
    width, align = shape
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    with_next = "<w:keepNext/>" if keep else ""
    lines = (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{with_next}{PARTING if place else ""}<w:jc w:val="{align}"/></w:pPr>'
        f"{run(one, bold=bold)}</w:p>"
        for place, one in enumerate(paragraphs(text))
    )
    properties = f'<w:tcW w:w="{round(width * TWIPS)}" w:type="dxa"/>{across}{down}{fill}'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(lines)}</w:tc>"
