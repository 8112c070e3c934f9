"""What there is to hand over: totals, what is short, what nobody looked at, what is not decided; the papers of it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from merilo.documents.papers import acceptance_act, collection_report
from merilo.documents.papers.acceptance_act import AcceptanceAct, Delivered, Outcome, Party
from merilo.documents.papers.blocks import LegalPaper
from merilo.documents.papers.collection_report import CollectionReport, OrganizationProgress
from merilo.documents.papers.collection_report import DayCount as PrintedDay
from merilo.documents.papers.parties import Person, Reference
from merilo_web.cycles.models import Contract, Cycle, ListedOrganization
from merilo_web.cycles.queries.own_papers import population_paper
from merilo_web.fieldwork.models import DayCount, Handover, Inspection, PaperBatch, PatternCount
from merilo_web.fieldwork.models.counts import written_counts
from merilo_web.fieldwork.queries.answers import by_counts
from merilo_web.fieldwork.queries.inspected import doubts, items
from merilo_web.fieldwork.queries.progress import SurveyProgress, progress
from merilo_web.fieldwork.queries.sample import respondents
from merilo_web.fieldwork.states import BatchState, Channel, InspectionState


@dataclass(frozen=True, slots=True)
class HandoverCheck:
    """What would be handed over now. `short` lack answers, `uninspected` lack an inspection, `unchecked` have items
    that nobody could look at; `undecided` are disagreements and objections that stop the hand-over, and so do
    `open_batches` of paper, which nobody has compared.
    """

    organizations: int
    responses: int
    inspected: int
    short: tuple[SurveyProgress, ...]
    uninspected: tuple[ListedOrganization, ...]
    unchecked: tuple[tuple[ListedOrganization, int], ...]
    undecided: tuple[tuple[Inspection, str], ...]
    open_batches: tuple[PaperBatch, ...]


def check(cycle: Cycle) -> HandoverCheck:
    """Look through everything that was collected."""
    found, open_items = progress(cycle), doubts(cycle)
    listed = tuple(ListedOrganization.objects.filter(cycle=cycle).select_related("organization"))
    inspections = tuple(_inspections(cycle))
    done = {one.listed_id for one in inspections if one.state != InspectionState.DRAFT}
    batches = PaperBatch.objects.filter(survey__listed__cycle=cycle, state=BatchState.OPEN)
    return HandoverCheck(
        organizations=len(listed),
        responses=found.received,
        inspected=len(done),
        short=tuple(one for one in found.surveys if one.lacking),
        uninspected=tuple(row for row in listed if row.pk not in done),
        unchecked=tuple((one.listed, number) for one in inspections if (number := open_items.unchecked.get(one.pk))),
        undecided=_undecided(inspections, open_items.disputed),
        open_batches=tuple(batches.select_related("survey__listed__organization")),
    )


def digest(cycle: Cycle) -> str:
    """SHA-256 over the cycle's data: how many questionnaires have which answers, ready sums, every settled value."""
    rows = PatternCount.objects.filter(survey__listed__cycle=cycle, number__gt=0)
    counts = sorted(rows.values_list("survey__listed__organization_id", "answers", "number"))
    values = sorted(
        (owner, code, one.state.value, str(one.value), one.reason)
        for owner, seen in items(cycle).items()
        for code, one in seen.items()
    )
    sums = sorted((owner, tally.respondents, written_counts(tally)) for owner, tally in by_counts(cycle).items())
    sealed = [counts, values, sums] if sums else [counts, values]
    return hashlib.sha256(json.dumps(sealed, ensure_ascii=False).encode()).hexdigest()


def act_paper(handover: Handover, contract: Contract, *, number: str, on: date) -> LegalPaper:
    """The act of acceptance of what this hand-over brought."""
    cycle = handover.cycle
    authority, operator = cycle.authority, contract.operator or cycle.operator
    if operator is None or contract.signed_on is None:
        raise ValueError("an act of acceptance needs a signed contract")
    received = handover.handed_over_on
    act = AcceptanceAct(
        number=number,
        on=on,
        place=authority.territory,
        cycle=cycle.title,
        contract=Reference(contract.number, contract.signed_on),
        customer=Party(authority.name, Person(authority.head_name, authority.head_post)),
        operator=Party(operator.name, Person(operator.head_name, operator.head_post)),
        delivered=(
            Delivered("Анкеты получателей услуг и записи осмотров", received, digest=handover.digest),
            Delivered("Отчёт о сборе информации", received),
        ),
        outcome=Outcome.WITH_REMARKS if handover.note else Outcome.ACCEPTED,
        organizations=handover.organizations,
        responses=handover.responses,
        remarks=(handover.note,) if handover.note else (),
    )
    return acceptance_act.paper(act)


def collection_paper(handover: Handover, *, on: date) -> LegalPaper:
    """The report on the collection of information (A6)."""
    cycle, found = handover.cycle, progress(handover.cycle)
    channels = tuple(one for one in Channel if any(row.by_channel.get(one) for row in found.surveys))
    inspected = {one.listed_id: one.submitted_on for one in _inspections(cycle)}
    days: dict[date, dict[str, int]] = {}
    for row in DayCount.objects.filter(survey__listed__cycle=cycle, number__gt=0):
        counts = days.setdefault(row.received_on, {})
        counts[row.channel] = counts.get(row.channel, 0) + row.number
    operator = cycle.operator
    report = CollectionReport(
        cycle=cycle.title,
        on=on,
        operator=operator.name if operator else "",
        begins_on=cycle.fieldwork_from or cycle.opened_on,
        ends_on=handover.handed_over_on,
        channels=tuple(str(one.label) for one in channels),
        progress=tuple(
            OrganizationProgress(
                str(row.organization),
                row.survey.listed.required,
                tuple(row.by_channel.get(one, 0) for one in channels),
                inspected.get(row.survey.listed_id),
            )
            for row in found.surveys
        ),
        days=tuple(
            PrintedDay(day, tuple(counts.get(one, 0) for one in channels)) for day, counts in sorted(days.items())
        ),
        remarks=(handover.note,) if handover.note else (),
        signer=Person(operator.head_name, operator.head_post) if operator and operator.head_name else None,
    )
    return collection_report.paper(report)


def sample_paper(cycle: Cycle, *, on: date) -> LegalPaper:
    """Recipients, sample and respondents of every organization (A5)."""
    return population_paper(cycle, on=on, respondents=respondents(cycle))


def _inspections(cycle: Cycle) -> QuerySet[Inspection]:
    return Inspection.objects.filter(listed__cycle=cycle).select_related("listed__organization")


def _undecided(inspections: tuple[Inspection, ...], disputed: Mapping[int, int]) -> tuple[tuple[Inspection, str], ...]:
    found = [(one, "проверяющие расходятся") for one in inspections if one.pk in disputed]
    found += [(one, "на возражение не ответили") for one in inspections if one.state == InspectionState.OBJECTED]
    return tuple(found)
