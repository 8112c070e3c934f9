"""One organization's result for its page: criteria, indicators, what changed since its former assessment."""

from dataclasses import dataclass
from fractions import Fraction

from merilo.documents.publication import WORDS, short_criterion, short_indicator, type_title
from merilo.documents.typography import decimal, fixed, interval, places
from merilo.methodology.model import Edition, Indicator
from merilo.plans.deficiencies import highest, highest_of
from merilo.scoring.policies import choices_in_words
from merilo.scoring.scorecard import Node, Scorecard
from merilo.uncertainty.model import OrganizationIntervals
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.results.codec import card_of, intervals_of
from merilo_web.results.models import OrganizationResult
from merilo_web.results.queries.bars import ScoreBar, score_bar
from merilo_web.results.queries.briefs import is_by_counts
from merilo_web.results.queries.trace import NodeView, traced
from merilo_web.results.states import VersionState

TOTAL = "S"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One number of the card: a criterion or an indicator."""

    code: str
    title: str
    score: str
    bar: ScoreBar | None
    interval: str
    weight: str = ""


@dataclass(frozen=True, slots=True)
class CardView:
    """The whole card of an organization, in words and numbers as they are printed."""

    name: str
    kind: str
    municipality: str
    respondents: int
    is_by_counts: bool
    population: int | None
    total: str
    highest: str
    bar: ScoreBar | None
    interval: str
    place: str
    places: str
    criteria: tuple[FigureRow, ...]
    indicators: tuple[FigureRow, ...]
    reasons: tuple[str, ...]
    variants: tuple[tuple[str, str], ...]
    decision: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A number then and now; `change` is signed, empty where one of them is missing."""

    title: str
    then: str
    now: str
    change: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """An organization's former result beside this one; `same_edition` is False where the methodology changed."""

    former: OrganizationResult
    rows: tuple[ChangeRow, ...]
    same_edition: bool


def card_view(row: OrganizationResult) -> CardView:
    """The card as it was frozen."""
    edition, card = edition_of(row.version.cycle), card_of(row.card["scorecard"])
    intervals = intervals_of(row.intervals) if row.intervals else None
    bounds = intervals.nodes.get(TOTAL) if intervals else None
    return CardView(
        name=card.organization.name,
        kind=type_title(edition, card.organization.type),
        municipality=card.organization.municipality,
        respondents=card.respondents,
        is_by_counts=is_by_counts(row),
        population=card.organization.population,
        total=decimal(card.trace.shown),
        highest=str(edition.highest),
        bar=score_bar(card.trace.exact, edition.highest, bounds),
        interval=interval(bounds),
        place=str(row.place) if row.place else "",
        places=places(intervals.place if intervals else None),
        criteria=_criteria(edition, card, intervals),
        indicators=_indicators(edition, card, intervals),
        reasons=tuple(dict.fromkeys((*card.reasons, row.brief["reason"]))) if row.place is None else card.reasons,
        variants=tuple((choices_in_words(edition, one.choices), decimal(one.shown)) for one in card.variants),
        decision=card.policies.decision,
    )


def node_view(row: OrganizationResult, code: str) -> NodeView | None:
    """The trace of one number of the card; None when there is no such number."""
    card = card_of(row.card["scorecard"])
    node = card.node(code)
    return traced(node, edition_of(row.version.cycle), card.policies) if node else None


def compared(row: OrganizationResult) -> Comparison | None:
    """This result beside the approved one of the organization's former assessment; None when there was none."""
    former = (
        OrganizationResult.objects.filter(
            listed__organization=row.listed.organization_id,
            version__state=VersionState.APPROVED,
            version__cycle__year__lt=row.version.cycle.year,
        )
        .select_related("version__cycle")
        .order_by("-version__cycle__year", "-version__number")
        .first()
    )
    if former is None:
        return None
    names = {one.code: short_criterion(one) for one in edition_of(row.version.cycle).criteria}
    then = {code: shown for code, shown, _ in former.brief["criteria"]}
    rows = [_change("Итог", former.total or None, row.total or None)]
    rows += [
        _change(f"{code}. {names.get(code, '')}", then.get(code), shown) for code, shown, _ in row.brief["criteria"]
    ]
    return Comparison(former, tuple(rows), former.version.edition_digest == row.version.edition_digest)


def _change(title: str, then: str | None, now: str | None) -> ChangeRow:
    change = ""
    if then is not None and now is not None:
        difference = Fraction(now) - Fraction(then)
        change = f"{'+' if difference > 0 else ''}{fixed(difference)}"
    return ChangeRow(title, decimal(then), decimal(now), change)


def _criteria(edition: Edition, card: Scorecard, intervals: OrganizationIntervals | None) -> tuple[FigureRow, ...]:
    nodes = card.criteria
    return tuple(
        _figure(nodes[one.code], short_criterion(one), intervals, highest=highest_of(one)) for one in edition.criteria
    )


def _indicators(edition: Edition, card: Scorecard, intervals: OrganizationIntervals | None) -> tuple[FigureRow, ...]:
    nodes = card.indicators
    return tuple(
        _figure(nodes[one.code], short_indicator(one), intervals, highest=_highest(one)) for one in edition.indicators
    )


def _highest(indicator: Indicator) -> Fraction:
    return sum((one.weight * highest(one) for one in indicator.components), Fraction(0))


def _figure(node: Node, title: str, intervals: OrganizationIntervals | None, *, highest: Fraction) -> FigureRow:
    bounds = intervals.nodes.get(node.code) if intervals else None
    return FigureRow(
        code=node.code,
        title=title,
        score=decimal(node.shown) if node.shown is not None else WORDS[node.state],
        bar=score_bar(node.exact, highest, bounds),
        interval=interval(bounds),
        weight=fixed(node.weight * 100, 0),
    )
