"""Tables that are drawn with signs: Markdown's pipes and grids of dashes."""

import re
from collections.abc import Sequence

from merilo.importers.plans.text_lines import TextLine

_DRAWN = str.maketrans("│┃║", "|||")
_PIPE = re.compile(r"(?<!\\)\|")
_RULED = re.compile(r"[-–—─━═=][\s:]*[|+┼╋╪╬├┤┬┴┌┐└┘╠╣╦╩╔╗╚╝]|[|+┼├╠┌╔└╚][\s:]*[-–—─━═=]")


def ruled_rows(group: Sequence[TextLine]) -> list[tuple[int, list[str]]] | None:
    """The rows of a drawn table, each with the number of its line; None when the group is no such table."""
    lines = [TextLine(line.number, line.text.translate(_DRAWN)) for line in group]
    rulings = [line.ruling and _RULED.search(line.text) is not None for line in lines]
    texts = [line for line, ruling in zip(lines, rulings, strict=True) if not ruling]
    piped = _holds_pipe if any(rulings) else _framed
    if not texts or any(line.tabs for line in texts) or not all(piped(line.text.strip()) for line in texts):
        return None
    if sum(rulings) > 2 and any("+" in line.text or "┼" in line.text or "├" in line.text for line in lines):
        return _between(lines, rulings)
    return [(line.number, _cells(line.text)) for line in texts]


def _framed(text: str) -> bool:
    return text.startswith("|") and text.endswith("|") and len(text) > 2


def _holds_pipe(text: str) -> bool:
    return _PIPE.search(text) is not None


def _cells(text: str) -> list[str]:
    inner = text.strip()
    inner = inner.removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.replace("\\|", "|").strip() for cell in _PIPE.split(inner)]


def _between(lines: Sequence[TextLine], rulings: Sequence[bool]) -> list[tuple[int, list[str]]]:
    """Rows of a grid: all lines between two rulings are one row."""
    rows: list[tuple[int, list[str]]] = []
    fresh = True
    for line, ruling in zip(lines, rulings, strict=True):
        if ruling:
            fresh = True
            continue
        cells = _cells(line.text)
        if fresh or len(cells) != len(rows[-1][1]):
            rows.append((line.number, cells))
        else:
            rows[-1] = (rows[-1][0], [f"{above}\n{cell}" for above, cell in zip(rows[-1][1], cells, strict=True)])
        fresh = False
    return rows
