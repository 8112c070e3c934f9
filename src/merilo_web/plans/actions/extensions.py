"""A later term of a measure: asked for with a reason, granted or refused by the authority; every term stays known."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo.deadlines.terms import parse_term
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.journal.actions import changed, record
from merilo_web.plans.actions.locking import measure_locked
from merilo_web.plans.actions.saying import said
from merilo_web.plans.models import Extension, ImprovementPlan, Measure
from merilo_web.plans.queries.permissions import acts_for_organization, is_being_amended
from merilo_web.plans.rules.measures import (
    GRANT_EXTENSION,
    REFUSE_EXTENSION,
    REQUEST_EXTENSION,
    require_executed,
)
from merilo_web.plans.states import AWAITED, ExtensionState
from merilo_web.registry.access import access_of

_LONGEST_TERM = 300


@dataclass(frozen=True, slots=True)
class ExtensionFacts:
    """The term asked for, as people write it, and why."""

    term: str
    reason: str


@transaction.atomic
def request(measure: Measure, *, by: User, on: date, facts: ExtensionFacts) -> Extension:
    """Ask for a later term. It must name a day, later than the term now and not in the past."""
    kept = measure_locked(measure, REQUEST_EXTENSION, by=by)
    if kept.extensions.filter(state=ExtensionState.REQUESTED).exists():
        raise NotAllowedError("Продление уже запрошено: дождитесь ответа.")
    if is_being_amended(kept.plan):
        raise NotAllowedError("Пишется новая версия плана: измените срок в ней.")
    reason = said(facts.reason, field="reason", ask="Напишите, почему срок не выдержать: причину увидит орган власти.")
    term = said(facts.term, field="term", ask="Напишите новый срок.", longest=_LONGEST_TERM)
    made = Extension.objects.create(
        measure=kept,
        former_term=kept.term,
        former_due_on=kept.due_on,
        term=term,
        due_on=_later(kept, term, on),
        reason=reason,
        requested_on=on,
        requested_by=by,
    )
    changes = {"срок": (kept.term, term), "последний день": (kept.due_on, made.due_on)}
    record(REQUEST_EXTENSION.event, made, by=by, scope=kept.scope, changes=changes, note=reason)
    return made


@transaction.atomic
def grant(extension: Extension, *, by: User, on: date, answer: str = "") -> Extension:
    """Grant the later term: the measure has it from now on."""
    kept = _locked(extension, GRANT_EXTENSION, by=by)
    measure = kept.measure
    if measure.state not in AWAITED:
        raise NotAllowedError("О мероприятии уже отчитались: продлевать нечего.")
    fields = {"term": kept.term, "due_on": kept.due_on}
    changes = changed(measure, fields)
    measure.term, measure.due_on = kept.term, kept.due_on
    measure.save(update_fields=list(fields))
    _decide(kept, GRANT_EXTENSION, by=by, on=on, answer=answer.strip()[:2000])
    record(GRANT_EXTENSION.event, kept, by=by, scope=kept.scope, changes=changes, note=kept.answer)
    return kept


@transaction.atomic
def refuse(extension: Extension, *, by: User, on: date, answer: str) -> Extension:
    """Refuse the later term, saying why; the measure keeps its own."""
    kept = _locked(extension, REFUSE_EXTENSION, by=by)
    words = said(answer, field="answer", ask="Напишите, почему отказано: это увидит организация.")
    _decide(kept, REFUSE_EXTENSION, by=by, on=on, answer=words)
    record(REFUSE_EXTENSION.event, kept, by=by, scope=kept.scope, changes={"ответ": ("", words)})
    return kept


def _locked(extension: Extension, verb: Verb, *, by: User) -> Extension:
    numbers = Extension.objects.values_list("measure", "measure__plan").get(pk=extension.pk)
    plan = (
        ImprovementPlan.objects.select_for_update(of=("self",))
        .select_related("listed__cycle__authority", "listed__organization")
        .get(pk=numbers[1])
    )
    measure = Measure.objects.select_for_update(of=("self",)).get(pk=numbers[0])
    kept = Extension.objects.select_for_update(of=("self",)).get(pk=extension.pk)
    kept.measure, measure.plan = measure, plan
    access = access_of(by)
    access.require(verb, plan.scope, state=kept.state)
    require_executed(plan)
    if kept.requested_by_id == by.pk or acts_for_organization(access, plan):
        raise NotAllowedError("О продлении решает не тот, кто его запросил.", clause=verb.clause)
    return kept


def _decide(extension: Extension, verb: Verb, *, by: User, on: date, answer: str) -> None:
    extension.state, extension.decided_on, extension.decided_by, extension.answer = verb.to, on, by, answer
    extension.save(update_fields=["state", "decided_on", "decided_by", "answer"])


def _later(measure: Measure, term: str, on: date) -> date:
    found = parse_term(term, measure.plan.year).due_on
    if found is None:
        raise ValidationError({"term": "Из срока не видно последнего дня: напишите дату или период."})
    if found < on:
        raise ValidationError({"term": f"Этот срок уже прошёл: {found:%d.%m.%Y}."})
    if measure.due_on and found <= measure.due_on:
        raise ValidationError({"term": f"Новый срок должен быть позже прежнего, {measure.due_on:%d.%m.%Y}."})
    return found
