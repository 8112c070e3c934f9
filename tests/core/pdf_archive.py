"""What PDF/A-2a and PDF/UA-1 ask of a file, checked without its maker: the objects are read from the bytes.

Not a whole validator: colours, paths and the order of tags are not looked at. What it looks at, it looks at in every
object.
"""

import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.DOTALL)
_FORBIDDEN = (
    b"/JavaScript", b"/JS", b"/Launch", b"/OpenAction", b"/AA", b"/LZWDecode", b"/EmbeddedFiles", b"/XFA", b"/Movie",
    b"/Sound", b"/3D", b"/Crypt",
)  # fmt: skip
_IDENTITY = {
    "http://www.aiim.org/pdfa/ns/id/": {"part": "2", "conformance": "A"},
    "http://www.aiim.org/pdfua/ns/id/": {"part": "1"},
}
_DC = {"dc": "http://purl.org/dc/elements/1.1/"}
_HIGH, _UNITS = 0x80, 1000
_KID = re.compile(rb"<</Type/MCR/Pg (\d+) 0 R/MCID (\d+)>>|<</Type/OBJR[^>]*>>|\d+ 0 R|(\d+)")
_SHOWN = re.compile(rb"/(F\d) [\d.]+ Tf|<([0-9a-f]{4,})>")


@dataclass(frozen=True, slots=True)
class PdfObjects:
    """The objects of a file by number: the dictionary as bytes, and the stream where there is one."""

    dictionaries: dict[int, bytes]
    streams: dict[int, bytes]
    trailer: bytes

    def referred(self, source: bytes, name: bytes) -> int:
        """The number of the object that an entry refers to; 0 where there is none."""
        found = re.search(re.escape(name) + rb"\s*\[?\s*(\d+) 0 R", source)
        return int(found[1]) if found else 0


def objects_of(content: bytes) -> PdfObjects:
    """Every object of a file that keeps them in the open."""
    dictionaries, streams = {}, {}
    for number, body in _OBJECT.findall(content):
        stream = _STREAM.search(body)
        dictionaries[int(number)] = body[: stream.start()] if stream else body
        if stream:
            packed = b"/FlateDecode" in dictionaries[int(number)]
            streams[int(number)] = zlib.decompress(stream[1]) if packed else stream[1]
    return PdfObjects(dictionaries, streams, content[content.rfind(b"trailer") :])


def faults(content: bytes) -> list[str]:
    """What an archive would not take; nothing for a sound file."""
    read = objects_of(content)
    catalog = read.dictionaries.get(read.referred(read.trailer, b"/Root"), b"")
    return [
        *_of_file(content, read),
        *_of_catalog(catalog),
        *_of_colours(read, catalog),
        *_of_metadata(read, catalog),
        *_of_fonts(read),
        *_of_letters(read),
        *_of_pages(read),
        *_of_marks(read, read.dictionaries.get(read.referred(catalog, b"/StructTreeRoot"), b"")),
    ]


def _of_file(content: bytes, read: PdfObjects) -> Iterator[str]:
    first, second = content.split(b"\n", 2)[:2]
    if first != b"%PDF-1.7":
        yield "header"
    if second[:1] != b"%" or len([byte for byte in second[1:] if byte >= _HIGH]) < 4:
        yield "binary mark"
    if b"/Encrypt" in read.trailer:
        yield "encrypted"
    if b"/ID[" not in read.trailer:
        yield "no identity of the file"
    told = b"\n".join(read.dictionaries.values())
    names = set(re.findall(rb"/[A-Za-z0-9]+", told))
    yield from (f"forbidden {name.decode()}" for name in _FORBIDDEN if name in names)


def _of_catalog(catalog: bytes) -> Iterator[str]:
    asked = {
        "not marked": rb"/MarkInfo<</Marked true",
        "no structure": rb"/StructTreeRoot \d+ 0 R",
        "no language": rb"/Lang\(ru(-RU)?\)",
        "title not shown": rb"/DisplayDocTitle true",
    }
    yield from (fault for fault, wanted in asked.items() if not re.search(wanted, catalog))


def _of_colours(read: PdfObjects, catalog: bytes) -> Iterator[str]:
    place = read.referred(catalog, b"/OutputIntents")
    intent = read.dictionaries.get(place, b"")
    if b"/OutputIntent" not in intent:
        intent = read.dictionaries.get(read.referred(intent, b"["), b"")
    if b"/S/GTS_PDFA1" not in intent:
        yield "no output intent"
    profile = read.streams.get(read.referred(intent, b"/DestOutputProfile"), b"")
    if profile[36:40] != b"acsp" or profile[16:20] != b"RGB ":
        yield "no colour profile"


def _of_metadata(read: PdfObjects, catalog: bytes) -> Iterator[str]:
    place = read.referred(catalog, b"/Metadata")
    if b"/Filter" in read.dictionaries.get(place, b""):
        yield "metadata packed"
    try:
        packet = etree.fromstring(read.streams.get(place, b"").strip())
    except etree.XMLSyntaxError:
        yield "no metadata"
        return
    for space, wanted in _IDENTITY.items():
        told = {name: packet.findtext(f".//{{{space}}}{name}") for name in wanted}
        if told != wanted:
            yield f"says it is {told}"
    if not packet.xpath("string(//dc:title)", namespaces=_DC).strip():
        yield "no title"


def _of_fonts(read: PdfObjects) -> Iterator[str]:
    used = [body for body in read.dictionaries.values() if re.search(rb"/Type/Font(?![A-Za-z])", body)]
    if not used:
        yield "no font"
    for body in used:
        if b"/Subtype/Type0" in body:
            if not read.streams.get(read.referred(body, b"/ToUnicode")):
                yield "letters without meaning"
            continue
        described = read.dictionaries.get(read.referred(body, b"/FontDescriptor"), b"")
        if not any(read.streams.get(read.referred(described, name)) for name in (b"/FontFile2", b"/FontFile3")):
            yield "font not embedded"


def _of_pages(read: PdfObjects) -> Iterator[str]:
    pages = _pages(read)
    if not pages:
        yield "no page"
    for body in pages.values():
        if b"/StructParents" not in body or b"/Tabs/S" not in body:
            yield "page without structure"


def _pages(read: PdfObjects) -> dict[int, bytes]:
    return {number: body for number, body in read.dictionaries.items() if re.search(rb"/Type/Page(?![A-Za-z])", body)}


def _of_marks(read: PdfObjects, tree: bytes) -> Iterator[str]:
    """Whether each part of a page belongs to the element that the tree of parents tells, and to no other."""
    held = _held(read)
    if len(held) != len({(page, mark) for page, mark, _ in held}):
        yield "content told twice"
    parents = {key: re.findall(rb"(\d+) 0 R", found) for key, found in re.findall(rb"(\d+)\[([^]]*)\]", tree)}
    drawn = []
    for number, body in _pages(read).items():
        content = read.streams.get(read.referred(body, b"/Contents"), b"")
        marks = [int(mark) for mark in re.findall(rb"<</MCID (\d+)>>BDC", content)]
        if marks != list(range(len(marks))) or content.count(b"BDC") != len(re.findall(rb"\bEMC\b", content)):
            yield "content marked wrongly"
        found = re.search(rb"/StructParents (\d+)", body)
        owners = parents.get(found[1], []) if found else []
        drawn += [(number, mark, int(owner)) for mark, owner in zip(marks, owners, strict=False)]
        if len(owners) != len(marks):
            yield "content without parent"
    if set(drawn) != set(held):
        yield "parent without content"


def _held(read: PdfObjects) -> list[tuple[int, int, int]]:
    """The marked contents that the elements tell: page, number on it, element."""
    held = []
    for number, body in read.dictionaries.items():
        if b"/Type/StructElem" in body:
            page, (_, _, kids) = read.referred(body, b"/Pg"), body.partition(b"/K[")
            for other, there, here in _KID.findall(kids):
                if here or there:
                    held.append((int(other or page), int(here or there), number))
    return held


def _of_letters(read: PdfObjects) -> Iterator[str]:
    """Whether every letter shown is in its font, means something and is as wide as the file says."""
    for name, glyphs in _shown(read).items():
        fonts = {read.referred(body, b"/" + name) for body in read.dictionaries.values() if b"/Font<<" in body} - {0}
        for font in (read.dictionaries[number] for number in fonts):
            descendant = read.dictionaries[read.referred(font, b"/DescendantFonts")]
            described = read.dictionaries[read.referred(descendant, b"/FontDescriptor")]
            told = {int(glyph): int(width) for glyph, width in re.findall(rb"(\d+)\[(\d+)\]", descendant)}
            means = re.findall(
                rb"<([0-9A-F]{4})> <[0-9A-F]+>", read.streams.get(read.referred(font, b"/ToUnicode"), b"")
            )
            if 0 in glyphs or not glyphs <= set(told):
                yield "letters missing"
            if not glyphs <= {int(glyph, 16) for glyph in means}:
                yield "letters without meaning"
            if told != _widths(read.streams.get(read.referred(described, b"/FontFile2"), b""), told):
                yield "letters of another width"


def _shown(read: PdfObjects) -> dict[bytes, set[int]]:
    """The glyphs shown on all pages by the name of their font."""
    shown: dict[bytes, set[int]] = {}
    for body in _pages(read).values():
        font = b""
        for name, letters in _SHOWN.findall(read.streams.get(read.referred(body, b"/Contents"), b"")):
            font = name or font
            found = {int(letters[at : at + 4], 16) for at in range(0, len(letters), 4)}
            shown.setdefault(font, set()).update(found)
    return shown


def _widths(file: bytes, glyphs: Iterable[int]) -> dict[int, int]:
    """How wide a font itself says that these glyphs are; nothing without a font of a thousand units."""
    count = struct.unpack_from(">H", file, 4)[0] if file else 0
    records = [struct.unpack_from(">4sLLL", file, 12 + 16 * place) for place in range(count)]
    at = {name: start for name, _, start, _ in records}
    if not {b"head", b"hhea", b"hmtx"} <= set(at) or struct.unpack_from(">H", file, at[b"head"] + 18)[0] != _UNITS:
        return {}
    last = struct.unpack_from(">H", file, at[b"hhea"] + 34)[0] - 1
    return {glyph: struct.unpack_from(">H", file, at[b"hmtx"] + 4 * min(glyph, last))[0] for glyph in glyphs}
