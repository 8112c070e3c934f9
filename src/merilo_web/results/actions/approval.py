"""The council and the results: submitting a version to it, approving it by a decision of signed minutes."""

from datetime import date

from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.cycles.actions import lifecycle
from merilo_web.cycles.models import Decision
from merilo_web.journal.actions import record
from merilo_web.registry.access import access_of
from merilo_web.results.actions.proposals import draft
from merilo_web.results.models import ResultVersion
from merilo_web.results.rules import APPROVE, SUBMIT
from merilo_web.results.states import RecommendationState, VersionState


@transaction.atomic
def submit(version: ResultVersion, *, by: User, on: date) -> ResultVersion:
    """Put a version before the council; proposals to every organization are drafted from what lost points."""
    kept = _allowed(version, SUBMIT, by=by)
    kept.state, kept.considered_on = VersionState.CONSIDERED, on
    kept.save(update_fields=["state", "considered_on"])
    changes = {
        "состояние": (version.state, kept.state),
        "внесена на рассмотрение": ("", on),
        "составлено предложений": ("", draft(kept)),
    }
    record(SUBMIT.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


@transaction.atomic
def approve(version: ResultVersion, *, by: User, on: date, decision: Decision) -> ResultVersion:
    """Approve results and proposals by the council's decision; nothing of the version changes any more."""
    kept = _allowed(version, APPROVE, by=by)
    if kept.cycle.versions.filter(number__gt=kept.number).exists():
        raise NotAllowedError("Есть более новая версия результатов: утверждают её.")
    kept.cycle = lifecycle.approve_results(kept.cycle, by=by, on=on, decision=decision)
    before = kept.state
    kept.state, kept.decision = VersionState.APPROVED, decision
    kept.save(update_fields=["state", "decision"])
    proposed = kept.recommendations.filter(state=RecommendationState.DRAFT).update(state=RecommendationState.APPROVED)
    changes = {
        "состояние": (before, kept.state),
        "решение совета": ("", decision),
        "утверждено предложений": ("", proposed),
    }
    record(APPROVE.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


def _allowed(version: ResultVersion, verb: Verb, *, by: User) -> ResultVersion:
    kept = ResultVersion.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=version.pk)
    access_of(by).require(verb, kept.scope, state=kept.state)
    return kept
