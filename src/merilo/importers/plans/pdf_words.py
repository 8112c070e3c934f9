"""Words and ruled lines of a page of a PDF, in points from its upper left corner as the page is shown."""

import ctypes
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

MOST_SIGNS = 100_000
MOST_SEGMENTS = 60_000
_DEEPEST_FORM = 12
_LINE_END_HYPHENS = frozenset((0x2, 0xFFFE))
_UNKNOWN = 0xFFFD
_STRAIGHT = 1.5
"""How far, in points, a ruled line may lean."""
_SHORTEST = 3.0
_SURROGATE = re.compile("[\ud800-\udfff]")
_ON_PAGE = (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
_IN_FORM = (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)

Pdfium: TypeAlias = Any
"""A thing of the library, which has no types."""
Point: TypeAlias = tuple[float, float]
Placing: TypeAlias = tuple[float, float, float, float, float, float]
"""The numbers a … f of a matrix."""


class PageWord(NamedTuple):
    """A word: its text, edges along its line, the line's base, the size; `turned` in quarters of a circle.

    `middle` is its middle on the page; the other numbers are in the direction in which the word is read.
    """

    text: str
    start: float
    end: float
    base: float
    size: float
    turned: int
    middle: Point
    spaced: bool
    """Whether a space stands before it."""
    trailed: bool | None
    """Whether a space ends its line after it; None within a line, and on a page whose lines end without any."""


@dataclass(frozen=True, slots=True)
class PageRule:
    """A ruled line: where it lies across its direction, and where along it begins and ends."""

    at: float
    start: float
    end: float


class PageLimitsError(Exception):
    """A page holds more signs or lines than any plan does."""


class PageSheet:
    """The place of a page on paper: turns coordinates of the file into those of the page as shown."""

    def __init__(self, page: Pdfium) -> None:
        left, bottom, right, top = page.get_cropbox()
        self._turned: int = page.get_rotation() // 90
        self.placing: Placing = (
            (1, 0, 0, -1, -left, top),
            (0, 1, 1, 0, -bottom, -left),
            (-1, 0, 0, 1, right, -bottom),
            (0, -1, -1, 0, top, right),
        )[self._turned]
        """The matrix of a point of the file on the page as shown."""
        width, height = right - left, top - bottom
        self.width, self.height = (width, height) if self._turned % 2 == 0 else (height, width)

    def quarters(self, angle: float) -> int:
        """By how many quarters of a circle a sign leans to the left on the page as shown; `angle` is to the right."""
        if angle == 0:
            return -self._turned % 4
        return -(math.floor(angle / (math.pi / 2) + 0.5) + self._turned) % 4 if math.isfinite(angle) else 0


class _Sign(NamedTuple):
    """Where one sign of a text page stands, in the direction in which it is read, and its middle on the page."""

    start: float
    end: float
    base: float
    size: float
    turned: int
    middle: Point


def words(textpage: Pdfium, sheet: PageSheet, late: Callable[[], None]) -> list[PageWord]:
    """The words of a page in the order of the file; `late` is called now and then and may raise."""
    texts = _texts(textpage, late)
    place = _places(textpage, sheet)
    found: list[PageWord] = []
    spaced = True
    begun = 0
    trails = _trails(texts)
    for index, text in enumerate([*texts, " "]):
        if text.isspace():
            if begun < index:
                late()
                found += _words(texts, range(begun, index), place, spaced=spaced)
                found[-1] = found[-1]._replace(trailed=trails.get(index))
            spaced = True
            begun = index + 1
    return found


def _trails(texts: Sequence[str]) -> dict[int, bool]:
    """Whether a space ends a line, by the number of the sign after its last word; nothing where no line has one."""
    ends = [index for index, text in enumerate(texts) if text == "\r" and index]
    trails = {index - 1 if texts[index - 1] == " " else index: texts[index - 1] == " " for index in ends}
    return trails if any(trails.values()) else {}


def _texts(textpage: Pdfium, late: Callable[[], None]) -> list[str]:
    """The signs of a page one by one; those that mean no letter are told by «\ufffd»."""
    count = pdfium.FPDFText_CountChars(textpage.raw)
    if count > MOST_SIGNS:
        raise PageLimitsError
    late()
    code_at, raw = pdfium.FPDFText_GetUnicode, textpage.raw
    whole = _whole_text(textpage, count)
    codes = whole or [code_at(raw, index) for index in range(count)]
    return ["-" if code in _LINE_END_HYPHENS else chr(code or _UNKNOWN) for code in codes]


def _whole_text(textpage: Pdfium, count: int) -> Sequence[int]:
    """The codes of all signs at once; nothing when the text has more or fewer of them than the page has signs."""
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium.FPDFText_GetText(textpage.raw, 0, count, buffer)
    codes = buffer[:count]
    is_whole = written == count + 1 and not any(0xD800 <= code <= 0xDFFF for code in set(codes))
    return codes if is_whole else ()


def _places(textpage: Pdfium, sheet: PageSheet) -> Callable[[int], _Sign]:
    """A way to ask where a sign stands."""
    raw = textpage.raw
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()

    to_box, to_x, to_y = ctypes.pointer(box), ctypes.pointer(x), ctypes.pointer(y)
    box_of, origin_of = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    angle_of = pdfium.FPDFText_GetCharAngle
    a, b, c, d, e, f = sheet.placing

    def place(index: int) -> _Sign:
        box_of(raw, index, to_box)
        origin_of(raw, index, to_x, to_y)
        turned = sheet.quarters(angle_of(raw, index))
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        first = a * left + c * bottom + e, b * left + d * bottom + f
        second = a * right + c * top + e, b * right + d * top + f
        origin = a * x.value + c * y.value + e, b * x.value + d * y.value + f
        middle = ((first[0] + second[0]) / 2, (first[1] + second[1]) / 2)
        if turned:
            first, second, origin = _along(first, turned), _along(second, turned), _along(origin, turned)
        start, end = (first[0], second[0]) if first[0] <= second[0] else (second[0], first[0])
        return _Sign(start, end, origin[1], abs(first[1] - second[1]), turned, middle)

    return place


def _along(point: Point, turned: int) -> Point:
    """A point in the direction in which text turned by quarters is read."""
    x, y = point
    return ((x, y), (-y, x), (-x, -y), (y, -x))[turned]


def _words(texts: list[str], run: range, place: Callable[[int], _Sign], *, spaced: bool) -> list[PageWord]:
    """Signs between two spaces as words: one when they stand close together, several when a gap parts them."""
    first, last = place(run[0]), place(run[-1])
    if _one_word(first, last, len(run)):
        return [_word("".join(texts[run.start : run.stop]), first, last, spaced=spaced)]
    found: list[PageWord] = []
    begun, before = run.start, first
    for index in run[1:]:
        sign = place(index)
        if not _follows(before, sign):
            found.append(_word("".join(texts[begun:index]), first, before, spaced=spaced and not found))
            begun, first = index, sign
        before = sign
    return [*found, _word("".join(texts[begun : run.stop]), first, before, spaced=spaced and not found)]


def _one_word(first: _Sign, last: _Sign, count: int) -> bool:
    """Whether the signs from first to last stand on one line and take no more room than their number needs."""
    size = max(first.size, last.size, 1.0)
    level = last.turned == first.turned and abs(last.base - first.base) < 0.05 * size
    return level and abs(first.size - last.size) < 0.2 * size and 0 <= last.end - first.start < 1.15 * size * count


def _follows(before: _Sign, sign: _Sign) -> bool:
    size = max(before.size, sign.size, 1.0)
    close = -0.6 * size < sign.start - before.end < 0.2 * size
    return close and sign.turned == before.turned and abs(sign.base - before.base) < 0.2 * size


def _word(text: str, first: _Sign, last: _Sign, *, spaced: bool) -> PageWord:
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    middle = ((first.middle[0] + last.middle[0]) / 2, (first.middle[1] + last.middle[1]) / 2)
    end = max(first.end, last.end)
    return PageWord(text, min(first.start, last.start), end, first.base, first.size, first.turned, middle, spaced, None)


def rules(page: Pdfium, sheet: PageSheet, late: Callable[[], None]) -> tuple[list[PageRule], list[PageRule]]:
    """Horizontal and vertical ruled lines of a page: strokes, edges of frames, thin bars."""
    level: list[PageRule] = []
    upright: list[PageRule] = []
    for count, (first, second) in enumerate(_segments(page, sheet), 1):
        if count % 500 == 0:
            late()
        if count > MOST_SEGMENTS:
            raise PageLimitsError
        wide, high = abs(first[0] - second[0]), abs(first[1] - second[1])
        if high <= _STRAIGHT and wide >= _SHORTEST:
            level.append(PageRule((first[1] + second[1]) / 2, *sorted((first[0], second[0]))))
        elif wide <= _STRAIGHT and high >= _SHORTEST:
            upright.append(PageRule((first[0] + second[0]) / 2, *sorted((first[1], second[1]))))
    return level, upright


def _segments(page: Pdfium, sheet: PageSheet) -> Iterator[tuple[Point, Point]]:
    """Straight segments of everything drawn on a page, frames as large as the page left out."""
    edges = tuple(ctypes.c_float() for _ in range(4))
    for drawn, outer in _paths(page.raw, _ON_PAGE):
        if not pdfium.FPDFPageObj_GetBounds(drawn, *edges):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        if right - left <= 0.97 * sheet.width or top - bottom <= 0.97 * sheet.height:
            yield from _of_path(drawn, sheet, outer)


def _paths(
    holder: Pdfium, ways: tuple[Pdfium, Pdfium], outer: tuple[Placing, ...] = ()
) -> Iterator[tuple[Pdfium, tuple[Placing, ...]]]:
    """Paths of a page or a form and of the forms in it, each with the matrices of the forms that hold it."""
    count, get = ways
    for number in range(count(holder)):
        drawn = get(holder, number)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield drawn, outer
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and len(outer) < _DEEPEST_FORM - 1:
            yield from _paths(drawn, _IN_FORM, (_matrix(drawn), *outer))


def _of_path(drawn: Pdfium, sheet: PageSheet, outer: tuple[Placing, ...]) -> Iterator[tuple[Point, Point]]:
    placings = (_matrix(drawn), *outer, sheet.placing)
    x, y = ctypes.c_float(), ctypes.c_float()
    begun = last = None
    for index in range(pdfium.FPDFPath_CountSegments(drawn)):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _placed(placings, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begun = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            yield last, point
        if pdfium.FPDFPathSegment_GetClose(segment) and begun is not None:
            yield point, begun
        last = point


def _placed(placings: tuple[Placing, ...], x: float, y: float) -> Point:
    """A point of an object on its page, through every form that holds it."""
    for a, b, c, d, e, f in placings:
        x, y = a * x + c * y + e, b * x + d * y + f
    return x, y


def _matrix(drawn: Pdfium) -> Placing:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
