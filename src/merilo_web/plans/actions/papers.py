"""A paper that somebody has written already, kept beside an empty draft until a person has looked at what was read."""

from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.actions import attach
from merilo_web.archive.uploads import Upload
from merilo_web.plans.actions.locking import plan_locked, plan_moved
from merilo_web.plans.models import ImprovementPlan
from merilo_web.plans.rules.plan import EDIT_PLAN
from merilo_web.registry.actions.filing import file_evidence


@transaction.atomic
def keep_paper(plan: ImprovementPlan, upload: Upload, *, by: User) -> ImprovementPlan:
    """Keep the paper; nothing of it is in the plan yet."""
    kept = _empty(plan, by=by)
    evidence = attach(upload.content, file_name=upload.file_name, media_type=upload.media_type, by=by)
    file_evidence(evidence, scope=kept.scope)
    return plan_moved(kept, EDIT_PLAN, by=by, fields={"paper": evidence})


@transaction.atomic
def drop_paper(plan: ImprovementPlan, *, by: User) -> ImprovementPlan:
    """Put the paper aside; it stays in the archive."""
    return plan_moved(_empty(plan, by=by), EDIT_PLAN, by=by, fields={"paper": None})


def _empty(plan: ImprovementPlan, *, by: User) -> ImprovementPlan:
    kept = plan_locked(plan, EDIT_PLAN, by=by)
    if kept.measures.exists():
        raise NotAllowedError("В плане уже есть мероприятия: бумажный план берут в пустой черновик.")
    return kept
