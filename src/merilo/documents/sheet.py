"""organizations/<id>.pdf: one organization on one page — score, place, criteria, what to correct first."""

from fractions import Fraction

from merilo.documents.model import TOTAL, CycleReport, OrganizationReport
from merilo.documents.publication import (
    few,
    group_title,
    hidden,
    indicator_score,
    score,
    short_criterion,
    short_indicator,
)
from merilo.documents.typography import day, decimal, fixed, interval, places, sentence
from merilo.documents.writers.typesetting import typeset
from merilo.methodology.model import Edition
from merilo.plans.deficiencies import Loss, highest_of, losses

MAIN_LOSSES = 3
ADVICES = 3
"""Recommendations shown for one indicator; the rest stand in the report."""
Values = dict[str, object]


def organization_sheet(report: CycleReport, organization_id: str) -> bytes:
    """The page as tagged PDF (PDF/UA-1) with embedded fonts. Raises KeyError for an id that the cycle has not."""
    entry = report.by_id[organization_id]
    return typeset("sheet", contents(report, entry), on=report.on)


def contents(report: CycleReport, entry: OrganizationReport) -> Values:
    """All that the page says, as words and numbers."""
    edition, standing = report.edition, entry.standing
    return {
        "title": report.title,
        "sector": edition.sector_title,
        "day": day(report.on),
        "name": entry.name,
        "facts": _facts(report, entry),
        "total": score(entry.total),
        "highest": str(edition.highest),
        "interval": interval(entry.interval(TOTAL)),
        "place": str(standing.place) if standing.place else "",
        "of": len(report.ranked),
        "places": places(entry.intervals.place if entry.intervals else None),
        "in_group": str(standing.place_in_group) if standing.place_in_group else "",
        "reasons": [] if standing.place else _reasons(entry),
        "variants": [f"{decimal(one.shown)}" for one in entry.scorecard.variants if one.shown is not None],
        "bars": [_bar(report, entry, code) for code in (TOTAL, *(one.code for one in edition.criteria))],
        "indicators": [
            [one.code, one.symbol, short_indicator(one), indicator_score(report, entry, one)]
            for one in edition.indicators
        ],
        "losses": _losses(report, entry),
        "basis": _basis(report),
    }


def _facts(report: CycleReport, entry: OrganizationReport) -> list[str]:
    organization = entry.organization
    of = f" из {entry.required} нужных" if entry.required else ""
    facts = (
        group_title(report.edition, entry.standing.group),
        organization.municipality,
        f"ИНН {organization.inn}" if organization.inn else "",
        f"анкет {entry.scorecard.respondents}{of}{' (по суммам)' if entry.observation.by_counts else ''}",
    )
    return [fact for fact in facts if fact]


def _reasons(entry: OrganizationReport) -> list[str]:
    return [sentence(reason) for reason in (entry.scorecard.reasons or (entry.standing.reason,))][:4]


def _bar(report: CycleReport, entry: OrganizationReport, code: str) -> Values:
    node, bounds = entry.nodes[code], entry.interval(code)
    names = {one.code: short_criterion(one) for one in report.edition.criteria}
    highest = float(_highest(report.edition, code))
    return {
        "label": "Общий балл" if code == TOTAL else f"К{code}. {names[code]}",
        "text": score(node),
        "value": None if node.exact is None else float(node.exact) / highest,
        "low": None if bounds is None else max(0.0, bounds.low / highest),
        "high": None if bounds is None else min(1.0, bounds.high / highest),
    }


def _highest(edition: Edition, code: str) -> Fraction:
    return next((highest_of(one) for one in edition.criteria if one.code == code), edition.highest)


def _losses(report: CycleReport, entry: OrganizationReport) -> list[Values]:
    found = [loss for loss in losses(report.edition, entry.scorecard, entry.observation) if loss.points]
    return [_loss(report, entry, loss) for loss in found[:MAIN_LOSSES]]


def _loss(report: CycleReport, entry: OrganizationReport, loss: Loss) -> Values:
    indicator = next(one for one in report.edition.indicators if one.code == loss.indicator.code)
    too_few = hidden(entry, indicator, report.policies.thresholds.get("publish_from", 0))
    named = sorted(loss.deficiencies, key=lambda one: -(one.gain or 0))
    rest = len(named) - ADVICES
    advices = [sentence(one.recommendation) for one in named[:ADVICES]]
    return {
        "points": few(report) if too_few else f"−{fixed(loss.points)}",
        "indicator": f"{indicator.code} {short_indicator(indicator)}",
        "advices": [*advices, f"И ещё {rest}: полный перечень — в отчёте оператора."] if rest > 0 else advices,
    }


def _basis(report: CycleReport) -> str:
    decision = f" Решение совета: {report.policies.decision}." if report.policies.decision else ""
    statistics = (
        f" Полоса — интервал {report.uncertainty.confidence:.0%}: каким балл мог бы быть с другими респондентами."
        if report.uncertainty
        else ""
    )
    return (
        f"Расчёт: {report.edition.header.act}; редакция {report.edition.id}, отпечаток {report.edition.digest[:12]}."
        f"{decision}{statistics}"
    ).replace("%", "\u00a0%")
