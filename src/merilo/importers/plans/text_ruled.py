"""Tables that are drawn with signs: Markdown's pipes, grids of dashes, bare pipes between cells."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from merilo.importers.plans.text_lines import TextLine

_DRAWN = str.maketrans("│┃║", "|||")
_PIPE = re.compile(r"(?<!\\)\|")
_RULED = re.compile(r"[-–—─━═=][\s:]*[|+┼╋╪╬├┤┬┴┌┐└┘╠╣╦╩╔╗╚╝]|[|+┼├╠┌╔└╚][\s:]*[-–—─━═=]")

_BARE = re.compile(r"(?:^|(?<=\s))\|(?=\s|$)")
"""A pipe with a space on both sides; elsewhere it may belong to a word."""
_FARTHEST = 40
"""How many lines a broken row may take."""
_NUMBERED = re.compile(r"\s*\d+(?:\.\d+)*[.)]?\s*\|")


def tabbed(found: Sequence[Sequence[TextLine]]) -> list[list[TextLine]]:
    """Groups of lines with tabs in place of bare pipes, when several lines have alike many of them.

    Groups that have tabs or rulings of their own stay as they are, and so do lines that only mention a pipe.
    """
    loose = [not any(line.tabs for line in group) and ruled_rows(group) is None for group in found]
    lines = [line for group, is_loose in zip(found, loose, strict=True) if is_loose for line in group]
    counts = Counter(count for line in lines if (count := _pipes(line)) > 1)
    most, times = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
    if times < 2:
        return [list(group) for group in found]
    drawn = [line.text.strip() for line in lines if _pipes(line) == most]
    is_framed = all(_framed(text) for text in drawn)
    return [
        list(_tabbed(group, most, is_framed=is_framed)) if is_loose else list(group)
        for group, is_loose in zip(found, loose, strict=True)
    ]


def _tabbed(group: Sequence[TextLine], most: int, *, is_framed: bool) -> Iterator[TextLine]:
    rows = _of_rows(group, most)
    for at, line in enumerate(group):
        if at not in rows:
            yield line
            continue
        text = line.text.strip()
        inner = text.removeprefix("|").removesuffix("|") if is_framed else text
        yield TextLine(line.number, "\t".join(cell.replace("\\|", "|").strip() for cell in _BARE.split(inner)))


def _of_rows(group: Sequence[TextLine], most: int) -> set[int]:
    """Places of lines that are rows, or pieces of a row that was broken over several lines."""
    counts = [_pipes(line) for line in group]
    rows = {at for at, count in enumerate(counts) if count > 1 or (count and _NUMBERED.match(group[at].text))}
    for at, count in enumerate(counts):
        if 0 < count < most:
            sums = list(accumulate(counts[at : at + _FARTHEST]))
            rows |= set(range(at, at + sums.index(most) + 1)) if most in sums else set()
    return rows


def _pipes(line: TextLine) -> int:
    return 0 if line.ruling else len(_BARE.findall(line.text.strip()))


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
