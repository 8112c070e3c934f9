"""The plan on the organization's site: what was seen there is kept, the widget gets its address."""

import secrets
from datetime import date

from django.db import transaction

from merilo import short_codes
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.journal.actions import record
from merilo_web.plans.actions.locking import plan_locked
from merilo_web.plans.models import ImprovementPlan, PlanWidget, PublicationCheck
from merilo_web.plans.queries.site import SiteLook
from merilo_web.plans.rules.supervision import CHECK_PUBLICATION, OPEN_WIDGET
from merilo_web.registry.models import Organization

_UNPUBLISHED = "Сначала укажите, где размещён план."


@transaction.atomic
def keep_check(plan: ImprovementPlan, seen: SiteLook, *, by: User | None, on: date, url: str) -> PublicationCheck:
    """Keep what was seen at the plan's address. `by` is None for the timer's command."""
    kept = plan_locked(plan, CHECK_PUBLICATION, by=by) if by else ImprovementPlan.objects.get(pk=plan.pk)
    if not kept.published_url:
        raise NotAllowedError(_UNPUBLISHED)
    made = PublicationCheck.objects.create(
        plan=kept,
        url=url,
        outcome=seen.outcome,
        reason=seen.reason,
        sha256=seen.sha256,
        size=seen.size,
        checked_on=on,
        checked_by=by,
    )
    changes = {"размещение": ("", made.get_outcome_display()), "SHA-256": ("", seen.sha256)}
    record(CHECK_PUBLICATION.event, kept, by=by, scope=kept.scope, changes=changes, note=seen.reason)
    return made


@transaction.atomic
def open_widget(plan: ImprovementPlan, *, by: User, on: date) -> PlanWidget:
    """Give the plan's organization a public address for its plans; the one that it has stays."""
    kept = plan_locked(plan, OPEN_WIDGET, by=by)
    if not kept.published_url:
        raise NotAllowedError(_UNPUBLISHED)
    organization = Organization.objects.select_for_update(of=("self",)).get(pk=kept.listed.organization_id)
    if found := PlanWidget.objects.filter(organization=organization).first():
        return found
    taken = frozenset(PlanWidget.objects.values_list("short_code", flat=True))
    (code,) = short_codes.short_codes(1, taken=taken, rng=secrets.SystemRandom())
    made = PlanWidget.objects.create(organization=organization, short_code=code, made_on=on)
    record(OPEN_WIDGET.event, kept, by=by, scope=kept.scope, changes={"код": ("", code)})
    return made
