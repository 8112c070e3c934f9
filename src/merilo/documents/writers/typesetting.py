"""Typst with the fonts of the package: PDF pages and pictures from SVG. Needs no fonts of the system."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from threading import Lock

import typst

from merilo.documents.writers.glyphs import FOLDERS, drawable

TEMPLATES = Path(__file__).parents[1] / "templates"
PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""
DOTS_PER_INCH = 192
"""Twice the 96 units of an inch of SVG, so that print stays sharp."""
_TURN = Lock()
"""The compiler is one for all and refuses to be asked by two threads at once."""


@cache
def _compiler() -> typst.Compiler:
    folders = [str(folder) for folder in FOLDERS]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    return typst.Compiler(b"", font_paths=fonts, ignore_system_fonts=True)


def png(svg: str) -> bytes:
    """The picture at twice the density of a screen: an SVG of 600 units becomes 1,200 pixels."""
    with _TURN:
        made = _compiler().compile(PICTURE, format="png", ppi=DOTS_PER_INCH, sys_inputs={"svg": svg})
    return _one(made)


def typeset(template: str, values: Mapping[str, object], *, on: date, prelude: str = "") -> bytes:
    """The template of that name (`templates/<name>.typ`) set with its values as tagged PDF/UA-1 and PDF/A-2a.

    The template reads them with `json(bytes(sys.inputs.values))`; every string holds only what the fonts can draw.
    A `prelude` is another template whose definitions stand before it.
    """
    inputs = {"values": json.dumps(_drawable(values), ensure_ascii=False)}
    parts = [(TEMPLATES / f"{name}.typ").read_bytes() for name in (prelude, template) if name]
    return pdf(b"\n".join(parts), inputs, on=on)


def pdf(template: bytes, inputs: dict[str, str], *, on: date) -> bytes:
    """The template set with its inputs as tagged PDF/UA-1 and PDF/A-2a. The same inputs give the same bytes.

    Inputs reach the template as strings in `sys.inputs`, so nothing that a person typed is ever read as markup.
    """
    stamp = datetime(on.year, on.month, on.day, tzinfo=UTC)
    with _TURN:
        made = _compiler().compile(
            template, format="pdf", sys_inputs=inputs, pdf_standards=["ua-1", "a-2a"], timestamp=stamp
        )
    return _one(made)


def _drawable(value: object) -> object:
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, Mapping):
        return {key: _drawable(inner) for key, inner in value.items()}
    return [_drawable(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _one(made: bytes | list[bytes] | None) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("typst made no single file")
    return made
