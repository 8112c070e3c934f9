"""Typst with the fonts of the package: PDF pages and pictures from SVG. Needs no fonts of the system."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from threading import Lock

import typst

from merilo.documents.printing.glyphs import FOLDERS, drawable

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
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[*map(str, FOLDERS)])
    return typst.Compiler(b"", root=str(TEMPLATES), font_paths=fonts, ignore_system_fonts=True)


def png(svg: str) -> bytes:
    """The picture at twice the density of a screen: an SVG of 600 units becomes 1,200 pixels."""
    with _TURN:
        made = _compiler().compile(PICTURE, format="png", ppi=DOTS_PER_INCH, sys_inputs={"svg": svg})
    return _one(made)


def typeset(template: str, values: Mapping[str, object], *, on: date) -> bytes:
    """The template of that name (`templates/<name>.typ`) set with its values as tagged PDF/UA-1 and PDF/A-2a.

    Its `typeset` takes them as JSON; every string holds only what the fonts can draw. The compiler keeps the template
    and layouts of texts for the next papers. Values never come in as `sys.inputs`: their change would drop all of it.
    """
    given = json.dumps(_drawable(values), ensure_ascii=False)
    return pdf(f'#import "/{template}.typ": typeset\n#typeset({quoted(given)})', on=on)


def quoted(text: str) -> str:
    """The text as a literal of Typst, so that nothing that a person typed is ever read as markup."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def pdf(source: str, *, on: date) -> bytes:
    """The source set as tagged PDF/UA-1 and PDF/A-2a. The same source gives the same bytes."""
    stamp = datetime(on.year, on.month, on.day, tzinfo=UTC)
    with _TURN:
        made = _compiler().compile(source.encode(), format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=stamp)
    return _one(made)


def _drawable(value: object) -> object:
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        return {key: _drawable(inner) for key, inner in value.items()}
    return [_drawable(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _one(made: bytes | list[bytes] | None) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("typst made no single file")
    return made
