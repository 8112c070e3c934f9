"""Numbers of rows, and rows that stand twice."""

import re
from collections.abc import Iterator

from merilo.plans import codes
from merilo.plans.checks.places import NUMBER, at, cut
from merilo.plans.model import PlanPaper, PlanRow
from merilo.problems import Problem

_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,6}){0,4}\.?")

Steps = tuple[int, ...]
"""«3.1» as (3, 1)."""


def numbering_problems(paper: PlanPaper) -> Iterator[Problem]:
    """Gaps and repeats of numbers inside a section, and rows that repeat an earlier one."""
    last: Steps = ()
    for section in paper.sections:
        first = True
        for row in section.rows:
            steps = _steps(row.number)
            if not steps or row.shares_number:
                continue
            if not (_follows(last, steps) or (first and steps[-1] == 1)):
                yield Problem(codes.NUMBERING_GAP, at(row, NUMBER), _gap(last, steps, first=first))
            first, last = False, steps
    yield from _repeated(paper)


def is_heading(row: PlanRow, following: PlanRow | None) -> bool:
    """Whether a row only heads the group below it: «3» before «3.1»."""
    if following is None:
        return False
    own, next_steps = _steps(row.number), _steps(following.number)
    return bool(own) and len(next_steps) > len(own) and next_steps[: len(own)] == own


def _steps(number: str) -> Steps:
    plain = number.strip()
    return tuple(int(step) for step in plain.rstrip(".").split(".")) if _NUMBER.fullmatch(plain) else ()


def _follows(last: Steps, steps: Steps) -> bool:
    """The next of any level, or the first of a deeper one: after 3.5 come 3.6, 4, 4.1 and 3.5.1."""
    begun = [last, *((*last[:depth], last[depth] + 1) for depth in range(len(last)))]
    return steps != last and any(steps[: len(one)] == one and set(steps[len(one) :]) <= {1} for one in begun)


def _gap(last: Steps, steps: Steps, *, first: bool) -> str:
    number = ".".join(map(str, steps))
    if not last or first:
        return f"Раздел начинается с номера {number}"
    before = ".".join(map(str, last))
    return f"Номер {number} стоит второй раз подряд" if last == steps else f"После номера {before} стоит {number}"


def _repeated(paper: PlanPaper) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], PlanRow] = {}
    for row in paper.rows:
        wording = [*(deficiency.text for deficiency in row.deficiencies), *row.measures]
        key = tuple(" ".join(text.lower().split()) for text in wording)
        if key and key in seen:
            first = seen[key]
            where = f"строки {first.place.row}" if first.place.row else f"номера {first.number}"
            yield Problem(
                codes.ROW_REPEATED, row.place, f"Те же недостаток и мероприятие, что у {where}: «{cut(wording[0])}»"
            )
        seen.setdefault(key, row)
