"""Where the plan is published: on the organization's own site, told with its address."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.plans.actions.locking import not_before, plan_locked, plan_moved
from merilo_web.plans.models import ImprovementPlan
from merilo_web.plans.rules.plan import CHANGE_PUBLICATION, PUBLISH_PLAN

_LONGEST = 500
_is_address = URLValidator(schemes=["http", "https"])


@transaction.atomic
def publish(plan: ImprovementPlan, *, by: User, on: date, url: str) -> ImprovementPlan:
    """Say where the approved plan is published."""
    kept = plan_locked(plan, PUBLISH_PLAN, by=by)
    _check_day(kept, on)
    return plan_moved(kept, PUBLISH_PLAN, by=by, fields={"published_on": on, "published_url": address(url, "url")})


@transaction.atomic
def change_publication(plan: ImprovementPlan, *, by: User, on: date, url: str) -> ImprovementPlan:
    """Say that the plan is published at another address, or at last, when its execution has begun already."""
    kept = plan_locked(plan, CHANGE_PUBLICATION, by=by)
    _check_day(kept, on)
    fields = {"published_on": kept.published_on or on, "published_url": address(url, "url")}
    return plan_moved(kept, CHANGE_PUBLICATION, by=by, fields=fields)


def address(url: str, field: str) -> str:
    """A web address. Raises ValidationError at the field."""
    kept = url.strip()
    try:
        _is_address(kept)
    except ValidationError:
        raise ValidationError({field: "Укажите адрес страницы целиком: https://…"}) from None
    if len(kept) > _LONGEST:
        raise ValidationError({field: f"Адрес длиннее {_LONGEST} знаков: укажите короткий."})
    return kept


def _check_day(plan: ImprovementPlan, on: date) -> None:
    not_before(plan, on)
    if plan.approved_on and on < plan.approved_on:
        raise NotAllowedError("Размещают утверждённый план: дата не раньше утверждения.")
