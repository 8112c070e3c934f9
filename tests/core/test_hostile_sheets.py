"""Sheets that hide how far they reach: the parser lays out a full rectangle, so every trick must be seen before it."""

import io
import zipfile
from pathlib import Path

import pytest
from tests.core.test_hostile_files import HEAD, SHEET, altered, refused, sheet

from merilo.importers.workbook import open_workbook

NEAR = '<row r="1"><c r="A1"><v>1</v></c></row>'
WIDE = "<row>" + "<c><v>1</v></c>" * 16_000 + "</row>"
FAR = {
    "small letters": NEAR + '<row r="2"><c r="xfd99999"><v>1</v></c></row>',
    "an address given twice": NEAR + '<row r="2"><c r="A2" r="XFD99999"><v>1</v></c></row>',
    "an address after a bracket in another attribute": NEAR + '<row><c s=">" r="XFD99999"><v>1</v></c></row>',
    "an address on its own line": NEAR + '<row><c t="n"\nr\n=\n"XFD99999"><v>1</v></c></row>',
    "no addresses in a wide row above a far one": WIDE + '<row r="99999"><c><v>1</v></c></row>',
    "no addresses at all": WIDE + "<row/>" * 100_000 + "<row><c><v>1</v></c></row>",
    "a prefix": f'<x:row r="2" xmlns:x="a"><x:c r="XFD99999"><v>1</v></x:c></x:row>{NEAR}',
    "a comment around a quotation mark": f'{NEAR}<!-- <c " --><row><c r="XFD99999"><v>1</v></c></row>',
}


@pytest.mark.parametrize("trick", FAR)
def test_a_far_cell_is_seen_however_it_is_written(tmp_path: Path, trick: str) -> None:
    assert refused(tmp_path, altered(tmp_path, {SHEET: sheet(FAR[trick])})) == "file.too_many_cells"


def test_a_sheet_is_known_by_what_it_holds_not_by_where_it_lies(tmp_path: Path) -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    )
    links += 'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="other.xml"/>'
    parts = {"xl/other.xml": sheet(FAR["small letters"]), "xl/_rels/workbook.xml.rels": links + "</Relationships>"}
    assert refused(tmp_path, altered(tmp_path, parts)) == "file.too_many_cells"


def test_a_prefixed_sheet_is_looked_through_too(tmp_path: Path) -> None:
    rows = NEAR + '<row r="2"><c r="XFD99999"><v>1</v></c></row>'
    text = sheet(rows).replace("<worksheet xmlns=", "<w:worksheet xmlns:w=").replace("</worksheet", "</w:worksheet")
    for name in ("sheetData", "row", "c", "v"):
        text = text.replace(f"<{name}>", f"<w:{name}>").replace(f"<{name} ", f"<w:{name} ")
        text = text.replace(f"</{name}>", f"</w:{name}>")
    assert refused(tmp_path, altered(tmp_path, {SHEET: text})) == "file.too_many_cells"


def test_a_tag_torn_between_two_pieces_is_seen_whole(tmp_path: Path) -> None:
    """The part is inflated in pieces of a mebibyte; the far cell begins a few bytes before the second one."""
    for shift in (3, 11, 19):
        start = f"{HEAD}<sheetData>{NEAR}"
        padding = " " * ((1 << 20) - len(start) - shift)
        text = f'{start}{padding}<row r="2"><c r="xfd99999"><v>1</v></c></row></sheetData></worksheet>'
        assert refused(tmp_path, altered(tmp_path, {SHEET: text})) == "file.too_many_cells"


def test_millions_of_empty_texts_are_refused(tmp_path: Path) -> None:
    text = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + "<si/>" * 10_000_001 + "</sst>"
    made = io.BytesIO(altered(tmp_path, {}))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_STORED) as book:
        book.writestr("xl/sharedStrings2.xml", text)
    assert refused(tmp_path, made.getvalue()) == "file.too_many_cells"


def test_text_without_an_end_is_refused(tmp_path: Path) -> None:
    text = sheet('<row r="1"><c r="A1" t="str"><v>' + "слово " * 2_000_000)
    assert refused(tmp_path, altered(tmp_path, {SHEET: text})) in {"file.broken", "file.zip_bomb"}


def test_a_sheet_with_zero_bytes_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, altered(tmp_path, {SHEET: sheet(NEAR).encode("utf-16")})) == "file.broken"


@pytest.mark.parametrize(
    "cells",
    [
        '<row><c><v>1</v></c><c t="n"><v>2</v></c></row>',
        '<row r="1"><c s="0" r="A1"><v>1</v></c><c r="B1" cm="1"><v>2</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c></row>",
        '<row r="1"><c\nr="A1"><v>1</v></c>\n<c r="B1"><v>2</v></c></row>',
    ],
)
def test_a_near_cell_may_be_written_in_any_way(tmp_path: Path, cells: str) -> None:
    path = tmp_path / "made.xlsx"
    path.write_bytes(altered(tmp_path, {SHEET: sheet(cells)}))
    assert next(open_workbook(path)[0].batches()).rows == [[1.0, 2.0]]
