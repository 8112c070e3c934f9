"""Arithmetic of marks: contributions of indicators against their weights and the mark of the criterion.

An indicator may be marked by its contribution («38,80/40») or by its own score out of a hundred («97/100»).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from merilo.methodology import catalogue
from merilo.methodology.model import Combine, Criterion
from merilo.plans import codes
from merilo.plans.checks.places import DEFICIENCY, at, called, head
from merilo.plans.model import Mark, PlanPaper, PlanSection
from merilo.problems import Place, Problem
from merilo.scoring.rounding import shown

HUNDRED = Fraction(100)
_DECIMALS = re.compile(r"\d+(?:[.,](?P<decimals>\d+))?")
_SHOWN_DIGITS = 2

Weights = Mapping[str, Fraction]
"""Highest contribution of each indicator of a criterion: its weight × 100."""


class _Contribution(NamedTuple):
    indicator: str
    place: Place
    mark: Mark
    highest: Fraction

    @property
    def fits(self) -> bool:
        return self.mark.highest in (self.highest, HUNDRED)

    @property
    def points(self) -> Fraction:
        return self.mark.points * self.highest / self.mark.highest


def mark_problems(paper: PlanPaper, *, on: date) -> Iterator[Problem]:
    """Marks out of bounds, marks named twice, and contributions that make no sum."""
    year = paper.years[0] if paper.years else on.year
    for section in paper.sections:
        yield from _bounds(paper, section)
        yield from _repeated(section)
        if section.criterion:
            yield from _arithmetic(paper, section, _written(section, date(year, 1, 1)))


def _bounds(paper: PlanPaper, section: PlanSection) -> Iterator[Problem]:
    mark = section.mark
    if mark and (mark.points > mark.highest or mark.highest != HUNDRED):
        yield Problem(codes.MARK_OUT_OF_BOUNDS, head(paper, section), f"{_capital(called(section))}: {mark.text}")
    for place, _, written in _marked(section):
        if written.points > written.highest or not 0 < written.highest <= HUNDRED:
            yield Problem(codes.MARK_OUT_OF_BOUNDS, place, written.text)


def _marked(section: PlanSection) -> Iterator[tuple[Place, str, Mark]]:
    for row in section.rows:
        for deficiency in row.deficiencies:
            if deficiency.mark:
                yield at(row, DEFICIENCY), deficiency.indicator, deficiency.mark


def _repeated(section: PlanSection) -> Iterator[Problem]:
    seen: dict[str, Mark] = {}
    for place, indicator, mark in _marked(section):
        if indicator and indicator in seen:
            detail = f"Показатель {indicator} назван второй раз: {mark.text}; раньше {seen[indicator].text}"
            yield Problem(codes.INDICATOR_REPEATED, place, detail)
        seen.setdefault(indicator, mark)


def _written(section: PlanSection, day: date) -> tuple[Weights, tuple[_Contribution, ...]]:
    """The weights that suit the indicators written best, and the contributions; none when one is named twice."""
    marked = [one for one in _marked(section) if one[1].startswith(f"{section.criterion}.") and one[2].highest > 0]
    codes_written = [indicator for _, indicator, _ in marked]
    schemes = _schemes(day, section.criterion)
    if not schemes or len(set(codes_written)) < len(codes_written):
        return {}, ()
    weights = max(schemes, key=lambda scheme: _suits(scheme, marked))
    known = [one for one in marked if one[1] in weights]
    return weights, tuple(_Contribution(indicator, place, mark, weights[indicator]) for place, indicator, mark in known)


def _suits(weights: Weights, marked: Sequence[tuple[Place, str, Mark]]) -> int:
    return sum((code in weights) + (weights.get(code) == mark.highest) for _, code, mark in marked)


@cache
def _schemes(day: date, criterion: str) -> tuple[Weights, ...]:
    """The weights of a criterion's indicators in the sectors, as the editions in force on that day have them."""
    in_force = [
        header
        for header in catalogue.headers()
        if header.in_force_from <= day and (header.in_force_until is None or day <= header.in_force_until)
    ]
    editions = [catalogue.get(header.id, sector) for header in in_force for sector in header.sectors]
    found = [one for edition in editions for one in edition.criteria if one.code == criterion]
    schemes = [_weights(one) for one in found if one.combine is Combine.MEAN]
    return tuple({tuple(sorted(scheme.items())): scheme for scheme in schemes}.values())


def _weights(criterion: Criterion) -> Weights:
    return {indicator.code: indicator.weight * HUNDRED for indicator in criterion.indicators}


def _arithmetic(
    paper: PlanPaper, section: PlanSection, written: tuple[Weights, tuple[_Contribution, ...]]
) -> Iterator[Problem]:
    weights, contributions = written
    wrong = [one for one in contributions if not one.fits]
    right = [one for one in contributions if one.fits]
    left = sum((weights[code] for code in weights.keys() - {one.indicator for one in contributions}), Fraction())
    total = sum((one.points for one in right), Fraction())
    whole = section.mark if section.mark and section.mark.highest == HUNDRED else None
    for one in wrong:
        fit = whole.points - total if whole and len(wrong) == 1 and not left else None
        yield Problem(codes.CONTRIBUTION_ARITHMETIC, one.place, _weight_detail(section, one, fit))
    if whole and right and not wrong:
        slack = sum(map(_half_unit, [whole, *(one.mark for one in right)]), Fraction())
        if not total - slack <= whole.points <= total + left + slack:
            detail = _sum_detail(section, (total, left, whole.points))
            yield Problem(codes.CONTRIBUTION_ARITHMETIC, head(paper, section), detail)


def _weight_detail(section: PlanSection, one: _Contribution, fit: Fraction | None) -> str:
    detail = (
        f"Показатель {one.indicator}: записано {_written_pair(one.mark)}, "
        f"но его значимость {_number(one.highest / HUNDRED)} и наибольший вклад {_number(one.highest)}"
    )
    if fit is None or section.mark is None or not 0 <= fit <= one.highest:
        return detail
    return f"{detail}; к баллу раздела {_points(section.mark.points)} подходит {_points(fit)}/{_number(one.highest)}"


def _sum_detail(section: PlanSection, sums: tuple[Fraction, Fraction, Fraction]) -> str:
    total, left, mark = sums
    detail = f"{_capital(called(section))}: сумма вкладов {_points(total)}, балл критерия {_points(mark)}"
    return f"{detail}, а остальные показатели дают не больше {_number(left)}" if left else detail


def _written_pair(mark: Mark) -> str:
    return f"{_points(mark.points)}/{_number(mark.highest)}"


def _half_unit(mark: Mark) -> Fraction:
    """Half of the last decimal that is written: so far may rounding have moved the points."""
    match = _DECIMALS.search(mark.text)
    return Fraction(1, 2 * 10 ** len((match and match["decimals"]) or ""))


def _points(value: Fraction) -> str:
    return shown(value, _SHOWN_DIGITS).replace(".", ",")


def _number(value: Fraction) -> str:
    """Without needless zeros: «30», «0,3»."""
    return _points(value).rstrip("0").rstrip(",")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
