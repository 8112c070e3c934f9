"""Pages of the contract: terms of reference, signing, deliverables; the instruction for specialists."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from merilo.quotation import in_quotes
from merilo_web import clock
from merilo_web.archive.models import DocumentKind
from merilo_web.cycles.actions import contract as actions
from merilo_web.cycles.actions import instructions
from merilo_web.cycles.actions.contract import ContractFacts, StageFacts
from merilo_web.cycles.forms.contract import AcceptanceForm, ContractForm, DeliverableForm, RemarkForm, StageForm
from merilo_web.cycles.forms.faults import sent
from merilo_web.cycles.models import Contract, Cycle, Deliverable, Stage
from merilo_web.cycles.queries import cycles
from merilo_web.cycles.queries.own_papers import files_of, newest, price_in_words
from merilo_web.cycles.queries.populations import cycle_population
from merilo_web.cycles.queries.scans import by_number, scans_of
from merilo_web.cycles.rules import contract as verbs
from merilo_web.cycles.rules import cycle as cycle_verbs
from merilo_web.cycles.states import ContractState, DeliverableState
from merilo_web.cycles.views.asking import Question, ask
from merilo_web.registry.access import Access, access_of
from merilo_web.registry.queries.documents import openable

HERE = "Контракт"


def contract(request: HttpRequest, pk: int) -> HttpResponse:
    """What must the operator do, and what has been accepted?"""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    found = Contract.objects.select_related("operator", "cycle").filter(cycle=cycle).first()
    state = found.state if found else ContractState.DRAFT
    paper = newest(cycle, DocumentKind.TERMS_OF_REFERENCE)
    edits = found is not None and access.may(verbs.EDIT_CONTRACT, cycle.scope, state=state)
    page = {
        "cycle": cycle,
        "contract": found,
        "stages": found.stages.all() if found else (),
        "deliverables": [(one, *_allowed(access, one, found)) for one in found.deliverables.all()] if found else (),
        "price": price_in_words(found.price) if found else "",
        "population": cycle_population(cycle),
        "paper": paper,
        "openable": openable(access, files_of(paper)),
        "scans": by_number(scans_of(access, cycle), "contract_id").get(found.pk, []) if found else [],
        "may_attach": found is not None and access.may(verbs.ATTACH_SCAN, cycle.scope, state=state),
        "may_prepare": found is None and access.may(verbs.PREPARE_CONTRACT, cycle.scope, state=cycle.state),
        "may_edit": edits,
        "may_issue": found is not None and access.may(verbs.ISSUE_TERMS, cycle.scope, state=state),
        "may_sign": _signable(access, cycle, state),
    }
    return render(request, "cycles/contract.html", page)


@require_POST
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the terms of reference."""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    actions.prepare_contract(cycle, by=access.user, on=_today(cycle))
    messages.success(request, "Этапы и результаты работы заполнены: поправьте их и выпустите техническое задание.")
    return redirect("cycles:contract", cycle.pk)


def terms_of_reference(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the terms of reference; shown on the contract's page."""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    if request.method == "POST":
        actions.issue_terms(cycle, by=access.user, on=_today(cycle))
        messages.success(request, "Техническое задание выпущено.")
    return redirect("cycles:contract", cycle.pk)


def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the signed contract."""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    found = Contract.objects.filter(cycle=cycle).first()
    access.require(verbs.SIGN_CONTRACT, cycle.scope, state=found.state if found else ContractState.DRAFT)
    form = ContractForm(sent(request), initial={"signed_on": _today(cycle)})
    words = "Оператор этого контракта станет оператором цикла: его люди увидят цикл и смогут собирать информацию."

    def act() -> str:
        facts = ContractFacts(**form.cleaned_data)
        signed = actions.sign_contract(cycle, by=access.user, on=_today(cycle), facts=facts)
        return f"{signed} внесён, оператор определён: {facts.operator}."

    question = _question(cycle, "Какой контракт заключён?", "Внести контракт", words=words)
    return ask(request, cycle, form=form, question=question, act=act)


def stage(request: HttpRequest, pk: int, stage: int | None = None) -> HttpResponse:
    """What stage is the work done in? `pk` is the contract's."""
    access, found = _editable(request, pk)
    row = get_object_or_404(Stage, pk=stage, contract=found) if stage else None
    initial = {name: getattr(row, name) for name in StageForm.base_fields} if row else {}
    form = StageForm(sent(request), initial=initial)

    def act() -> str:
        actions.put_stage(found, by=access.user, facts=StageFacts(**form.cleaned_data), stage=row)
        return "Этап сохранён."

    question = _question(found.cycle, "Какой этап работы?", "Сохранить этап")
    return ask(request, found.cycle, form=form, question=question, act=act)


def deliverable(request: HttpRequest, pk: int, deliverable: int | None = None) -> HttpResponse:
    """What does the operator hand over? `pk` is the contract's."""
    access, found = _editable(request, pk)
    row = get_object_or_404(Deliverable, pk=deliverable, contract=found) if deliverable else None
    form = DeliverableForm(sent(request), initial={"title": row.title, "form": row.form} if row else {})

    def act() -> str:
        actions.put_deliverable(found, by=access.user, deliverable=row, **form.cleaned_data)
        return "Результат работы сохранён."

    question = _question(found.cycle, "Что передаёт оператор?", "Сохранить результат")
    return ask(request, found.cycle, form=form, question=question, act=act)


@require_POST
def remove_stage(request: HttpRequest, pk: int, stage: int) -> HttpResponse:
    """Take a stage out."""
    access, found = _editable(request, pk)
    actions.remove_stage(get_object_or_404(Stage, pk=stage, contract=found), by=access.user)
    return redirect("cycles:contract", found.cycle_id)


@require_POST
def remove_deliverable(request: HttpRequest, pk: int, deliverable: int) -> HttpResponse:
    """Take a deliverable out."""
    access, found = _editable(request, pk)
    actions.remove_deliverable(get_object_or_404(Deliverable, pk=deliverable, contract=found), by=access.user)
    return redirect("cycles:contract", found.cycle_id)


@require_POST
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """The operator hands a deliverable in."""
    access, row = _seen_deliverable(request, pk)
    actions.hand_in(row, by=access.user, on=_today(row.contract.cycle))
    messages.success(request, f"Передано: {row}.")
    return redirect("cycles:contract", row.contract.cycle_id)


def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a deliverable."""
    access, row = _seen_deliverable(request, pk)
    access.require(verbs.ACCEPT_DELIVERABLE, row.contract.scope, state=row.state)
    cycle = row.contract.cycle
    form = AcceptanceForm(sent(request), initial={"accepted_on": _today(cycle)})

    def act() -> str:
        given = form.cleaned_data
        actions.accept_deliverable(row, by=access.user, on=given["accepted_on"], remark=given["remark"])
        return f"Принято: {row}."

    question = _question(cycle, f"Принять результат {in_quotes(str(row))}?", "Принять")
    return ask(request, cycle, form=form, question=question, act=act)


def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a deliverable with a remark."""
    access, row = _seen_deliverable(request, pk)
    access.require(verbs.RETURN_DELIVERABLE, row.contract.scope, state=row.state)
    cycle, form = row.contract.cycle, RemarkForm(sent(request))

    def act() -> str:
        actions.return_deliverable(row, by=access.user, remark=form.cleaned_data["remark"])
        return f"Возвращено: {row}."

    question = _question(cycle, f"Вернуть результат {in_quotes(str(row))}?", "Вернуть оператору")
    return ask(request, cycle, form=form, question=question, act=act)


def instruction(request: HttpRequest, pk: int) -> HttpResponse:
    """By what instruction do the specialists work?"""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    if request.method == "POST":
        instructions.issue_instruction(cycle, by=access.user, on=_today(cycle))
        messages.success(request, "Инструкция выпущена; оператор видит её в документах.")
        return redirect("cycles:instruction", cycle.pk)
    paper = newest(cycle, DocumentKind.INSTRUCTION)
    page = {
        "cycle": cycle,
        "paper": paper,
        "openable": openable(access, files_of(paper)),
        "may_issue": access.may(verbs.ISSUE_INSTRUCTION, cycle.scope, state=cycle.state),
    }
    return render(request, "cycles/instruction.html", page)


def _allowed(access: Access, row: Deliverable, contract: Contract) -> tuple[bool, bool, bool]:
    """Whether the person may hand the deliverable in, accept it, return it."""
    if contract.state == ContractState.DRAFT:
        return False, False, False
    hand, take, back = (
        access.may(verb, contract.scope, state=row.state)
        for verb in (verbs.HAND_IN, verbs.ACCEPT_DELIVERABLE, verbs.RETURN_DELIVERABLE)
    )
    return hand, take, back and row.state == DeliverableState.RECEIVED


def _signable(access: Access, cycle: Cycle, state: str) -> bool:
    appoints = access.may(cycle_verbs.APPOINT_OPERATOR, cycle.scope, state=cycle.state)
    return appoints and access.may(verbs.SIGN_CONTRACT, cycle.scope, state=state)


def _editable(request: HttpRequest, pk: int) -> tuple[Access, Contract]:
    access = access_of(request.user)
    found = get_object_or_404(Contract.objects.select_related("cycle__authority"), pk=pk)
    cycles.seen(access, found.cycle_id)
    access.require(verbs.EDIT_CONTRACT, found.scope, state=found.state)
    return access, found


def _seen_deliverable(request: HttpRequest, pk: int) -> tuple[Access, Deliverable]:
    access = access_of(request.user)
    row = get_object_or_404(Deliverable.objects.select_related("contract__cycle__authority"), pk=pk)
    cycles.seen(access, row.contract.cycle_id)
    return access, row


def _question(cycle: Cycle, heading: str, button: str, *, words: str = "") -> Question:
    return Question(heading, button, reverse("cycles:contract", args=(cycle.pk,)), words, HERE)


def _today(cycle: Cycle) -> date:
    return clock.today(cycle.authority.time_zone)
