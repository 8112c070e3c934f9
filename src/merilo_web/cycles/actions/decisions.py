"""The register of decisions: the authority's own decisions, their execution, the document."""

import re
from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.archive.models import DocumentKind
from merilo_web.cycles.actions.days import decided_fault, term_fault
from merilo_web.cycles.actions.issuing import Filed, Issued, issue_paper
from merilo_web.cycles.models import Cycle, Decision
from merilo_web.cycles.queries.decisions import register_paper
from merilo_web.cycles.rules import decisions as verbs
from merilo_web.journal.actions import changed, record
from merilo_web.registry.access import access_of


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision of the authority: an order, a resolution."""

    number: str
    decided_on: date
    body: str
    subject: str
    text: str
    assignee: str = ""
    due_on: date | None = None


@transaction.atomic
def register_decision(cycle: Cycle, *, by: User, on: date, facts: DecisionFacts) -> Decision:
    """Put a decision of the authority into the register; decisions of the council come from signed minutes."""
    kept = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    access_of(by).require(verbs.REGISTER_DECISION, kept.scope, state=kept.state)
    found = {
        "number": "" if re.search(r"\w", facts.number) else "Введите номер приказа или распоряжения, например 217.",
        "decided_on": decided_fault(facts.decided_on, year=kept.year, on=on),
        "due_on": term_fault(facts.due_on, facts.decided_on, of="даты решения"),
    }
    if faults := {name: fault for name, fault in found.items() if fault}:
        raise ValidationError(faults)
    decision = Decision.objects.create(cycle=kept, **asdict(facts))
    changes = {"решение": ("", decision.text), "номер": ("", decision.number)}
    record(verbs.REGISTER_DECISION.event, decision, by=by, scope=kept.scope, changes=changes)
    return decision


@transaction.atomic
def complete_decision(decision: Decision, *, by: User, on: date, completed_on: date, outcome: str) -> Decision:
    """Say when a decision was carried out and what came of it; may be mended later."""
    kept = Decision.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=decision.pk)
    access_of(by).require(verbs.COMPLETE_DECISION, kept.cycle.scope, state=kept.cycle.state)
    faults = {}
    if not kept.decided_on <= completed_on <= on:
        faults["completed_on"] = "Дата исполнения — не раньше решения и не позже сегодняшнего дня."
    if not outcome.strip():
        faults["outcome"] = "Напишите, что сделано."
    if faults:
        raise ValidationError(faults)
    fields = {"completed_on": completed_on, "outcome": outcome.strip()}
    changes = changed(kept, fields)
    kept.completed_on, kept.outcome = completed_on, outcome.strip()
    kept.save(update_fields=list(fields))
    record(verbs.COMPLETE_DECISION.event, kept, by=by, scope=kept.cycle.scope, changes=changes)
    return kept


@transaction.atomic
def issue_register(cycle: Cycle, *, by: User, on: date) -> Issued:
    """Issue the register as a document of this day."""
    kept = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    access_of(by).require(verbs.ISSUE_REGISTER, kept.scope, state=kept.state)
    filing = Filed(
        kind=DocumentKind.DECISIONS,
        title=f"Реестр решений: {kept.title}",
        stem=f"Реестр решений {on:%Y-%m-%d}",
        dated_on=on,
        scope=kept.scope,
    )
    issued = issue_paper(register_paper(kept, on), filing=filing)
    record(verbs.ISSUE_REGISTER.event, kept, by=by, scope=kept.scope, changes={"документ": ("", issued.docx)})
    return issued
