"""What the fonts of the package can draw, and text without anything else.

PDF/UA-1 forbids a sign without a glyph, and a name that a person typed may hold any sign.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import fontpkg_pt_sans
import fontpkg_pt_serif

UNKNOWN = "?"
"""Printed for a sign that the fonts lack."""
FOLDERS = tuple(Path(package.ROOT) / "files" for package in (fontpkg_pt_sans, fontpkg_pt_serif))
SERIF, SERIF_BOLD = (FOLDERS[1] / f"PT_Serif-Web-{weight}.ttf" for weight in ("Regular", "Bold"))
SOFT = "\u200b"
"""An invisible place where a word may be broken."""
_KEPT = {SOFT, "\n"}
_INVISIBLE = {"Cc", "Cf", "Cs"}
_UNSURE = {*_INVISIBLE, "Co"}
"""Soft hyphens, and signs that mean something in one font only."""
_WINDOWS, _UNICODE = 3, 1
USUAL = "\u00a0¹«»„“…А-Яа-яЁё–—№\u200b"
"""Signs beyond ASCII that are drawn as they are: every font has them and they are composed already."""
_USUAL = re.compile(rf"[\n -~{USUAL}]*")
_LONG = re.compile(r"\S{25,}")
_JOINT = re.compile(r"(?<=[/?&=._:@+-])(?=[^/?&=._:@+\s-])")
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
    return _LONG.sub(lambda found: _PIECE.sub(rf"\g<0>{SOFT}", _JOINT.sub(SOFT, found.group())), text)


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
    return frozenset.intersection(*(frozenset(dict(_characters(path.read_bytes()))) for path in files))


@cache
def advances(file: Path) -> dict[int, float]:
    """The width of each character of a font, as a part of its size (OpenType `hmtx`)."""
    font = file.read_bytes()
    widths, unit = table_at(font, b"hmtx"), u16(font, table_at(font, b"head") + 18)
    last = u16(font, table_at(font, b"hhea") + 34) - 1
    return {code: u16(font, widths + 4 * min(glyph, last)) / unit for code, glyph in _characters(font)}


def _characters(font: bytes) -> Iterator[tuple[int, int]]:
    """The characters of the Unicode map (OpenType `cmap`, format 4) of a font file, each with its glyph."""
    table = table_at(font, b"cmap")
    for number in range(u16(font, table + 2)):
        platform, encoding, offset = struct.unpack_from(">HHL", font, table + 4 + 8 * number)
        if (platform, encoding) == (_WINDOWS, _UNICODE):
            yield from _segments(font, table + offset)


def tables(font: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The tables of a font file: the tag of each, its place and its size."""
    for number in range(u16(font, 4)):
        tag, _, place, size = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        yield tag, place, size


def table_at(font: bytes, tag: bytes) -> int:
    """The place of a table in a font file."""
    return next(place for one, place, _ in tables(font) if one == tag)


def _segments(font: bytes, start: int) -> Iterator[tuple[int, int]]:
    count = u16(font, start + 6) // 2
    for segment in range(count):
        last = u16(font, start + 14 + 2 * segment)
        first = u16(font, start + 16 + 2 * (count + segment))
        shift = u16(font, start + 16 + 2 * (2 * count + segment))
        place = start + 16 + 2 * (3 * count + segment)
        offset = u16(font, place)
        for character in range(first, min(last, 0xFFFE) + 1):
            glyph = u16(font, place + offset + 2 * (character - first)) if offset else character + shift
            if glyph := glyph & 0xFFFF:
                yield character, glyph


def u16(font: bytes, place: int) -> int:
    """The number of two bytes at a place, as fonts keep it."""
    return int.from_bytes(font[place : place + 2], "big")
