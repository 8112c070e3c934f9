"""Imagined organizations: any observation and any policies that an edition allows, from a seed."""

from fractions import Fraction
from random import Random

from hypothesis import strategies as st

from merilo.observations import Count, ItemState, ItemValue, Observation, Organization
from merilo.scoring.policies import Policies

OBSERVED = [
    ItemValue(ItemState.OBSERVED, value) for value in (Fraction(1), Fraction(0), Fraction(1, 2), Fraction(2, 3))
]
NOT_APPLICABLE = ItemValue(ItemState.NOT_APPLICABLE, reason="решение совета")
UNCHECKED = ItemValue(ItemState.UNCHECKED)
SEEDS = st.integers(min_value=0, max_value=2**32 - 1)


def observation(edition, seed, *, complete=False):
    """One organization. With `complete` everything was checked and every question has answers."""
    random = Random(seed)  # noqa: S311 — figures for a test, not secrets
    kind = random.choice(edition.organization_types).code if edition.organization_types else ""
    respondents = random.choice([1, 7, 40, 300]) if complete or random.random() > 0.05 else 0
    counts = {
        question.code: _count(random, question, respondents, complete=complete) for question in edition.closed_questions
    }
    items = {}
    for checklist in edition.checklists:
        trouble = None if complete else random.choice([None, None, None, "not applicable", "unchecked", "missing"])
        for item in checklist.items:
            items[item.code] = _item(random, item, trouble)
        if trouble == "not applicable" and random.random() < 0.5:
            items |= {item.code: NOT_APPLICABLE for item in checklist.items}
    organization = Organization(str(seed), f"Организация {seed}", type=kind)
    return Observation(organization, respondents, counts, {code: value for code, value in items.items() if value})


def policies(edition, seed):
    """One way of deciding everything."""
    random = Random(seed)  # noqa: S311 — figures for a test, not secrets
    return Policies.of(
        edition, {code: random.choice(rule.options).code for code, rule in sorted(edition.policies.items())}
    )


def _count(random, question, respondents, *, complete):
    least = 1 if complete else 0
    answered = random.choice([random.randint(least, respondents), respondents]) if respondents else 0
    if not complete and random.random() < 0.15:
        answered = 0
    if question.options:
        chosen = [random.choice(question.options).code for _ in range(answered)]
        return Count(options={option.code: chosen.count(option.code) for option in question.options})
    yes = random.randint(0, answered)
    return Count(yes=yes, no=answered - yes)


def _item(random, item, trouble):
    if random.random() < 0.1:
        if trouble == "not applicable":
            return NOT_APPLICABLE
        if trouble == "unchecked":
            return UNCHECKED
        if trouble == "missing":
            return None
    if item.bands:
        return ItemValue(ItemState.OBSERVED, random.choice(item.bands).points / 100)
    return random.choice(OBSERVED)
