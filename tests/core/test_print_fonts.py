"""Fonts for print draw the same page as the fonts of the package, and are smaller."""

import re
from datetime import date

import pytest
import typst

from merilo.documents.writers import print_fonts
from merilo.documents.writers.glyphs import FOLDERS, advances, covered
from merilo.documents.writers.typesetting import pdf

FILES = sorted(file for folder in FOLDERS for file in folder.glob("*.ttf"))
LOOKS = {"Regular": "", "Bold": 'weight: "bold"', "Italic": 'style: "italic"'}
LOOKS["BoldItalic"] = f"{LOOKS['Bold']}, {LOOKS['Italic']}"


@pytest.fixture(scope="module")
def made():
    with print_fonts.folder() as folder:
        yield folder


def picture(file, folder):
    """All that both families can draw, in one font of the folder."""
    family, look = file.stem.split("-Web-")
    letters = "".join(chr(code) for code in sorted(covered())).replace("\\", "").replace('"', "")
    given = f'#set text(font: "{family.replace("_", " ")}", size: 9pt, {LOOKS[look]})\n#"{letters}"'
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    return typst.Compiler(given.encode(), font_paths=fonts, ignore_system_fonts=True).compile(format="png", ppi=96)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_font_for_print_draws_the_same_page(file, made):
    assert picture(file, made) == picture(file, file.parent)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_font_for_print_sets_the_same_lines_and_is_smaller(file, made):
    assert advances(made / file.name) == advances(file)
    assert (made / file.name).stat().st_size < 0.7 * file.stat().st_size


def test_every_font_is_there_when_the_folder_is_gone():
    families = (f'#text(font: "{family}")[Вес *и _наклон_* да _так_]' for family in ("PT Sans", "PT Serif"))
    printed = pdf('#set document(title: "-")\n#set text(lang: "ru")\n' + "\n\n".join(families), on=date(2026, 9, 1))
    names = set(re.findall(rb"/BaseFont/[A-Z]{6}\+([\w-]+)", printed))
    assert sorted(names) == [
        b"PTSans-Bold",
        b"PTSans-BoldItalic",
        b"PTSans-Italic",
        b"PTSans-Regular",
        b"PTSerif-Bold",
        b"PTSerif-BoldItalic",
        b"PTSerif-Italic",
        b"PTSerif-Regular",
    ]
