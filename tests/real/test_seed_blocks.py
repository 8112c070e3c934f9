"""The five real papers as blocks: every letter of every file stands in some block, in order."""

import re
from pathlib import Path

import pytest

from merilo.importers.plans.blocks import Paragraph, Row
from merilo.importers.plans.opening import read_blocks

SEEDS = Path(__file__).resolve().parents[2].parent / "shared/real/seeds"
pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="no folder shared/real beside this checkout")

TAG = re.compile(r"</?(?:p|ul|li|b|i|a)\b[^<>]*>")
RULING = re.compile(r"^[-\t]{2,}$", re.MULTILINE)


def _blocks(number):
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return path.read_text(encoding="utf-8"), read_blocks(path.read_bytes(), path.name)


def _texts(blocks):
    for block in blocks:
        yield from [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_letter_of_a_paper_stands_in_its_blocks(number):
    written, found = _blocks(number)
    bare = TAG.sub("", RULING.sub("", written)).replace("**", "")
    assert "".join("".join(_texts(found.blocks)).split()) == "".join(bare.split())
    assert (found.kind, found.problems) == ("text", ())


@pytest.mark.parametrize(
    ("number", "rows", "widths"),
    [("000", 13, {6}), ("001", 24, {4}), ("002", 0, set()), ("003", 19, {5}), ("004", 17, {5})],
)
def test_rows_of_a_paper_have_the_columns_of_its_table(number, rows, widths):
    _, found = _blocks(number)
    tabular = [block for block in found.blocks if isinstance(block, Row)]
    assert (len(tabular), {len(row.cells) for row in tabular}) == (rows, widths)
