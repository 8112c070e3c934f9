"""Pages of a plan's way: submitted, recalled, returned, approved after a check, published, closed, in the lists."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.plan_screens import HOSTILE, SignedIn, noon, sent, shown
from tests.web.planned import (
    APPROVED_ON,
    BEGUN_ON,
    SUBMITTED_ON,
    answered,
    approved,
    confirmed,
    deputy,
    drafted,
    handed_over,
    reported,
    result,
    specialist,
    submitted,
)
from tests.web.territory import Territory
from time_machine import TimeMachineFixture

from merilo_web.accounts.roles import Role
from merilo_web.desk.queries.tasks import desk_of
from merilo_web.plans.actions import drafting
from merilo_web.plans.queries.overseen import Attention
from merilo_web.registry.access import access_of

pytestmark = pytest.mark.django_db
APPROVAL = {
    "approver_name": "Лугова Анна Сергеевна",
    "approver_post": "начальник управления",
    "approved_on": APPROVED_ON.isoformat(),
    "act": "приказ № 84",
}


def test_a_plan_with_gaps_is_not_submitted_but_told_why(territory: Territory, signed_in: SignedIn) -> None:
    plan = drafted(territory.home)
    client = signed_in(deputy(territory.home))
    assert "В плане нет ни одного мероприятия" in shown(client, "submit", plan.pk)
    answer = sent(client, "submit", plan.pk)
    assert (answer.status_code, "В плане нет ни одного мероприятия" in answer.content.decode()) == (422, True)
    plan.refresh_from_db()
    assert plan.state == "draft"


def test_a_plan_is_submitted_recalled_and_returned(
    territory: Territory, signed_in: SignedIn, time_machine: TimeMachineFixture
) -> None:
    home = territory.home
    plan = drafted(home)
    measure = answered(plan, home)[0]
    time_machine.move_to(noon(SUBMITTED_ON))
    writer, checker = signed_in(deputy(home)), signed_in(specialist(home))
    states = []
    for client, name, fields in (
        (writer, "submit", {}),
        (writer, "recall", {}),
        (writer, "submit", {}),
        (checker, "return", {"remarks": "Уточните сроки", f"measure-{measure.pk}": "Когда именно?"}),
    ):
        answer = sent(client, name, plan.pk, **fields)
        assert (name, answer.status_code, answer.headers["Location"]) == (name, 302, f"/plans/{plan.pk}/")
        plan.refresh_from_db()
        states.append(plan.state)
    assert states == ["submitted", "draft", "submitted", "returned"]
    measure.refresh_from_db()
    assert (plan.remarks, measure.remark) == ("Уточните сроки", "Когда именно?")


def test_a_return_without_words_keeps_those_at_the_rows(territory: Territory, signed_in: SignedIn) -> None:
    plan = submitted(territory.home)
    name = f"measure-{plan.measures.get().pk}"
    answer = sent(signed_in(specialist(territory.home)), "return", plan.pk, **{"remarks": "", name: "Когда именно?"})
    assert (answer.status_code, "Когда именно?" in answer.content.decode()) == (422, True)


def test_an_approval_is_checked_before_it_is_final(
    territory: Territory, signed_in: SignedIn, time_machine: TimeMachineFixture
) -> None:
    plan = submitted(territory.home)
    time_machine.move_to(noon(APPROVED_ON))
    client = signed_in(specialist(territory.home))
    assert APPROVAL["approver_name"] in shown(client, "approve", plan.pk)
    wrong = sent(client, "approve", plan.pk, **{**APPROVAL, "approver_post": ""})
    assert (wrong.status_code, APPROVAL["act"] in wrong.content.decode()) == (422, True)
    check = sent(client, "approve", plan.pk, **APPROVAL)
    plan.refresh_from_db()
    assert (check.status_code, check.context["is_check"], "19.10.2026" in check.content.decode()) == (200, True, True)
    assert plan.state == "submitted"
    again = sent(client, "approve", plan.pk, **APPROVAL, again="1")
    assert (again.status_code, again.context["is_check"], APPROVAL["act"] in again.content.decode()) == (
        200,
        False,
        True,
    )
    early = sent(client, "approve", plan.pk, **{**APPROVAL, "approved_on": "2026-10-01"}, sure="1")
    assert (early.status_code, early.context["is_check"]) == (422, False)
    assert sent(client, "approve", plan.pk, **APPROVAL, sure="1").status_code == 302
    plan.refresh_from_db()
    assert (plan.state, plan.approval_act) == ("approved", "приказ № 84")
    assert plan.docx is not None
    page = shown(client, "plan", plan.pk)
    assert f'href="{reverse("registry:document", args=(plan.docx_id,))}"' in page


def test_a_plan_is_published_begun_and_closed(
    territory: Territory, signed_in: SignedIn, time_machine: TimeMachineFixture
) -> None:
    home = territory.home
    plan = approved(home)
    time_machine.move_to(noon(BEGUN_ON))
    writer, checker = signed_in(deputy(home)), signed_in(specialist(home))
    answer = sent(writer, "publish", plan.pk, url="наш сайт")
    assert (answer.status_code, "наш сайт" in answer.content.decode()) == (422, True)
    assert sent(writer, "publish", plan.pk, url="https://school1.example.org/plan").status_code == 302
    assert sent(writer, "begin", plan.pk).status_code == 302
    assert sent(writer, "change_publication", plan.pk, url="https://school1.example.org/p").status_code == 302
    early = sent(checker, "close", plan.pk, note="Всё")
    assert (early.status_code, "Не подтверждены" in early.content.decode()) == (422, True)
    confirmed(plan.measures.get(), home)
    assert sent(checker, "close", plan.pk).status_code == 302
    plan.refresh_from_db()
    assert (plan.state, plan.published_url) == ("closed", "https://school1.example.org/p")
    assert sent(checker, "reopen", plan.pk, reason="").status_code == 422
    assert sent(checker, "reopen", plan.pk, reason="Скамьи убрали").status_code == 302


def test_verbs_of_another_are_refused(territory: Territory, signed_in: SignedIn) -> None:
    plan = submitted(territory.home)
    names = {
        Role.ORGANIZATION_DEPUTY: ("return", "approve", "close", "reopen", "publish", "amend", "submit", "discard"),
        Role.AUTHORITY_SPECIALIST: ("submit", "recall", "publish", "begin", "amend", "discard", "change_publication"),
        Role.COUNCIL_MEMBER: ("submit", "recall", "return", "approve", "close"),
    }
    found = {
        (role, name): sent(signed_in(territory.people[role]), name, plan.pk).status_code
        for role, several in names.items()
        for name in several
    }
    assert found == dict.fromkeys(found, 403)
    plan.refresh_from_db()
    assert plan.state == "submitted"


def test_a_new_version_is_given_up(territory: Territory, signed_in: SignedIn, time_machine: TimeMachineFixture) -> None:
    home = territory.home
    plan = approved(home)
    time_machine.move_to(noon(BEGUN_ON))
    client = signed_in(deputy(home))
    empty = sent(client, "amend", plan.pk, reason="")
    made = sent(client, "amend", plan.pk, reason=HOSTILE).headers["Location"]
    page = client.get(made).content.decode()
    assert (empty.status_code, HOSTILE in page, "Отказаться от новой версии" in page) == (422, False, True)
    gone = client.post(f"{made}discard/")
    assert (gone.status_code, gone.headers["Location"]) == (302, f"/plans/{plan.pk}/")
    assert client.get(made).status_code == 404


def test_the_lists_of_everybody(territory: Territory, signed_in: SignedIn) -> None:
    plan = submitted(territory.home)
    names = ("list", "oversight", "to_check")
    found = {
        role: tuple(signed_in(user).get(reverse(f"plans:{name}")).status_code for name in names)
        for role, user in territory.people.items()
    }
    overseers = {role for role, statuses in found.items() if statuses[0] == 302}
    assert set(found.values()) == {(302, 200, 200), (200, 200, 200)}
    assert overseers == set(Role) - {
        Role.ORGANIZATION_HEAD,
        Role.ORGANIZATION_DEPUTY,
        Role.OPERATOR_MANAGER,
        Role.OPERATOR_INSPECTOR,
        Role.SYSTEM_ADMIN,
    }
    own = shown(signed_in(deputy(territory.home)), "list")
    foreign = shown(signed_in(territory.foreign.people[Role.ORGANIZATION_HEAD]), "list")
    assert [f"/plans/{plan.pk}/" in page for page in (own, foreign)] == [True, False]


def test_the_authority_narrows_its_list(
    territory: Territory, signed_in: SignedIn, time_machine: TimeMachineFixture
) -> None:
    home = territory.home
    plan = submitted(home)
    time_machine.move_to(noon(BEGUN_ON))
    client = signed_in(specialist(home))
    address = reverse("plans:oversight")

    def listed(**asked: object) -> int:
        return len(client.get(address, asked).context["page"].rows)

    assert (listed(), listed(state="submitted"), listed(state="closed"), listed(state="чушь")) == (3, 1, 0, 3)
    assert (listed(attention=Attention.TO_APPROVE.value), listed(attention=Attention.NO_PLAN.value)) == (1, 2)
    assert (listed(cycle=home.cycle.pk), listed(cycle="9" * 25), listed(after="x")) == (3, 3, 3)
    late = client.get(address).content.decode()
    assert ("поздно" in late, f'href="/plans/{plan.pk}/"' in late) == (True, True)
    foreign = signed_in(specialist(territory.foreign)).get(address, {"cycle": home.cycle.pk})
    assert len(foreign.context["page"].rows) == 0


def test_the_list_asks_as_often_for_one_plan_as_for_three(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    version = handed_over(home)
    client = signed_in(specialist(home))

    def counted() -> int:
        with CaptureQueriesContext(connection) as asked:
            shown(client, "oversight")
        return len(asked)

    drafting.draft(result(version, home), by=deputy(home), on=SUBMITTED_ON)
    counted()
    before = counted()
    for place in (1, 2):
        row = result(version, home, place)
        row.listed.plans.create(results=version, year=2027, drafted_on=SUBMITTED_ON, drafted_by=deputy(home))
    assert counted() == before


def test_what_waits_for_a_checker_is_listed_and_on_the_desk(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    plan = approved(home)
    reported(plan.measures.get(), home)
    page = shown(signed_in(specialist(home)), "to_check")
    assert reverse("plans:measure", args=(plan.measures.get().pk,)) in page
    found = {
        task.url for task in desk_of(access_of(specialist(home)), BEGUN_ON).tasks if task.url.startswith("/plans/")
    }
    assert {signed_in(specialist(home)).get(address).status_code for address in found} == {200}
    own = {task.url for task in desk_of(access_of(deputy(home)), BEGUN_ON).tasks if task.url.startswith("/plans/")}
    assert {signed_in(deputy(home)).get(address).status_code for address in own} == {200}
