"""Setting a term that no federal act was found for, and taking it back."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo.deadlines.model import DeadlineRule
from merilo.deadlines.own import highest, units
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.journal.actions import Scope, changed, record
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.writing import written
from merilo_web.registry.models import Authority, OwnTerm
from merilo_web.registry.queries.terms import may_be_set
from merilo_web.registry.rules.terms import SET_TERM, WITHDRAW_TERM

_WRITTEN = ("amount", "unit", "act", "set_on")


@dataclass(frozen=True, slots=True)
class TermFacts:
    """How long a term is, what it is counted in, the act that sets it."""

    amount: int
    unit: str
    act: str


@transaction.atomic
def set_term(authority: Authority, code: str, *, by: User, on: date, facts: TermFacts) -> OwnTerm:
    """Set the authority's own length of a term, from this day; what began before it runs as it did."""
    access_of(by).require(SET_TERM, Scope(authority=authority.pk))
    found = next((one for one in may_be_set() if one.code == code), None)
    if found is None:
        raise NotAllowedError("Этот срок назван законом: свой вместо него не установить.", clause=SET_TERM.clause)
    if faults := dict(_faults(found, facts)):
        raise ValidationError(faults)
    former, kept = _in_force(authority, code), OwnTerm(authority=authority, code=code)
    given = {**asdict(facts), "act": facts.act.strip(), "set_on": on}
    before = changed(former, given) if former else None
    if former and former.set_on == on:
        kept = former
    elif former:
        _end(former, on)
    changes = written(kept, given, fields=given)
    record(SET_TERM.event, kept, by=by, scope=kept.scope, changes=changes if before is None else before)
    return kept


@transaction.atomic
def withdraw_term(authority: Authority, code: str, *, by: User, on: date, reason: str) -> None:
    """Take the authority's own term back: what begins from this day on runs by the project's rule.

    What began before it runs by the own term to its end.
    """
    access_of(by).require(WITHDRAW_TERM, Scope(authority=authority.pk))
    kept = _in_force(authority, code)
    if kept is None:
        raise NotAllowedError("Своего срока здесь нет: и так действует правило проекта.", clause=WITHDRAW_TERM.clause)
    if not reason.strip():
        raise ValidationError({"reason": "Напишите, почему свой срок отменён: например, какой акт утратил силу."})
    changes = {title: (before, "") for title, (before, _) in changed(kept, dict.fromkeys(_WRITTEN, "")).items()}
    record(WITHDRAW_TERM.event, kept, by=by, scope=kept.scope, changes=changes, note=reason.strip())
    _end(kept, on)


def _in_force(authority: Authority, code: str) -> OwnTerm | None:
    rows = OwnTerm.objects.select_for_update(of=("self",))
    return rows.filter(authority=authority, code=code, withdrawn_on__isnull=True).first()


def _end(kept: OwnTerm, on: date) -> None:
    kept.withdrawn_on = on
    kept.save(update_fields=["withdrawn_on"])


def _faults(found: DeadlineRule, facts: TermFacts) -> Iterator[tuple[str, str]]:
    allowed = units(found)
    if facts.unit not in allowed:
        yield "unit", "Этот срок так не считают: выберите из списка."
    most = highest(allowed[0])
    if not 1 <= facts.amount <= most:
        yield "amount", f"Число — от 1 до {most}."
    if not facts.act.strip():
        yield "act", "Назовите акт, которым установлен срок."
