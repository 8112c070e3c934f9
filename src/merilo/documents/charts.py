"""Charts as SVG: the mark stands on the thing itself, the title states the finding, nothing needs a legend."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from merilo.documents.typography import fixed, printable

INK, MUTED, RULE, ACCENT, PALE = "#1b1f24", "#57606a", "#d5d9e0", "#1f4e9c", "#cfdcf2"
WIDTH = 720
LEFT, RIGHT = 250, 70
ROW, TOP, BOTTOM = 26, 16, 34
LETTERS = 34
"""Letters of a label that fit left of the track."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of a chart: a label, a value with the span around it, both in the chart's units."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    note: str = ""


def spans(marks: Sequence[Mark], *, unit: str) -> str:
    """A dot for each value with the span from `low` to `high` behind it, on a shared scale."""
    first, last = _scale(marks)
    drawn = [_span(mark, row, (first, last)) for row, mark in enumerate(marks)]
    return _chart(len(marks), [_grid(len(marks), (first, last), unit), *drawn])


def bars(marks: Sequence[Mark], *, unit: str) -> str:
    """A bar from zero for each value."""
    last = max((mark.value for mark in marks), default=1.0) * 1.05 or 1.0
    drawn = [_bar(mark, row, (0.0, last)) for row, mark in enumerate(marks)]
    return _chart(len(marks), [_grid(len(marks), (0.0, last), unit), *drawn])


def _chart(rows: int, parts: Sequence[str]) -> str:
    height = TOP + rows * ROW + BOTTOM
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="PT Sans" font-size="14"><rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
        f"{''.join(parts)}</svg>"
    )


def _scale(marks: Sequence[Mark]) -> tuple[float, float]:
    """Round ends that hold every mark, from 0 to 100 at most."""
    ends = [end for mark in marks for end in (mark.value, mark.low, mark.high) if end is not None]
    low, high = min(ends, default=0.0), max(ends, default=100.0)
    step = 10.0 if high - low > 15 else 2.0
    first, last = step * int(low // step), min(100.0, step * -int(-high // step))
    return (first, last) if last > first else (max(0.0, first - step), last)


def _x(value: float, ends: tuple[float, float]) -> float:
    first, last = ends
    return round(LEFT + (value - first) / (last - first) * (WIDTH - LEFT - RIGHT), 1)


def _y(row: int) -> float:
    return TOP + row * ROW + ROW / 2


def _grid(rows: int, ends: tuple[float, float], unit: str) -> str:
    step = _step(ends[1] - ends[0])
    lines, tick = [], step * -int(-ends[0] // step)
    bottom = TOP + rows * ROW
    while tick <= ends[1] + step / 1000:
        x = _x(tick, ends)
        lines.append(f'<line x1="{x}" y1="{TOP}" x2="{x}" y2="{bottom}" stroke="{RULE}"/>')
        text = fixed(tick, 0 if step >= 1 else 1)
        lines.append(
            f'<text x="{x}" y="{bottom + 18}" fill="{MUTED}" font-size="12" text-anchor="middle">{text}</text>'
        )
        tick += step
    lines.append(
        f'<text x="{LEFT - 12}" y="{bottom + 18}" fill="{MUTED}" font-size="12" text-anchor="end">{unit}</text>'
    )
    return "".join(lines)


def _step(width: float) -> float:
    return next((step for step in (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0) if width / step <= 10), 20.0)


def _label(mark: Mark, row: int) -> str:
    text = printable(mark.label)
    text = text if len(text) <= LETTERS else f"{text[: LETTERS - 1].rstrip()}…"
    return f'<text x="{LEFT - 12}" y="{_y(row) + 5}" fill="{INK}" text-anchor="end">{escape(text)}</text>'


def _number(mark: Mark, row: int, x: float) -> str:
    note = escape(mark.note or fixed(mark.value))
    return f'<text x="{x + 9}" y="{_y(row) + 5}" fill="{INK}" font-weight="bold" font-size="13">{note}</text>'


def _span(mark: Mark, row: int, ends: tuple[float, float]) -> str:
    y, x = _y(row), _x(mark.value, ends)
    behind, right = "", x
    if mark.low is not None and mark.high is not None:
        left, right = _x(mark.low, ends), _x(mark.high, ends)
        behind = f'<rect x="{left}" y="{y - 4}" width="{max(right - left, 1)}" height="8" rx="4" fill="{PALE}"/>'
    dot = f'<circle cx="{x}" cy="{y}" r="5" fill="{ACCENT}"/>'
    return _label(mark, row) + behind + dot + _number(mark, row, max(right, x))


def _bar(mark: Mark, row: int, ends: tuple[float, float]) -> str:
    x, zero = _x(mark.value, ends), _x(0.0, ends)
    bar = f'<rect x="{zero}" y="{_y(row) - 7}" width="{max(x - zero, 1)}" height="14" rx="2" fill="{ACCENT}"/>'
    return _label(mark, row) + bar + _number(mark, row, x)
