"""Answers in numbered prose: every point with what it mentions."""

import re
from collections.abc import Sequence
from dataclasses import replace

from merilo.importers.plans.assembly_lines import PlainLine, is_outside
from merilo.plans.mentions import mentions
from merilo.plans.model import ProsePoint

_POINT = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})*)\s?[.)]\s*(?P<text>[^\W\d].*)", re.DOTALL)


def prose_points(lines: Sequence[PlainLine]) -> tuple[tuple[PlainLine, ...], tuple[ProsePoint, ...]]:
    """The lines around the points, and the points; lines without a number go on the point above."""
    around: list[PlainLine] = []
    points: list[ProsePoint] = []
    for line in lines:
        match = _POINT.fullmatch(line.text)
        if match:
            points.append(ProsePoint(match["number"], match["text"], (), line.place))
        elif points and not is_outside(line.text):
            points[-1] = replace(points[-1], text=f"{points[-1].text}\n{line.text}")
        else:
            around.append(line)
    return tuple(around), tuple(replace(point, mentions=mentions(point.text)) for point in points)
