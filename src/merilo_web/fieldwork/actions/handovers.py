"""The hand-over of collected data: handed over, accepted with its papers, returned, opened anew."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.archive.models import Document, DocumentKind
from merilo_web.cycles.actions import lifecycle
from merilo_web.cycles.actions.issuing import Filed, issue_paper
from merilo_web.cycles.models import Contract, Cycle
from merilo_web.fieldwork.models import Handover, Survey
from merilo_web.fieldwork.queries.handovers import act_paper, check, collection_paper, digest, sample_paper
from merilo_web.fieldwork.rules.handovers import ACCEPT_HANDOVER, HAND_DATA_OVER, REOPEN_HANDOVER, RETURN_HANDOVER
from merilo_web.fieldwork.rules.lock import CLAUSE, require_collecting
from merilo_web.fieldwork.rules.surveys import CLOSE_SURVEY
from merilo_web.fieldwork.states import SurveyState
from merilo_web.journal.actions import changed, record
from merilo_web.registry.access import access_of


@transaction.atomic
def hand_over(cycle: Cycle, *, by: User, on: date, note: str = "") -> Handover:
    """Hand everything collected over: surveys are closed, nothing changes until the authority decides."""
    cycle = Cycle.objects.select_for_update(of=("self",)).select_related("authority").get(pk=cycle.pk)
    access_of(by).require(HAND_DATA_OVER, cycle.scope, state=cycle.state)
    require_collecting(cycle)
    _close_surveys(cycle, by=by)
    found = check(cycle)
    undecided = [*found.undecided, *((one, "пачка бланков не закрыта") for one in found.open_batches)]
    if undecided:
        named = "; ".join(f"{one}: {why}" for one, why in undecided[:5])
        raise NotAllowedError(f"Сначала решите, что осталось нерешённым: {named}.", clause=CLAUSE)
    if (found.short or found.uninspected) and not note.strip():
        raise ValidationError({"note": "Поясните, почему собрано не всё: это увидит орган власти."})
    handover = Handover.objects.create(
        cycle=cycle,
        handed_over_on=on,
        handed_over_by=by,
        digest=digest(cycle),
        organizations=found.organizations,
        responses=found.responses,
        inspected=found.inspected,
        note=note.strip()[:2000],
    )
    changes = {"анкет": (None, found.responses), "контрольная сумма данных": (None, handover.digest)}
    record(HAND_DATA_OVER.event, handover, by=by, scope=cycle.scope, changes=changes, note=handover.note)
    return handover


@transaction.atomic
def accept(handover: Handover, *, by: User, on: date, number: str = "") -> Handover:
    """Accept the data: they are locked, the cycle goes on, the act and the reports are issued."""
    handover = _locked(handover, ACCEPT_HANDOVER, by=by)
    if digest(handover.cycle) != handover.digest:
        raise NotAllowedError("Данные изменились после передачи: верните их оператору.", clause=CLAUSE)
    handover.cycle = lifecycle.accept_data(handover.cycle, by=by, on=on)
    act = _issue(handover, on=on, number=number.strip())
    return _moved(handover, ACCEPT_HANDOVER, by=by, fields={"decided_on": on, "act": act})


@transaction.atomic
def return_data(handover: Handover, *, by: User, on: date, reason: str) -> Handover:
    """Return the data to the operator with the reasons; surveys may be opened again."""
    handover = _locked(handover, RETURN_HANDOVER, by=by)
    return _moved(handover, RETURN_HANDOVER, by=by, fields={"decided_on": on, "reason": _said(reason)})


@transaction.atomic
def reopen(handover: Handover, *, by: User, on: date, reason: str) -> Handover:
    """Open accepted data anew: the cycle returns to fieldwork."""
    handover = _locked(handover, REOPEN_HANDOVER, by=by)
    handover.cycle = lifecycle.reopen_fieldwork(handover.cycle, by=by, on=on, reason=_said(reason))
    return _moved(handover, REOPEN_HANDOVER, by=by, fields={"reason": _said(reason)})


def _issue(handover: Handover, *, on: date, number: str) -> Document | None:
    """The act when there is a signed contract; the report on the collection and the summary always."""
    cycle = handover.cycle
    contract = Contract.objects.select_related("operator").filter(cycle=cycle, signed_on__isnull=False).first()
    act = None
    if contract is not None:
        named = number or str(handover.pk)
        filing = Filed(
            DocumentKind.ACCEPTANCE_ACT, f"Акт приёмки, {cycle.title}", "acceptance-act", on, cycle.scope, named
        )
        issued = issue_paper(act_paper(handover, contract, number=named, on=on), filing=filing)
        act = issued.docx
        handover.documents.add(issued.docx, issued.pdf)
    report = Filed(
        DocumentKind.COLLECTION_REPORT, f"Отчёт о сборе информации, {cycle.title}", "collection-report", on, cycle.scope
    )
    summary = Filed(
        DocumentKind.POPULATION, f"Численность и выборка, {cycle.title}", "population-summary", on, cycle.scope
    )
    for paper, filing in ((collection_paper(handover, on=on), report), (sample_paper(cycle, on=on), summary)):
        issued = issue_paper(paper, filing=filing)
        handover.documents.add(issued.docx, issued.pdf)
    return act


def _close_surveys(cycle: Cycle, *, by: User) -> None:
    rows = Survey.objects.select_for_update(of=("self",)).filter(listed__cycle=cycle, state=SurveyState.OPEN)
    for survey in rows.select_related("listed__cycle", "listed__organization"):
        survey.state = SurveyState.CLOSED
        survey.save(update_fields=["state"])
        record(CLOSE_SURVEY.event, survey, by=by, scope=survey.scope, note="данные переданы органу власти")


def _locked(handover: Handover, verb: Verb, *, by: User) -> Handover:
    related = ("cycle__authority", "cycle__operator")
    kept = Handover.objects.select_for_update(of=("self",)).select_related(*related).get(pk=handover.pk)
    access_of(by).require(verb, kept.scope, state=kept.state)
    return kept


def _moved(handover: Handover, verb: Verb, *, by: User, fields: dict[str, object]) -> Handover:
    moved = {**fields, "state": verb.to}
    changes = changed(handover, moved)
    for name, value in moved.items():
        setattr(handover, name, value)
    handover.save(update_fields=[*moved])
    record(verb.event, handover, by=by, scope=handover.scope, changes=changes, note=handover.reason)
    return handover


def _said(reason: str) -> str:
    if not reason.strip():
        raise ValidationError({"reason": "Напишите причину: её увидит оператор."})
    return reason.strip()[:2000]
