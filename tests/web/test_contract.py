"""The contract: terms of reference, no operator from the list, deliverables accepted one by one; the instruction."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from tests.web.prepared import DAY, FROM, UNTIL, admin, events, stand
from tests.web.territory import Municipality, Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.actions import contract, instructions
from merilo_web.cycles.actions.contract import ContractFacts, StageFacts
from merilo_web.cycles.models import Contract, Cycle, CyclePaper
from merilo_web.cycles.queries import preparation
from merilo_web.cycles.queries.cycles import running
from merilo_web.cycles.queries.own_papers import price_in_words
from merilo_web.cycles.states import ContractState, CycleState, DeliverableState
from merilo_web.registry.access import access_of
from merilo_web.registry.models import Organization

Browser = Callable[[User], Client]


def _facts(home: Municipality, **changed: object) -> ContractFacts:
    facts = {
        "operator": home.operator,
        "number": "15-НОК",
        "signed_on": DAY,
        "begins_on": DAY,
        "ends_on": UNTIL,
        "price": Decimal("1234567.80"),
    }
    return ContractFacts(**{**facts, **changed})  # type: ignore[arg-type]  # facts of a test


def _signed(home: Municipality) -> Contract:
    return contract.sign_contract(stand(home), by=admin(home), on=DAY, facts=_facts(home))


def test_the_terms_of_reference_begin_ready_made_around_fieldwork(territory: Territory) -> None:
    home = territory.home
    made = contract.prepare_contract(stand(home), by=admin(home), on=DAY)
    assert [(one.begins_on, one.ends_on) for one in made.stages.all()][1] == (FROM, UNTIL)
    assert (made.state, made.stages.count(), made.deliverables.count()) == (ContractState.DRAFT, 3, 6)
    with pytest.raises(NotAllowedError, match="уже готовится"):
        contract.prepare_contract(home.cycle, by=admin(home), on=DAY)
    paper = contract.issue_terms(home.cycle, by=admin(home), on=DAY)
    assert (paper.docx.file_name, paper.pdf.filing.authority_id) == ("Техническое задание 2026.docx", home.authority.pk)
    assert events() == ["cycles.prepare_contract", "cycles.issue_terms"]


def test_stages_and_deliverables_change_until_the_contract_is_signed(territory: Territory) -> None:
    home = territory.home
    made = contract.prepare_contract(stand(home), by=admin(home), on=DAY)
    with pytest.raises(ValidationError):
        contract.put_stage(made, by=admin(home), facts=StageFacts("Опрос", UNTIL, FROM))
    stage = contract.put_stage(made, by=admin(home), facts=StageFacts("Опрос", FROM, UNTIL), stage=made.stages.first())
    contract.remove_deliverable(made.deliverables.last(), by=admin(home))  # type: ignore[arg-type]  # there are six
    contract.put_deliverable(made, by=admin(home), title="Фотографии", form="файлы JPEG")
    assert (made.stages.first(), made.deliverables.count()) == (stage, 6)
    contract.sign_contract(home.cycle, by=admin(home), on=DAY, facts=_facts(home))
    with pytest.raises(NotAllowedError):
        contract.remove_stage(stage, by=admin(home))


def test_a_signed_contract_gives_the_cycle_its_operator(territory: Territory) -> None:
    home = territory.home
    signed = _signed(home)
    cycle = Cycle.objects.get(pk=home.cycle.pk)
    assert (cycle.state, cycle.operator, signed.state) == (CycleState.CONTRACTED, home.operator, ContractState.SIGNED)
    assert (str(signed), Contract.objects.get().price) == ("Контракт № 15-НОК от 02.03.2026", Decimal("1234567.80"))
    assert events() == ["cycles.appoint_operator", "cycles.sign_contract"]
    with pytest.raises(NotAllowedError):
        contract.sign_contract(cycle, by=admin(home), on=DAY, facts=_facts(home))


def test_an_organization_of_the_list_cannot_be_the_operator(territory: Territory) -> None:
    home = territory.home
    Organization.objects.filter(pk=home.organizations[1].pk).update(inn=home.operator.inn)
    with pytest.raises(ValidationError) as refused:
        _signed(home)
    assert list(refused.value.message_dict) == ["operator"]
    assert (Contract.objects.count(), Cycle.objects.get(pk=home.cycle.pk).state) == (0, CycleState.LISTED)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"number": "  "}, "number"),
        ({"signed_on": date(2026, 3, 3)}, "signed_on"),
        ({"ends_on": date(2026, 3, 1)}, "ends_on"),
        ({"price": Decimal("-0.01")}, "price"),
    ],
)
def test_what_is_wrong_with_a_contract_is_said_at_its_field(
    territory: Territory, changed: dict[str, object], field: str
) -> None:
    home = territory.home
    with pytest.raises(ValidationError) as refused:
        contract.sign_contract(stand(home), by=admin(home), on=DAY, facts=_facts(home, **changed))
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize("role", [Role.OPERATOR_MANAGER, Role.COUNCIL_CHAIR, Role.ORGANIZATION_HEAD, Role.SYSTEM_ADMIN])
def test_only_the_authority_prepares_and_signs(territory: Territory, role: Role) -> None:
    cycle = stand(territory.home)
    for by in (territory.people[role], territory.foreign.people[Role.AUTHORITY_ADMIN]):
        with pytest.raises(NotAllowedError):
            contract.prepare_contract(cycle, by=by, on=DAY)
        with pytest.raises(NotAllowedError):
            contract.sign_contract(cycle, by=by, on=DAY, facts=_facts(territory.home))
    assert events() == []


def test_deliverables_are_handed_in_returned_and_accepted_until_the_contract_is_fulfilled(territory: Territory) -> None:
    home, manager = territory.home, territory.people[Role.OPERATOR_MANAGER]
    first, *others = _signed(home).deliverables.all()
    assert contract.hand_in(first, by=manager, on=DAY).received_on == DAY
    with pytest.raises(ValidationError):
        contract.return_deliverable(first, by=admin(home), remark=" ")
    returned = contract.return_deliverable(first, by=admin(home), remark="Нет подписи")
    assert (returned.state, returned.remark) == (DeliverableState.RETURNED, "Нет подписи")
    titles = [task.title for task in preparation.awaiting(access_of(manager), running(access_of(manager)), DAY)]
    assert titles == [f"Исправить возвращённый результат: {first}", "Выпустить инструкцию для специалистов"]
    contract.hand_in(first, by=manager, on=date(2026, 3, 9))
    with pytest.raises(ValidationError):
        contract.accept_deliverable(first, by=admin(home), on=DAY)
    for row in (first, *others):
        contract.accept_deliverable(row, by=admin(home), on=date(2026, 3, 10))
    assert Contract.objects.get().state == ContractState.FULFILLED
    contract.return_deliverable(first, by=admin(home), remark="Ошибка в расчёте")
    assert Contract.objects.get().state == ContractState.SIGNED


def test_the_operator_does_not_accept_its_own_work(territory: Territory) -> None:
    home, manager = territory.home, territory.people[Role.OPERATOR_MANAGER]
    row = _signed(home).deliverables.all()[0]
    with pytest.raises(NotAllowedError):
        contract.accept_deliverable(row, by=manager, on=DAY)
    with pytest.raises(NotAllowedError):
        contract.hand_in(row, by=home.people[Role.OPERATOR_INSPECTOR], on=DAY)


def test_the_instruction_is_issued_by_the_operator_too_and_supersedes_itself(territory: Territory) -> None:
    home, manager = territory.home, territory.people[Role.OPERATOR_MANAGER]
    _signed(home)
    first = instructions.issue_instruction(home.cycle, by=manager, on=DAY)
    second = instructions.issue_instruction(home.cycle, by=admin(home), on=DAY)
    assert (second.docx.supersedes, access_of(manager).sees(second.docx.filing.scope)) == (first.docx, True)
    assert [task.title for task in preparation.awaiting(access_of(manager), running(access_of(manager)), DAY)] == []
    with pytest.raises(NotAllowedError):
        instructions.issue_instruction(home.cycle, by=territory.people[Role.COUNCIL_CHAIR], on=DAY)


def test_a_price_is_written_exactly() -> None:
    words = [price_in_words(price) for price in (Decimal("1234567.80"), Decimal("0.05"), None)]
    assert words == ["1\u00a0234\u00a0567,80 руб.", "0,05 руб.", ""]


def test_the_contract_goes_from_ready_made_to_signed_on_the_screen(territory: Territory, signed_in: Browser) -> None:
    home, browser = territory.home, signed_in(admin(territory.home))
    stand(home)
    page = reverse("cycles:contract", args=(home.cycle.pk,))
    browser.post(reverse("cycles:prepare_contract", args=(home.cycle.pk,)))
    browser.post(reverse("cycles:terms_of_reference", args=(home.cycle.pk,)))
    facts = {"operator": home.operator.pk, "number": "7", "signed_on": "2026-03-02", "begins_on": "2026-03-02"}
    faulty = browser.post(reverse("cycles:sign_contract", args=(home.cycle.pk,)), {**facts, "ends_on": "2026-03-01"})
    assert faulty.content.decode().count("раньше, чем начался") == 2
    browser.post(
        reverse("cycles:sign_contract", args=(home.cycle.pk,)), {**facts, "ends_on": "2026-05-31", "price": "100000,50"}
    )
    shown = browser.get(page).content.decode()
    assert ("100\u00a0000,50 руб." in shown, CyclePaper.objects.count()) == (True, 1)
    foreign = signed_in(territory.foreign.people[Role.AUTHORITY_ADMIN])
    assert [foreign.get(one).status_code for one in (page, reverse("cycles:instruction", args=(home.cycle.pk,)))] == [
        404,
        404,
    ]
