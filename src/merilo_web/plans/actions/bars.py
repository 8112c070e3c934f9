"""The satisfaction bar: decided by the council once for a cycle, before any plan is drawn."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.models import AgendaPoint, Cycle, Decision
from merilo_web.cycles.states import MeetingState
from merilo_web.journal.actions import record
from merilo_web.plans.models import ImprovementPlan, SatisfactionBar
from merilo_web.plans.rules.oversight import SET_BAR
from merilo_web.registry.access import access_of

_WHOLE = 100


@transaction.atomic
def set_bar(cycle: Cycle, *, by: User, on: date, percent: int, decision: Decision) -> SatisfactionBar:
    """Set the share of satisfied answers below which a question is a deficiency, by a decision of signed minutes."""
    kept = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    access_of(by).require(SET_BAR, kept.scope, state=kept.state)
    if SatisfactionBar.objects.filter(cycle=kept).exists():
        raise NotAllowedError("Порог этого цикла уже установлен: его решают один раз.", clause=SET_BAR.clause)
    if ImprovementPlan.objects.filter(listed__cycle=kept).exists():
        raise NotAllowedError("Планы уже составляются: порог устанавливают до них.", clause=SET_BAR.clause)
    if not 1 <= percent <= _WHOLE:
        raise ValidationError({"percent": f"Порог — от 1 до {_WHOLE} процентов."})
    adopted = AgendaPoint.objects.filter(
        cycle=kept, decision=decision, adopted=True, is_void=False, meeting__state=MeetingState.MINUTED
    )
    if not adopted.exists() or decision.decided_on > on:
        raise ValidationError({"decision": "Нужно решение совета этого цикла из подписанного протокола."})
    made = SatisfactionBar.objects.create(cycle=kept, percent=percent, decision=decision)
    changes = {"порог удовлетворённости, %": ("", percent), "решение": ("", decision)}
    record(SET_BAR.event, made, by=by, scope=kept.scope, changes=changes)
    return made
