"""What the law leaves open in a cycle's edition, and how the council decided it."""

from collections.abc import Mapping
from dataclasses import dataclass

from merilo.law.clause import Basis
from merilo.methodology import catalogue
from merilo.methodology.model import Edition, PolicyOption, PolicyRule, Threshold
from merilo.scoring.policies import UNDECIDED, Policies
from merilo_web.cycles.models import Cycle, PolicyChoice
from merilo_web.cycles.states import CycleState

BEFORE_SCORING = frozenset(
    {CycleState.DRAFT, CycleState.LISTED, CycleState.CONTRACTED, CycleState.FIELDWORK, CycleState.ACCEPTED}
)
"""States in which the council may still decide what the law leaves open."""
_BASES = {
    Basis.READ: "по тексту акта",
    Basis.PRACTICE: "сложившаяся практика, текст акта не проверен",
    Basis.DEFAULT: "правило системы, закон молчит",
}


@dataclass(frozen=True, slots=True)
class PolicyQuestion:
    """One question that the law leaves open, with the option in force and the choice that fixed it."""

    rule: PolicyRule
    option: PolicyOption | None
    choice: PolicyChoice | None

    @property
    def is_open(self) -> bool:
        """Nobody has decided, and without a decision some scores may remain undecided."""
        return self.choice is None and self.rule.default == UNDECIDED

    @property
    def basis(self) -> str:
        """How sure we are of what the law says on this."""
        return _BASES[self.rule.clause.basis]


@dataclass(frozen=True, slots=True)
class ThresholdQuestion:
    """A number that the council may change."""

    threshold: Threshold
    value: int
    choice: PolicyChoice | None


def edition_of(cycle: Cycle) -> Edition:
    """The edition that the cycle is scored by."""
    return catalogue.get(cycle.edition_id, cycle.sector)


def policies_of(cycle: Cycle) -> Policies:
    """The choices in force for the cycle: the edition's defaults and what the council decided instead.

    `decision` names every decision that the choices rest on, in the order of their dates.
    """
    edition = edition_of(cycle)
    chosen = list(_choices(cycle))
    named = dict.fromkeys(_named(choice) for choice in chosen)
    return Policies.of(
        edition,
        {choice.policy: _value(edition, choice.policy, choice.option) for choice in chosen},
        decision="; ".join(named),
    )


def chosen_values(edition: Edition, chosen: Mapping[str, str]) -> dict[str, object]:
    """Choices as they are stored, in the form in which the core takes them: thresholds are whole numbers."""
    return {code: _value(edition, code, option) for code, option in chosen.items()}


def questions(cycle: Cycle) -> tuple[PolicyQuestion, ...]:
    """Every policy of the cycle's edition."""
    edition, policies = edition_of(cycle), policies_of(cycle)
    chosen = {choice.policy: choice for choice in _choices(cycle)}
    return tuple(
        PolicyQuestion(rule, rule.option(policies[code]), chosen.get(code)) for code, rule in edition.policies.items()
    )


def thresholds(cycle: Cycle) -> tuple[ThresholdQuestion, ...]:
    """Every threshold of the cycle's edition."""
    edition, policies = edition_of(cycle), policies_of(cycle)
    chosen = {choice.policy: choice for choice in _choices(cycle)}
    return tuple(
        ThresholdQuestion(threshold, policies.thresholds[code], chosen.get(code))
        for code, threshold in edition.thresholds.items()
    )


def open_policies(cycle: Cycle) -> tuple[PolicyRule, ...]:
    """Questions that the council has not decided and that may leave scores undecided."""
    decided = set(cycle.policies.values_list("policy", flat=True))
    return tuple(
        rule for code, rule in edition_of(cycle).policies.items() if rule.default == UNDECIDED and code not in decided
    )


def _choices(cycle: Cycle) -> list[PolicyChoice]:
    return list(cycle.policies.select_related("decision__point__meeting").order_by("decision__decided_on", "id"))


def _named(choice: PolicyChoice) -> str:
    decision = choice.decision
    meeting = decision.point.meeting if hasattr(decision, "point") else None
    number = meeting.number if meeting else decision.number
    return f"протокол № {number} от {decision.decided_on:%d.%m.%Y}"


def _value(edition: Edition, code: str, option: str) -> object:
    return int(option) if code in edition.thresholds and option.isdecimal() else option
