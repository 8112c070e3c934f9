"""LibreOffice as a second opinion on the workbook: every formula computed anew, whatever values stand in the file."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from python_calamine import load_workbook

PLANTED = b"-1"
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
Book = dict[str, list[list[object]]]


def changed(book: bytes, sheet: int, *, pattern: bytes, by: bytes) -> bytes:
    """The book with one change in the XML of one sheet (from 1)."""
    name, out = f"xl/worksheets/sheet{sheet}.xml", io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for one in source.namelist():
            text = source.read(one)
            target.writestr(one, re.sub(pattern, by, text) if one == name else text)
    return out.getvalue()


def planted(book: bytes) -> bytes:
    """The book with -1 as the stored value of every formula, so that only a true recalculation can be right."""
    for sheet in range(1, 8):
        book = changed(book, sheet, pattern=rb"</f><v>[^<]*</v>", by=b"</f><v>" + PLANTED + b"</v>")
        book = changed(book, sheet, pattern=rb'(<c [^>]*?) t="str"(><f>)', by=rb"\1\2")
    return book


def recalculated(books: dict[str, bytes], folder: Path) -> dict[str, Book]:
    """The books by name as LibreOffice saves them after computing every formula."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("LibreOffice is not installed: `make test` installs it (libreoffice-calc, libreoffice-writer)")
    settings = folder / "profile" / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    for name, book in books.items():
        (folder / f"{name}.xlsx").write_bytes(planted(book))
    command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx"]
    paths = [str(folder / f"{name}.xlsx") for name in books]
    subprocess.run([*command, "--outdir", str(folder / "out"), *paths], check=True, capture_output=True, timeout=180)
    return {name: read((folder / "out" / f"{name}.xlsx").read_bytes()) for name in books}


def read(book: bytes) -> Book:
    """Cells by sheet, empty rows and columns kept."""
    opened = load_workbook(io.BytesIO(book))
    return {name: opened.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in opened.sheet_names}


def disagreements(ours: Book, theirs: Book) -> list[tuple[str, int, int, object, object]]:
    """Cells that differ: sheet, row and column from 0, our value, theirs; a lost sheet or row counts whole."""
    found: list[tuple[str, int, int, object, object]] = []
    for sheet, rows in ours.items():
        others = theirs.get(sheet, [])
        for row, cells in enumerate(rows):
            other = others[row] if row < len(others) else []
            padded = [*other, *[""] * (len(cells) - len(other))]
            found += [(sheet, row, at, one, padded[at]) for at, one in enumerate(cells) if not same(one, padded[at])]
    return found


def same(one: object, other: object) -> bool:
    """Equal; numbers that are not printed may differ behind the ninth digit, where a book keeps ten."""
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) < 1e-9
    return one == other
