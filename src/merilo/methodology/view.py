"""An edition as JSON: the contract of `merilo editions … --json`. Exact numbers are texts, dates are ISO."""

from merilo.law.clause import Clause
from merilo.methodology.model import (
    Band,
    Checklist,
    Component,
    Criterion,
    Edition,
    Header,
    Indicator,
    PolicyRule,
    Question,
)
from merilo.methodology.numerals import decimal_text

Json = dict[str, object]


def header_json(header: Header) -> Json:
    """One line of the catalogue."""
    return {
        "id": header.id,
        "title": header.title,
        "act": header.act,
        "in_force_from": header.in_force_from.isoformat(),
        "in_force_until": header.in_force_until.isoformat() if header.in_force_until else None,
        "sectors": list(header.sectors),
        "reading": header.reading,
    }


def edition_json(edition: Edition) -> Json:
    """One sector of an edition whole. `questions` are the closed ones only, in the questionnaire's order."""
    return header_json(edition.header) | {
        "sector": edition.sector,
        "sector_title": edition.sector_title,
        "digest": edition.digest,
        "combine": edition.combine.value,
        "highest": decimal_text(edition.highest),
        "questions": [_question(question) for question in edition.closed_questions],
        "other_questions": [_question(question) for question in edition.questions if not question.closed],
        "checklists": [_checklist(checklist) for checklist in edition.checklists],
        "criteria": [_criterion(criterion) for criterion in edition.criteria],
        "organization_types": [{"code": kind.code, "title": kind.title} for kind in edition.organization_types],
        "policies": [_policy(rule) for rule in edition.policies.values()],
        "thresholds": [
            {"code": rule.code, "title": rule.title, "default": rule.default, "clause": _clause(rule.clause)}
            for rule in edition.thresholds.values()
        ],
        "sampling": _sampling(edition),
    }


def _question(question: Question) -> Json:
    found: Json = {
        "code": question.code,
        "text": question.text,
        "filter": question.filter,
        "indicator": question.indicator,
        "role": question.role.value,
        "clause": _clause(question.clause),
    }
    if question.options:
        found["options"] = [
            {
                "code": option.code,
                "text": option.text,
                "number": None if option.number is None else decimal_text(option.number),
            }
            for option in question.options
        ]
    return found


def _checklist(checklist: Checklist) -> Json:
    items: list[Json] = []
    for item in checklist.items:
        row: Json = {
            "code": item.code,
            "title": item.title,
            "applies_to": None if item.applies_to is None else list(item.applies_to),
            "clause": _clause(item.clause),
        }
        items.append(row | ({"bands": _bands(item.bands)} if item.bands else {}))
    return {"indicator": checklist.indicator, "part": checklist.part.value, "items": items}


def _criterion(criterion: Criterion) -> Json:
    return {
        "code": criterion.code,
        "key": criterion.key,
        "name": criterion.name,
        "weight": decimal_text(criterion.weight),
        "combine": criterion.combine.value,
        "clause": _clause(criterion.clause),
        "indicators": [_indicator(indicator) for indicator in criterion.indicators],
    }


def _indicator(indicator: Indicator) -> Json:
    return {
        "code": indicator.code,
        "symbol": indicator.symbol,
        "name": indicator.name,
        "weight": decimal_text(indicator.weight),
        "formula": indicator.formula,
        "clause": _clause(indicator.clause),
        "components": [_component(component) for component in indicator.components],
    }


def _component(component: Component) -> Json:
    found: Json = {
        "code": component.code,
        "name": component.name,
        "weight": decimal_text(component.weight),
        "formula": component.formula.value,
        "source": component.source,
        "when_empty": component.when_empty,
        "clause": _clause(component.clause),
    }
    if component.points_each is not None:
        found |= {"points_each": decimal_text(component.points_each), "full_from": component.full_from}
    return found | ({"bands": _bands(component.bands)} if component.bands else {})


def _bands(bands: tuple[Band, ...]) -> list[Json]:
    return [
        {
            "code": band.code,
            "title": band.title,
            "points": decimal_text(band.points),
            "at_least": None if band.at_least is None else decimal_text(band.at_least),
            "at_most": None if band.at_most is None else decimal_text(band.at_most),
        }
        for band in bands
    ]


def _policy(rule: PolicyRule) -> Json:
    return {
        "code": rule.code,
        "title": rule.title,
        "default": rule.default,
        "options": [{"code": option.code, "title": option.title} for option in rule.options],
        "clause": _clause(rule.clause),
    }


def _sampling(edition: Edition) -> Json | None:
    rule = edition.sampling
    if rule is None:
        return None
    return {"share": decimal_text(rule.share), "cap": rule.cap, "clause": _clause(rule.clause)}


def _clause(clause: Clause) -> Json:
    return {"text": clause.text, "basis": clause.basis.value, "checked_on": clause.checked_on.isoformat()}
