"""A chart in SVG drawn on a page: rectangles, circles, lines and texts, which is all that charts are made of."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from lxml import etree

from merilo.documents.printing.archive import text_string
from merilo.documents.printing.faces import PLAIN, PLAIN_BOLD, Face
from merilo.documents.printing.flow import LEFT, Slab
from merilo.documents.printing.lines import Line
from merilo.documents.printing.sheets import Element, Sheet
from merilo.documents.printing.texts import FONTS, Ink, Type

_ROUND = 0.5523
"""How far the handles of a quarter of a circle reach, as a part of its radius."""
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
Attributes = Mapping[str, str]


class _Frame(NamedTuple):
    """Where a picture stands: its left side and its top measured up, and points in one of its units."""

    left: float
    high: float
    scale: float

    def x(self, given: str | float) -> float:
        return self.left + float(given) * self.scale

    def y(self, given: str | float) -> float:
        return self.high - float(given) * self.scale


def picture(svg: str, ink: Ink, owner: Element, *, alt: str, room: tuple[float, float]) -> Slab:
    """The picture as wide as the room (width, height) lets it be; `alt` says in words what it shows.

    Raises ValueError for a shape that charts do not use.
    """
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    width, height = float(root.get("width")), float(root.get("height"))
    scale = min(room[0] / width, room[1] / height)
    size = root.get("font-size", "14")
    shapes = [(etree.QName(shape).localname, {"font-size": size, **shape.attrib}, shape.text or "") for shape in root]
    if unknown := {name for name, _, _ in shapes} - {*_SHAPES}:
        raise ValueError(f"no such shape in charts: {sorted(unknown)}")
    drawn = [(_SHAPES[name], given, _lettered(text, given, ink)) for name, given, text in shapes]

    def draw(sheet: Sheet, top: float) -> None:
        frame = _Frame(LEFT, sheet.height - top, scale)
        sides = f"{frame.x(0):.2f} {frame.y(height):.2f} {frame.x(width):.2f} {frame.y(0):.2f}"
        owner.attributes = f"/Alt {text_string(alt)}/A<</O/Layout/Placement/Block/BBox[{sides}]>>"
        sheet.begin(owner)
        sheet.drawn += ["q", *(shape(given, line, frame) for shape, given, line in drawn), "Q EMC"]

    return Slab(height * scale, draw)


def _face(given: Attributes) -> Face:
    return PLAIN_BOLD if given.get("font-weight") == "bold" else PLAIN


def _lettered(text: str, given: Attributes, ink: Ink) -> Line:
    return ink.line(text, Type(float(given["font-size"]), _face(given))).lines[0]


def _text(given: Attributes, line: Line, frame: _Frame) -> str:
    size = float(given["font-size"]) * frame.scale
    left = frame.x(given["x"]) - _ANCHORS[given.get("text-anchor", "start")] * line.width * size / 1000
    font = f"{FONTS[_face(given)]} {size:.2f} Tf"
    return f"{_colour(given['fill'])} rg BT/{font} {left:.2f} {frame.y(given['y']):.2f} Td{line.shown} ET"


def _rectangle(given: Attributes, _: Line, frame: _Frame) -> str:
    left, high = frame.x(given.get("x", 0)), frame.y(given.get("y", 0))
    width, height = (float(given[side]) * frame.scale for side in ("width", "height"))
    radius = min(float(given.get("rx", 0)) * frame.scale, width / 2, height / 2)
    return f"{_colour(given['fill'])} rg {_rounded(left, high, width=width, height=height, radius=radius)} f"


def _circle(given: Attributes, _: Line, frame: _Frame) -> str:
    radius = float(given["r"]) * frame.scale
    left, high = frame.x(given["cx"]) - radius, frame.y(given["cy"]) + radius
    return f"{_colour(given['fill'])} rg {_rounded(left, high, width=2 * radius, height=2 * radius, radius=radius)} f"


def _line(given: Attributes, _: Line, frame: _Frame) -> str:
    ends = (frame.x(given["x1"]), frame.y(given["y1"]), frame.x(given["x2"]), frame.y(given["y2"]))
    return f"{_colour(given['stroke'])} RG {frame.scale:.2f} w " + "{:.2f} {:.2f} m {:.2f} {:.2f} l S".format(*ends)


def _rounded(left: float, high: float, *, width: float, height: float, radius: float) -> str:
    """The path of a rectangle with round corners; a circle is one that is nothing but corners."""
    right, low, handle = left + width, high - height, radius * (1 - _ROUND)
    if not radius:
        return f"{left:.2f} {low:.2f} {width:.2f} {height:.2f} re"
    curves = (
        (right - handle, high, right, high - handle, right, high - radius, right, low + radius),
        (right, low + handle, right - handle, low, right - radius, low, left + radius, low),
        (left + handle, low, left, low + handle, left, low + radius, left, high - radius),
        (left, high - handle, left + handle, high, left + radius, high, right - radius, high),
    )
    path = ["{:.2f} {:.2f} {:.2f} {:.2f} {:.2f} {:.2f} c {:.2f} {:.2f} l".format(*curve) for curve in curves]
    return " ".join([f"{right - radius:.2f} {high:.2f} m", *path, "h"])


def _colour(given: str) -> str:
    """A colour of SVG (`#1f4e9c`) as PDF numbers it."""
    return " ".join(f"{int(given[place : place + 2], 16) / 255:.3f}" for place in (1, 3, 5))


_SHAPES: dict[str, Callable[[Attributes, Line, _Frame], str]] = {
    "rect": _rectangle,
    "circle": _circle,
    "line": _line,
    "text": _text,
}
