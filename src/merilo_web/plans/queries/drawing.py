"""What a plan answers: deficiencies drawn from an organization's frozen result and the council's proposals."""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from merilo.plans.deficiencies import Deficiency as FoundDeficiency
from merilo.plans.deficiencies import DeficiencyKind, Loss, Proposal, deficiencies, losses, with_repeated
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.plans.models import Deficiency, SatisfactionBar
from merilo_web.plans.states import DeficiencySource, DeficiencyState
from merilo_web.results.codec import card_of, observation_of
from merilo_web.results.models import OrganizationResult, Recommendation
from merilo_web.results.states import RecommendationState, VersionState

_PERCENT = 100


def drawn(row: OrganizationResult) -> tuple[FoundDeficiency, ...]:
    """Every deficiency of the organization in this version, in the order of indicators, «повторно» marked."""
    found = deficiencies(_losses(row), (_proposal(one) for one in proposals_of(row)))
    return with_repeated(found, _previous(row))


def proposals_of(row: OrganizationResult) -> tuple[Recommendation, ...]:
    """The council's proposals to the organization, those that the authority declined left out."""
    found = Recommendation.objects.filter(version=row.version_id, listed=row.listed_id)
    return tuple(found.exclude(state=RecommendationState.DECLINED).order_by("position", "id"))


def proposal_keys(row: OrganizationResult) -> Mapping[str, Recommendation]:
    """The proposal behind each key that `drawn` gives."""
    found = {}
    for one in proposals_of(row):
        alone = deficiencies((), (_proposal(one),))
        found[alone[0].key] = one
    return found


def scores_of(row: OrganizationResult) -> Mapping[str, str]:
    """Exact scores of the indicators («p/q»), those without a score left out."""
    indicators = card_of(row.card["scorecard"]).indicators
    return {code: str(node.exact) for code, node in indicators.items() if node.exact is not None}


def followed(row: OrganizationResult, formers: Iterable[Deficiency]) -> tuple[Deficiency, ...]:
    """Deficiencies of the assessment before with the scores that their indicators have now, not saved yet.

    Scores by another edition of the methodology are not comparable: nothing then.
    """
    scores, told = scores_of(row), []
    for one in formers:
        if one.results.edition_digest == row.version.edition_digest and not one.next_score:
            one.next_score = scores.get(one.indicator, "")
            told.append(one)
    return tuple(one for one in told if one.next_score)


def bar_of(cycle: Cycle) -> Fraction | None:
    """The satisfaction bar that the council set, 0…1; None when it set none."""
    percent = SatisfactionBar.objects.filter(cycle=cycle).values_list("percent", flat=True).first()
    return None if percent is None else Fraction(percent, _PERCENT)


def core_of(kept: Deficiency) -> FoundDeficiency:
    """A stored deficiency in the form in which the core takes it."""
    known = set(DeficiencyKind)
    return FoundDeficiency(
        key=kept.key,
        kind=DeficiencyKind(kept.kind) if kept.kind in known else DeficiencyKind.PROPOSAL,
        indicator=kept.indicator,
        title=kept.title,
        text=kept.text,
        recommendation=kept.remedy,
        gain=Fraction(kept.gain) if kept.gain else None,
        repeated=kept.repeated,
    )


def former_rows(row: OrganizationResult) -> tuple[Deficiency, ...]:
    """Deficiencies of the organization in its last assessment before this one."""
    earlier = Deficiency.objects.filter(
        listed__organization=row.listed.organization_id, listed__cycle__year__lt=row.version.cycle.year
    ).exclude(state=DeficiencyState.WITHDRAWN)
    latest = earlier.order_by("-listed__cycle__year", "-listed").values_list("listed", flat=True).first()
    return tuple(earlier.filter(listed=latest).select_related("listed__cycle", "listed__organization", "results"))


def former_of(one: FoundDeficiency, formers: Iterable[Deficiency]) -> Deficiency | None:
    """The same matter in the assessment before; None when it was not there."""
    return next((former for former in formers if with_repeated((one,), (former.key,))[0].repeated), None)


def _losses(row: OrganizationResult) -> tuple[Loss, ...]:
    card, observation = card_of(row.card["scorecard"]), observation_of(row.card["observation"])
    return losses(edition_of(row.version.cycle), card, observation, bar=bar_of(row.version.cycle))


def _proposal(one: Recommendation) -> Proposal:
    return Proposal(one.text, one.indicator, one.subject)


def _previous(row: OrganizationResult) -> Collection[str]:
    """Keys of the assessment before: from its plan, or, where there was none, from its result."""
    kept = {one.key for one in former_rows(row) if one.source != DeficiencySource.PAPER}
    if kept:
        return kept
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
    return {one.key for one in deficiencies(_losses(former))} if former else set()
