"""Blocks of an invented plan written as files of every kind, by other means than the program's own writers."""

import html
import io
import shutil
import subprocess
import tempfile
from itertools import groupby
from pathlib import Path

import docx
import xlsxwriter
from docx.shared import Pt

from merilo.importers.plans.blocks import Block, Cell, Paragraph, Row
from merilo.problems import Place

OFFICE = shutil.which("soffice")


def paragraph(text):
    return Paragraph(text, Place())


def row(*cells, table=1):
    """A row of texts, of tuples of entries, and of cells that are ready."""
    made, column = [], 0
    for cell in cells:
        one = cell if isinstance(cell, Cell) else Cell(_entries(cell), column)
        made.append(one)
        column = one.column + one.span
    return Row(tuple(made), Place(), table)


def _entries(cell):
    return (cell,) if isinstance(cell, str) and cell else tuple(cell)


def tables(blocks: tuple[Block, ...]):
    """Paragraphs and lists of rows in order."""
    for table, group in groupby(blocks, key=lambda one: one.table if isinstance(one, Row) else 0):
        if table:
            yield list(group)
        else:
            yield from group


def as_text(blocks):
    """As a table is pasted into a text: tabs between cells, `<p>` around several entries."""
    parts = []
    for one in tables(blocks):
        if isinstance(one, Paragraph):
            parts.append(one.text)
        else:
            parts.append("\n".join(_tabbed(each) for each in one))
    return "\n\n".join(parts).encode()


def _tabbed(row_):
    texts = [""] * max(cell.column + cell.span for cell in row_.cells)
    for cell in row_.cells:
        many = len(cell.entries) > 1
        texts[cell.column] = " ".join(f"<p>{html.escape(one)}</p>" for one in cell.entries) if many else cell.text
    return "\t".join(texts)


def as_html(blocks):
    parts = []
    for one in tables(blocks):
        if isinstance(one, Paragraph):
            parts.append(f"<p>{html.escape(one.text)}</p>")
        else:
            parts.append(f"<table border='1'>{''.join(map(_html_row, one))}</table>")
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{''.join(parts)}</body></html>".encode()


def _html_row(row_):
    cells = (f"<td colspan='{cell.span}' rowspan='{cell.rows}'>{_html_entries(cell)}</td>" for cell in row_.cells)
    return f"<tr>{''.join(cells)}</tr>"


def _html_entries(cell):
    return "".join(f"<p>{html.escape(entry)}</p>" for entry in cell.entries)


def as_docx(blocks):
    """A page on its side, small letters: columns wide enough for their words."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(9)
    page = document.sections[0]
    page.page_width, page.page_height = page.page_height, page.page_width
    page.left_margin = page.right_margin = Pt(36)
    for one in tables(blocks):
        if isinstance(one, Paragraph):
            document.add_paragraph(one.text)
        else:
            _docx_table(document, one)
            document.add_paragraph("")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _docx_table(document, rows):
    width = max(cell.column + cell.span for each in rows for cell in each.cells)
    table = document.add_table(len(rows), width)
    table.style = "Table Grid"
    for number, each in enumerate(rows):
        for cell in each.cells:
            place = table.cell(number, cell.column)
            if cell.span > 1 or cell.rows > 1:
                place = place.merge(table.cell(number + cell.rows - 1, cell.column + cell.span - 1))
            for count, entry in enumerate(cell.entries):
                (place.paragraphs[0] if not count else place.add_paragraph()).add_run(entry)


def as_xlsx(blocks):
    """Paragraphs stand in the first column; entries of a cell are its lines."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, line = book.add_worksheet("План"), 0
    for one in tables(blocks):
        for each in [one] if isinstance(one, Paragraph) else one:
            _xlsx_row(sheet, line, each)
            line += 1
    book.close()
    return stream.getvalue()


def _xlsx_row(sheet, line, each):
    if isinstance(each, Paragraph):
        sheet.write_string(line, 0, each.text)
        return
    for cell in each.cells:
        text = "\n".join(cell.entries)
        if cell.span > 1 or cell.rows > 1:
            sheet.merge_range(line, cell.column, line + cell.rows - 1, cell.column + cell.span - 1, text)
        elif text:
            sheet.write_string(line, cell.column, text)


def converted(content, source, target):
    """A file of one kind made another by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"plan.{source}"
        path.write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [str(OFFICE), profile, "--headless", "--convert-to", target, "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (Path(folder) / f"plan.{target}").read_bytes()
