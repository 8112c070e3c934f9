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

from merilo.importers.sheet_parts import NotInPartsError
from merilo.importers.workbook import BookSheet, open_workbook, opened_beside

COLUMNS = "ABCD"
DIMENSION = '<dimension ref="A1:D99"/>'
HEADING = '<row r="1">' + "".join(f'<c r="{one}1"><v>1</v></c>' for one in COLUMNS) + "</row>"
LONG = "Да" * 3000
"""Long enough for a thousand of them to be worth cutting."""
CELLS = (
    f' t="inlineStr"><is><t>{LONG}</t></is></c>',
    f' t="inlineStr"><is><t>Нет{LONG}</t></is></c>',
    "><v>0.5</v></c>",
    ' t="b"><v>1</v></c>',
    ' s="0"/>',
    ' t="str"><f>A1</f><v>Нет</v></c>',
)


def row(number: int, cells: dict[str, str]) -> str:
    return f'<row r="{number}">' + "".join(f'<c r="{one}{number}"{rest}' for one, rest in cells.items()) + "</row>"


def rows(first: int, last: int) -> str:
    return "".join(row(number, dict.fromkeys(COLUMNS, CELLS[0])) for number in range(first, last + 1))


def written(folder: Path, cells: str, *, before: str = DIMENSION) -> Path:
    path = folder / "made.xlsx"
    path.write_bytes(altered(folder, {SHEET: sheet(cells, before)}))
    return path


def batches(one: BookSheet) -> list[tuple[int, list[object]]]:
    return [(number, cells) for batch in one.batches() for number, cells in zip(batch.numbers, batch.rows, strict=True)]


def in_parts(path: Path) -> tuple[BookSheet, ...]:
    with ThreadPoolExecutor(1) as pool:
        return opened_beside(path, pool)()


def some_rows(random: Random) -> str:
    """Rows with gaps between them and in them."""
    numbers = sorted(random.sample(range(2, 2000), k=900))
    return "".join(
        row(number, {one: random.choice(CELLS) for one in COLUMNS if random.random() < 0.7}) for number in numbers
    )


@pytest.mark.parametrize("seed", range(8))
def test_the_parts_hold_what_the_sheet_holds(tmp_path: Path, seed: int) -> None:
    path = written(tmp_path, HEADING + some_rows(Random(seed)))  # noqa: S311 - invented cells
    (whole,), (cut,) = open_workbook(path), in_parts(path)
    assert len(cut.parts) > 1
    assert batches(cut) == batches(whole)
    assert (cut.first_column, cut.flaws) == (whole.first_column, whole.flaws)


NOT_CUT = {
    "short": (DIMENSION, rows(2, 50)),
    "declares no size": ("", rows(2, 250)),
    "a cell beyond the declared columns": (DIMENSION, rows(2, 250) + row(251, {"E": CELLS[0]})),
    "an address that is not plain": (DIMENSION, rows(2, 250) + '<row r="251"><c s="0" r="A251"><v>1</v></c></row>'),
    "a comment among the rows": (DIMENSION, rows(2, 250) + "<!-- <row -->"),
    "narrower than declared": (DIMENSION.replace("D99", "F99"), rows(2, 250)),
}


@pytest.mark.parametrize("why", NOT_CUT)
def test_an_uncertain_sheet_is_parsed_as_one(tmp_path: Path, why: str) -> None:
    before, cells = NOT_CUT[why]
    path = written(tmp_path, HEADING + cells, before=before)
    (whole,), (one,) = open_workbook(path), in_parts(path)
    assert one.parts == ()
    assert batches(one) == batches(whole)


TURNS_OUT = {
    "rows out of order": rows(2, 250) + row(7, {"A": CELLS[2]}),
    "rows end twice": rows(2, 120) + "</sheetData><sheetData>" + rows(121, 250),
}


@pytest.mark.parametrize("why", TURNS_OUT)
def test_what_turns_out_not_to_be_rows_in_order_is_told(tmp_path: Path, why: str) -> None:
    (cut,) = in_parts(written(tmp_path, HEADING + TURNS_OUT[why]))
    with pytest.raises(NotInPartsError):
        batches(cut)


def test_a_folder_with_rows_out_of_order_is_read_all_the_same(tmp_path: Path) -> None:
    answers = [["organization", *question_codes()], *(response("101") for _ in range(700))]
    sound = workbook(tmp_path / "sound.xlsx", {"Лист": answers})
    with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(tmp_path / "torn.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, turned(old.read(name).decode()) if name == SHEET else old.read(name))
    torn = (tmp_path / "torn.xlsx").read_bytes()
    readings = [read(tmp_path, {"responses.csv": None, "responses.xlsx": one}) for one in (sound, torn)]
    assert readings[1].tallies == readings[0].tallies
    assert readings[0].tallies["101"].respondents == 700


def turned(text: str) -> str:
    """The same sheet with its last row written before the second, and with room between the rows."""
    found = re.findall(r"<row .*?</row>", text, re.DOTALL)
    moved = text.replace(found[-1], "").replace(found[1], found[-1] + found[1], 1)
    return moved.replace("</row>", "</row>" + " " * 15_000)
