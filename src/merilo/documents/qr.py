"""QR codes as SVG: one filled path on white, with the quiet zone that a camera needs."""

from itertools import groupby

import segno

QUIET = 4
"""Empty modules on every side, as ISO/IEC 18004 asks."""


def matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of the smallest QR code that holds the text with at least medium correction; True is dark.

    Raises ValueError for a text longer than a QR code holds (2,331 bytes).
    """
    code = segno.make_qr(text, error="m")
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def svg(text: str) -> str:
    """The code as a square picture; its side is counted in modules, the quiet zone included."""
    rows = matrix(text)
    side = len(rows) + 2 * QUIET
    path = "".join(_runs(row, number + QUIET) for number, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="0 0 {side} {side}">'
        f'<rect width="{side}" height="{side}" fill="#ffffff"/><path fill="#000000" d="{path}"/></svg>'
    )


def _runs(row: tuple[bool, ...], y: int) -> str:
    """Every run of dark modules of a row as one rectangle of the path."""
    drawn, x = [], QUIET
    for dark, modules in groupby(row):
        width = len(list(modules))
        if dark:
            drawn.append(f"M{x} {y}h{width}v1h-{width}z")
        x += width
    return "".join(drawn)
