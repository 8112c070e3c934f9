"""results.json: every figure of a cycle for machines, with the inputs that it can be recomputed from.

Legal numbers are strings: `value` rounded as printed, `exact` as a fraction. The shape is described in
`docs/reference/results.md` and by `docs/reference/schemas/results.schema.json`.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from merilo.documents.model import TOTAL, CycleReport, Notice, OrganizationReport
from merilo.observations import Count, ItemState, ItemValue
from merilo.scoring import rounding
from merilo.scoring.aggregate import Aggregate
from merilo.scoring.scorecard import Level, Node, State, Status
from merilo.uncertainty.model import Interval, OrganizationIntervals, Uncertainty

SCHEMA_VERSION = "1"
Json = dict[str, Any]
_COMPONENT = re.compile(r"параметр ([\d.]*\d)")


def results(report: CycleReport) -> Json:
    """The whole of results.json as plain values. Nothing in it depends on the clock or on the machine."""
    edition, policies = report.edition, report.policies
    body = {
        "schema_version": SCHEMA_VERSION,
        "title": report.title,
        "date": report.on.isoformat(),
        "sector": edition.sector,
        "edition": edition.id,
        "edition_digest": edition.digest,
        "policies": {**policies.choices, **policies.thresholds},
        "decision": policies.decision,
        "rule_of_places": report.ranking.rule,
        "uncertainty": _uncertainty(report.uncertainty),
        "organizations": [_organization(entry) for entry in report.entries],
        "aggregates": [_aggregate(aggregate, report) for aggregate in report.aggregates],
        "remarks": list(report.remarks),
        "problems": [_notice(one) for one in report.notices],
        "files": [{"name": one.name, "size": one.size, "sha256": one.sha256} for one in report.sources],
    }
    return {**body, "digest": digest(body)}


def digest(body: Mapping[str, Any]) -> str:
    """SHA-256 of everything but the digest itself, written without spaces and with sorted keys."""
    bare = {key: value for key, value in body.items() if key != "digest"}
    canonical = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def written(body: Json) -> bytes:
    """The file: UTF-8, sorted keys, one indentation; the same results give the same bytes."""
    return (json.dumps(body, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8", "replace")


def bounds(interval: Interval) -> list[str]:
    """Both ends of an interval with two decimals."""
    return [rounding.shown(Fraction(end), 2) for end in (interval.low, interval.high)]


def _notice(notice: Notice) -> Json:
    place = notice.place
    where = {"file": place.file, "sheet": place.sheet, "row": place.row or None, "column": place.column}
    return {"code": notice.code, "place": where, "text": notice.text}


def _organization(entry: OrganizationReport) -> Json:
    organization, card = entry.organization, entry.scorecard
    return {
        "id": entry.id,
        "name": entry.name,
        "type": organization.type,
        "group": entry.standing.group,
        "inn": organization.inn,
        "municipality": organization.municipality,
        "region": organization.region,
        "respondents": card.respondents,
        "status": card.status.value,
        "total": _number(card.trace),
        "criteria": {code: _number(node) for code, node in card.criteria.items()},
        "indicators": {code: _number(node) for code, node in card.indicators.items()},
        "components": {node.code: _number(node) for node in card.trace.walk() if node.level is Level.COMPONENT},
        "place": _place(entry),
        "place_in_group": _place_in_group(entry),
        "interval": _intervals(entry.intervals),
        "variants": [
            {"choices": dict(one.choices), "value": one.shown, "exact": _exact(one.exact)} for one in card.variants
        ],
        "sample": {
            "population": organization.population,
            "required": entry.required,
            "shortfall": entry.shortfall,
        },
        "problems": [{"code": code_of(reason, entry), "text": reason} for reason in card.reasons],
        "inputs": {
            "counts": {code: _count(count) for code, count in entry.observation.counts.items()},
            "items": {code: _item(value) for code, value in entry.observation.items.items()},
        },
    }


def _number(node: Node) -> Json:
    number: Json = {"value": node.shown, "exact": _exact(node.exact), "state": node.state.value}
    number["share"] = _exact(node.share)
    if node.policy is not None:
        number["policy"] = node.policy
    return number


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _place(entry: OrganizationReport) -> Json:
    standing, intervals = entry.standing, entry.intervals
    return {
        "value": standing.place,
        "tied": list(standing.tied),
        "interval": [intervals.place.best, intervals.place.worst] if intervals and intervals.place else None,
        "unranked": standing.unranked.value if standing.unranked else None,
        "reason": standing.reason,
    }


def _place_in_group(entry: OrganizationReport) -> Json:
    standing = entry.standing
    place = entry.intervals.place_in_group if entry.intervals else None
    return {
        "value": standing.place_in_group,
        "tied": list(standing.tied_in_group),
        "interval": [place.best, place.worst] if place else None,
    }


def _intervals(intervals: OrganizationIntervals | None) -> Json | None:
    if intervals is None:
        return None
    nodes = intervals.nodes
    return {
        "total": bounds(nodes[TOTAL]) if TOTAL in nodes else None,
        "criteria": {code: bounds(one) for code, one in nodes.items() if re.fullmatch(r"\d+", code)},
        "indicators": {code: bounds(one) for code, one in nodes.items() if re.fullmatch(r"\d+\.\d+", code)},
        "shares": {code: bounds(one) for code, one in intervals.shares.items()},
    }


def _uncertainty(uncertainty: Uncertainty | None) -> Json | None:
    if uncertainty is None:
        return None
    return {
        "confidence": str(uncertainty.confidence),
        "draws": uncertainty.draws,
        "seed": uncertainty.seed,
        "method": uncertainty.method,
        "bands": [list(band) for band in uncertainty.bands],
        "alike": {code: list(others) for code, others in uncertainty.alike.items()},
    }


def _aggregate(aggregate: Aggregate, report: CycleReport) -> Json:
    digits = rounding.of(report.policies).shown
    return {
        "scope": aggregate.scope.value,
        "name": aggregate.name,
        "organizations": aggregate.n,
        "value": aggregate.shown,
        "exact": _exact(aggregate.mean),
        "criteria": {
            code: {"value": rounding.shown(mean, digits), "exact": str(mean)}
            for code, mean in aggregate.criteria.items()
        },
        "left_out": {status.value: times for status, times in aggregate.left_out.items()},
    }


def _count(count: Count) -> Json:
    plain = {
        "yes": count.yes,
        "no": count.no,
        "filtered_out": count.filtered_out,
        "contradictory": count.contradictory,
    }
    return {**plain, "options": dict(count.options)} if count.options else plain


def _item(item: ItemValue) -> Json | str:
    if item.state is ItemState.OBSERVED and not item.reason and not item.note:
        return str(item.value)
    full = {"state": item.state.value, "value": _exact(item.value), "reason": item.reason, "note": item.note}
    return {key: value for key, value in full.items() if value}


def code_of(reason: str, entry: OrganizationReport) -> str:
    """The code of a reason of this organization: what kind of notice it is."""
    found = _COMPONENT.search(reason)
    node = entry.nodes.get(found[1]) if found else None
    if node is None:
        return "not_assessed" if entry.scorecard.status is Status.NOT_ASSESSED else "few_respondents"
    if node.state is State.BLOCKED:
        return "blocked"
    if node.state is State.UNDECIDED:
        return "awaiting_decision"
    return "decided_by_policy" if node.policy else "few_answers"
