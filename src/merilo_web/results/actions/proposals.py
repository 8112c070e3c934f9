"""The council's proposals: drafted from what lost points, then edited by the council's leaders."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max

from merilo.documents.typography import fixed, sentence
from merilo.plans.deficiencies import Loss, losses
from merilo_web.accounts.models import User
from merilo_web.cycles.models import ListedOrganization
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.journal.actions import changed, record
from merilo_web.registry.access import access_of
from merilo_web.results.codec import card_of, observation_of
from merilo_web.results.models import OrganizationResult, Recommendation, ResultVersion
from merilo_web.results.rules import EDIT_PROPOSALS

MOST = 7
"""Proposals drafted for one organization: the dearest deficiencies; the others stand in the operator's report."""
_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """What the council proposes: the indicator's code and the words."""

    indicator: str
    text: str


def draft(version: ResultVersion) -> int:
    """Draft proposals for every organization from what lost points there; how many. Part of the event of submitting."""
    rows = version.organizations.select_related("listed").order_by("listed")
    drafted = [one for row in rows for one in _drafted(version, row)]
    Recommendation.objects.bulk_create(drafted)
    return len(drafted)


@transaction.atomic
def add(version: ResultVersion, listed: ListedOrganization, *, by: User, facts: ProposalFacts) -> Recommendation:
    """Add a proposal after the others of its organization."""
    kept = _open(version, by=by)
    if not kept.organizations.filter(listed=listed).exists():
        raise ValidationError("Этой организации нет в версии результатов.")
    _check(kept, facts)
    last = kept.recommendations.filter(listed=listed).aggregate(last=Max("position"))["last"] or 0
    made = Recommendation.objects.create(
        version=kept, listed=listed, position=last + 1, indicator=facts.indicator, text=facts.text.strip()
    )
    record(EDIT_PROPOSALS.event, made, by=by, scope=kept.scope, changes={"предложение": ("", made.text)})
    return made


@transaction.atomic
def reword(proposal: Recommendation, *, by: User, facts: ProposalFacts) -> Recommendation:
    """Change the words of a proposal or the indicator that it is about."""
    kept = _locked(proposal, by=by)
    _check(kept.version, facts)
    fields = {"indicator": facts.indicator, "text": facts.text.strip()}
    changes = changed(kept, fields)
    kept.indicator, kept.text = fields["indicator"], fields["text"]
    kept.save(update_fields=list(fields))
    record(EDIT_PROPOSALS.event, kept, by=by, scope=kept.version.scope, changes=changes)
    return kept


@transaction.atomic
def remove(proposal: Recommendation, *, by: User) -> None:
    """Take a proposal out; the journal keeps its words."""
    kept = _locked(proposal, by=by)
    record(EDIT_PROPOSALS.event, kept, by=by, scope=kept.version.scope, changes={"предложение": (kept.text, "")})
    kept.version.recommendations.filter(listed=kept.listed_id, position__gt=kept.position).update(
        position=F("position") - 1
    )
    kept.delete()


@transaction.atomic
def raise_up(proposal: Recommendation, *, by: User) -> Recommendation:
    """Put a proposal one place higher; the first stays where it is."""
    kept = _locked(proposal, by=by)
    above = (
        kept.version.recommendations.filter(listed=kept.listed_id, position__lt=kept.position)
        .order_by("-position")
        .first()
    )
    if above is None:
        return kept
    places = kept.position, above.position
    above.position, kept.position = places
    for one in (above, kept):
        one.save(update_fields=["position"])
    record(EDIT_PROPOSALS.event, kept, by=by, scope=kept.version.scope, changes={"порядок": places})
    return kept


def _open(version: ResultVersion, *, by: User) -> ResultVersion:
    kept = ResultVersion.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=version.pk)
    access_of(by).require(EDIT_PROPOSALS, kept.scope, state=kept.state)
    return kept


def _locked(proposal: Recommendation, *, by: User) -> Recommendation:
    version = _open(proposal.version, by=by)
    kept = Recommendation.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    kept.version = version
    return kept


def _check(version: ResultVersion, facts: ProposalFacts) -> None:
    faults = {}
    if not facts.text.strip():
        faults["text"] = "Напишите, что предлагает совет."
    if len(facts.text.strip()) > _LENGTH:
        faults["text"] = f"Сократите до {_LENGTH} знаков."
    if facts.indicator not in {one.code for one in edition_of(version.cycle).indicators}:
        faults["indicator"] = "Выберите показатель из списка."
    if faults:
        raise ValidationError(faults)


def _drafted(version: ResultVersion, row: OrganizationResult) -> Iterator[Recommendation]:
    card, observation = card_of(row.card["scorecard"]), observation_of(row.card["observation"])
    found = losses(edition_of(version.cycle), card, observation)
    for position, (loss, code, text, points) in enumerate(_dearest(found), 1):
        yield Recommendation(
            version=version,
            listed=row.listed,
            position=position,
            indicator=loss.indicator.code,
            subject=code,
            points=points,
            text=text,
        )


def _dearest(found: tuple[Loss, ...]) -> list[tuple[Loss, str, str, str]]:
    """The deficiencies that cost most, whatever indicator they belong to."""
    pairs = [(loss, one) for loss in found for one in loss.deficiencies]
    pairs.sort(key=lambda pair: -(pair[1].gain if pair[1].gain is not None else pair[0].points))
    return [
        (loss, one.key, sentence(one.recommendation), "" if one.gain is None else fixed(one.gain))
        for loss, one in pairs[:MOST]
    ]
