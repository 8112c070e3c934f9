"""What the fonts of the package can draw, and text without anything else.

PDF/UA-1 forbids a sign without a glyph, and a name that a person typed may hold any sign.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

import fontpkg_pt_sans
import fontpkg_pt_serif
from uharfbuzz import Blob, Face

UNKNOWN = "?"
"""Printed for a sign that the fonts lack."""
FOLDERS = tuple(Path(package.ROOT) / "files" for package in (fontpkg_pt_sans, fontpkg_pt_serif))
SERIF, SERIF_BOLD = (FOLDERS[1] / f"PT_Serif-Web-{weight}.ttf" for weight in ("Regular", "Bold"))
SANS, SANS_BOLD = (FOLDERS[0] / f"PT_Sans-Web-{weight}.ttf" for weight in ("Regular", "Bold"))
SOFT = "\u200b"
"""An invisible place where a word may be broken."""
_KEPT = {SOFT, "\n"}
_INVISIBLE = {"Cc", "Cf", "Cs"}
_UNSURE = {*_INVISIBLE, "Co"}
"""Soft hyphens, and signs that mean something in one font only."""
_USUAL = re.compile("[\n -~\u00a0¹«»„“…А-Яа-яЁё–—№\u200b]*")
"""Signs that are drawn as they are: every font has them and they are composed already."""
JOINT = re.compile(r"(?<=[/?&=._:@+-])(?=[^/?&=._:@+\s-])")
"""Where an address is parted first: after its signs."""
_LONG = re.compile(r"\S{25,}")
_PIECE = re.compile(r"[^\s\u200b]{24}(?=[^\s\u200b])")


def drawable(text: str) -> str:
    """The text as every font of the package can draw it: composed letters, no control characters.

    Line breaks and soft places to break stay, other spaces become spaces. Marks of writing direction are dropped, so
    nothing on the page is turned round; a sign without a glyph becomes a question mark.
    """
    if _USUAL.fullmatch(text):
        return text
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return plain.translate(_DRAWN)


def breakable(text: str) -> str:
    """The text with soft places to break its very long words: after the signs of an address, then by pieces."""
    return _LONG.sub(lambda found: _PIECE.sub(rf"\g<0>{SOFT}", JOINT.sub(SOFT, found.group())), text)


class _Drawn(dict[int, str]):
    """What is printed for each character, found when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _drawn(chr(code))
        return self[code]


_DRAWN = _Drawn()


def _drawn(character: str) -> str:
    category = unicodedata.category(character)
    if character in _KEPT or (ord(character) in covered() and category not in _UNSURE):
        return character
    if character.isspace():
        return " "
    return "" if category in _INVISIBLE else UNKNOWN


@cache
def covered() -> frozenset[int]:
    """The characters that every font of the package has a glyph for."""
    files = [path for folder in FOLDERS for path in sorted(folder.glob("*.ttf"))]
    return frozenset.intersection(*(frozenset(Face(Blob.from_file_path(str(path))).unicodes) for path in files))
