"""Ranking: places by total, overall and within the group; equal totals share a place (1, 2, 2, 4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from merilo.observations import Organization
from merilo.scoring import rounding
from merilo.scoring.policies import Policies
from merilo.scoring.scorecard import Scorecard, Status


class Unranked(StrEnum):
    """Why an organization takes no place."""

    AWAITING_DECISION = "awaiting_decision"
    BLOCKED = "blocked"
    NOT_ASSESSED = "not_assessed"
    FEW_RESPONDENTS = "few_respondents"


_REASONS = {
    Unranked.AWAITING_DECISION: "итог ждёт решения общественного совета",
    Unranked.BLOCKED: "итог не посчитан: не всё проверено",
    Unranked.NOT_ASSESSED: "не оценено: нет ни одной анкеты",
}
_TIES = {
    "shown": "Организации с одинаковой напечатанной оценкой делят место",
    "exact": "Организации делят место только при полном равенстве точных оценок",
}


class Seat(NamedTuple):
    """A place and all who share it, by id in ascending order; the first place is 1."""

    place: int
    sharing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one organization stands. Without a place both seats are None and `unranked`, `reason` say why."""

    organization_id: str
    group: str
    overall: Seat | None = None
    in_group: Seat | None = None
    unranked: Unranked | None = None
    reason: str = ""

    @property
    def place(self) -> int | None:
        """The place among all, None when there is none."""
        return self.overall.place if self.overall else None

    @property
    def tied(self) -> tuple[str, ...]:
        """Ids of the others on the same place among all."""
        return self._others(self.overall)

    @property
    def place_in_group(self) -> int | None:
        """The place within the group, None when there is none."""
        return self.in_group.place if self.in_group else None

    @property
    def tied_in_group(self) -> tuple[str, ...]:
        """Ids of the others on the same place within the group."""
        return self._others(self.in_group)

    def _others(self, seat: Seat | None) -> tuple[str, ...]:
        return tuple(id_ for id_ in seat.sharing if id_ != self.organization_id) if seat else ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """Places of a whole cycle. `rule` is the sentence to print beside them.

    `standings` has every organization by id: the ranked best first, then the others, by id among equals.
    """

    rule: str
    standings: Mapping[str, Standing]

    def __getitem__(self, organization_id: str) -> Standing:
        return self.standings[organization_id]

    @property
    def ranked(self) -> tuple[Standing, ...]:
        """Those who hold a place, best first."""
        return tuple(standing for standing in self.standings.values() if standing.overall)


def rank(scorecards: Iterable[Scorecard], policies: Policies) -> Ranking:
    """Places of the scored organizations with enough respondents; the order of `scorecards` changes nothing."""
    cards = sorted(scorecards, key=lambda card: card.organization.id)
    totals = {card.organization.id: key for card in cards if (key := _key(card, policies)) is not None}
    groups: dict[str, dict[str, Fraction]] = {}
    for card in cards:
        if (total := totals.get(card.organization.id)) is not None:
            groups.setdefault(group_of(card.organization), {})[card.organization.id] = total
    overall = seats(totals)
    in_group = {id_: seat for members in groups.values() for id_, seat in seats(members).items()}
    standings = [_standing(card, overall, in_group=in_group, policies=policies) for card in cards]
    standings.sort(key=lambda standing: standing.place or len(cards) + 1)
    return Ranking(rule(policies), MappingProxyType({standing.organization_id: standing for standing in standings}))


def seats(totals: Mapping[str, Fraction]) -> dict[str, Seat]:
    """Competition ranking, the greatest first: equal totals share a place, the next place skips as many numbers."""
    found: dict[str, Seat] = {}
    for _, run in groupby(sorted(totals, key=lambda id_: (-totals[id_], id_)), key=totals.__getitem__):
        sharing = tuple(run)
        seat = Seat(len(found) + 1, sharing)
        found.update(dict.fromkeys(sharing, seat))
    return found


def group_of(organization: Organization) -> str:
    """The ranking group: the one in the register, else the type of organization."""
    return organization.group or organization.type


def rule(policies: Policies) -> str:
    """The rule of places as a Russian sentence, to be printed with every ranking."""
    ties = _TIES[policies.choices.get("ties", "shown")]
    fewest = policies.thresholds.get("rank_from", 0)
    return (
        f"Места — по итоговой оценке, от большей к меньшей. {ties}, "
        "следующее место отстоит на число разделивших (1, 2, 2, 4). "
        f"Место занимают организации с посчитанным итогом, где опрошено не меньше {fewest}. "
        "Место в группе — среди организаций той же группы (по умолчанию того же типа)."
    )


def _key(card: Scorecard, policies: Policies) -> Fraction | None:
    exact = card.trace.exact
    if exact is None or _why_unranked(card, policies):
        return None
    if policies.choices.get("ties", "shown") == "exact":
        return exact
    return rounding.half_up(exact, rounding.of(policies).shown)


def _why_unranked(card: Scorecard, policies: Policies) -> Unranked | None:
    if card.status is not Status.SCORED:
        return Unranked(card.status.value)
    return Unranked.FEW_RESPONDENTS if card.respondents < policies.thresholds.get("rank_from", 0) else None


def _standing(
    card: Scorecard, overall: Mapping[str, Seat], *, in_group: Mapping[str, Seat], policies: Policies
) -> Standing:
    organization = card.organization
    why = _why_unranked(card, policies)
    few = f"опрошено {card.respondents}, место занимают от {policies.thresholds.get('rank_from', 0)}"
    return Standing(
        organization.id,
        group_of(organization),
        overall.get(organization.id),
        in_group.get(organization.id),
        why,
        _REASONS.get(why, few) if why else "",
    )
