"""Deficiencies: where an organization loses points of its total, what exactly is missing, and what to do about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from merilo.documents import recommendations
from merilo.documents.typography import counted
from merilo.methodology.model import Component, Criterion, Edition, Formula
from merilo.observations import ItemState, Observation
from merilo.scoring.plan import ComponentPlan, plan_for
from merilo.scoring.scorecard import Node, Scorecard, State

FULL = Fraction(100)
ZERO = Fraction(0)
ANSWERS = ("ответа", "ответов", "ответов")


@dataclass(frozen=True, slots=True)
class Deficiency:
    """One thing found wrong: a checklist item or a question (`code`), and what to do.

    `gain` is how many points the total gains when this alone is put right; None when the share may not be shown.
    """

    code: str
    text: str
    recommendation: str
    gain: Fraction | None


@dataclass(frozen=True, slots=True)
class Loss:
    """An indicator below its highest score: how many points of the total are lost there, and by what."""

    indicator: Node
    points: Fraction
    deficiencies: tuple[Deficiency, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A component in its organization: plan, trace, and how much of the total one point of it is worth."""

    plan: ComponentPlan
    node: Node
    worth: Fraction


def losses(edition: Edition, scorecard: Scorecard, observation: Observation) -> tuple[Loss, ...]:
    """Every indicator that loses points or misses an item, the dearest first, then in the edition's order.

    Under a renormalizing policy points are counted with the weights in effect; a number that is missing loses none.
    """
    plans = _component_plans(edition, scorecard)
    publish_from = scorecard.policies.thresholds.get("publish_from", 0)
    found = []
    for criterion in scorecard.trace.children:
        for indicator in criterion.children:
            loss = _loss(indicator, _worth(criterion), plans, observation=observation, publish_from=publish_from)
            if loss is not None:
                found.append(loss)
    return tuple(sorted(found, key=lambda loss: -loss.points))


def highest(component: Component) -> Fraction:
    """The highest score of a component: 100, or the best band of the older scheme."""
    if component.formula in (Formula.BANDED_SHARE, Formula.BANDED_MEAN) and component.bands:
        return max(band.points for band in component.bands)
    return FULL


def highest_of(criterion: Criterion) -> Fraction:
    """The highest score of a criterion: 100 in the mean scheme, the sum of the best bands in the older one."""
    components = ((indicator.weight, one) for indicator in criterion.indicators for one in indicator.components)
    return sum((weight * one.weight * highest(one) for weight, one in components), ZERO)


def _component_plans(edition: Edition, scorecard: Scorecard) -> dict[str, ComponentPlan]:
    plan = plan_for(edition, scorecard.organization.type)
    return {
        component.component.code: component
        for criterion in plan.criteria
        for indicator in criterion.indicators
        for component in indicator.components
    }


def _worth(node: Node) -> Fraction:
    return node.share if node.share is not None else ZERO


def _loss(
    indicator: Node,
    above: Fraction,
    plans: Mapping[str, ComponentPlan],
    *,
    observation: Observation,
    publish_from: int,
) -> Loss | None:
    worth = above * _worth(indicator)
    places = [_Place(plans[node.code], node, worth * _worth(node)) for node in indicator.children if node.code in plans]
    if not worth or not places:
        return None
    points = sum((_lost(place) for place in places), ZERO)
    found = tuple(one for place in places for one in _deficiencies(place, observation, publish_from))
    return Loss(indicator, points, found) if points or found else None


def _lost(place: _Place) -> Fraction:
    if place.node.state is not State.VALUED or place.node.exact is None:
        return ZERO
    return place.worth * (highest(place.plan.component) - place.node.exact)


def _deficiencies(place: _Place, observation: Observation, publish_from: int) -> Iterator[Deficiency]:
    if place.node.state is not State.VALUED:
        return
    formula = place.plan.component.formula
    if formula is Formula.SCALE:
        yield from _waiting(place)
    elif formula in (Formula.NORM_SHARE, Formula.CONDITIONS):
        yield from _missed(place, observation)
    elif _lost(place):
        yield _unsatisfied(place, observation, publish_from)


def _waiting(place: _Place) -> Iterator[Deficiency]:
    if lost := _lost(place):
        norm = place.plan.norm
        title = place.node.note or (norm.items[0].title if norm and norm.items else place.node.name)
        wrong, remedy = recommendations.of_item("waiting", "", title=title, value=ZERO)
        yield Deficiency(place.plan.component.source, wrong, remedy, lost)


def _missed(place: _Place, observation: Observation) -> Iterator[Deficiency]:
    norm = place.plan.norm
    if norm is None:
        return
    lost, absences = _lost(place), _absences(place, observation)
    whole = sum(absences.values(), ZERO)
    for entry in norm.items:
        absence = absences.get(entry.code)
        if absence is None:
            continue
        wrong, remedy = recommendations.of_item(norm.part, entry.code, title=entry.title, value=1 - absence)
        gain = lost * absence / whole
        if place.plan.component.points_each is not None:
            gain = min(lost, place.worth * place.plan.component.points_each * absence)
        yield Deficiency(entry.code, wrong, remedy, gain)


def _absences(place: _Place, observation: Observation) -> dict[str, Fraction]:
    """How much of each item is missing, from above 0 to 1; a remote way counts once, by what it lacks."""
    norm = place.plan.norm
    if norm is None:
        return {}
    values = {
        item.code: found.value
        for item in norm.items
        if (found := observation.items.get(item.code)) is not None
        and found.state is ItemState.OBSERVED
        and found.value is not None
    }
    if not norm.ways:
        return {code: 1 - value for code, value in values.items() if value < 1}
    missing: dict[str, Fraction] = {}
    for published, works in norm.ways:
        met = min(values.get(published, ZERO), values.get(works, ZERO))
        if met < 1 and published in values:
            missing[published if values[published] <= met else works] = 1 - met
    return missing


def _unsatisfied(place: _Place, observation: Observation, publish_from: int) -> Deficiency:
    code = place.plan.component.source
    count = observation.counts.get(code)
    remedy = recommendations.of_question(code)
    if count is None or not count.answered:
        return Deficiency(code, "на вопрос не ответил никто", remedy, _lost(place))
    if count.answered < publish_from:
        return Deficiency(code, f"есть неудовлетворённые (менее {counted(publish_from, ANSWERS)})", remedy, None)
    if count.options:
        return Deficiency(code, f"ответили {count.answered}; балл ниже наибольшего", remedy, _lost(place))
    return Deficiency(code, f"«Нет» ответили {count.no} из {count.answered}", remedy, _lost(place))
