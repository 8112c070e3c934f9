"""The one entry point of scoring: an edition, an observation and policies in, a scorecard out."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from types import MappingProxyType

from merilo.methodology.model import Criterion, Edition, Indicator
from merilo.observations import Observation
from merilo.scoring import rounding
from merilo.scoring.figures import Figure
from merilo.scoring.plan import plan_for
from merilo.scoring.policies import UNDECIDED, Policies
from merilo.scoring.reasons import few, reasons
from merilo.scoring.scorecard import Node, Scorecard, State, Status, Variant
from merilo.scoring.storeys import WHOLE, Result, Rules, assembled, calculate, redecided, written

_STATUS = {
    State.VALUED: Status.SCORED,
    State.ABSENT: Status.NOT_ASSESSED,
    State.UNDECIDED: Status.AWAITING_DECISION,
    State.BLOCKED: Status.BLOCKED,
    State.NOT_ASSESSED: Status.NOT_ASSESSED,
}
_NOBODY_ASKED = "не оценено: нет ни одной анкеты"


def score(edition: Edition, observation: Observation, policies: Policies) -> Scorecard:
    """The result of one organization: exact numbers in points with the trace that explains each.

    Never raises for what was seen or answered: what cannot be computed is a state of its node, and a reason.
    """
    plan = plan_for(edition, observation.organization.type)
    rules = Rules(policies.choices, rounding.of(policies))
    result = calculate(plan, observation, rules)
    trace = written(result, WHOLE, rules.rounding)
    status = _STATUS[trace.state]
    silence = (_NOBODY_ASKED,) if status is Status.NOT_ASSESSED and not observation.respondents else ()
    return Scorecard(
        organization=observation.organization,
        edition_id=edition.id,
        edition_digest=edition.digest,
        sector=edition.sector,
        policies=policies,
        respondents=observation.respondents,
        status=status,
        trace=trace,
        variants=_variants(edition, result, rules) if status is Status.AWAITING_DECISION else (),
        reasons=(
            *silence,
            *reasons(edition, trace, policies=policies, organization=observation.organization.name),
            *few(plan, observation, policies),
        ),
    )


def total_of(edition: Edition, criteria: Mapping[str, Fraction], policies: Policies) -> Node:
    """The total made of given scores of criteria (exact, by code), by the very formula that `score` uses."""
    plan = plan_for(edition, "")
    parts = tuple(_given(part.source, criteria[part.source.code]) for part in plan.criteria)
    rules = Rules(policies.choices, rounding.of(policies))
    return written(assembled(None, plan.total, parts=parts, rules=rules), WHOLE, rules.rounding)


def criterion_of(edition: Edition, code: str, *, indicators: Mapping[str, Fraction], policies: Policies) -> Node:
    """One criterion made of given scores of its indicators, by the very formula that `score` uses."""
    plan = next(part for part in plan_for(edition, "").criteria if part.source.code == code)
    rules = Rules(policies.choices, rounding.of(policies))
    parts = tuple(_given(part.source, indicators[part.source.code]) for part in plan.indicators)
    result = assembled(plan.source, plan.storey, parts=parts, rules=rules)
    return written(result, plan.source.weight, rules.rounding)


def _variants(edition: Edition, result: Result, rules: Rules) -> tuple[Variant, ...]:
    """The total under every way of deciding what is open here, in the edition's order of policies and options."""
    opened = frozenset(_open_policies(result))
    codes = [code for code in edition.policies if code in opened]
    options = [[option.code for option in edition.policies[code].options if option.code != UNDECIDED] for code in codes]
    return tuple(_variant(dict(zip(codes, way, strict=True)), result, rules) for way in product(*options))


def _variant(way: dict[str, str], result: Result, rules: Rules) -> Variant:
    chosen = Rules({**rules.choices, **way}, rules.rounding)
    exact = redecided(result, chosen, frozenset(way)).figure.value
    shown = None if exact is None else rounding.shown(exact, rules.rounding.shown)
    return Variant(MappingProxyType(way), exact, shown)


def _open_policies(result: Result) -> set[str]:
    """Policies waited for by any counted number below."""
    here = {result.figure.policy} if result.figure.state is State.UNDECIDED and result.figure.policy else set()
    weights = result.storey.weights if result.storey else ()
    below = (_open_policies(part) for part, weight in zip(result.parts, weights, strict=True) if weight)
    return here.union(*below)


def _given(source: Criterion | Indicator, value: Fraction) -> Result:
    return Result(source, Figure(State.VALUED, value), value)
