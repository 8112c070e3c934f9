"""A second, naive implementation of the law, written from the methodology alone: plain fractions, no shortcuts.

It imports nothing of `merilo.scoring`. A number is a Fraction; the want of a number is one of the words below.
"""

from fractions import Fraction
from math import floor

from merilo.methodology.model import Combine, Formula
from merilo.observations import Count, ItemState

ABSENT, UNDECIDED, BLOCKED, NOT_ASSESSED = "absent", "undecided", "blocked", "not_assessed"
DIGITS = {"exact": None, "stepwise2": 2, "stepwise1": 1, "stepwise0": 0}
EMPTY = {
    "undecided": UNDECIDED,
    "renormalize": ABSENT,
    "other_half": ABSENT,
    "not_assessed": NOT_ASSESSED,
    "zero": Fraction(0),
    "full": Fraction(100),
}


def numbers(edition, observation, choices):
    """Every number of one organization by its code, «S» for the total."""
    found = {}
    digits = DIGITS[choices.get("rounding", "exact")]
    criteria = []
    for criterion in edition.criteria:
        indicators = []
        for indicator in criterion.indicators:
            halves = []
            for component in indicator.components:
                found[component.code] = component_value(edition, component, observation, choices=choices)
                halves.append((component.weight, found[component.code]))
            value = whole(Combine.MEAN, halves)
            if value == ABSENT and any(
                choices.get(component.when_empty) == "other_half" for component in indicator.components
            ):
                value = UNDECIDED
            found[indicator.code] = rounded(value, digits)
            indicators.append((indicator.weight, found[indicator.code]))
        found[criterion.code] = rounded(whole(criterion.combine, indicators), digits)
        criteria.append((criterion.weight, found[criterion.code]))
    found["S"] = rounded(whole(edition.combine, criteria), digits)
    return found


def half_up(value, digits):
    return Fraction(floor(value * 10**digits + Fraction(1, 2)), 10**digits)


def rounded(value, digits):
    return value if isinstance(value, str) or digits is None else half_up(value, digits)


def whole(combine, parts):
    parts = [(weight, value) for weight, value in parts if weight != 0]
    for worst in (NOT_ASSESSED, BLOCKED, UNDECIDED):
        if any(value == worst for _, value in parts):
            return worst
    present = [(weight, value) for weight, value in parts if value != ABSENT]
    if not present:
        return ABSENT
    total = sum((weight * value for weight, value in present), Fraction(0))
    return total if combine is Combine.SUM else total / sum(weight for weight, _ in present)


def component_value(edition, component, observation, *, choices):
    if component.formula in (Formula.NORM_SHARE, Formula.CONDITIONS, Formula.SCALE):
        return inspected(edition, component, observation, choices=choices)
    if observation.respondents == 0:
        return EMPTY[choices.get("no_respondents", "not_assessed")]
    count = observation.counts.get(component.source, Count())
    if component.formula is Formula.BANDED_MEAN:
        return banded_mean(edition, component, count, choices=choices)
    answered = count.yes + count.no
    if answered == 0:
        return EMPTY[choices[component.when_empty]]
    share = Fraction(count.yes, answered) * 100
    if component.formula is Formula.SATISFACTION:
        return share
    percent = half_up(share, 0)
    return percent if component.formula is Formula.WHOLE_SHARE else step(component, percent)


def banded_mean(edition, component, count, *, choices):
    options = edition.question(component.source).options
    answers = [option.number for option in options for _ in range(count.options.get(option.code, 0))]
    if not answers:
        return EMPTY[choices[component.when_empty]]
    return step(component, half_up(sum(answers, Fraction(0)) / len(answers), 0))


def step(component, value):
    points = Fraction(0)
    for band in component.bands:
        high_enough = band.at_least is None or value >= band.at_least
        low_enough = band.at_most is None or value <= band.at_most
        if high_enough and low_enough:
            points = band.points
    return points


def inspected(edition, component, observation, *, choices):
    kind = observation.organization.type
    checklist = next(checklist for checklist in edition.checklists if checklist.part.value == component.source)
    items = [item for item in checklist.items if item.applies_to is None or kind in item.applies_to]
    seen = {item.code: observation.items.get(item.code) for item in items}
    if component.source == "remote":
        return remote(component, seen)
    if any(value is None or value.state is ItemState.UNCHECKED for value in seen.values()):
        return BLOCKED
    values = [value.value for value in seen.values() if value.state is ItemState.OBSERVED]
    missing = choices.get("not_applicable", "exclude") == "missing"
    if component.formula is Formula.CONDITIONS:
        return conditions(component, sum(values, Fraction(0)))
    if component.formula is Formula.NORM_SHARE:
        norm = len(items) if missing else len(values)
        return sum(values, Fraction(0)) / norm * 100 if norm else EMPTY[choices[component.when_empty]]
    if not values:
        return Fraction(0) if missing else BLOCKED
    bands = component.bands or items[0].bands
    return values[0] * 100 if values[0] * 100 in [band.points for band in bands] else BLOCKED


def remote(component, seen):
    met = Fraction(0)
    for code, published in seen.items():
        if not code.endswith(".published"):
            continue
        halves = [way_half(half) for half in (published, seen[code.replace(".published", ".works")])]
        if 0 in halves:
            continue
        if None in halves:
            return BLOCKED
        met += min(halves)
    return conditions(component, met)


def way_half(value):
    """What one half of a way is worth; None while nobody knows."""
    if value is None or value.state is ItemState.UNCHECKED:
        return None
    return value.value if value.state is ItemState.OBSERVED else Fraction(0)


def conditions(component, met):
    if met >= component.full_from:
        return Fraction(100)
    return min(Fraction(100), component.points_each * met)
