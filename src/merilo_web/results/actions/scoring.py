"""Scoring a cycle: each calculation is a new version that is never changed; the former one is superseded."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo.methodology.model import Edition
from merilo.observations import Observation
from merilo.scoring.policies import Policies
from merilo.scoring.ranking import Ranking, Standing, rank
from merilo.scoring.score import score as scorecard_of
from merilo.scoring.scorecard import Scorecard
from merilo.uncertainty.model import Uncertainty
from merilo_web import clock
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.actions import lifecycle
from merilo_web.cycles.models import Cycle, ListedOrganization
from merilo_web.cycles.queries.policies import edition_of, policies_of
from merilo_web.journal.actions import record
from merilo_web.registry.access import access_of
from merilo_web.results.codec import Json, card_json, intervals_json, observation_json, policies_json
from merilo_web.results.models import OrganizationResult, ResultVersion
from merilo_web.results.queries.observed import digest_of, observations_of
from merilo_web.results.rules import ESTIMATE, SCORE
from merilo_web.results.states import VersionState

_REASON_LENGTH = 500


@transaction.atomic
def score(cycle: Cycle, *, by: User, on: date, reason: str = "") -> ResultVersion:
    """Compute the scores from the accepted data. A calculation after the first needs its reason."""
    kept = _allowed(cycle, by=by)
    return freeze(kept, observations_of(kept), by=by, on=on, reason=reason)


@transaction.atomic
def freeze(cycle: Cycle, observations: Sequence[Observation], *, by: User, on: date, reason: str = "") -> ResultVersion:
    """Score these observations and keep the result as the newest version; the former one is superseded."""
    kept = _allowed(cycle, by=by)
    former = kept.versions.order_by("-number").first()
    _check(observations, former, reason)
    before = kept.state
    kept = lifecycle.mark_scored(kept, by=by, on=on)
    edition, policies = edition_of(kept), policies_of(kept)
    cards = tuple(scorecard_of(edition, one, policies) for one in observations)
    ranking = rank(cards, policies)
    version = _version(kept, (edition, policies), ranking=ranking, digest=digest_of(observations), on=on)
    version.number = former.number + 1 if former else 1
    version.reason = reason.strip()
    version.save()
    OrganizationResult.objects.bulk_create(_rows(version, zip(observations, cards, strict=True), ranking))
    if former:
        kept.versions.exclude(pk=version.pk).update(state=VersionState.SUPERSEDED)
    changes = {
        "версия": (former.number if former else "", version.number),
        "контрольная сумма данных": (former.observed_digest if former else "", version.observed_digest),
        "состояние цикла": (before, kept.state),
    }
    record(SCORE.event, version, by=by, scope=kept.scope, changes=changes, note=version.reason)
    return version


@transaction.atomic
def keep_intervals(version: ResultVersion, uncertainty: Uncertainty, *, by: User | None, on: date) -> ResultVersion:
    """Put the intervals beside a version's figures, once; `by` is None for the timer's command."""
    kept = ResultVersion.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=version.pk)
    if by is not None:
        access_of(by).require(ESTIMATE, kept.scope, state=kept.state)
    elif not ESTIMATE.possible(kept.state):
        raise NotAllowedError("Интервалы считают, пока результаты не утверждены.")
    if kept.statistics is not None:
        raise NotAllowedError("Интервалы этой версии уже посчитаны.")
    rows = list(kept.organizations.select_related("listed").only("id", "listed__organization_id"))
    for row in rows:
        row.intervals = intervals_json(uncertainty.organizations[str(row.listed.organization_id)])
    OrganizationResult.objects.bulk_update(rows, ["intervals"])
    kept.statistics = {
        "confidence": uncertainty.confidence,
        "draws": uncertainty.draws,
        "seed": uncertainty.seed,
        "method": uncertainty.method,
        "alike": [[one, list(others)] for one, others in uncertainty.alike.items()],
        "bands": [list(band) for band in uncertainty.bands],
    }
    kept.save(update_fields=["statistics"])
    changes = {"повторов": ("", uncertainty.draws), "начальное число": ("", uncertainty.seed)}
    record(ESTIMATE.event, kept, by=by, scope=kept.scope, changes=changes, note=f"{on:%d.%m.%Y}")
    return kept


def _allowed(cycle: Cycle, *, by: User) -> Cycle:
    kept = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    access_of(by).require(SCORE, kept.scope, state=kept.state)
    return kept


def _check(observations: Sequence[Observation], former: ResultVersion | None, reason: str) -> None:
    if not observations:
        raise ValidationError("В перечне цикла нет ни одной организации: считать нечего.")
    if former and not reason.strip():
        raise ValidationError({"reason": "Напишите, почему результаты пересчитываются."})
    if len(reason.strip()) > _REASON_LENGTH:
        raise ValidationError({"reason": f"Сократите до {_REASON_LENGTH} знаков."})


def _version(
    cycle: Cycle, rules: tuple[Edition, Policies], *, ranking: Ranking, digest: str, on: date
) -> ResultVersion:
    edition, policies = rules
    return ResultVersion(
        cycle=cycle,
        edition_id=edition.id,
        edition_digest=edition.digest,
        policies=policies_json(policies),
        observed_digest=digest,
        place_rule=ranking.rule,
        scored_on=on,
        scored_at=clock.now(),
    )


def _rows(
    version: ResultVersion, pairs: Iterator[tuple[Observation, Scorecard]], ranking: Ranking
) -> Iterator[OrganizationResult]:
    listed = dict(ListedOrganization.objects.filter(cycle=version.cycle_id).values_list("organization_id", "pk"))
    for observation, card in pairs:
        standing = ranking[card.organization.id]
        yield OrganizationResult(
            version=version,
            listed_id=listed[int(card.organization.id)],
            status=card.status.value,
            group=standing.group,
            respondents=card.respondents,
            total=card.trace.shown or "",
            place=standing.place,
            place_in_group=standing.place_in_group,
            brief=_brief(card, standing) | {"by_counts": observation.by_counts},
            card={"scorecard": card_json(card), "observation": observation_json(observation)},
        )


def _brief(card: Scorecard, standing: Standing) -> Json:
    organization = card.organization
    return {
        "name": organization.name,
        "type": organization.type,
        "municipality": organization.municipality,
        "exact": None if card.trace.exact is None else str(card.trace.exact),
        "criteria": [[node.code, node.shown, node.state.value] for node in card.trace.children],
        "exact_criteria": [[node.code, str(node.exact)] for node in card.trace.children if node.exact is not None],
        "unranked": standing.unranked.value if standing.unranked else "",
        "reason": standing.reason,
        "reasons": list(card.reasons),
        "variants": [[[list(pair) for pair in one.choices.items()], one.shown] for one in card.variants],
    }
