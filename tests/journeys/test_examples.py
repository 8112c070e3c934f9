"""The examples are what the script makes of them, and the documents show what the commands really print."""

import shutil
from pathlib import Path

import pytest
from docs.generators import printed
from examples import make_examples
from python_calamine import CalamineWorkbook

ROOT = Path(__file__).resolve().parents[2]


def _cells(path):
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def _content(path):
    return _cells(path) if path.suffix == ".xlsx" else path.read_text(encoding="utf-8")


def _expected(name):
    return (printed.EXPECTED / f"{name}.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("examples")
    make_examples.write_district(folder / "district")
    make_examples.write_operator(folder / "operator")
    return folder


@pytest.mark.parametrize("name", ["district", "operator"])
def test_the_script_makes_the_example_as_it_is_checked_in(made, name):
    written = sorted(path.name for path in (made / name).iterdir())
    checked_in = ROOT / "examples" / name
    assert [_content(made / name / file) for file in written] == [_content(checked_in / file) for file in written]


@pytest.mark.parametrize("name", printed.COMMANDS)
def test_the_command_prints_what_is_checked_in(name, tmp_path):
    assert printed.output(printed.COMMANDS[name], tmp_path) == _expected(name), "if this is meant: make docs"


def test_the_readme_shows_the_real_output_of_the_one_command():
    shown = printed.README_BLOCK.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown[0] == printed.ranking(_expected("district"))


def test_a_copied_district_under_a_russian_name_gives_the_same_results(tmp_path):
    shutil.copytree(ROOT / "examples/district", tmp_path / "мой цикл")
    command = ("score", str(tmp_path / "мой цикл"), "--out", "out")
    assert printed.output(command, tmp_path) == _expected("district")
