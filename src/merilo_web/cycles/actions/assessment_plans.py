"""The plan of the assessment: made ready, edited as a draft, approved, carried out measure by measure, reported."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo.deadlines.terms import TermKind, parse_term
from merilo.documents.papers.usual_measures import PlanAssignees, usual_plan
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.archive.models import DocumentKind
from merilo_web.cycles.actions.cycle_papers import issue_cycle_paper
from merilo_web.cycles.models import AssessmentPlan, Cycle, CyclePaper, PlannedMeasure
from merilo_web.cycles.queries.own_papers import plan_paper, plan_report_paper
from merilo_web.cycles.rules import assessment_plan as verbs
from merilo_web.journal.actions import changed, record
from merilo_web.registry.access import access_of


@dataclass(frozen=True, slots=True)
class Approver:
    """Who approves the plan, or to what document it is an annex (named in the dative), as its corner prints it."""

    name: str = ""
    post: str = ""
    annex_to: str = ""


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure as it is written."""

    number: str
    title: str
    term: str = ""
    assignee: str = ""
    expected: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Execution:
    """What was done. Without a day the measure goes on."""

    outcome: str
    completed_on: date | None = None
    document: str = ""
    link: str = ""


@transaction.atomic
def make_plan(cycle: Cycle, *, by: User) -> AssessmentPlan:
    """Make a plan ready from the steps of the law, with terms from the opening of the cycle to the end of its year."""
    kept = Cycle.objects.select_for_update(of=("self",)).select_related("authority", "council").get(pk=cycle.pk)
    access_of(by).require(verbs.MAKE_PLAN, kept.scope, state=kept.state)
    if AssessmentPlan.objects.filter(cycle=kept).exists():
        raise NotAllowedError("План этого цикла уже составлен.")
    plan = AssessmentPlan.objects.create(cycle=kept, title=f"по проведению независимой оценки: {kept.title}")
    assignees = PlanAssignees(council=kept.council.name, authority=kept.authority.name)
    position = 0
    for section in usual_plan(kept.year, assignees, begins=kept.opened_on):
        for one in section.measures:
            position += 1
            PlannedMeasure.objects.create(
                plan=plan,
                position=position,
                section=section.title,
                number=one.number,
                title=one.title,
                term=one.term,
                due_on=due_on(one.term, kept.year),
                assignee=one.assignee,
                expected=one.expected,
            )
    record(verbs.MAKE_PLAN.event, plan, by=by, scope=plan.scope, changes={"мероприятий": ("", position)})
    return plan


@transaction.atomic
def add_measure(plan: AssessmentPlan, *, by: User, facts: MeasureFacts) -> PlannedMeasure:
    """Write a new measure at the end of its section."""
    kept = _locked(plan, verbs.EDIT_PLAN, by=by)
    _check(kept, facts)
    rows = list(kept.measures.order_by("position", "id"))
    same = [place for place, one in enumerate(rows) if one.section == facts.section.strip()]
    place = same[-1] + 1 if same else len(rows)
    made = PlannedMeasure(plan=kept, position=len(rows) + 1, **_fields(kept, facts))
    made.save()
    _renumber([*rows[:place], made, *rows[place:]])
    record(verbs.EDIT_PLAN.event, kept, by=by, scope=kept.scope, changes={"мероприятие": ("", str(made))})
    return made


@transaction.atomic
def edit_measure(measure: PlannedMeasure, *, by: User, facts: MeasureFacts) -> PlannedMeasure:
    """Change how a measure is written."""
    plan = _locked(measure.plan, verbs.EDIT_PLAN, by=by)
    kept = plan.measures.get(pk=measure.pk)
    _check(plan, facts, but=kept.pk)
    fields = _fields(plan, facts)
    changes = changed(kept, fields)
    _set(kept, fields)
    record(verbs.EDIT_PLAN.event, plan, by=by, scope=plan.scope, changes=changes, note=str(kept))
    return kept


@transaction.atomic
def move_measure(measure: PlannedMeasure, *, by: User, down: bool) -> None:
    """Change places with the neighbour above or below; at the edge nothing happens."""
    plan = _locked(measure.plan, verbs.EDIT_PLAN, by=by)
    rows = list(plan.measures.order_by("position", "id"))
    place = next(place for place, one in enumerate(rows) if one.pk == measure.pk)
    other = place + (1 if down else -1)
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    _renumber(rows)
    changes = {"место": (place + 1, other + 1)}
    record(verbs.EDIT_PLAN.event, plan, by=by, scope=plan.scope, changes=changes, note=str(measure))


@transaction.atomic
def remove_measure(measure: PlannedMeasure, *, by: User) -> None:
    """Take a measure out of a draft."""
    plan = _locked(measure.plan, verbs.EDIT_PLAN, by=by)
    plan.measures.get(pk=measure.pk).delete()
    record(verbs.EDIT_PLAN.event, plan, by=by, scope=plan.scope, changes={"мероприятие": (str(measure), "")})


@transaction.atomic
def approve_plan(plan: AssessmentPlan, *, by: User, on: date, approver: Approver) -> AssessmentPlan:
    """Approve the plan: its measures are settled, its document is issued."""
    kept = _locked(plan, verbs.APPROVE_PLAN, by=by)
    if bool(approver.name.strip()) == bool(approver.annex_to.strip()):
        raise ValidationError({"name": "Напишите одно из двух: кто утвердил план или к какому документу он приложен."})
    if not kept.measures.exists():
        raise NotAllowedError("В плане нет ни одного мероприятия.")
    fields = {
        "state": verbs.APPROVE_PLAN.to,
        "approved_on": on,
        "approved_by_name": approver.name.strip(),
        "approved_by_post": approver.post.strip(),
        "annex_to": approver.annex_to.strip(),
    }
    changes = changed(kept, fields)
    _set(kept, fields)
    issue_cycle_paper(kept.cycle, plan_paper(kept, on=on), kind=DocumentKind.ASSESSMENT_PLAN, on=on)
    record(verbs.APPROVE_PLAN.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


@transaction.atomic
def reopen_plan(plan: AssessmentPlan, *, by: User, reason: str) -> AssessmentPlan:
    """Take an approved plan back to change it; what was recorded of its execution stays."""
    kept = _locked(plan, verbs.REOPEN_PLAN, by=by)
    if not reason.strip():
        raise ValidationError({"reason": "Напишите причину: она остаётся в журнале."})
    emptied = dict.fromkeys(("approved_by_name", "approved_by_post", "annex_to"), "")
    fields: dict[str, object] = {"state": verbs.REOPEN_PLAN.to, "approved_on": None, **emptied}
    changes = changed(kept, fields)
    _set(kept, fields)
    record(verbs.REOPEN_PLAN.event, kept, by=by, scope=kept.scope, changes=changes, note=reason.strip())
    return kept


@transaction.atomic
def record_execution(measure: PlannedMeasure, *, by: User, on: date, facts: Execution) -> PlannedMeasure:
    """Record how a measure was carried out."""
    plan = _locked(measure.plan, verbs.RECORD_EXECUTION, by=by)
    kept = plan.measures.get(pk=measure.pk)
    if facts.completed_on and facts.completed_on > on:
        raise ValidationError({"completed_on": "Мероприятие не может быть исполнено в будущем."})
    if facts.completed_on and not facts.outcome.strip():
        raise ValidationError({"outcome": "Напишите, что сделано."})
    fields: dict[str, object] = {
        "outcome": facts.outcome.strip(),
        "completed_on": facts.completed_on,
        "document": facts.document.strip(),
        "link": facts.link.strip(),
    }
    changes = changed(kept, fields)
    _set(kept, fields)
    record(verbs.RECORD_EXECUTION.event, plan, by=by, scope=plan.scope, changes=changes, note=str(kept))
    return kept


@transaction.atomic
def issue_plan(plan: AssessmentPlan, *, by: User, on: date) -> CyclePaper:
    """Issue the plan as it stands: a draft for the council, or the approved one anew."""
    kept = _locked(plan, verbs.ISSUE_PLAN, by=by)
    paper = issue_cycle_paper(kept.cycle, plan_paper(kept, on=on), kind=DocumentKind.ASSESSMENT_PLAN, on=on)
    record(verbs.ISSUE_PLAN.event, kept, by=by, scope=kept.scope, changes={"документ": ("", paper)})
    return paper


@transaction.atomic
def issue_plan_report(plan: AssessmentPlan, *, by: User, on: date) -> CyclePaper:
    """Issue the report on the execution of the plan on a day."""
    kept = _locked(plan, verbs.ISSUE_PLAN_REPORT, by=by)
    paper = issue_cycle_paper(
        kept.cycle, plan_report_paper(kept, on=on), kind=DocumentKind.ASSESSMENT_PLAN_REPORT, on=on
    )
    record(verbs.ISSUE_PLAN_REPORT.event, kept, by=by, scope=kept.scope, changes={"документ": ("", paper)})
    return paper


def due_on(term: str, year: int) -> date | None:
    """The last day that a term names by itself; None for «постоянно» and for terms that wait for an event."""
    found = parse_term(term, year)
    return None if found.kind is TermKind.UNCLEAR else found.due_on


def _locked(plan: AssessmentPlan, verb: Verb, *, by: User) -> AssessmentPlan:
    found = AssessmentPlan.objects.select_for_update(of=("self",)).select_related("cycle__authority")
    kept = found.get(pk=plan.pk)
    access_of(by).require(verb, kept.scope, state=kept.state)
    return kept


def _check(plan: AssessmentPlan, facts: MeasureFacts, *, but: int = 0) -> None:
    faults = {}
    if not facts.number.strip():
        faults["number"] = "Введите номер, например 3 или 3.1."
    elif plan.measures.filter(number=facts.number.strip()).exclude(pk=but).exists():
        faults["number"] = f"Мероприятие № {facts.number.strip()} в плане уже есть."
    if not facts.title.strip():
        faults["title"] = "Напишите, что нужно сделать."
    if facts.term.strip() and parse_term(facts.term.strip(), plan.cycle.year).kind is TermKind.UNCLEAR:
        faults["term"] = "Срок непонятен. Напишите, например: «до 1 марта 2026 г.», «II квартал 2026 г.», «постоянно»."
    if faults:
        raise ValidationError(faults)


def _fields(plan: AssessmentPlan, facts: MeasureFacts) -> dict[str, object]:
    term = facts.term.strip()
    return {
        "number": facts.number.strip(),
        "title": facts.title.strip(),
        "term": term,
        "due_on": due_on(term, plan.cycle.year) if term else None,
        "assignee": facts.assignee.strip(),
        "expected": facts.expected.strip(),
        "section": facts.section.strip(),
    }


def _set(row: AssessmentPlan | PlannedMeasure, fields: Mapping[str, object]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))


def _renumber(rows: Iterable[PlannedMeasure]) -> None:
    for position, row in enumerate(rows, 1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
