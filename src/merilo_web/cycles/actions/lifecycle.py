"""A cycle's life: from opening to the end, each transition one event. Every function returns the cycle as re-read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo.coverage import Status
from merilo.methodology import catalogue
from merilo.problems import RefusalError
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.cycles.actions.lists import issue_list, settle_list
from merilo_web.cycles.models import AgendaPoint, Cycle, Decision
from merilo_web.cycles.queries.turns import CycleCoverage, cycle_coverage
from merilo_web.cycles.rules import cycle as verbs
from merilo_web.cycles.states import MeetingState, PointKind
from merilo_web.journal.actions import Scope, changed, record
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.filing import open_to_operator
from merilo_web.registry.models import Authority, Operator, PublicCouncil

NAMED = 3
"""So many organizations are named in a refusal; the others are counted."""


@dataclass(frozen=True, slots=True)
class CycleFacts:
    """What a cycle is opened with; the days of fieldwork are planned ones."""

    council: PublicCouncil
    year: int
    title: str
    sector: str
    is_pilot: bool = False
    fieldwork_from: date | None = None
    fieldwork_until: date | None = None


@transaction.atomic
def open_cycle(authority: Authority, *, by: User, on: date, facts: CycleFacts) -> Cycle:
    """Open a cycle with the edition in force on the first planned day of fieldwork (today where none is planned)."""
    scope = Scope(authority=authority.pk)
    access_of(by).require(verbs.OPEN_CYCLE, scope)
    _check_facts(authority, facts)
    try:
        edition = catalogue.in_force(facts.sector, facts.fieldwork_from or on)
    except RefusalError as refusal:
        raise ValidationError({"sector": str(refusal)}) from None
    cycle = Cycle.objects.create(
        authority=authority,
        council=facts.council,
        year=facts.year,
        title=facts.title.strip(),
        sector=facts.sector,
        edition_id=edition.header.id,
        is_pilot=facts.is_pilot,
        opened_on=on,
        fieldwork_from=facts.fieldwork_from,
        fieldwork_until=facts.fieldwork_until,
    )
    changes = {"совет": ("", cycle.council), "редакция методики": ("", cycle.edition_id), "год": ("", cycle.year)}
    record(verbs.OPEN_CYCLE.event, cycle, by=by, scope=cycle.scope, changes=changes)
    return cycle


@transaction.atomic
def approve_list(cycle: Cycle, *, by: User, on: date, decision: Decision) -> Cycle:
    """Approve the list by the council's decision; organizations whose ballot was lost leave it; issue the document."""
    kept = _allowed(cycle, verbs.APPROVE_LIST, by=by, on=on)
    point = decided_point(kept, decision, PointKind.LIST)
    settle_list(kept, point)
    _refuse_too_often(cycle_coverage(kept))
    issue_list(kept, decision)
    return _move(kept, verbs.APPROVE_LIST, by=by, fields={"listed_on": decision.decided_on}, note=str(decision))


@transaction.atomic
def reopen_list(cycle: Cycle, *, by: User, on: date, reason: str) -> Cycle:
    """Take an approved list back: an organization closed, was merged. A new decision of the council must follow."""
    kept = _allowed(cycle, verbs.REOPEN_LIST, by=by, on=on)
    _void(kept, PointKind.LIST)
    return _move(kept, verbs.REOPEN_LIST, by=by, fields={"listed_on": None}, note=_reason(reason))


@transaction.atomic
def appoint_operator(cycle: Cycle, operator: Operator, *, by: User, on: date) -> Cycle:
    """Name the operator with whom the contract was made; it may open what the cycle has issued so far."""
    kept = _allowed(cycle, verbs.APPOINT_OPERATOR, by=by, on=on)
    papers = [number for pair in kept.papers.values_list("docx", "pdf") for number in pair]
    open_to_operator(operator, documents=papers, evidence=kept.scans.values_list("evidence", flat=True))
    return _move(kept, verbs.APPOINT_OPERATOR, by=by, fields={"operator": operator})


@transaction.atomic
def begin_fieldwork(cycle: Cycle, *, by: User, on: date, until: date) -> Cycle:
    """Begin fieldwork on this day. Refused while any organization of the list was assessed less than a year before."""
    kept = _allowed(cycle, verbs.BEGIN_FIELDWORK, by=by, on=on)
    if until < on:
        raise ValidationError({"until": "Сбор не может кончиться раньше, чем начался: исправьте дату."})
    _refuse_too_often(cycle_coverage(kept, on=on))
    return _move(kept, verbs.BEGIN_FIELDWORK, by=by, fields={"fieldwork_from": on, "fieldwork_until": until})


@transaction.atomic
def accept_data(cycle: Cycle, *, by: User, on: date) -> Cycle:
    """Accept the operator's data: they are locked from now on, and the council's month begins."""
    kept = _allowed(cycle, verbs.ACCEPT_DATA, by=by, on=on)
    return _move(kept, verbs.ACCEPT_DATA, by=by, fields={"accepted_on": on})


@transaction.atomic
def reopen_fieldwork(cycle: Cycle, *, by: User, on: date, reason: str) -> Cycle:
    """Return to fieldwork: the data have to be mended."""
    kept = _allowed(cycle, verbs.REOPEN_FIELDWORK, by=by, on=on)
    return _move(kept, verbs.REOPEN_FIELDWORK, by=by, fields={"accepted_on": None}, note=_reason(reason))


@transaction.atomic
def mark_scored(cycle: Cycle, *, by: User, on: date) -> Cycle:
    """Say that the scores have been computed. Refused while minutes with decisions on the methodology are unsigned."""
    kept = _allowed(cycle, verbs.MARK_SCORED, by=by, on=on)
    voting = AgendaPoint.objects.filter(
        cycle=kept, kind=PointKind.POLICIES, meeting__state__in=(MeetingState.OPEN, MeetingState.HELD)
    )
    if voting.exists():
        raise NotAllowedError(
            "Совет сейчас решает вопросы методики: сначала подпишите протокол этого заседания.",
            clause="то, что закон оставляет открытым, совет решает до расчёта баллов",
        )
    return _move(kept, verbs.MARK_SCORED, by=by)


@transaction.atomic
def approve_results(cycle: Cycle, *, by: User, on: date, decision: Decision) -> Cycle:
    """Approve the results by the council's decision."""
    kept = _allowed(cycle, verbs.APPROVE_RESULTS, by=by, on=on)
    decided_point(kept, decision, PointKind.RESULTS)
    return _move(kept, verbs.APPROVE_RESULTS, by=by, fields={"approved_on": decision.decided_on}, note=str(decision))


@transaction.atomic
def reopen_results(cycle: Cycle, *, by: User, on: date, reason: str) -> Cycle:
    """Take approved results back to be counted anew; the journal keeps the days of the former approval."""
    kept = _allowed(cycle, verbs.REOPEN_RESULTS, by=by, on=on)
    _void(kept, PointKind.RESULTS)
    fields = {"approved_on": None, "handed_over_on": None, "considered_on": None}
    return _move(kept, verbs.REOPEN_RESULTS, by=by, fields=fields, note=_reason(reason))


@transaction.atomic
def hand_over(cycle: Cycle, *, by: User, on: date) -> Cycle:
    """Hand results and proposals over to the authority: its month to consider them begins."""
    kept = _allowed(cycle, verbs.HAND_OVER, by=by, on=on)
    return _move(kept, verbs.HAND_OVER, by=by, fields={"handed_over_on": on})


@transaction.atomic
def consider(cycle: Cycle, *, by: User, on: date) -> Cycle:
    """Say that the authority has considered results and proposals."""
    kept = _allowed(cycle, verbs.CONSIDER, by=by, on=on)
    if kept.considered_on:
        raise NotAllowedError(f"Результаты уже рассмотрены {kept.considered_on:%d.%m.%Y}.")
    return _move(kept, verbs.CONSIDER, by=by, fields={"considered_on": on})


@transaction.atomic
def close(cycle: Cycle, *, by: User, on: date) -> Cycle:
    """End the cycle, once the authority has considered its results."""
    kept = _allowed(cycle, verbs.CLOSE, by=by, on=on)
    if not kept.considered_on:
        raise NotAllowedError("Сначала рассмотрите результаты и предложения совета.", clause=verbs.CONSIDER.clause)
    return _move(kept, verbs.CLOSE, by=by, fields={"closed_on": on})


def decided_point(cycle: Cycle, decision: Decision, kind: PointKind) -> AgendaPoint:
    """The adopted point of signed minutes that the decision rests on. Raises NotAllowedError when it is another's."""
    point = AgendaPoint.objects.filter(
        decision=decision, cycle=cycle, kind=kind, adopted=True, is_void=False, meeting__state=MeetingState.MINUTED
    ).first()
    if point is None:
        raise NotAllowedError(
            f"Нужно решение совета по вопросу «{kind.label}» этого цикла, принятое на заседании с подписанным "
            "протоколом.",
            clause=verbs.COUNCIL_DECIDES,
        )
    return point


def _allowed(cycle: Cycle, verb: Verb, *, by: User, on: date) -> Cycle:
    """The cycle as it stands now, locked, after asking whether the person may do this, on a day in order."""
    kept = Cycle.objects.select_for_update(of=("self",)).select_related("authority", "council").get(pk=cycle.pk)
    access_of(by).require(verb, kept.scope, state=kept.state)
    days = (kept.opened_on, kept.listed_on, kept.accepted_on, kept.approved_on, kept.handed_over_on, kept.considered_on)
    latest = max(day for day in days if day)
    if on < latest:
        raise NotAllowedError(f"Дата {on:%d.%m.%Y} раньше последнего события цикла, {latest:%d.%m.%Y}.")
    return kept


def _move(cycle: Cycle, verb: Verb, *, by: User, fields: Mapping[str, object] | None = None, note: str = "") -> Cycle:
    moved = {**(fields or {}), "state": verb.to or cycle.state}
    changes = changed(cycle, moved)
    for name, value in moved.items():
        setattr(cycle, name, value)
    cycle.save(update_fields=list(moved))
    record(verb.event, cycle, by=by, scope=cycle.scope, changes=changes, note=note)
    return cycle


def _void(cycle: Cycle, kind: PointKind) -> None:
    """What the council decided on this no longer holds: the next step needs a new decision."""
    AgendaPoint.objects.filter(cycle=cycle, kind=kind, adopted=True).update(is_void=True)


def _check_facts(authority: Authority, facts: CycleFacts) -> None:
    faults: dict[str, str] = {}
    if facts.council.authority_id != authority.pk or facts.council.sector != facts.sector:
        faults["council"] = "Выберите совет этого органа власти и этой сферы."
    if not facts.title.strip():
        faults["title"] = "Назовите цикл."
    if Cycle.objects.filter(
        authority=authority, sector=facts.sector, year=facts.year, title=facts.title.strip()
    ).exists():
        faults["title"] = "Цикл с таким названием в этом году уже есть: назовите новый иначе."
    begins, ends = facts.fieldwork_from, facts.fieldwork_until
    if begins and begins.year != facts.year:
        faults["fieldwork_from"] = f"Сбор начинается в году цикла, {facts.year}."
    if ends and (begins is None or ends < begins):
        faults["fieldwork_until"] = "Последний день сбора — не раньше первого; укажите оба."
    if faults:
        raise ValidationError(faults)


def _refuse_too_often(found: CycleCoverage) -> None:
    soon = [row for row in found.rows if row.listed and row.turn.status is Status.FORBIDDEN]
    if not soon:
        return
    named = "; ".join(f"{row.organization} — не раньше {row.turn.allowed_from:%d.%m.%Y}" for row in soon[:NAMED])
    rest = f" и ещё {len(soon) - NAMED}" if len(soon) > NAMED else ""
    raise NotAllowedError(
        f"Сбор с {found.on:%d.%m.%Y} был бы второй оценкой за год: {named}{rest}.", clause=verbs.FREQUENCY
    )


def _reason(reason: str) -> str:
    if not reason.strip():
        raise ValidationError({"reason": "Напишите причину: она остаётся в журнале."})
    return reason.strip()
