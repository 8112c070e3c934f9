"""Large sheets are cut and parsed in parts: together they hold what the sheet holds, or the sheet is parsed as one."""

import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest
from tests.core.invented_folder import question_codes, read, response, workbook
from tests.core.test_hostile_files import SHEET, altered, sheet

from merilo.importers import sheet_parts, workbook_guard
from merilo.importers.sheet_parts import NotInPartsError
from merilo.importers.workbook import BookSheet, open_workbook, opened_beside

COLUMNS = "ABCD"
DIMENSION = '<dimension ref="A1:D99"/>'
HEADING = '<row r="1">' + "".join(f'<c r="{one}1"><v>1</v></c>' for one in COLUMNS) + "</row>"
CELLS = (
    ' t="inlineStr"><is><t>Да</t></is></c>',
    "><v>0.5</v></c>",
    ' t="b"><v>1</v></c>',
    ' s="0"/>',
    ' t="str"><f>A1</f><v>Нет</v></c>',
)


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_parts, "PART", 1 << 14)
    monkeypatch.setattr(workbook_guard, "CHUNK", 1 << 11)


def row(number: int, cells: dict[str, str]) -> str:
    return f'<row r="{number}">' + "".join(f'<c r="{one}{number}"{rest}' for one, rest in cells.items()) + "</row>"


def written(folder: Path, rows: str, *, before: str = DIMENSION, after: str = "") -> Path:
    """A book whose sheet is long enough to be cut, whatever its rows hold."""
    path = folder / "made.xlsx"
    path.write_bytes(altered(folder, {SHEET: sheet(rows, before, after + " " * 40_000)}))
    return path


def batches(one: BookSheet) -> list[tuple[int, list[object]]]:
    return [(number, cells) for batch in one.batches() for number, cells in zip(batch.numbers, batch.rows, strict=True)]


def in_parts(path: Path) -> tuple[BookSheet, ...]:
    with ThreadPoolExecutor(1) as pool:
        return opened_beside(path, pool)()


def some_rows(random: Random) -> dict[int, dict[str, str]]:
    numbers = sorted(random.sample(range(2, 900), k=300))
    return {number: {one: random.choice(CELLS) for one in COLUMNS if random.random() < 0.7} for number in numbers}


@pytest.mark.parametrize("seed", range(12))
def test_the_parts_hold_what_the_sheet_holds(tmp_path: Path, seed: int) -> None:
    rows = some_rows(Random(seed))  # noqa: S311 - invented cells
    path = written(tmp_path, HEADING + "".join(row(number, rows[number]) for number in sorted(rows)))
    (whole,), (cut,) = open_workbook(path), in_parts(path)
    assert len(cut.parts) > 1
    assert batches(cut) == batches(whole)
    assert (cut.first_column, cut.flaws) == (whole.first_column, whole.flaws)


def many(count: int = 1500) -> str:
    return "".join(row(number, dict.fromkeys(COLUMNS, CELLS[0])) for number in range(2, count))


def test_a_long_sheet_is_cut(tmp_path: Path) -> None:
    (cut,) = in_parts(written(tmp_path, HEADING + many()))
    assert len(cut.parts) > 10
    assert batches(cut)[-1] == (1499, ["Да"] * 4)


NOT_CUT = {
    "declares no size": ("", many()),
    "a cell beyond the declared columns": (DIMENSION, many() + row(1500, {"E": CELLS[0]})),
    "an address that is not plain": (DIMENSION, many() + '<row r="1500"><c s="0" r="A1500"><v>1</v></c></row>'),
    "a comment among the rows": (DIMENSION, many() + "<!-- <row -->"),
    "narrower than declared": (DIMENSION.replace("D99", "F99"), many()),
}


@pytest.mark.parametrize("why", NOT_CUT)
def test_an_uncertain_sheet_is_parsed_as_one(tmp_path: Path, why: str) -> None:
    before, rows = NOT_CUT[why]
    path = written(tmp_path, HEADING + rows, before=before)
    (whole,), (one,) = open_workbook(path), in_parts(path)
    assert one.parts == ()
    assert batches(one) == batches(whole)


TURNS_OUT = {
    "rows out of order": many() + row(7, {"A": CELLS[1]}),
    "rows end twice": many(800) + "</sheetData><sheetData>" + many(),
}


@pytest.mark.parametrize("why", TURNS_OUT)
def test_what_turns_out_not_to_be_rows_in_order_is_told(tmp_path: Path, why: str) -> None:
    (cut,) = in_parts(written(tmp_path, HEADING + TURNS_OUT[why]))
    with pytest.raises(NotInPartsError):
        batches(cut)


def test_a_folder_with_rows_out_of_order_is_read_all_the_same(tmp_path: Path) -> None:
    rows = [["organization", *question_codes()], *(response("101") for _ in range(700))]
    sound = workbook(tmp_path / "sound.xlsx", {"Лист": rows})
    with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(tmp_path / "torn.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, turned(old.read(name).decode()) if name == SHEET else old.read(name))
    torn = (tmp_path / "torn.xlsx").read_bytes()
    readings = [read(tmp_path, {"responses.csv": None, "responses.xlsx": one}) for one in (sound, torn)]
    assert readings[1].tallies == readings[0].tallies
    assert readings[0].tallies["101"].respondents == 700


def turned(text: str) -> str:
    """The same sheet with its last row written before the second."""
    rows = re.findall(r"<row .*?</row>", text, re.DOTALL)
    return text.replace(rows[-1], "").replace(rows[1], rows[-1] + rows[1], 1)
