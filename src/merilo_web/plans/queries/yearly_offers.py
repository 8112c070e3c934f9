"""What a person is offered to do with a plan for a year now: one next step, the others after it."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from merilo_web.accounts.verbs import Verb
from merilo_web.plans.models import YearlyPlan
from merilo_web.plans.queries.plan_offers import PlanOffer
from merilo_web.plans.queries.yearly import last_day
from merilo_web.plans.rules import yearly as verbs
from merilo_web.registry.access import Access


def yearly_permissions(access: Access, plan: YearlyPlan) -> frozenset[str]:
    """Codes of the verbs that may be done with the plan and its measures now."""
    found = {one.code for one in verbs.VERBS if access.may(one, plan.keeping, state=plan.state)}
    if plan.number:
        found.discard(verbs.DISCARD_YEARLY.code)
    return frozenset(found - {verbs.BEGIN_YEARLY.code})


def offers(plan: YearlyPlan, may: frozenset[str], *, measures: int, is_whole: bool, on: date) -> tuple[PlanOffer, ...]:
    """Buttons of the plan's page; the next step is the filled one."""
    found = list(_offers(plan, measures=measures))
    wanted = _next(plan, is_whole=is_whole, on=on)
    allowed = [(name, title) for verb, name, title in found if verb.code in may]
    return tuple(
        PlanOffer(title, reverse(f"plans:{name}", args=(plan.pk,)), name == wanted, name == "discard_yearly")
        for name, title in allowed
    )


def _offers(plan: YearlyPlan, *, measures: int) -> Iterator[tuple[Verb, str, str]]:
    yield verbs.APPROVE_YEARLY, "approve_yearly", "Утвердить"
    yield verbs.EDIT_YEARLY, "add_yearly", "Добавить мероприятие"
    if not measures:
        yield verbs.EDIT_YEARLY, "yearly_paper", "Загрузить готовый план"
    yield verbs.EDIT_YEARLY, "yearly_heading", "Изменить название и год"
    yield verbs.PUBLISH_YEARLY, "publish_yearly", "Изменить адрес" if plan.published_on else "Указать, где размещён"
    yield verbs.TAKE_YEARLY_REPORT, "yearly_report_paper", "Взять результаты из отчёта"
    yield verbs.CLOSE_YEARLY, "close_yearly", "Завершить год"
    yield verbs.AMEND_YEARLY, "amend_yearly", "Изменить план"
    yield verbs.REOPEN_YEARLY, "reopen_yearly", "Открыть снова"
    yield verbs.DISCARD_YEARLY, "discard_yearly", "Удалить черновик"


def _next(plan: YearlyPlan, *, is_whole: bool, on: date) -> str:
    if verbs.APPROVE_YEARLY.possible(plan.state):
        return "approve_yearly" if is_whole else "add_yearly"
    if not plan.published_on:
        return "publish_yearly"
    return "close_yearly" if on > last_day(plan) else ""
