"""Intervals of a version, from the questionnaires that it was counted from."""

from merilo.uncertainty.model import Uncertainty
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork.queries import inspected
from merilo_web.fieldwork.queries.answers import collected, observed
from merilo_web.results.codec import card_of, policies_of
from merilo_web.results.models import ResultVersion
from merilo_web.results.queries.observed import digest_of

SEED, DRAWS = 20181023, 1000
AT_ONCE = 150_000
"""So many questionnaires are resampled while a person waits; more are left to the command of the timer."""


def estimated(version: ResultVersion) -> Uncertainty:
    """Intervals of scores and places. Seconds; reads, writes nothing.

    Raises NotAllowedError when the data are no longer those that the version was counted from.
    """
    from merilo.uncertainty.estimate import Evidence, estimate  # noqa: PLC0415 - statistics load slowly; only if asked

    answers = collected(version.cycle)
    observations = observed(version.cycle, answers, inspected.items(version.cycle))
    if digest_of(observations) != version.observed_digest:
        raise NotAllowedError("Данные изменились после расчёта: сначала пересчитайте баллы.")
    cards = {str(row.listed.organization_id): row.card for row in version.organizations.select_related("listed")}
    evidence = Evidence(
        edition_of(version.cycle),
        policies_of(version.policies),
        observations,
        tuple(card_of(cards[one.organization.id]["scorecard"]) for one in observations),
        answers.patterns or None,
    )
    return estimate(evidence, seed=SEED, draws=DRAWS)


def waits(version: ResultVersion) -> bool:
    """True when the intervals take too long for a person to wait for them."""
    return sum(version.organizations.values_list("respondents", flat=True)) > AT_ONCE
