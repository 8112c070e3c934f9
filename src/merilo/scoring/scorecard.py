"""A scorecard: every number of one organization with the trace that explains it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from merilo.law.clause import Clause
from merilo.observations import Organization
from merilo.scoring.policies import Policies


class Level(StrEnum):
    """Which storey of the calculation a number stands on."""

    TOTAL = "total"
    CRITERION = "criterion"
    INDICATOR = "indicator"
    COMPONENT = "component"


class State(StrEnum):
    """Why a node has or has not a number."""

    VALUED = "valued"
    ABSENT = "absent"
    """Left out by a policy (renormalize); its siblings share its weight."""
    UNDECIDED = "undecided"
    """Waits for the council's decision on the policy named in the node."""
    BLOCKED = "blocked"
    """Something could not be checked or was not recorded; not a zero."""
    NOT_ASSESSED = "not_assessed"
    """Nobody answered a questionnaire."""


class Status(StrEnum):
    """The organization's result as a whole."""

    SCORED = "scored"
    AWAITING_DECISION = "awaiting_decision"
    BLOCKED = "blocked"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class Input:
    """One observed figure that went into a component: a count, an item's value, the size of a norm.

    `code` is the question's or item's code, `name` its text. `value` is exact, None for «не применимо» and
    «не проверено».
    """

    code: str
    name: str
    value: Fraction | None
    note: str = ""
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One number of the calculation with all that it was made from.

    `exact` is the value that enters the next storey (under a stepwise policy it is already rounded); `shown` is the
    text to print, None when there is no number. `raw` is the value before any rounding of this very step.
    `weight` is the legal weight in the parent; `share` the weight in effect after renormalization (None when left out).
    """

    level: Level
    code: str
    name: str
    state: State
    weight: Fraction
    clause: Clause | None
    symbol: str = ""
    formula: str = ""
    raw: Fraction | None = None
    exact: Fraction | None = None
    shown: str | None = None
    share: Fraction | None = None
    policy: str | None = None
    note: str = ""
    inputs: tuple[Input, ...] = ()
    children: tuple["Node", ...] = ()

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, from the top."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Variant:
    """The total under one way of deciding everything that is still open."""

    choices: Mapping[str, str]
    exact: Fraction | None
    shown: str | None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The result of one organization: total, criteria, indicators and components as a trace, with what it was made by.

    `variants` is empty unless the status is `awaiting_decision`. `reasons` says in Russian why there is no number
    or what a reader must know (few answers, an item that could not be checked), in a fixed order.
    """

    organization: Organization
    edition_id: str
    edition_digest: str
    sector: str
    policies: Policies
    respondents: int
    status: Status
    trace: Node
    variants: tuple[Variant, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def criteria(self) -> dict[str, Node]:
        return {node.code: node for node in self.trace.children}

    @property
    def indicators(self) -> dict[str, Node]:
        return {node.code: node for criterion in self.trace.children for node in criterion.children}

    def node(self, code: str) -> Node | None:
        """The node with this code: «S» or «total» for the total, «2», «2.1», «1.3.1»."""
        wanted = "S" if code == "total" else code
        return next((node for node in self.trace.walk() if node.code == wanted), None)
