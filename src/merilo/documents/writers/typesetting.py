"""Typst with the fonts of the package: PDF pages and pictures from SVG. Needs no fonts of the system."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import fontpkg_pt_sans
import fontpkg_pt_serif
import typst

PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""
DOTS_PER_INCH = 192
"""Twice the 96 units of an inch of SVG, so that print stays sharp."""


@cache
def _compiler() -> typst.Compiler:
    folders = [str(Path(package.ROOT) / "files") for package in (fontpkg_pt_sans, fontpkg_pt_serif)]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    return typst.Compiler(b"", font_paths=fonts, ignore_system_fonts=True)


def png(svg: str) -> bytes:
    """The picture at twice the density of a screen: an SVG of 600 units becomes 1,200 pixels."""
    return _one(_compiler().compile(PICTURE, format="png", ppi=DOTS_PER_INCH, sys_inputs={"svg": svg}))


def pdf(template: bytes, inputs: dict[str, str], *, on: date) -> bytes:
    """The template set with its inputs as tagged PDF/UA-1. The same inputs give the same bytes.

    Inputs reach the template as strings in `sys.inputs`, so nothing that a person typed is ever read as markup.
    """
    stamp = datetime(on.year, on.month, on.day, tzinfo=UTC)
    return _one(_compiler().compile(template, format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=stamp))


def _one(made: bytes | list[bytes] | None) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("typst made no single file")
    return made
