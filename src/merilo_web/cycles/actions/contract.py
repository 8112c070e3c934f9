"""The operator's contract: terms of reference, signing, deliverables handed in, accepted, returned."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo.documents.papers.terms_of_reference import usual_deliverables
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.archive.models import DocumentKind
from merilo_web.cycles.actions.cycle_papers import issue_cycle_paper
from merilo_web.cycles.actions.lifecycle import appoint_operator
from merilo_web.cycles.models import Contract, Cycle, CyclePaper, Deliverable, Stage
from merilo_web.cycles.queries.own_papers import price_in_words, terms_paper
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.cycles.rules import contract as verbs
from merilo_web.cycles.states import ContractState, DeliverableState
from merilo_web.journal.actions import changed, record
from merilo_web.registry.access import access_of
from merilo_web.registry.models import Operator

_PREPARATION, _CONCLUSION = timedelta(days=30), timedelta(days=30)
"""How long before and after fieldwork the ready-made stages last; the authority changes them freely."""


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """What the signed contract says."""

    operator: Operator
    number: str
    signed_on: date
    begins_on: date
    ends_on: date
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class StageFacts:
    """A stage as it is entered."""

    title: str
    begins_on: date
    ends_on: date
    result: str = ""


@transaction.atomic
def prepare_contract(cycle: Cycle, *, by: User, on: date) -> Contract:
    """Begin the terms of reference with ready-made stages around fieldwork and the usual deliverables."""
    kept = cycle_of(cycle)
    access_of(by).require(verbs.PREPARE_CONTRACT, kept.scope, state=kept.state)
    if Contract.objects.filter(cycle=kept).exists():
        raise NotAllowedError("Техническое задание этого цикла уже готовится.")
    contract = _make(kept, on=on)
    record(verbs.PREPARE_CONTRACT.event, contract, by=by, scope=contract.scope)
    return contract


@transaction.atomic
def put_stage(contract: Contract, *, by: User, facts: StageFacts, stage: Stage | None = None) -> Stage:
    """Add a stage, or change one."""
    kept = _locked(contract, verbs.EDIT_CONTRACT, by=by)
    if facts.ends_on < facts.begins_on:
        raise ValidationError({"ends_on": "Этап не может кончиться раньше, чем начался."})
    row = kept.stages.get(pk=stage.pk) if stage else Stage(contract=kept, position=kept.stages.count() + 1)
    before = str(row) if row.pk else ""
    row.title, row.result = facts.title.strip(), facts.result.strip()
    row.begins_on, row.ends_on = facts.begins_on, facts.ends_on
    row.save()
    after = f"{row}: {row.begins_on:%d.%m.%Y} – {row.ends_on:%d.%m.%Y}"
    record(verbs.EDIT_CONTRACT.event, kept, by=by, scope=kept.scope, changes={"этап": (before, after)})
    return row


@transaction.atomic
def remove_stage(stage: Stage, *, by: User) -> None:
    """Take a stage out."""
    kept = _locked(stage.contract, verbs.EDIT_CONTRACT, by=by)
    kept.stages.get(pk=stage.pk).delete()
    record(verbs.EDIT_CONTRACT.event, kept, by=by, scope=kept.scope, changes={"этап": (str(stage), "")})


@transaction.atomic
def put_deliverable(
    contract: Contract, *, by: User, title: str, form: str = "", deliverable: Deliverable | None = None
) -> Deliverable:
    """Add a deliverable, or change one."""
    kept = _locked(contract, verbs.EDIT_CONTRACT, by=by)
    row = (
        kept.deliverables.get(pk=deliverable.pk)
        if deliverable
        else Deliverable(contract=kept, position=kept.deliverables.count() + 1)
    )
    before = str(row) if row.pk else ""
    row.title, row.form = title.strip(), form.strip()
    row.save()
    record(verbs.EDIT_CONTRACT.event, kept, by=by, scope=kept.scope, changes={"результат": (before, str(row))})
    return row


@transaction.atomic
def remove_deliverable(deliverable: Deliverable, *, by: User) -> None:
    """Take a deliverable out."""
    kept = _locked(deliverable.contract, verbs.EDIT_CONTRACT, by=by)
    kept.deliverables.get(pk=deliverable.pk).delete()
    record(verbs.EDIT_CONTRACT.event, kept, by=by, scope=kept.scope, changes={"результат": (str(deliverable), "")})


@transaction.atomic
def issue_terms(cycle: Cycle, *, by: User, on: date) -> CyclePaper:
    """Issue the terms of reference as they stand."""
    found = Contract.objects.filter(cycle=cycle).first()
    if found is None:
        raise NotAllowedError("Сначала подготовьте техническое задание: этапы и результаты работы.")
    kept = _locked(found, verbs.ISSUE_TERMS, by=by)
    if not kept.stages.exists():
        raise NotAllowedError("В техническом задании нет ни одного этапа.")
    paper = issue_cycle_paper(kept.cycle, terms_paper(kept, on=on), kind=DocumentKind.TERMS_OF_REFERENCE, on=on)
    record(verbs.ISSUE_TERMS.event, kept, by=by, scope=kept.scope, changes={"документ": ("", paper)})
    return paper


@transaction.atomic
def sign_contract(cycle: Cycle, *, by: User, on: date, facts: ContractFacts) -> Contract:
    """Enter the signed contract: its operator becomes the operator of the cycle."""
    kept = cycle_of(cycle)
    contract = Contract.objects.select_for_update(of=("self",)).filter(cycle=kept).first()
    state = contract.state if contract else ContractState.DRAFT
    access_of(by).require(verbs.SIGN_CONTRACT, kept.scope, state=state)
    _check(kept, facts, on=on)
    contract = contract or _make(kept, on=on)
    fields: dict[str, object] = {
        "operator": facts.operator,
        "number": facts.number.strip(),
        "signed_on": facts.signed_on,
        "begins_on": facts.begins_on,
        "ends_on": facts.ends_on,
        "price": facts.price,
        "state": ContractState.SIGNED,
    }
    changes = changed(contract, fields) | {"цена, руб.": ("", price_in_words(facts.price))}
    for name, value in fields.items():
        setattr(contract, name, value)
    contract.save()
    contract.cycle = appoint_operator(kept, facts.operator, by=by, on=on)
    record(verbs.SIGN_CONTRACT.event, contract, by=by, scope=contract.scope, changes=changes)
    return contract


@transaction.atomic
def hand_in(deliverable: Deliverable, *, by: User, on: date) -> Deliverable:
    """The operator hands a deliverable in."""
    kept = _deliverable(deliverable, verbs.HAND_IN, by=by)
    return _move(kept, verbs.HAND_IN, {"received_on": on}, by=by)


@transaction.atomic
def accept_deliverable(deliverable: Deliverable, *, by: User, on: date, remark: str = "") -> Deliverable:
    """The authority accepts a deliverable; when all are accepted the contract is fulfilled."""
    kept = _deliverable(deliverable, verbs.ACCEPT_DELIVERABLE, by=by)
    if kept.received_on and on < kept.received_on:
        raise ValidationError({"accepted_on": f"Результат передан {kept.received_on:%d.%m.%Y}: принять раньше нельзя."})
    fields = {"received_on": kept.received_on or on, "accepted_on": on, "remark": remark.strip()}
    row = _move(kept, verbs.ACCEPT_DELIVERABLE, fields, by=by)
    waiting = Deliverable.objects.filter(contract=row.contract_id).exclude(state=DeliverableState.ACCEPTED)
    if not waiting.exists():
        row.contract.state = ContractState.FULFILLED
        row.contract.save(update_fields=["state"])
    return row


@transaction.atomic
def return_deliverable(deliverable: Deliverable, *, by: User, remark: str) -> Deliverable:
    """The authority returns a deliverable with a remark, even one accepted before."""
    kept = _deliverable(deliverable, verbs.RETURN_DELIVERABLE, by=by)
    if not remark.strip():
        raise ValidationError({"remark": "Напишите, что нужно исправить."})
    row = _move(kept, verbs.RETURN_DELIVERABLE, {"accepted_on": None, "remark": remark.strip()}, by=by)
    if row.contract.state == ContractState.FULFILLED:
        row.contract.state = ContractState.SIGNED
        row.contract.save(update_fields=["state"])
    return row


def cycle_of(cycle: Cycle) -> Cycle:
    """The cycle as it stands now, locked."""
    found = Cycle.objects.select_for_update(of=("self",)).select_related("authority", "council", "operator")
    return found.get(pk=cycle.pk)


def _locked(contract: Contract, verb: Verb, *, by: User) -> Contract:
    found = Contract.objects.select_for_update(of=("self",)).select_related("cycle__authority")
    kept = found.get(pk=contract.pk)
    access_of(by).require(verb, kept.scope, state=kept.state)
    return kept


def _deliverable(deliverable: Deliverable, verb: Verb, *, by: User) -> Deliverable:
    found = Deliverable.objects.select_for_update(of=("self",)).select_related("contract__cycle")
    kept = found.get(pk=deliverable.pk)
    access_of(by).require(verb, kept.contract.scope, state=kept.state)
    if kept.contract.state == ContractState.DRAFT:
        raise NotAllowedError("Контракт ещё не заключён: передавать и принимать нечего.")
    return kept


def _move(row: Deliverable, verb: Verb, fields: Mapping[str, object], *, by: User) -> Deliverable:
    moved = {**fields, "state": verb.to}
    changes = changed(row, moved)
    for name, value in moved.items():
        setattr(row, name, value)
    row.save(update_fields=list(moved))
    record(verb.event, row, by=by, scope=row.contract.scope, changes=changes)
    return row


def _make(cycle: Cycle, *, on: date) -> Contract:
    """The contract as a draft, with stages around the planned fieldwork and the deliverables of the edition."""
    contract = Contract.objects.create(cycle=cycle)
    begins, ends = cycle.fieldwork_from or on, cycle.fieldwork_until or cycle.fieldwork_from or on
    stages = (
        ("Подготовка: инструкция, обучение специалистов, график", begins - _PREPARATION, begins, "Инструкция, график"),
        ("Сбор информации: опрос и осмотр", begins, ends, "Отчёт о сборе и обобщении информации"),
        ("Расчёт и отчёт о результатах", ends, ends + _CONCLUSION, "Отчёт о результатах, расчёт"),
    )
    for position, (title, first, last, result) in enumerate(stages, 1):
        Stage.objects.create(
            contract=contract, position=position, title=title, begins_on=first, ends_on=last, result=result
        )
    for position, one in enumerate(usual_deliverables(edition_of(cycle)), 1):
        Deliverable.objects.create(contract=contract, position=position, title=one.title, form=one.form)
    return contract


def _check(cycle: Cycle, facts: ContractFacts, *, on: date) -> None:
    faults = {}
    if cycle.listed.filter(organization__inn=facts.operator.inn).exists():
        faults["operator"] = "Эта организация сама стоит в перечне цикла: оператором она быть не может."
    if not facts.number.strip():
        faults["number"] = "Введите номер контракта."
    if facts.signed_on > on:
        faults["signed_on"] = "Контракт не может быть заключён в будущем."
    if facts.ends_on < facts.begins_on:
        faults["ends_on"] = "Контракт не может кончиться раньше, чем начался."
    if facts.price is not None and facts.price < 0:
        faults["price"] = "Цена не может быть отрицательной."
    if faults:
        raise ValidationError(faults)
