"""Tables of a page from its ruled lines: areas that lines part, merged ones as one."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from merilo.importers.plans.pdf_words import PageLimitsError, PageRule

_NEAR = 2.5
"""Lines nearer than this, in points, are one."""
_MOST_AREAS = 20_000


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell: its first column and row in the grid, how many it covers, its edges on the page."""

    column: int
    row: int
    span: int
    rows: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table: lines between its columns and rows, its areas, and which area each elementary place belongs to."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    areas: tuple[PageCell, ...]
    places: tuple[tuple[int, ...], ...]

    def area(self, x: float, y: float) -> int | None:
        """The number of the area in which a point lies, None when it lies outside of the table."""
        column, row = bisect_right(self.columns, x) - 1, bisect_right(self.rows, y) - 1
        if 0 <= row < len(self.rows) - 1 and 0 <= column < len(self.columns) - 1:
            return self.places[row][column]
        return None


def grids(level: Sequence[PageRule], upright: Sequence[PageRule]) -> list[PageTable]:
    """The tables that lines make, from top to bottom. Raises PageLimitsError when there are too many lines."""
    level, upright = _joined(level), _joined(upright)
    found = [grid for group in _groups(level, upright) if (grid := _grid(*group)) is not None]
    return sorted(found, key=lambda grid: (grid.rows[0], grid.columns[0]))


def _joined(rules: Iterable[PageRule]) -> list[PageRule]:
    """The same lines; pieces of one line are one."""
    found: list[PageRule] = []
    for group in _alike(sorted(rules, key=lambda rule: rule.at)):
        at = sum(rule.at for rule in group) / len(group)
        group.sort(key=lambda rule: rule.start)
        start, end = group[0].start, group[0].end
        for rule in group[1:]:
            if rule.start > end + _NEAR:
                found.append(PageRule(at, start, end))
                start = rule.start
            end = max(end, rule.end) if rule.start <= end + _NEAR else rule.end
        found.append(PageRule(at, start, end))
    return found


def _alike(rules: Iterable[PageRule]) -> list[list[PageRule]]:
    """Lines in order as groups of those that lie at one place."""
    groups: list[list[PageRule]] = []
    for rule in rules:
        if groups and rule.at - groups[-1][0].at <= _NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _groups(level: list[PageRule], upright: list[PageRule]) -> list[tuple[list[PageRule], list[PageRule]]]:
    """Lines in groups of those that touch one another."""
    if len(level) * len(upright) > 4_000_000:
        raise PageLimitsError
    nodes = _Union(len(level) + len(upright))
    ats = [rule.at for rule in level]
    for number, rule in enumerate(upright):
        first = bisect_right(ats, rule.start - _NEAR)
        for other in range(first, bisect_right(ats, rule.end + _NEAR)):
            if level[other].start - _NEAR <= rule.at <= level[other].end + _NEAR:
                nodes.join(other, len(level) + number)
    groups: dict[int, tuple[list[PageRule], list[PageRule]]] = defaultdict(lambda: ([], []))
    for number, rule in enumerate([*level, *upright]):
        groups[nodes.root(number)][number >= len(level)].append(rule)
    return [group for group in groups.values() if sum(map(len, group)) > 2 and all(group)]


def _grid(level: list[PageRule], upright: list[PageRule]) -> PageTable | None:
    columns = _positions([rule.at for rule in upright], level)
    rows = _positions([rule.at for rule in level], upright)
    width, height = len(columns) - 1, len(rows) - 1
    if width * height > _MOST_AREAS:
        raise PageLimitsError
    if width < 2 or height < 1:
        return None
    nodes = _Union(width * height)
    for row in range(height):
        for column in range(width):
            x, y = (columns[column] + columns[column + 1]) / 2, (rows[row] + rows[row + 1]) / 2
            if column + 1 < width and not _walled(upright, columns[column + 1], y):
                nodes.join(row * width + column, row * width + column + 1)
            if row + 1 < height and not _walled(level, rows[row + 1], x):
                nodes.join(row * width + column, (row + 1) * width + column)
    return _of_nodes(nodes, columns, rows)


def _positions(ats: list[float], across: list[PageRule]) -> tuple[float, ...]:
    """Where lines stand, with the ends of those that cross them: a table may be open at its sides."""
    edges = sorted([*ats, min(rule.start for rule in across), max(rule.end for rule in across)])
    found = edges[:1]
    for edge in edges[1:]:
        if edge - found[-1] > 2 * _NEAR:
            found.append(edge)
    return tuple(found)


def _walled(rules: list[PageRule], at: float, along: float) -> bool:
    return any(abs(rule.at - at) <= 2 * _NEAR and rule.start <= along <= rule.end for rule in rules)


def _of_nodes(nodes: "_Union", columns: tuple[float, ...], rows: tuple[float, ...]) -> PageTable | None:
    width = len(columns) - 1
    members: dict[int, list[int]] = defaultdict(list)
    for number in range(width * (len(rows) - 1)):
        members[nodes.root(number)].append(number)
    if len(members) < 2:
        return None
    areas: list[PageCell] = []
    places = [[0] * width for _ in rows[1:]]
    for numbers in sorted(members.values()):
        across, down = [number % width for number in numbers], [number // width for number in numbers]
        left, right, top, bottom = min(across), max(across) + 1, min(down), max(down) + 1
        for row, column in zip(down, across, strict=True):
            places[row][column] = len(areas)
        edges = (columns[left], rows[top], columns[right], rows[bottom])
        areas.append(PageCell(left, top, right - left, bottom - top, *edges))
    return PageTable(columns, rows, tuple(areas), tuple(map(tuple, places)))


class _Union:
    """Things that belong together, found by joining pairs."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def root(self, number: int) -> int:
        while self._parents[number] != number:
            self._parents[number] = self._parents[self._parents[number]]
            number = self._parents[number]
        return number

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parents[second] = first
