"""What a person may do with a plan and its measures now: verbs by their codes, the same for buttons and actions."""

from collections.abc import Collection

from merilo_web.accounts.roles import ORGANIZATION
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.plans.models import Extension, ImprovementPlan, Measure
from merilo_web.plans.rules import measures, oversight, plan
from merilo_web.plans.rules.measures import SOMEBODY_ELSE, is_executed
from merilo_web.plans.states import AT_WORK, SETTLED
from merilo_web.registry.access import Access
from merilo_web.registry.models import ConflictOfInterest

_ABOUT_EXTENSIONS = {measures.GRANT_EXTENSION, measures.REFUSE_EXTENSION}
_BY_SOMEBODY_ELSE = {measures.CONFIRM_MEASURE, measures.REFUSE_MEASURE}


def plan_permissions(access: Access, kept: ImprovementPlan) -> frozenset[str]:
    """Codes of the verbs that may be done with this version of the plan now."""
    verbs = [one for one in plan.VERBS if one is not plan.DRAFT_PLAN]
    found = {one.code for one in (*verbs, oversight.BEGIN_REPORT) if access.may(one, kept.scope, state=kept.state)}
    if kept.supersedes_id is None:
        found.discard(plan.DISCARD_AMENDMENT.code)
    if plan.AMEND_PLAN.code in found and is_being_amended(kept):
        found.discard(plan.AMEND_PLAN.code)
    if plan.CLOSE_PLAN.code in found and (is_being_amended(kept) or is_unsettled(kept)):
        found.discard(plan.CLOSE_PLAN.code)
    if plan.APPROVE_PLAN.code in found and (
        acts_for_organization(access, kept) or access.user.pk in {kept.drafted_by_id, kept.submitted_by_id}
    ):
        found.discard(plan.APPROVE_PLAN.code)
    return frozenset(found)


def measure_permissions(access: Access, measure: Measure) -> frozenset[str]:
    """Codes of the verbs that may be done with a measure now. The measure's plan must be at hand."""
    if not is_executed(measure.plan):
        return frozenset()
    found = {
        one
        for one in measures.VERBS
        if one not in _ABOUT_EXTENSIONS and access.may(one, measure.scope, state=measure.state)
    }
    if found & _BY_SOMEBODY_ELSE and confirmation_refusal(access, measure):
        found -= _BY_SOMEBODY_ELSE
    if measures.REQUEST_EXTENSION in found and is_being_amended(measure.plan):
        found.discard(measures.REQUEST_EXTENSION)
    return frozenset(one.code for one in found)


def extension_permissions(access: Access, extension: Extension) -> frozenset[str]:
    """Codes of the verbs that may be done with a request for a later term."""
    if not is_executed(extension.measure.plan) or extension.requested_by_id == access.user.pk:
        return frozenset()
    return frozenset(one.code for one in _ABOUT_EXTENSIONS if access.may(one, extension.scope, state=extension.state))


def confirmation_refusal(access: Access, measure: Measure) -> NotAllowedError | None:
    """Why this person may not be the one who confirms the measure; None when nothing hinders."""
    taken_part: Collection[int | None] = {
        measure.author_id,
        measure.reported_by_id,
        *measure.proofs.values_list("added_by", flat=True),
    }
    if access.user.pk in taken_part or acts_for_organization(access, measure.plan):
        return NotAllowedError("Подтвердить должен другой человек.", clause=SOMEBODY_ELSE)
    conflicts = ConflictOfInterest.objects.filter(
        member__user=access.user, organization=measure.plan.listed.organization_id, ended_on__isnull=True
    )
    if conflicts.exists():
        return NotAllowedError("Вы заявили конфликт интересов с этой организацией: подтвердит другой человек.")
    return None


def acts_for_organization(access: Access, kept: ImprovementPlan) -> bool:
    """True for the organization's own people, whatever other mandates they have."""
    return kept.listed.organization_id in access.numbers("organization", ORGANIZATION)


def is_being_amended(kept: ImprovementPlan) -> bool:
    """True while a new version of this plan is being written or approved."""
    return ImprovementPlan.objects.filter(supersedes=kept, state__in=sorted(AT_WORK)).exists()


def is_unsettled(kept: ImprovementPlan) -> bool:
    """True while a measure of this version is neither confirmed nor cancelled: such a plan is not closed."""
    return kept.measures.exclude(state__in=sorted(SETTLED)).exists()
