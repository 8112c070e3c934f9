"""What an authority can answer on the execution of a cycle's plans: every figure counted, what is missing named."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from merilo.documents.papers.execution_letter import (
    AnsweringHeads,
    ApprovedPlans,
    ControlledMeasures,
    ControlledQuarter,
    ExecutionAnswer,
)
from merilo.documents.papers.letters import Envelope
from merilo.documents.papers.parties import Authority, Person
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.queries.turns import cycle_coverage
from merilo_web.plans.models import HeadEvaluation, HeadHearing, ImprovementPlan, Measure, QuarterlyReport
from merilo_web.plans.queries.overseen import OversightFilter, last_quarter, overseen, reporting
from merilo_web.plans.queries.standings import all_standings
from merilo_web.plans.queries.supervision import approved_results
from merilo_web.plans.queries.windows import REPORTED, Quarter, between, quarter_on, window
from merilo_web.plans.states import AWAITED, IN_FORCE, HeadEvaluationState, MeasureState, QuarterlyReportState
from merilo_web.registry.access import Access
from merilo_web.registry.queries.terms import term
from merilo_web.results.queries.papers import decision_words

_NOBODY = Person("")
_QUARTERS = 4
"""The reports on so many last quarters are told."""


@dataclass(frozen=True, slots=True)
class AnswerAddressee:
    """To whom a letter goes and by what number; without a number there is a blank for it and for the day."""

    organization: str = ""
    recipient: Person = _NOBODY
    number: str = ""


def answer_envelope(cycle: Cycle, on: date, to: AnswerAddressee) -> Envelope:
    """The answer's way: from the cycle's authority, signed by its head."""
    row = cycle.authority
    head = Person(row.head_name, row.head_post or "руководитель")
    contacts = tuple(line for line in (row.address, row.email, row.website) if line)
    dated = on if to.number else None
    sender = Authority(row.name, head, contacts)
    return Envelope(sender, to.organization, to.recipient, head, issued_on=on, number=to.number, on=dated)


def execution_answer(cycle: Cycle, access: Access, on: date) -> ExecutionAnswer:
    """The answer on a cycle as it stands on a day."""
    covered, version = cycle_coverage(cycle), approved_results(cycle)
    return ExecutionAnswer(
        cycle=cycle.title,
        year=cycle.year,
        on=on,
        assessed=version.organizations.exclude(total="").count() if version else 0,
        total=covered.total,
        plans=_plans(cycle, access, on, minutes=decision_words(version) if version else ""),
        measures=_measures(cycle, on),
        quarters=tuple(_quarter(cycle, access, one, on=on) for one in _reported(cycle, on)),
        heads=_heads(cycle),
    )


def _in_force(cycle: Cycle) -> Q:
    return Q(listed__cycle=cycle.pk, state__in=sorted(IN_FORCE))


def _plans(cycle: Cycle, access: Access, on: date, *, minutes: str) -> ApprovedPlans:
    rows = tuple(all_standings(access, on, OversightFilter(cycle=cycle.pk)))
    plans = ImprovementPlan.objects.filter(_in_force(cycle)).order_by("approved_on", "pk")
    acts = (act for act in plans.values_list("approval_act", flat=True) if act)
    approved = [one for one in rows if one.approved_on]
    return ApprovedPlans(
        wanted=len(rows),
        approved=len(approved),
        published=sum(1 for one in approved if one.published_on),
        minutes=minutes,
        acts=tuple(dict.fromkeys(acts)),
        missing=tuple(one.organization for one in rows if not one.approved_on),
    )


def _measures(cycle: Cycle, on: date) -> ControlledMeasures:
    plans = ImprovementPlan.objects.filter(_in_force(cycle))
    rows = Measure.objects.filter(plan__in=plans).exclude(state=MeasureState.CANCELLED)
    done = (MeasureState.REPORTED, MeasureState.CONFIRMED)
    counts = rows.aggregate(
        total=Count("pk"),
        assigned=Count("pk", filter=~Q(assignee_name="")),
        done=Count("pk", filter=Q(state__in=done)),
        confirmed=Count("pk", filter=Q(state=MeasureState.CONFIRMED)),
        overdue=Count("pk", filter=Q(state__in=sorted(AWAITED), due_on__lt=on)),
    )
    people = rows.exclude(assignee_name="").order_by().values("plan__listed", "assignee_name").distinct()
    return ControlledMeasures(persons=people.count(), **counts)


def _reported(cycle: Cycle, on: date) -> list[Quarter]:
    """The last quarters that are over since the first plan was approved."""
    found = ImprovementPlan.objects.filter(listed__cycle=cycle.pk, approved_on__isnull=False)
    first = found.order_by("approved_on").values_list("approved_on", flat=True).first()
    return list(between(quarter_on(first), last_quarter(on)))[-_QUARTERS:] if first else []


def _quarter(cycle: Cycle, access: Access, quarter: Quarter, *, on: date) -> ControlledQuarter:
    rows = overseen(access, OversightFilter(cycle=cycle.pk), on).filter(reporting(quarter))
    sent = QuarterlyReport.objects.filter(
        listed__in=rows.order_by().values("pk"),
        year=quarter.year,
        quarter=quarter.number,
        state=QuarterlyReportState.SUBMITTED,
    )
    late = sent.filter(submitted_on__gt=F("due_on")).count()
    due_on = window(term(REPORTED, cycle.authority_id), quarter).due_on
    return ControlledQuarter(quarter.title, due_on, rows.count(), sent.count() - late, late)


def _heads(cycle: Cycle) -> AnsweringHeads:
    asked = HeadHearing.objects.filter(hearing__results__cycle=cycle.pk)
    kinds = dict(asked.order_by().values_list("kind").annotate(Count("pk")))
    gone = HeadEvaluationState.SUPERSEDED
    sheets = HeadEvaluation.objects.filter(listed__cycle=cycle.pk).exclude(state=gone)
    newest = sheets.select_related("round__rule_set").order_by("-pk").first()
    return AnsweringHeads(
        heard=kinds.get(HeadHearing.Kind.HEARD, 0),
        interviewed=kinds.get(HeadHearing.Kind.INTERVIEWED, 0),
        held=asked.filter(held_on__isnull=False).count(),
        sheets=sheets.count(),
        order=newest.round.rule_set.act if newest else "",
    )
