"""Fonts for print draw the same page as the fonts of the package, and are smaller."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typst

from merilo.documents.writers import print_fonts
from merilo.documents.writers.glyphs import FOLDERS, advances, covered

FILES = sorted(file for folder in FOLDERS for file in folder.glob("*.ttf"))
LOOKS = {"Regular": "", "Bold": 'weight: "bold"', "Italic": 'style: "italic"'}
LOOKS["BoldItalic"] = f"{LOOKS['Bold']}, {LOOKS['Italic']}"
CHILD = """
import os
from merilo.documents.writers import print_fonts
made = print_fonts.folder()
if (child := os.fork()) == 0:
    raise SystemExit
os.waitpid(child, 0)
print(made, len(list(made.iterdir())))
"""


def picture(file, folder):
    """All that both families can draw, in one font of the folder."""
    family, look = file.stem.split("-Web-")
    letters = "".join(chr(code) for code in sorted(covered())).replace("\\", "").replace('"', "")
    given = f'#set text(font: "{family.replace("_", " ")}", size: 9pt, {LOOKS[look]})\n#"{letters}"'
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    return typst.Compiler(given.encode(), font_paths=fonts, ignore_system_fonts=True).compile(format="png", ppi=96)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_font_for_print_draws_the_same_page(file):
    assert picture(file, print_fonts.folder()) == picture(file, file.parent)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_font_for_print_sets_the_same_lines_and_is_smaller(file):
    made = print_fonts.folder() / file.name
    assert advances(made) == advances(file)
    assert made.stat().st_size < 0.7 * file.stat().st_size


def test_the_folder_goes_with_the_process_that_asked_for_it_and_not_with_its_child():
    done = subprocess.run([sys.executable, "-c", CHILD], env=os.environ, capture_output=True, text=True, check=True)
    made, number = done.stdout.split()
    assert int(number) == len(FILES)
    assert not Path(made).exists()
