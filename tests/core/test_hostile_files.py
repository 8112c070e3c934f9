"""Hostile and unfit files: each is refused with a clear word, in bounded memory, before anything parses it."""

import io
import resource
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.core.invented_folder import CYCLE, checklist_rows, read, response, responses_csv, workbook

from merilo.importers.findings import UnreadableFileError
from merilo.importers.workbook import open_workbook

MOST_GROWTH = 200 << 10
"""KiB of memory that a refusal may take on top of what the process already held."""
HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
SHEET = "xl/worksheets/sheet1.xml"


def sound_book(folder: Path) -> bytes:
    return workbook(folder / "sound.xlsx", {"Лист": [["organization", "comfort"], ["101", "Да"]]})


def altered(folder: Path, parts: dict[str, str | bytes]) -> bytes:
    """A sound book with some parts replaced or added."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sound_book(folder))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in dict.fromkeys([*old.namelist(), *parts]):
            new.writestr(name, parts.get(name, old.read(name) if name in old.namelist() else b""))
    return made.getvalue()


def sheet(cells: str, before: str = "", after: str = "") -> str:
    return f"{HEAD}{before}<sheetData>{cells}</sheetData>{after}</worksheet>"


def refused(folder: Path, content: bytes, name: str = "made.xlsx") -> str:
    """The code of the refusal; memory must not have grown much on the way."""
    path = folder / name
    path.write_bytes(content)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnreadableFileError) as caught:
        open_workbook(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_GROWTH
    return caught.value.problem.code


def bomb(folder: Path) -> bytes:
    return altered(folder, {SHEET: sheet("<row/>" * 8_000_000)})


def endless(folder: Path) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(SHEET, "w") as part:
        for _ in range(100):
            part.write(b" " * (1 << 20))
    return made.getvalue()


def lying(folder: Path) -> bytes:
    """The archive's directory declares a size that the part does not keep to."""
    content = bytearray(altered(folder, {SHEET: sheet("<row/>" * 1_000_000)}))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        size = archive.getinfo(SHEET).file_size
    return bytes(content.replace(struct.pack("<L", size), struct.pack("<L", 1000)))


def far_cell(folder: Path, address: str, cell: str = '<c r="{0}"><v>1</v></c>') -> bytes:
    return altered(
        folder, {SHEET: sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="2">' + cell.format(address) + "</row>")}
    )


def plain_zip(folder: Path) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("readme.txt", "нет")
    return made.getvalue()


def no_cached_value(folder: Path) -> bytes:
    return altered(folder, {SHEET: sheet('<row r="1"><c r="A1"><f>[1]Лист!A1</f><v>1</v></c></row>')})


HOSTILE: dict[str, tuple[str, Callable[[Path], bytes]]] = {
    "a zip bomb": ("file.zip_bomb", bomb),
    "an endless part": ("file.zip_bomb", endless),
    "a part that is longer than declared": ("file.zip_bomb", lying),
    "a sheet with a cell past the last column": ("file.too_wide", lambda folder: far_cell(folder, "ABCD2")),
    "a sheet declared a million columns wide": (
        "file.too_wide",
        lambda folder: altered(folder, {SHEET: sheet("<row/>", before='<dimension ref="A1:BDWGN2"/>')}),
    ),
    "a lone cell in the far corner": ("file.too_many_cells", lambda folder: far_cell(folder, "XFD1048576")),
    "a far row": ("file.too_many_cells", lambda folder: far_cell(folder, "B9048576")),
    "a far cell written with apostrophes": (
        "file.too_many_cells",
        lambda folder: far_cell(folder, "XFD99999", "<c r = '{0}'><v>1</v></c>"),
    ),
    "links to other books": (
        "file.external_links",
        lambda folder: altered(folder, {"xl/externalLinks/externalLink1.xml": "<x/>"}),
    ),
    "a formula of another book": ("file.external_links", no_cached_value),
    "data connections": ("file.external_links", lambda folder: altered(folder, {"xl/connections.xml": "<x/>"})),
    "macros": ("file.active_content", lambda folder: altered(folder, {"xl/vbaProject.bin": b"x"})),
    "embedded objects": ("file.active_content", lambda folder: altered(folder, {"xl/embeddings/a.bin": b"x"})),
    "XML entities": (
        "file.broken",
        lambda folder: altered(folder, {SHEET: '<!DOCTYPE a [<!ENTITY b "c">]>' + sheet("<row/>")}),
    ),
    "a torn archive": ("file.broken", lambda folder: sound_book(folder)[:-200]),
    "an archive that is no book": ("file.wrong_content", plain_zip),
    "an old book or one with a password": ("file.wrong_content", lambda _: b"\xd0\xcf\x11\xe0" + b"\0" * 600),
    "a text called xlsx": ("file.wrong_content", lambda _: b"organization\n101\n"),
    "an empty file": ("file.no_table", lambda _: b""),
    "no sheet that parses": ("file.broken", lambda folder: altered(folder, {"xl/workbook.xml": "<a><b></a>"})),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_in_bounded_memory(tmp_path: Path, name: str) -> None:
    code, make = HOSTILE[name]
    assert refused(tmp_path, make(tmp_path)) == code


def test_a_huge_workbook_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "made.xlsx"
    with path.open("wb") as stream:
        stream.write(b"PK\x03\x04")
        stream.truncate(300 << 20)
    with pytest.raises(UnreadableFileError) as caught:
        open_workbook(path)
    assert caught.value.problem.code == "file.too_large"


def test_cells_that_cannot_be_trusted_are_problems_with_their_place(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>organization</t></is></c></row>'
        '<row r="2"><c r="A2"><f>1+1</f></c><c r="B2" t="e"><v>#N/A</v></c></row>'
    )
    path = tmp_path / "made.xlsx"
    path.write_bytes(altered(tmp_path, {SHEET: sheet(cells)}))
    found = [(one.code, one.place.sheet, one.place.row, one.place.column) for one in open_workbook(path)[0].problems()]
    assert found == [("file.formula_without_value", "Лист", 2, "A"), ("file.error_cell", "Лист", 2, "B")]


def test_a_formula_with_its_value_is_read_as_the_value(tmp_path: Path) -> None:
    path = tmp_path / "made.xlsx"
    path.write_bytes(altered(tmp_path, {SHEET: sheet('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>')}))
    (book,) = open_workbook(path)
    assert (next(book.batches()).rows, book.problems()) == ([[2.0]], ())


def test_a_format_that_reaches_the_last_column_is_no_cell(tmp_path: Path) -> None:
    path = tmp_path / "made.xlsx"
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    path.write_bytes(altered(tmp_path, {SHEET: sheet(cells)}))
    assert next(open_workbook(path)[0].batches()).rows == [[1.0]]


def test_several_filled_sheets_are_asked_and_the_person_may_choose(tmp_path: Path) -> None:
    rows = [["organization", "item", "value"], *([owner, code, value] for owner, code, value, *_ in checklist_rows())]
    content = workbook(tmp_path / "made.xlsx", {"Черновик": [["а", "б"]], "Чек-лист": rows})
    changes = {"checklists.csv": None, "checklists.xlsx": content}
    assert "file.several_sheets" in [one.code for one in read(tmp_path, dict(changes)).problems]
    chosen = {"cycle.yaml": CYCLE + "sheets: {checklists: чек-лист}\n"}
    assert read(tmp_path, changes | chosen).problems == ()
    wrong = {"cycle.yaml": CYCLE + "sheets: {checklists: нет такого}\n"}
    assert [one.code for one in read(tmp_path, changes | wrong).problems] == ["file.several_sheets"]


SOUND = responses_csv([response("101"), response("102")])
CSV: dict[str, tuple[str, int, bytes]] = {
    "zero bytes": ("file.nul", 1, SOUND.encode() + b"\0"),
    "UTF-16": ("file.encoding", 0, SOUND.encode("utf-16")),
    "two encodings": ("file.encoding", 4, SOUND.encode() + "101,Нет\n".encode("cp1251")),
    "a byte that no encoding has": ("file.encoding", 4, SOUND.replace("Да", "1").encode() + b"101,\x98\n"),
    "a line without an end": ("file.long_line", 1, b"organization" + b"," * (6 << 20)),
    "a cell without an end": ("file.long_line", 103, SOUND.encode() + b'101,"' + b"a\n" * 100_000),
    "quotes that do not match": ("file.quotes", 4, SOUND.encode() + b'101,"a"b,c\n'),
    "a million columns": ("file.too_wide", 0, b"organization" + b",a" * 1_000_000),
    "a web page": ("file.wrong_content", 0, b"<html><table></table></html>"),
    "a workbook called csv": ("file.wrong_content", 0, b"PK\x03\x04"),
    "a PDF called csv": ("file.wrong_content", 0, b"%PDF-1.7"),
    "nothing but blanks": ("file.no_table", 0, b"\n\n \n"),
}


@pytest.mark.parametrize("name", CSV)
def test_an_unfit_csv_is_refused_with_the_line(tmp_path: Path, name: str) -> None:
    code, line, content = CSV[name]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = [one for one in read(tmp_path, {"responses.csv": content}).problems if one.place.file == "responses.csv"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_GROWTH
    assert [one.code for one in found] == [code]
    if code != "file.long_line":
        assert found[0].place.row == line


@pytest.mark.parametrize("content", [b"PAR1" + b"\0" * 50, b"PAR1" + b"\xff" * 50 + b"PAR1", b"organization\n101\n"])
def test_a_broken_parquet_is_refused(tmp_path: Path, content: bytes) -> None:
    reading = read(tmp_path, {"responses.csv": None, "responses.parquet": content})
    assert [one.code for one in reading.problems] == ["file.wrong_content" if content[:1] == b"o" else "file.broken"]


def test_an_unknown_format_of_a_table_is_told(tmp_path: Path) -> None:
    reading = read(tmp_path, {"responses.xls": b"x"})
    assert [(one.code, one.place.file) for one in reading.problems] == [("file.wrong_content", "responses.xls")]


YAML = {
    "a bomb of aliases": "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "a tag": CYCLE + "decision: !!python/object:os.system x\n",
    "endless nesting": "a: " + "[" * 5000 + "]" * 5000,
}


@pytest.mark.parametrize("name", YAML)
def test_a_hostile_cycle_yaml_is_refused(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, {"cycle.yaml": YAML[name]}).problems[0].code == "cycle.alias"


def test_a_huge_cycle_yaml_is_refused(tmp_path: Path) -> None:
    reading = read(tmp_path, {"cycle.yaml": CYCLE + "#" * (2 << 20)})
    assert reading.problems[0].code == "file.too_large"


@pytest.mark.parametrize("key", ["columns", "sheets"])
def test_a_path_in_cycle_yaml_leads_nowhere(tmp_path: Path, key: str) -> None:
    value = "{a: b}" if key == "columns" else "a"
    reading = read(tmp_path, {"cycle.yaml": CYCLE + f'{key}: {{"../../etc/passwd": {value}}}\n'})
    assert [one.code for one in reading.problems] == ["cycle.bad_value"]


def test_an_edition_with_a_path_is_no_edition(tmp_path: Path) -> None:
    reading = read(tmp_path, {"cycle.yaml": CYCLE + "edition: ../../etc\n"})
    assert [one.code for one in reading.problems] == ["edition.unknown"]


def test_quotes_and_commands_in_an_answer_stay_text(tmp_path: Path) -> None:
    evil = "'); DROP TABLE answers_read; --"
    rows = [response("101", comfort=evil), response("102"), response(evil)]
    reading = read(tmp_path, {"responses.csv": responses_csv(rows)})
    assert [one.code for one in reading.problems] == ["organization.unknown", "answer.unclear"]
    assert reading.tallies["102"].respondents == 1
