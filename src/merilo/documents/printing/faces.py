"""PT Serif and PT Sans for print: words shaped by HarfBuzz once each, and the part of a font that a paper carries.

All widths are thousandths of the size of the letters, which is also the unit of the font.
"""

import hashlib
import struct
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz as hb

from merilo.documents.printing.glyphs import SANS, SANS_BOLD, SERIF, SERIF_BOLD

_FEATURES = {"liga": False, "locl": False}
"""One sign stays one glyph, so that a reader finds it again."""
_USELESS = (b"DSIG", b"GDEF", b"GPOS", b"GSUB", b"OS/2", b"cmap", b"kern", b"name", b"post")
"""Tables of a font that a page has no use for."""
UNKNOWN = "\ufffd"
"""What a glyph means that stands for no character by itself."""
_SERIF, _SYMBOLIC = 2, 4
"""Serifs; signs beyond the standard Latin ones."""
HYPHEN = "\u00ad"
"""The hyphen at the end of a line: read aloud, the word is whole."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is shown: its glyphs as hexadecimal text of a PDF string, kerning between them, and its width."""

    shown: str
    width: int
    glyphs: frozenset[int]


@dataclass(frozen=True, slots=True)
class Embedded:
    """A font as a paper carries it: the file with these glyphs alone, their widths and the characters they mean."""

    name: str
    file: bytes
    widths: tuple[tuple[int, int], ...]
    meanings: tuple[tuple[int, str], ...]


class Face:
    """One font file, and what its letters measure; `stem` is how thick its upright strokes are.

    `flags` are those of a font descriptor (ISO 32000-1, 9.8.2).
    """

    def __init__(self, file: Path, *, name: str, stem: int, flags: int) -> None:
        self.name, self.stem, self.flags = name, stem, flags
        blob = hb.Blob.from_file_path(str(file))
        self._face = hb.Face(blob)
        self._font = hb.Font(self._face)
        self._meanings: dict[int, str] = {}
        for code in sorted(self._face.unicodes, reverse=True):
            self._meanings[self._glyph(code)] = chr(code)
        self._soft = self._glyph(ord(HYPHEN))
        extents = self._font.get_font_extents("ltr")
        self.ascent, self.descent = extents.ascender, extents.descender
        head = self._face.reference_table("head").data
        self.bounds: tuple[int, ...] = struct.unpack_from(">4h", head, 36)
        self.space = self.shaped(" ")

    def shaped(self, text: str) -> Word:
        """The text shaped anew. A hyphen of the end of a line is drawn where it stands."""
        if text.endswith(HYPHEN):
            return self._hyphenated(self.shaped(text.removesuffix(HYPHEN)))
        if not text:
            return Word("", 0, frozenset())
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "ltr", "Cyrl", "ru"
        hb.shape(self._font, buffer, _FEATURES)
        shown, width = [], 0
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            own = self._font.get_glyph_h_advance(info.codepoint)
            before, after = -place.x_offset, own + place.x_offset - place.x_advance
            shown.append(f">{before}<{info.codepoint:04x}" if before else f"{info.codepoint:04x}")
            if after:
                shown.append(f">{after}<")
            width += place.x_advance
        return Word("".join(shown), width, frozenset(info.codepoint for info in buffer.glyph_infos))

    def embedded(self, glyphs: frozenset[int]) -> Embedded:
        """What a paper with these glyphs carries; their numbers stay those of the whole font."""
        wanted = hb.SubsetInput()
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).set(set(glyphs))
        dropped = wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
        for tag in _USELESS:
            dropped.add(int.from_bytes(tag, "big"))
        ordered = sorted(glyphs)
        mark = hashlib.sha256(repr(ordered).encode()).digest()[:6]
        return Embedded(
            "".join(chr(ord("A") + byte % 26) for byte in mark) + f"+{self.name}",
            hb.subset(self._face, wanted).blob.data,
            tuple((glyph, self._font.get_glyph_h_advance(glyph)) for glyph in ordered),
            tuple((glyph, self._meanings.get(glyph, UNKNOWN)) for glyph in ordered),
        )

    def _hyphenated(self, word: Word) -> Word:
        width = word.width + self._font.get_glyph_h_advance(self._soft)
        return Word(f"{word.shown}{self._soft:04x}", width, word.glyphs | {self._soft})

    def _glyph(self, code: int) -> int:
        glyph: int | None = self._font.get_nominal_glyph(code)
        return glyph or 0


REGULAR = Face(SERIF, name="PTSerif-Regular", stem=80, flags=_SERIF | _SYMBOLIC)
BOLD = Face(SERIF_BOLD, name="PTSerif-Bold", stem=140, flags=_SERIF | _SYMBOLIC)
PLAIN = Face(SANS, name="PTSans-Regular", stem=80, flags=_SYMBOLIC)
"""What pictures are lettered with."""
PLAIN_BOLD = Face(SANS_BOLD, name="PTSans-Bold", stem=140, flags=_SYMBOLIC)
