"""Mending: what an observation looks like when a deficiency has been put right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from merilo.methodology.model import Formula, Option
from merilo.observations import Count, ItemState, ItemValue, Observation
from merilo.plans.deficiencies import Deficiency, DeficiencyKind
from merilo.scoring.plan import ComponentPlan, Norm, Plan

ONE = Fraction(1)
ZERO = Fraction(0)
FULL = Fraction(100)
_DONE = ItemValue(ItemState.OBSERVED, ONE)


class Located(NamedTuple):
    """A component and its place in the calculation: indices of criterion, indicator and component."""

    path: tuple[int, ...]
    plan: ComponentPlan


@dataclass(frozen=True, slots=True)
class Remedy:
    """What is seen and answered otherwise when a deficiency is put right, and which components it changes."""

    components: tuple[Located, ...]
    items: Mapping[str, ItemValue]
    counts: Mapping[str, Count]


def remedies(
    plan: Plan, observation: Observation, deficiencies: Iterable[Deficiency], *, share: Fraction
) -> dict[str, Remedy]:
    """What putting each deficiency right would change, by its key; nothing for what this plan does not know.

    `share`: to what share the satisfied rise; a share that is not lower stays as it is.
    """
    by_item, by_question = _sources(plan)
    found = {}
    for one in deficiencies:
        if one.kind is DeficiencyKind.PROPOSAL:
            continue
        if one.kind is DeficiencyKind.SATISFACTION:
            remedy = _answered(by_question.get(one.key, ()), observation, share)
        else:
            remedy = _seen(by_item.get(one.key), observation, one.key)
        if remedy is not None:
            found[one.key] = remedy
    return found


def mended(observation: Observation, remedy: Remedy) -> Observation:
    """The observation after the remedy."""
    return replace(
        observation,
        items={**observation.items, **remedy.items} if remedy.items else observation.items,
        counts={**observation.counts, **remedy.counts} if remedy.counts else observation.counts,
    )


def _sources(plan: Plan) -> tuple[dict[str, Located], dict[str, list[Located]]]:
    """Which component an item feeds, and which components a question feeds."""
    by_item: dict[str, Located] = {}
    by_question: dict[str, list[Located]] = {}
    for component in _components(plan):
        if component.plan.norm is not None:
            by_item |= dict.fromkeys((item.code for item in component.plan.norm.items), component)
        elif component.plan.question is not None:
            by_question.setdefault(component.plan.question.code, []).append(component)
    return by_item, by_question


def _components(plan: Plan) -> Iterator[Located]:
    for first, criterion in enumerate(plan.criteria):
        for second, indicator in enumerate(criterion.indicators):
            for third, component in enumerate(indicator.components):
                yield Located((first, second, third), component)


def _seen(located: Located | None, observation: Observation, key: str) -> Remedy | None:
    before = observation.items.get(key)
    norm = located.plan.norm if located else None
    if located is None or norm is None or before is None or before.state is not ItemState.OBSERVED:
        return None
    if located.plan.component.formula is Formula.SCALE:
        best = max((band.points for band in located.plan.bands), default=FULL)
        items = {key: ItemValue(ItemState.OBSERVED, best / FULL)}
    else:
        items = dict.fromkeys(_pair(norm, key), _DONE)
    return Remedy((located,), items, {})


def _pair(norm: Norm, key: str) -> tuple[str, ...]:
    """Both halves of a remote way, or the item alone."""
    return next((pair for pair in norm.ways if key in pair), (key,))


def _answered(components: Sequence[Located], observation: Observation, share: Fraction) -> Remedy | None:
    if not components:
        return None
    question = components[0].plan.question
    code = components[0].plan.component.source
    now = observation.counts.get(code, Count())
    if question is not None and question.options:
        best = _best_option(components[0].plan, question.options)
        count = replace(now, options={best.code: now.answered or 1})
    elif now.answered and now.yes >= share * now.answered:
        return None
    else:
        count = replace(now, yes=share.numerator, no=share.denominator - share.numerator)
    return Remedy(tuple(components), {}, {code: count})


def _best_option(component: ComponentPlan, options: tuple[Option, ...]) -> Option:
    """The option with the most points when everybody chooses it; of equal ones the first."""

    def points(option: Option) -> Fraction:
        reached = [band.points for band in component.bands if band.reached_by(option.number or ZERO)]
        return reached[-1] if reached else ZERO

    return max(options, key=points)
