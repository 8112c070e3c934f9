"""Scorecards, observations and intervals as JSON and back: nothing is lost, every number stays exact («p/q»).

Mappings are written as lists of pairs, because a database may keep the keys of an object in an order of its own.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from merilo.law.clause import Basis, Clause
from merilo.observations import Count, ItemState, ItemValue, Observation, Organization
from merilo.scoring.policies import Policies
from merilo.scoring.scorecard import Input, Level, Node, Scorecard, State, Status, Variant
from merilo.uncertainty.model import Interval, OrganizationIntervals, PlaceInterval

Json = dict[str, Any]
_FACTS = ("id", "name", "type", "group", "inn", "municipality", "region", "population")


def card_json(card: Scorecard) -> Json:
    """A scorecard with its whole trace; every clause is written once, nodes name it by its place."""
    clauses: dict[Clause, int] = {}
    trace = _node_json(card.trace, clauses)
    return {
        "organization": organization_json(card.organization),
        "edition_id": card.edition_id,
        "edition_digest": card.edition_digest,
        "sector": card.sector,
        "policies": policies_json(card.policies),
        "respondents": card.respondents,
        "status": card.status.value,
        "trace": trace,
        "variants": [
            {"choices": _pairs(one.choices), "exact": _text(one.exact), "shown": one.shown} for one in card.variants
        ],
        "reasons": list(card.reasons),
        "clauses": [[one.text, one.basis.value, one.checked_on.isoformat()] for one in clauses],
    }


def card_of(body: Json) -> Scorecard:
    """The scorecard that was written."""
    clauses = [Clause(text, Basis(basis), date.fromisoformat(day)) for text, basis, day in body["clauses"]]
    return Scorecard(
        organization=organization_of(body["organization"]),
        edition_id=body["edition_id"],
        edition_digest=body["edition_digest"],
        sector=body["sector"],
        policies=policies_of(body["policies"]),
        respondents=body["respondents"],
        status=Status(body["status"]),
        trace=_node_of(body["trace"], clauses),
        variants=tuple(
            Variant(MappingProxyType(dict(one["choices"])), _fraction(one["exact"]), one["shown"])
            for one in body["variants"]
        ),
        reasons=tuple(body["reasons"]),
    )


def observation_json(seen: Observation) -> Json:
    """What was seen and answered in one organization."""
    mark = {"by_counts": True} if seen.by_counts else {}
    return mark | {
        "organization": organization_json(seen.organization),
        "respondents": seen.respondents,
        "counts": [
            [code, [one.yes, one.no, one.filtered_out, one.contradictory, _pairs(one.options)]]
            for code, one in seen.counts.items()
        ],
        "items": [
            [code, [one.state.value, _text(one.value), one.reason, one.note]] for code, one in seen.items.items()
        ],
    }


def observation_of(body: Json) -> Observation:
    """The observation that was written."""
    counts = {
        code: Count(yes, no, out, against, MappingProxyType(dict(options)))
        for code, (yes, no, out, against, options) in body["counts"]
    }
    items = {
        code: ItemValue(ItemState(state), _fraction(value), reason, note)
        for code, (state, value, reason, note) in body["items"]
    }
    return Observation(
        organization_of(body["organization"]),
        body["respondents"],
        MappingProxyType(counts),
        MappingProxyType(items),
        by_counts=body.get("by_counts", False),
    )


def policies_json(policies: Policies) -> Json:
    """The choices in force."""
    return {
        "choices": _pairs(policies.choices),
        "thresholds": _pairs(policies.thresholds),
        "decision": policies.decision,
    }


def policies_of(body: Json) -> Policies:
    """The choices that were written."""
    return Policies(
        MappingProxyType(dict(body["choices"])), MappingProxyType(dict(body["thresholds"])), body["decision"]
    )


def intervals_json(found: OrganizationIntervals) -> Json:
    """Intervals of one organization."""
    return {
        "shares": [[code, one.low, one.high] for code, one in found.shares.items()],
        "nodes": [[code, one.low, one.high] for code, one in found.nodes.items()],
        "place": _places_json(found.place),
        "place_in_group": _places_json(found.place_in_group),
    }


def intervals_of(body: Json) -> OrganizationIntervals:
    """The intervals that were written."""
    return OrganizationIntervals(
        shares={code: Interval(low, high) for code, low, high in body["shares"]},
        nodes={code: Interval(low, high) for code, low, high in body["nodes"]},
        place=PlaceInterval(*body["place"]) if body["place"] else None,
        place_in_group=PlaceInterval(*body["place_in_group"]) if body["place_in_group"] else None,
    )


def organization_json(organization: Organization) -> Json:
    """An organization as it was when it was scored."""
    return {name: getattr(organization, name) for name in _FACTS}


def organization_of(body: Json) -> Organization:
    """The organization that was written."""
    return Organization(**{name: body[name] for name in _FACTS})


def _node_json(node: Node, clauses: dict[Clause, int]) -> Json:
    return {
        "level": node.level.value,
        "code": node.code,
        "name": node.name,
        "state": node.state.value,
        "weight": _text(node.weight),
        "clause": _place_of(node.clause, clauses),
        "symbol": node.symbol,
        "formula": node.formula,
        "raw": _text(node.raw),
        "exact": _text(node.exact),
        "shown": node.shown,
        "share": _text(node.share),
        "policy": node.policy,
        "note": node.note,
        "inputs": [
            [one.code, one.name, _text(one.value), one.note, _place_of(one.clause, clauses)] for one in node.inputs
        ],
        "children": [_node_json(child, clauses) for child in node.children],
    }


def _node_of(body: Json, clauses: Sequence[Clause]) -> Node:
    return Node(
        level=Level(body["level"]),
        code=body["code"],
        name=body["name"],
        state=State(body["state"]),
        weight=Fraction(body["weight"]),
        clause=_clause(body["clause"], clauses),
        symbol=body["symbol"],
        formula=body["formula"],
        raw=_fraction(body["raw"]),
        exact=_fraction(body["exact"]),
        shown=body["shown"],
        share=_fraction(body["share"]),
        policy=body["policy"],
        note=body["note"],
        inputs=tuple(
            Input(code, name, _fraction(value), note, _clause(clause, clauses))
            for code, name, value, note, clause in body["inputs"]
        ),
        children=tuple(_node_of(child, clauses) for child in body["children"]),
    )


def _place_of(clause: Clause | None, clauses: dict[Clause, int]) -> int | None:
    return None if clause is None else clauses.setdefault(clause, len(clauses))


def _clause(place: int | None, clauses: Sequence[Clause]) -> Clause | None:
    return None if place is None else clauses[place]


def _places_json(places: PlaceInterval | None) -> list[int] | None:
    return [places.best, places.worst] if places else None


def _pairs(mapping: Mapping[str, Any]) -> list[list[Any]]:
    return [[key, value] for key, value in mapping.items()]


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


@lru_cache(maxsize=4096)
def _fraction(text: str | None) -> Fraction | None:
    """An exact number; the same few come again in every card of a cycle."""
    return None if text is None else Fraction(text)
