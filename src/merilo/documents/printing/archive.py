"""A finished paper as a file for the archive: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).

The same paper gives the same bytes: nothing in the file tells when or where it was written.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from merilo.documents.printing.colours import srgb_profile
from merilo.documents.printing.faces import Embedded, Face
from merilo.documents.printing.flow import Slab
from merilo.documents.printing.metadata import AUTHOR, packet
from merilo.documents.printing.sheets import Element, Link, Sheet
from merilo.documents.printing.texts import FONTS

_CAPITALS = 700
_TOP = -1
"""Stands for the list itself where a heading would be named by its place."""
_PACKED = 3
"""How hard a file is pressed: twice as much work takes off a tenth more."""
_BLOCK = 100
"""A map of characters holds so many in one of its sections."""
Glyphs = Mapping[Face, set[frozenset[int]]]


class Bookmark(NamedTuple):
    """A heading as the list of contents of a reader shows it: its level from 1, and where it stands."""

    title: str
    level: int
    slab: Slab


@dataclass(slots=True)
class _Objects:
    """The objects of a file by number, from 1; those of its links."""

    bodies: list[bytes] = field(default_factory=list)
    links: dict[Link, int] = field(default_factory=dict)

    def reserve(self) -> int:
        self.bodies.append(b"")
        return len(self.bodies)

    def put(self, body: str | bytes, number: int = 0) -> int:
        number = number or self.reserve()
        self.bodies[number - 1] = body.encode("ascii") if isinstance(body, str) else body
        return number

    def stream(self, content: bytes, entries: str = "", *, packed: bool = True) -> int:
        if packed:
            content, entries = zlib.compress(content, _PACKED), entries + "/Filter/FlateDecode"
        return self.put(f"<<{entries}/Length {len(content)}>>\nstream\n".encode() + content + b"\nendstream")


def file_of(
    sheets: Sequence[Sheet], root: Element, glyphs: Glyphs, *, title: str, on: date, bookmarks: Sequence[Bookmark] = ()
) -> bytes:
    """The whole file of these pages; `root` is the structure of all of them."""
    objects = _Objects()
    catalog, pages = objects.reserve(), objects.reserve()
    places = [objects.reserve() for _ in sheets]
    fonts = "".join(_font(objects, face, frozenset().union(*found)) for face, found in glyphs.items())
    resources = objects.put(f"<</Font<<{fonts}>>>>")
    for place, sheet in zip(places, sheets, strict=True):
        content = objects.stream("\n".join(sheet.drawn).encode("ascii"))
        objects.put(
            f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {sheet.width:.2f} {sheet.height:.2f}]"
            f"/Resources {resources} 0 R/Contents {content} 0 R/StructParents {sheet.number}/Tabs/S"
            f"{_annotations(objects, sheet)}>>",
            place,
        )
    kids = " ".join(f"{place} 0 R" for place in places)
    objects.put(f"<</Type/Pages/Count {len(places)}/Kids[{kids}]>>", pages)
    tree = _structure(objects, root, sheets, places=places)
    _links(objects, sheets, places)
    outline = _outline(objects, bookmarks, places)
    profile = objects.stream(srgb_profile(), "/N 3")
    intent = objects.put(
        f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile {profile} 0 R>>"
    )
    metadata = objects.stream(packet(title, on), "/Type/Metadata/Subtype/XML", packed=False)
    objects.put(
        f"<</Type/Catalog/Pages {pages} 0 R/Lang(ru)/MarkInfo<</Marked true>>/StructTreeRoot {tree} 0 R"
        f"/ViewerPreferences<</DisplayDocTitle true>>/Metadata {metadata} 0 R{outline}"
        f"/OutputIntents[{intent} 0 R]>>",
        catalog,
    )
    info = objects.put(
        f"<</Title {text_string(title)}/Author {text_string(AUTHOR)}/CreationDate(D:{on:%Y%m%d}000000Z)"
        f"/ModDate(D:{on:%Y%m%d}000000Z)>>"
    )
    return _written(objects.bodies, catalog, info)


def text_string(text: str) -> str:
    """A text as PDF writes one for people (ISO 32000-1, 7.9.2.2)."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def _structure(objects: _Objects, root: Element, sheets: Sequence[Sheet], *, places: Sequence[int]) -> int:
    """The structure of the paper, and for every page which element each of its parts belongs to; its number."""
    tree = objects.reserve()
    elements = [root]
    for element in elements:
        element.number = objects.reserve()
        elements += [kid for kid in element.kids if isinstance(kid, Element)]
    for element in elements:
        above = element.parent.number if element.parent else tree
        page, kids = _kids(element, places, objects.links)
        objects.put(
            f"<</Type/StructElem/S/{element.kind}/P {above} 0 R{element.attributes}{page}/K[{kids}]>>", element.number
        )
    owners = [f"{sheet.number}[{' '.join([f'{owner.number} 0 R' for owner in sheet.owners])}]" for sheet in sheets]
    owners += [f"{key} {link.owner.number} 0 R" for key, (_, link) in enumerate(_linked(sheets), len(sheets))]
    objects.put(
        f"<</Type/StructTreeRoot/K {root.number} 0 R/ParentTree<</Nums[{' '.join(owners)}]>>"
        f"/ParentTreeNextKey {len(owners)}>>",
        tree,
    )
    return tree


def _linked(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Link]]:
    return ((sheet, link) for sheet in sheets for link in sheet.links)


def _annotations(objects: _Objects, sheet: Sheet) -> str:
    """The entry of a page for the links on it, whose numbers are taken here."""
    for link in sheet.links:
        objects.links[link] = objects.reserve()
    return f"/Annots[{' '.join(f'{objects.links[link]} 0 R' for link in sheet.links)}]" if sheet.links else ""


def _links(objects: _Objects, sheets: Sequence[Sheet], places: Sequence[int]) -> None:
    for key, (sheet, link) in enumerate(_linked(sheets), len(sheets)):
        objects.put(
            f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/P {places[sheet.number]} 0 R/StructParent {key}"
            f"/Rect[{' '.join(f'{side:.2f}' for side in link.box)}]/Contents {text_string(link.words)}"
            f"/Dest{_destination(link.target, places)}>>",
            objects.links[link],
        )


def _destination(target: tuple[Sheet, float], places: Sequence[int]) -> str:
    sheet, top = target
    return f"[{places[sheet.number]} 0 R/XYZ null {sheet.height - top:.2f} null]"


def _kids(element: Element, places: Sequence[int], links: Mapping[Link, int]) -> tuple[str, str]:
    """The page of the first marked content of an element as its entry, and all that it holds, in order."""
    page, parts = 0, []
    for kid in element.kids:
        if isinstance(kid, Element):
            parts.append(f"{kid.number} 0 R")
            continue
        if isinstance(kid, Link):
            parts.append(f"<</Type/OBJR/Obj {links[kid]} 0 R>>")
            continue
        sheet, number = kid
        page = page or places[sheet]
        parts.append(str(number) if places[sheet] == page else f"<</Type/MCR/Pg {places[sheet]} 0 R/MCID {number}>>")
    return f"/Pg {page} 0 R" if page else "", " ".join(parts)


def _outline(objects: _Objects, bookmarks: Sequence[Bookmark], places: Sequence[int]) -> str:
    """The entry of the catalog for the headings, those of a deeper level under the one before them."""
    if not bookmarks:
        return ""
    root = objects.reserve()
    numbers = [objects.reserve() for _ in bookmarks]
    parents = _parents(bookmarks)
    under: dict[int, list[int]] = {_TOP: []}
    for place, parent in enumerate(parents):
        under.setdefault(parent, []).append(place)
    rank = {place: number for family in under.values() for number, place in enumerate(family)}
    for place, mark in enumerate(bookmarks):
        family = under[parents[place]]
        at = rank[place]
        links = f"/Parent {numbers[parents[place]] if parents[place] != _TOP else root} 0 R"
        links += f"/Prev {numbers[family[at - 1]]} 0 R" if at else ""
        links += f"/Next {numbers[family[at + 1]]} 0 R" if at + 1 < len(family) else ""
        links += _ends(under.get(place, []), numbers, closed=True)
        dest = _destination(mark.slab.place, places)
        objects.put(f"<</Title {text_string(mark.title)}{links}/Dest{dest}>>", numbers[place])
    objects.put(f"<</Type/Outlines{_ends(under[_TOP], numbers, closed=False)}>>", root)
    return f"/Outlines {root} 0 R"


def _parents(bookmarks: Sequence[Bookmark]) -> list[int]:
    """For each heading the last one before it of a lesser level."""
    parents, above = [], [_TOP]
    for place, mark in enumerate(bookmarks):
        while above[-1] != _TOP and bookmarks[above[-1]].level >= mark.level:
            above.pop()
        parents.append(above[-1])
        above.append(place)
    return parents


def _ends(family: Sequence[int], numbers: Sequence[int], *, closed: bool) -> str:
    if not family:
        return ""
    count = -len(family) if closed else len(family)
    return f"/First {numbers[family[0]]} 0 R/Last {numbers[family[-1]]} 0 R/Count {count}"


def _font(objects: _Objects, face: Face, glyphs: frozenset[int]) -> str:
    """One font of the pages with all that belongs to it; its entry among their resources."""
    carried = _carried(face, glyphs)
    file = objects.stream(carried.file, f"/Length1 {len(carried.file)}")
    descriptor = objects.put(
        f"<</Type/FontDescriptor/FontName/{carried.name}/Flags {face.flags}"
        f"/FontBBox[{' '.join(map(str, face.bounds))}]/ItalicAngle 0/Ascent {face.ascent}/Descent {face.descent}"
        f"/CapHeight {_CAPITALS}/StemV {face.stem}/FontFile2 {file} 0 R>>"
    )
    widths = " ".join(f"{glyph}[{width}]" for glyph, width in carried.widths)
    descendant = objects.put(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{carried.name}/FontDescriptor {descriptor} 0 R"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/DW 0/W[{widths}]>>"
    )
    meanings = objects.stream(_meanings(carried).encode("ascii"))
    font = objects.put(
        f"<</Type/Font/Subtype/Type0/BaseFont/{carried.name}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode {meanings} 0 R>>"
    )
    return f"/{FONTS[face]} {font} 0 R"


@lru_cache(maxsize=64)
def _carried(face: Face, glyphs: frozenset[int]) -> Embedded:
    return face.embedded(glyphs)


def _meanings(carried: Embedded) -> str:
    """The map from glyphs to characters (ISO 32000-1, 9.10.3)."""
    head = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Meaning def\n/CMapType 2 def\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange"
    )
    parts = [head]
    for start in range(0, len(carried.meanings), _BLOCK):
        block = carried.meanings[start : start + _BLOCK]
        parts.append(f"{len(block)} beginbfchar")
        parts += [f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in block]
        parts.append("endbfchar")
    return "\n".join([*parts, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"])


def _written(bodies: Iterable[bytes], catalog: int, info: int) -> bytes:
    """The objects with the table of their places (ISO 32000-1, 7.5); the identity of the file is what it says."""
    parts = [b"%PDF-1.7\n%\xb5\xed\xae\xfb\n"]
    places, at, said = [], len(parts[0]), hashlib.sha256()
    for number, body in enumerate(bodies, 1):
        places.append(at)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        at += len(parts[-1])
        said.update(body)
    table = "".join(f"{place:010} 00000 n\r\n" for place in places)
    identity = said.hexdigest()[:32]
    parts.append(
        f"xref\n0 {len(places) + 1}\n0000000000 65535 f\r\n{table}trailer\n<</Size {len(places) + 1}"
        f"/Root {catalog} 0 R/Info {info} 0 R/ID[<{identity}><{identity}>]>>\nstartxref\n{at}\n%%EOF\n".encode()
    )
    return b"".join(parts)
