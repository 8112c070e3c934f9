"""Points of checklists for very many organizations, as exact whole fractions: the twin of `formulas` over arrays."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from merilo.methodology.model import Component, Edition, Formula
from merilo.scoring.bulk import Mask, Points, Whole
from merilo.scoring.plan import ComponentPlan, Norm, plan_for
from merilo.scoring.policies import Policies
from merilo.scoring.vectorised import plan_of
from merilo.tally.inspections import NO_WAY, NOT_APPLICABLE, OBSERVED, ONE, NormEntry, Sums

_FULL = 100


class Types(NamedTuple):
    """The types of organizations: `names` in order, `numbers` of the organizations' types among them."""

    names: tuple[str, ...]
    numbers: Whole


class _Totals(NamedTuple):
    """Sums of one component, one element an organization."""

    seen: Whole
    not_applicable: Whole
    unchecked: Whole
    millionths: Whole


def norm_entries(edition: Edition, policies: Policies, types: tuple[str, ...]) -> Iterator[NormEntry]:
    """How every item, and every part as a whole, counts for each of these types."""
    for number, component in enumerate(plan_of(edition, policies).checklist_components):
        for kind in types:
            norm = _norm(edition, component, kind)
            ways = {code: (way, side) for way, pair in enumerate(norm.ways) for side, code in enumerate(pair)}
            for position, item in enumerate(norm.items):
                way, side = ways.get(item.code, (NO_WAY, 0))
                yield NormEntry(kind, item.code, number, position, way, bool(side))
                yield NormEntry(kind, norm.part, number, position, way, bool(side), position == 0)


def points_of(edition: Edition, policies: Policies, *, types: Types, sums: Sums) -> dict[str, Points]:
    """Points of every component that a checklist feeds."""
    missing_counts = policies.choices.get("not_applicable") == "missing"
    found = {}
    for number, component in enumerate(plan_of(edition, policies).checklist_components):
        norms = [_norm(edition, component, name) for name in types.names]
        own = _only(sums, sums.component == number)
        if any(norm.ways for norm in norms):
            met, blocked = _ways_met(own, np.array([len(norm.ways) for norm in norms])[types.numbers])
            found[component.code] = _conditions(component, met, blocked)
            continue
        sizes = np.array([len(norm.items) for norm in norms], dtype=np.int64)[types.numbers]
        totals = _totals(own, len(types.numbers))
        blocked = (totals.seen < sizes) | (totals.unchecked > 0)
        if component.formula is Formula.CONDITIONS:
            found[component.code] = _conditions(component, totals.millionths, blocked)
            continue
        kept = sizes if missing_counts else totals.seen - totals.not_applicable
        share = _share(totals.millionths, kept, blocked)
        found[component.code] = share if component.formula is Formula.NORM_SHARE else _scale(edition, component, share)
    return found


def _norm(edition: Edition, component: Component, kind: str) -> Norm:
    norm = _planned(edition, component, kind).norm
    if norm is None:
        raise LookupError(f"the edition has no checklist «{component.source}»")
    return norm


def _planned(edition: Edition, component: Component, kind: str) -> ComponentPlan:
    return next(
        part
        for criterion in plan_for(edition, kind).criteria
        for indicator in criterion.indicators
        for part in indicator.components
        if part.component.code == component.code
    )


def _only(sums: Sums, kept: Mask) -> Sums:
    return Sums(*(column[kept] for column in sums))


def _totals(own: Sums, size: int) -> _Totals:
    def spread(column: Whole) -> Whole:
        whole = np.zeros(size, dtype=np.int64)
        whole[own.row] = column
        return whole

    return _Totals(*(spread(column) for column in (own.seen, own.not_applicable, own.unchecked, own.millionths)))


def _share(millionths: Whole, kept: Whole, blocked: Mask) -> Points:
    """Σ of values ÷ norm × 100; nothing left in the norm is not a number."""
    empty = (kept == 0) & ~blocked
    return Points(_FULL * millionths, ONE * np.where(kept == 0, 1, kept), blocked, empty)


def _conditions(component: Component, met: Whole, blocked: Mask) -> Points:
    each = component.points_each or Fraction(0)
    top = np.minimum(_FULL * ONE * each.denominator, each.numerator * met)
    if component.full_from is not None:
        top = np.where(met >= component.full_from * ONE, _FULL * ONE * each.denominator, top)
    return Points(top, np.full_like(top, ONE * each.denominator), blocked, np.zeros(len(top), dtype=bool))


def _scale(edition: Edition, component: Component, share: Points) -> Points:
    """A value that is no step of the scale blocks the component."""
    checklist = edition.checklist(component.source)
    bands = component.bands or (checklist.items[0].bands if checklist and checklist.items else ())
    steps = np.array([int(band.points * ONE) for band in bands], dtype=np.int64)
    off = ~np.isin(share.top, steps) & ~share.no_norm
    return share._replace(blocked=share.blocked | off)


def _ways_met(own: Sums, ways: Whole) -> tuple[Whole, Mask]:
    """Σ over ways of the lesser of «published» and «works», and where that is not known.

    Either half that is zero or not applicable settles the way; else a half without a value blocks.
    """
    published, works = own.published_state == OBSERVED, own.works_state == OBSERVED
    idle = (own.published_state == NOT_APPLICABLE) | (published & (own.published == 0))
    idle |= (own.works_state == NOT_APPLICABLE) | (works & (own.works == 0))
    known = idle | (published & works)
    met, known_ways = np.zeros_like(ways), np.zeros_like(ways)
    points = np.where(known & ~idle, np.minimum(own.published, own.works), 0)
    for way in np.unique(own.way).tolist():
        here = own.way == way
        met[own.row[here]] += points[here]
        known_ways[own.row[here]] += known[here]
    return met, known_ways < ways
