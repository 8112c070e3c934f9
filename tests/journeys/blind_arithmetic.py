"""The arithmetic of the unified procedure by hand: weights, formulas and edge cases as the fact sheet has them.

Imports nothing of the product and reads none of its data: what it agrees with, it agrees with independently.
A number is a pair (state, Fraction or None), the states being those of results.json.
"""

from fractions import Fraction
from itertools import product
from math import floor

WEIGHTS = {
    "1": {"1.1": "0.3", "1.2": "0.3", "1.3": "0.4"},
    "2": {"2.1": "0.3", "2.2": "0.4", "2.3": "0.3"},
    "3": {"3.1": "0.3", "3.2": "0.4", "3.3": "0.3"},
    "4": {"4.1": "0.4", "4.2": "0.4", "4.3": "0.2"},
    "5": {"5.1": "0.3", "5.2": "0.2", "5.3": "0.5"},
}
WITHOUT_WAITING = {**WEIGHTS, "2": {"2.1": "0.5", "2.3": "0.5"}}
NO_WAITING = ("education", "culture")
SHARES = {
    "1.3.1": ("stand_satisfied", "no_information_users"),
    "1.3.2": ("site_satisfied", "no_information_users"),
    "2.2.2": ("timely", "no_answers"),
    "2.3.1": ("comfort", "no_answers"),
    "3.3.1": ("accessibility", "no_disabled"),
    "4.1.1": ("first_contact", "no_answers"),
    "4.2.1": ("service_staff", "no_answers"),
    "4.3.1": ("remote_contact", "no_remote_users"),
    "5.1.1": ("recommend", "no_answers"),
    "5.2.1": ("schedule", "no_answers"),
    "5.3.1": ("overall", "no_answers"),
}
HALVES = {"1.1": "no_norm", "1.3": "no_information_users"}
FILTERS = {
    "stand_satisfied": "stand_used",
    "site_satisfied": "site_used",
    "accessibility": "disability",
    "remote_contact": "remote_used",
}
OPTIONS = {
    "no_disabled": ("renormalize", "zero", "full"),
    "no_information_users": ("other_half", "renormalize", "zero"),
    "no_remote_users": ("renormalize", "zero"),
    "no_answers": ("renormalize", "zero"),
    "no_norm": ("other_half", "renormalize", "zero"),
}
DEFAULTS = {
    **dict.fromkeys(OPTIONS, "undecided"),
    "rounding": "exact",
    "not_applicable": "exclude",
    "contradictions": "discard",
    "ties": "shown",
    "publish_from": 10,
    "rank_from": 30,
}
DIGITS = {"exact": None, "stepwise2": 2, "stepwise1": 1, "stepwise0": 0}
NOT_APPLICABLE, UNCHECKED = "не применимо", "не проверено"
STATUS = {
    "valued": "scored",
    "undecided": "awaiting_decision",
    "blocked": "blocked",
    "not_assessed": "not_assessed",
}


def half_up(value, digits):
    return Fraction(floor(value * 10**digits + Fraction(1, 2)), 10**digits)


def shown(value, rounding):
    digits = 2 if DIGITS[rounding] is None else DIGITS[rounding]
    whole = int(half_up(value, digits) * 10**digits)
    return f"{whole // 10**digits}.{whole % 10**digits:0{digits}d}" if digits else str(whole)


def counted(sheets, questions, rule):
    """Yes, no by question and the number of questionnaires: an answer past its filter is nobody's answer."""
    counts, respondents = {question: [0, 0] for question in questions}, 0
    for sheet in sheets:
        astray = {one for one, gate in FILTERS.items() if sheet[one] is not None and sheet[gate] is not True}
        if astray and rule == "reject_response":
            continue
        respondents += any(sheet[question] is not None for question in questions)
        for question in set(questions) - astray:
            if sheet[question] is not None:
                counts[question][0 if sheet[question] else 1] += 1
    return counts, respondents


def _norm(items, codes, choices):
    values = [items.get(code, UNCHECKED) for code in codes]
    if UNCHECKED in values:
        return "blocked", None
    normed = [value for value in values if value != NOT_APPLICABLE or choices["not_applicable"] == "missing"]
    points = sum(value for value in normed if value != NOT_APPLICABLE)
    return ("valued", Fraction(points * 100, len(normed))) if normed else ("empty", None)


def _conditions(values, each, enough):
    if UNCHECKED in values:
        return "blocked", None
    held = sum(value for value in values if value != NOT_APPLICABLE)
    return "valued", Fraction(100) if held >= enough else min(Fraction(100), Fraction(each * held))


def _ways(items, codes):
    ways, held = {code.rsplit(".", 1)[0] for code in codes}, []
    for way in ways:
        pair = [items.get(f"{way}.{half}", UNCHECKED) for half in ("published", "works")]
        pair = [Fraction(0) if value == NOT_APPLICABLE else value for value in pair]
        held.append(0 if 0 in pair else UNCHECKED if UNCHECKED in pair else min(pair))
    return held


def _empty(option):
    known = {"zero": Fraction(0), "full": Fraction(100)}
    if option in known:
        return "valued", known[option]
    return ("undecided", None) if option == "undecided" else ("absent", None)


def _components(case, choices):
    """Every component, and the policies that an empty denominator called for."""
    items, norm, (counts, respondents) = case["items"], case["norm"], case["counted"]
    found = {
        "1.1.1": _norm(items, norm["stand"], choices),
        "1.1.2": _norm(items, norm["site"], choices),
        "1.2.1": _conditions(_ways(items, norm["remote"]), 30, 4),
    }
    for code, part in (("2.1.1", "comfort"), ("3.1.1", "premises"), ("3.2.1", "access")):
        found[code] = _conditions([items.get(one, UNCHECKED) for one in norm[part]], 20, 5)
    if case["sector"] not in NO_WAITING:
        step = items.get("waiting_time", UNCHECKED)
        found["2.2.1"] = ("blocked", None) if step == UNCHECKED else ("valued", step * 100)
    asked = {code: "no_norm" for code in ("1.1.1", "1.1.2") if found[code][0] == "empty"}
    for code, (question, policy) in SHARES.items():
        if question not in counts:
            continue
        yes, no = counts[question]
        if not respondents:
            found[code] = ("not_assessed", None)
        elif yes + no:
            found[code] = ("valued", Fraction(yes * 100, yes + no))
        else:
            asked[code] = policy
    found.update({code: _empty(choices[policy]) for code, policy in asked.items()})
    return found, set(asked.values())


def _mean(parts):
    states = [state for _, (state, _) in parts]
    for state in ("not_assessed", "blocked", "undecided"):
        if state in states:
            return state, None
    live = [(Fraction(weight), value) for weight, (state, value) in parts if state == "valued"]
    if not live:
        return "absent", None
    return "valued", sum(weight * value for weight, value in live) / sum(weight for weight, _ in live)


def _stepped(number, rounding):
    state, value = number
    return number if value is None or DIGITS[rounding] is None else (state, half_up(value, DIGITS[rounding]))


def numbers(case, choices):
    """Every number of an organization by its code, «S» for the total; and the policies called for."""
    rounding, weights = choices["rounding"], WITHOUT_WAITING if case["sector"] in NO_WAITING else WEIGHTS
    found, asked = _components(case, choices)
    whole = dict(found)
    for criterion, indicators in weights.items():
        for indicator in indicators:
            parts = [number for code, number in found.items() if code.startswith(f"{indicator}.")]
            number = _mean([("1", part) for part in parts])
            if number[0] == "absent" and choices.get(HALVES.get(indicator)) == "other_half":
                number = ("undecided", None)
            whole[indicator] = _stepped(number, rounding)
        whole[criterion] = _stepped(_mean([(weight, whole[one]) for one, weight in indicators.items()]), rounding)
    whole["S"] = _stepped(_mean([("1", whole[criterion]) for criterion in weights]), rounding)
    return whole, asked


def variants(case, choices):
    """The totals under every decision that is still to be taken, as results.json prints them."""
    whole, asked = numbers(case, choices)
    if whole["S"][0] != "undecided":
        return []
    left = {policy for indicator, policy in HALVES.items() if whole[indicator][0] == "undecided"}
    open_policies = [one for one in OPTIONS if one in asked and (choices[one] == "undecided" or one in left)]
    found = []
    for options in product(*(OPTIONS[policy] for policy in open_policies)):
        decided = dict(zip(open_policies, options, strict=True))
        value = numbers(case, {**choices, **decided})[0]["S"][1]
        found.append((decided, None if value is None else shown(value, choices["rounding"])))
    return found


def places(totals, choices):
    """The place of each organization among all and in its group: totals by id with the group, the unranked left out."""
    digits = DIGITS[choices["rounding"]]
    exact = choices["ties"] == "exact"
    keys = {
        one: value if exact else half_up(value, 2 if digits is None else digits) for one, (value, _) in totals.items()
    }
    return {
        one: (
            1 + sum(keys[other] > keys[one] for other in totals),
            1 + sum(keys[other] > keys[one] for other in totals if totals[other][1] == totals[one][1]),
            {other for other in totals if keys[other] == keys[one] and other != one},
        )
        for one in totals
    }
