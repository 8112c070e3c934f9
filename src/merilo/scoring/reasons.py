"""Reasons: in Russian, why an organization has no number or what its reader must know."""

from collections.abc import Iterator

from merilo.methodology.model import Edition, Formula
from merilo.observations import Observation
from merilo.scoring.plan import Plan
from merilo.scoring.policies import Policies
from merilo.scoring.scorecard import Level, Node, State

_SHARES = (Formula.SATISFACTION, Formula.BANDED_SHARE, Formula.BANDED_MEAN, Formula.WHOLE_SHARE)


def reasons(edition: Edition, trace: Node, *, policies: Policies, organization: str) -> tuple[str, ...]:
    """Blocked parts by name, decisions that are waited for, decisions that were taken; in the methodology's order."""
    leaves = [node for node in trace.walk() if node.level is Level.COMPONENT]
    return (*_blocked(leaves, organization), *_decisions(edition, leaves, policies))


def few(plan: Plan, observation: Observation, policies: Policies) -> tuple[str, ...]:
    """Where there are fewer answers than the cycle's thresholds ask for."""
    publish_from = policies.thresholds.get("publish_from", 0)
    rank_from = policies.thresholds.get("rank_from", 0)
    found = [
        f"параметр {code}: ответили {answered}, доля публикуется от {publish_from}"
        for code, answered in _answered(plan, observation)
        if 0 < answered < publish_from
    ]
    if 0 < observation.respondents < rank_from:
        found.append(f"анкет {observation.respondents}, место присваивается от {rank_from}")
    return tuple(found)


def _blocked(leaves: list[Node], organization: str) -> Iterator[str]:
    for node in leaves:
        if node.state is State.BLOCKED:
            yield f"{organization}: параметр {node.code} не посчитан; {node.note}"


def _decisions(edition: Edition, leaves: list[Node], policies: Policies) -> Iterator[str]:
    for node in leaves:
        rule = edition.policies.get(node.policy) if node.policy else None
        if rule is None or node.state is State.NOT_ASSESSED:
            continue
        if node.state is State.UNDECIDED:
            yield f"параметр {node.code}: {node.note}; ждёт решения совета: {rule.title} ({rule.code})"
            continue
        option = rule.option(policies[rule.code])
        taken = option.title if option else policies[rule.code]
        yield f"параметр {node.code}: {node.note}; {rule.title} ({rule.code}): {taken}"


def _answered(plan: Plan, observation: Observation) -> Iterator[tuple[str, int]]:
    for criterion in plan.criteria:
        for indicator in criterion.indicators:
            for part in indicator.components:
                if part.component.formula in _SHARES:
                    count = observation.counts.get(part.component.source)
                    yield part.component.code, count.answered if count else 0
