"""A plan: an edition prepared for scoring one type of organization, so that nothing is looked up twice.

It says the same as the edition and holds nothing of any organization.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from merilo.methodology.model import (
    Band,
    ChecklistItem,
    Combine,
    Component,
    Criterion,
    Edition,
    Formula,
    Indicator,
    Question,
)
from merilo.scoring.scorecard import Input

PUBLISHED, WORKS = ".published", ".works"
_INSPECTED = (Formula.NORM_SHARE, Formula.CONDITIONS, Formula.SCALE)
PART_TITLES = MappingProxyType(
    {
        "stand": "информационные стенды",
        "site": "официальный сайт",
        "remote": "дистанционные способы",
        "comfort": "комфортные условия",
        "waiting": "время ожидания",
        "premises": "территория и помещения",
        "access": "условия доступности",
    }
)


class Norm(NamedTuple):
    """The items of one part that this type of organization must have.

    `ways` pairs a remote way's items: published and works; empty for every other part. `ready` are, for each
    item, the inputs of the two usual values, 0 and 1, made beforehand.
    """

    part: str
    title: str
    items: tuple[ChecklistItem, ...]
    ways: tuple[tuple[str, str], ...]
    ready: tuple[tuple[Input, Input], ...]


class ComponentPlan(NamedTuple):
    """A component with what it is computed from: a question or a norm, and the steps of its scale if it has one."""

    component: Component
    question: Question | None
    norm: Norm | None
    bands: tuple[Band, ...]


class Storey(NamedTuple):
    """How the parts of a criterion, an indicator or the total make it."""

    combine: Combine
    weights: tuple[Fraction, ...]


class IndicatorPlan(NamedTuple):
    """An indicator with its components prepared."""

    source: Indicator
    storey: Storey
    components: tuple[ComponentPlan, ...]


class CriterionPlan(NamedTuple):
    """A criterion with its indicators prepared."""

    source: Criterion
    storey: Storey
    indicators: tuple[IndicatorPlan, ...]


class Plan(NamedTuple):
    """The whole calculation for one type of organization."""

    total: Storey
    criteria: tuple[CriterionPlan, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """An edition as a key of the cache: equal only to itself. Editions hold mappings and cannot be hashed by value."""

    edition: Edition

    def __hash__(self) -> int:
        return id(self.edition)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.edition is self.edition


def plan_for(edition: Edition, organization_type: str) -> Plan:
    """The plan of this type of organization; the same object for the same edition and type."""
    return _plan(_Same(edition), organization_type)


@lru_cache(maxsize=256)
def _plan(key: _Same, organization_type: str) -> Plan:
    edition = key.edition
    weights = tuple(criterion.weight for criterion in edition.criteria)
    return Plan(
        total=Storey(edition.combine, weights),
        criteria=tuple(_criterion(edition, criterion, organization_type) for criterion in edition.criteria),
    )


def _criterion(edition: Edition, criterion: Criterion, organization_type: str) -> CriterionPlan:
    weights = tuple(indicator.weight for indicator in criterion.indicators)
    return CriterionPlan(
        source=criterion,
        storey=Storey(criterion.combine, weights),
        indicators=tuple(_indicator(edition, indicator, organization_type) for indicator in criterion.indicators),
    )


def _indicator(edition: Edition, indicator: Indicator, organization_type: str) -> IndicatorPlan:
    weights = tuple(component.weight for component in indicator.components)
    return IndicatorPlan(
        source=indicator,
        storey=Storey(Combine.MEAN, weights),
        components=tuple(_component(edition, component, organization_type) for component in indicator.components),
    )


def _component(edition: Edition, component: Component, organization_type: str) -> ComponentPlan:
    norm = _norm(edition, component.source, organization_type) if component.formula in _INSPECTED else None
    question = None if component.formula in _INSPECTED else edition.question(component.source)
    bands = component.bands or (next((item.bands for item in norm.items), ()) if norm else ())
    return ComponentPlan(component, question, norm, bands)


def _norm(edition: Edition, part: str, organization_type: str) -> Norm | None:
    checklist = edition.checklist(part)
    if checklist is None:
        return None
    items = checklist.norm(organization_type)
    stems = (item.code.removesuffix(PUBLISHED) for item in items if item.code.endswith(PUBLISHED))
    ready = tuple((_input(item, 0), _input(item, 1)) for item in items)
    ways = tuple((f"{stem}{PUBLISHED}", f"{stem}{WORKS}") for stem in stems)
    return Norm(part, PART_TITLES.get(part, part), items, ways, ready)


def _input(item: ChecklistItem, value: int) -> Input:
    return Input(item.code, item.title, Fraction(value), clause=item.clause)
