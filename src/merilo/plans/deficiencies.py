"""Deficiencies: where an organization loses points of its total, what exactly is missing, and what to do about it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256

from merilo.methodology.model import Component, Criterion, Edition, Formula
from merilo.observations import ItemState, Observation
from merilo.plans import recommendations
from merilo.plurals import plural
from merilo.scoring.plan import PUBLISHED, WORKS, ComponentPlan, plan_for
from merilo.scoring.scorecard import Node, Scorecard, State

FULL = Fraction(100)
ZERO = Fraction(0)
ANSWERS = ("ответа", "ответов", "ответов")


class DeficiencyKind(StrEnum):
    """What a deficiency was found in: a part of the checklists, the answers of recipients, or a council's proposal."""

    STAND = "stand"
    SITE = "site"
    REMOTE = "remote"
    COMFORT = "comfort"
    PREMISES = "premises"
    ACCESS = "access"
    WAITING = "waiting"
    SATISFACTION = "satisfaction"
    PROPOSAL = "proposal"
    """The council's own words, tied to no item and no question: points are not reckoned."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the council proposes: free words, or its own wording about the deficiency with this `key`."""

    text: str
    indicator: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Deficiency:
    """One thing found wrong, and what to do.

    `key` stays the same from cycle to cycle: the code of a checklist item or of a question. `title` is the item's or
    the component's name. `gain` is how many points the total gains when this alone is put right; None when the share
    may not be shown. `repeated`: it was there in the previous cycle («Повторно»).
    """

    key: str
    kind: DeficiencyKind
    indicator: str
    title: str
    text: str
    recommendation: str
    gain: Fraction | None
    repeated: bool = False

    @property
    def criterion(self) -> str:
        """The code of its criterion: a section of the plan."""
        return self.indicator.partition(".")[0]

    @property
    def wording(self) -> str:
        """The text as it stands alone, without the name of its indicator beside it."""
        named = self.kind in (DeficiencyKind.SATISFACTION, DeficiencyKind.WAITING)
        return f"{self.title}: {self.text}" if named else self.text


@dataclass(frozen=True, slots=True)
class Loss:
    """An indicator below its highest score: how many points of the total are lost there, and by what."""

    indicator: Node
    points: Fraction
    deficiencies: tuple[Deficiency, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A component in its organization: plan, trace, and how much of the total one point of it is worth."""

    indicator: str
    plan: ComponentPlan
    node: Node
    worth: Fraction


@dataclass(frozen=True, slots=True)
class _Look:
    """What is looked at, and how: `bar` is the share of the satisfied below which there is a deficiency."""

    observation: Observation
    publish_from: int
    bar: Fraction | None
    plans: Mapping[str, ComponentPlan] = field(repr=False)


def losses(
    edition: Edition, scorecard: Scorecard, observation: Observation, *, bar: Fraction | None = None
) -> tuple[Loss, ...]:
    """Every indicator that loses points or misses an item, the dearest first, then in the edition's order.

    Under a renormalizing policy points are counted with the weights in effect; a number that is missing loses none.
    `bar` (0…1) is set by the council: a share of the satisfied that is not below it still loses points, but is no
    deficiency of its own; None makes every share below the whole a deficiency.
    """
    publish_from = scorecard.policies.thresholds.get("publish_from", 0)
    look = _Look(observation, publish_from, bar, _component_plans(edition, scorecard))
    found = []
    for criterion in scorecard.trace.children:
        for indicator in criterion.children:
            loss = _loss(indicator, _worth(criterion), look)
            if loss is not None:
                found.append(loss)
    return tuple(sorted(found, key=lambda loss: -loss.points))


def deficiencies(found: Iterable[Loss], proposals: Iterable[Proposal] = ()) -> tuple[Deficiency, ...]:
    """Every deficiency of these losses in the order of indicators, with the council's proposals.

    A proposal with the key of a deficiency becomes its recommendation; any other one is a deficiency of its own.
    """
    own = {one.key: one for loss in found for one in loss.deficiencies}
    for proposal in proposals:
        known = own.get(proposal.key)
        added = _proposed(proposal) if known is None else replace(known, recommendation=proposal.text)
        own[added.key] = added
    return tuple(sorted(own.values(), key=lambda one: _order(one.indicator)))


def with_repeated(found: Iterable[Deficiency], previous: Collection[str]) -> tuple[Deficiency, ...]:
    """The same deficiencies, marked «Повторно» where a previous cycle had the key.

    A remote way is one matter whether it is missing from the site or does not work.
    """
    before = {_matter(key) for key in previous}
    return tuple(replace(one, repeated=_matter(one.key) in before) for one in found)


def highest(component: Component) -> Fraction:
    """The highest score of a component: 100, or the best band of the older scheme."""
    if component.formula in (Formula.BANDED_SHARE, Formula.BANDED_MEAN) and component.bands:
        return max(band.points for band in component.bands)
    return FULL


def highest_of(criterion: Criterion) -> Fraction:
    """The highest score of a criterion: 100 in the mean scheme, the sum of the best bands in the older one."""
    components = ((indicator.weight, one) for indicator in criterion.indicators for one in indicator.components)
    return sum((weight * one.weight * highest(one) for weight, one in components), ZERO)


def _matter(key: str) -> str:
    return key.removesuffix(PUBLISHED).removesuffix(WORKS)


def _order(indicator: str) -> tuple[int, ...]:
    return tuple(int(number) if number.isdecimal() else 0 for number in indicator.split("."))


def _proposed(proposal: Proposal) -> Deficiency:
    words = " ".join(proposal.text.split())
    key = proposal.key or f"proposal.{sha256(words.casefold().encode()).hexdigest()[:12]}"
    return Deficiency(key, DeficiencyKind.PROPOSAL, proposal.indicator, words, words, words, None)


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


def _loss(indicator: Node, above: Fraction, look: _Look) -> Loss | None:
    worth = above * _worth(indicator)
    places = [
        _Place(indicator.code, look.plans[node.code], node, worth * _worth(node))
        for node in indicator.children
        if node.code in look.plans
    ]
    if not worth or not places:
        return None
    points = sum((_lost(place) for place in places), ZERO)
    found = tuple(one for place in places for one in _deficiencies(place, look))
    return Loss(indicator, points, found) if points or found else None


def _lost(place: _Place) -> Fraction:
    if place.node.state is not State.VALUED or place.node.exact is None:
        return ZERO
    return place.worth * (highest(place.plan.component) - place.node.exact)


def _deficiencies(place: _Place, look: _Look) -> Iterator[Deficiency]:
    if place.node.state is not State.VALUED:
        return
    formula = place.plan.component.formula
    if formula is Formula.SCALE:
        yield from _waiting(place)
    elif formula in (Formula.NORM_SHARE, Formula.CONDITIONS):
        yield from _missed(place, look.observation)
    elif _lost(place):
        yield from _unsatisfied(place, look)


def _waiting(place: _Place) -> Iterator[Deficiency]:
    norm = place.plan.norm
    if norm and norm.items and (lost := _lost(place)):
        entry = norm.items[0]
        wrong, remedy = recommendations.of_item("waiting", "", title=place.node.note or entry.title, value=ZERO)
        yield Deficiency(entry.code, DeficiencyKind.WAITING, place.indicator, entry.title, wrong, remedy, lost)


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
        title = entry.title.rsplit(": ", 1)[0] if norm.ways else entry.title
        yield Deficiency(entry.code, DeficiencyKind(norm.part), place.indicator, title, wrong, remedy, gain)


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


def _unsatisfied(place: _Place, look: _Look) -> Iterator[Deficiency]:
    code, name = place.plan.component.source, place.plan.component.name
    count = look.observation.counts.get(code)
    gain: Fraction | None = _lost(place)
    if count is None or not count.answered:
        text = "на вопрос не ответил никто"
    elif look.bar is not None and not count.options and count.yes >= look.bar * count.answered:
        return
    elif count.answered < look.publish_from:
        least = f"{look.publish_from}\u00a0{plural(look.publish_from, ANSWERS)}"
        text, gain = f"есть неудовлетворённые (менее {least})", None
    elif count.options:
        text = f"ответили {count.answered}; балл ниже наибольшего"
    else:
        text = f"«Нет» ответили {count.no} из {count.answered}"
    remedy = recommendations.of_question(code)
    yield Deficiency(code, DeficiencyKind.SATISFACTION, place.indicator, name, text, remedy, gain)
