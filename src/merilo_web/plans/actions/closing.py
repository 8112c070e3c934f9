"""The end of a plan: taken off control when everything is settled, put back when a check finds more to do."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.plans.actions.locking import not_before, plan_locked, plan_moved
from merilo_web.plans.actions.saying import LONGEST, said
from merilo_web.plans.models import Deficiency, ImprovementPlan
from merilo_web.plans.queries.permissions import acts_for_organization, is_being_amended
from merilo_web.plans.queries.snapshots import as_json, snapshot
from merilo_web.plans.rules.plan import CLOSE_PLAN, REOPEN_PLAN
from merilo_web.plans.states import SETTLED, UNMENDED
from merilo_web.registry.access import access_of


@transaction.atomic
def close(plan: ImprovementPlan, *, by: User, on: date, note: str = "") -> ImprovementPlan:
    """Take the plan off control once every measure is confirmed or cancelled.

    What is still not mended, or was found again, needs a note: it is never closed silently.
    """
    kept = plan_locked(plan, CLOSE_PLAN, by=by)
    not_before(kept, on)
    if acts_for_organization(access_of(by), kept):
        raise NotAllowedError("План снимает с контроля не та организация, которая его исполняет.")
    if is_being_amended(kept):
        raise NotAllowedError("Пишется новая версия плана: сначала утвердите её или дождитесь отказа от неё.")
    if left := kept.measures.exclude(state__in=sorted(SETTLED)).count():
        raise NotAllowedError(f"Не подтверждены и не отменены мероприятия: {left}.", clause=CLOSE_PLAN.clause)
    unmended = Deficiency.objects.filter(listed=kept.listed_id, state__in=sorted(UNMENDED)).count()
    if unmended and not note.strip():
        raise ValidationError({"note": f"Не устранены недостатки: {unmended}. Напишите, почему план закрыт без них."})
    if len(note.strip()) > LONGEST:
        raise ValidationError({"note": f"Сократите до {LONGEST} знаков."})
    kept.outcome = as_json(snapshot(kept))
    kept.save(update_fields=["outcome"])
    return plan_moved(kept, CLOSE_PLAN, by=by, fields={"closed_on": on}, note=note.strip())


@transaction.atomic
def reopen_plan(plan: ImprovementPlan, *, by: User, on: date, reason: str) -> ImprovementPlan:
    """Put a closed plan back on control, with the reason."""
    kept = plan_locked(plan, REOPEN_PLAN, by=by)
    not_before(kept, on)
    words = said(reason, field="reason", ask="Напишите, что обнаружено: причина остаётся в журнале.")
    return plan_moved(kept, REOPEN_PLAN, by=by, fields={"closed_on": None}, note=words)
