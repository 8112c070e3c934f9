"""The fonts of the package as they go into print: without what only a screen of few dots reads.

A printed paper carries a subset of each of its fonts. Programs that fit letters to dots, and names and notices that
no page shows, are more than half of it; outlines, widths and rules of setting stay as they are.
"""

import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from merilo.documents.writers.glyphs import FOLDERS, table_at, tables, u16

_HINTS = {b"cvt ", b"fpgm", b"prep", b"hdmx", b"LTSH", b"VDMX", b"gasp", b"DSIG"}
"""Tables of programs for screens, and the signature of the whole file, which no longer fits."""
_NAMES = {1, 2, 4, 6, 16, 17}
"""Family, style, full and PostScript name: what a font is chosen and called by (OpenType `name`)."""
_WINDOWS, _ENGLISH = 3, 0x409
_WORDS, _SCALE, _MORE, _SCALES, _MATRIX, _PROGRAM = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080, 0x0100
"""Flags of a part of a composite glyph (OpenType `glyf`)."""
_MAGIC = 0xB1B0AFBA
"""What all words of a font add up to, its own correction among them (OpenType `head`)."""
_CORRECTION, _PLACES = 8, 50
"""Where `head` has that correction, and says how the places of glyphs are written."""
_LONG = b"\x00\x01"
Tables = dict[bytes, bytes]


@contextmanager
def folder() -> Iterator[Path]:
    """A folder with the fonts of the package for print, as long as they are needed."""
    with tempfile.TemporaryDirectory(prefix="merilo-fonts-") as made:
        for file in (file for given in FOLDERS for file in sorted(given.glob("*.ttf"))):
            Path(made, file.name).write_bytes(for_print(file.read_bytes()))
        yield Path(made)


def for_print(font: bytes) -> bytes:
    """The same TrueType font without programs for screens and without names that choose nothing."""
    kept = {tag: font[place : place + size] for tag, place, size in tables(font) if tag not in _HINTS}
    kept[b"loca"], kept[b"glyf"] = _outlines(kept)
    kept[b"name"] = _names(kept[b"name"])
    head = bytearray(kept[b"head"])
    head[_PLACES : _PLACES + 2] = _LONG
    head[_CORRECTION : _CORRECTION + 4] = bytes(4)
    kept[b"head"] = bytes(head)
    return _file(font[:4], kept)


def _outlines(given: Tables) -> tuple[bytes, bytes]:
    """Where each glyph begins (in the long form), and the glyphs without their programs."""
    count = u16(given[b"maxp"], 4)
    long = u16(given[b"head"], _PLACES)
    begins = struct.unpack_from(f">{count + 1}{'L' if long else 'H'}", given[b"loca"])
    scale = 1 if long else 2
    places, glyphs, at = [0], [], 0
    for first, last in pairwise(begins):
        glyph = _outline(given[b"glyf"][scale * first : scale * last])
        glyphs.append(glyph + bytes(len(glyph) % 2))
        at += len(glyphs[-1])
        places.append(at)
    return struct.pack(f">{count + 1}L", *places), b"".join(glyphs)


def _outline(glyph: bytes) -> bytes:
    if not glyph:
        return glyph
    contours = int.from_bytes(glyph[:2], "big", signed=True)
    if contours < 0:
        return _composite(glyph)
    size = 10 + 2 * contours
    return glyph[:size] + bytes(2) + glyph[size + 2 + u16(glyph, size) :]


def _composite(glyph: bytes) -> bytes:
    """A glyph made of others: its parts, none of which says any more that a program follows the last."""
    made, at, more = bytearray(glyph), 10, True
    while more:
        flags = u16(glyph, at)
        struct.pack_into(">H", made, at, flags & ~_PROGRAM)
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _SCALES else 8 if flags & _MATRIX else 0
        more = bool(flags & _MORE)
    return bytes(made[:at])


def _names(table: bytes) -> bytes:
    """The names that a font is chosen and called by, in one language."""
    count, texts = u16(table, 2), u16(table, 4)
    kept, stored = b"", b""
    for number in range(count):
        platform, encoding, language, name, size, offset = struct.unpack_from(">6H", table, 6 + 12 * number)
        if (platform, language) == (_WINDOWS, _ENGLISH) and name in _NAMES:
            kept += struct.pack(">6H", platform, encoding, language, name, size, len(stored))
            stored += table[texts + offset : texts + offset + size]
    return struct.pack(">3H", 0, len(kept) // 12, 6 + len(kept)) + kept + stored


def _file(version: bytes, given: Tables) -> bytes:
    """A font file of these tables, with the sums that a reader may check."""
    power = len(given).bit_length() - 1
    head = version + struct.pack(">4H", len(given), 16 << power, power, 16 * len(given) - (16 << power))
    records, bodies, at = b"", [], len(head) + 16 * len(given)
    for tag, content in sorted(given.items()):
        body = content + bytes(-len(content) % 4)
        records += struct.pack(">4sLLL", tag, _sum(body), at, len(content))
        bodies.append(body)
        at += len(body)
    font = head + records + b"".join(bodies)
    place = table_at(font, b"head") + _CORRECTION
    correction = (_MAGIC - _sum(font)) & 0xFFFF_FFFF
    return font[:place] + struct.pack(">L", correction) + font[place + 4 :]


def _sum(words: bytes) -> int:
    numbers: tuple[int, ...] = struct.unpack(f">{len(words) // 4}L", words)
    return sum(numbers) & 0xFFFF_FFFF
