"""The timeline, the questions left to the council, what awaits whom."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.web.council import DAY, decided, held, opened, planned
from tests.web.territory import Municipality, Territory

from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.actions import decisions, lifecycle, meetings
from merilo_web.cycles.actions.decisions import DecisionFacts
from merilo_web.cycles.actions.meetings import PointFacts
from merilo_web.cycles.models import Cycle, Decision, ListedOrganization, PolicyChoice
from merilo_web.cycles.queries.cycles import running
from merilo_web.cycles.queries.decisions import state_in_words
from merilo_web.cycles.queries.policies import edition_of, open_policies, policies_of, questions, thresholds
from merilo_web.cycles.queries.tasks import awaiting
from merilo_web.cycles.queries.timeline import Step, timeline
from merilo_web.cycles.states import CycleState, PointKind
from merilo_web.registry.access import access_of
from merilo_web.registry.models import PublicCouncil

COUNCIL, LIST, OPERATOR, POPULATION, POLICIES, FIELDWORK, DATA, SCORES, RESULTS, TRANSFER, CONSIDERATION, END = range(
    12
)


def _stand(home: Municipality, state: CycleState, **days: date) -> Cycle:
    Cycle.objects.filter(pk=home.cycle.pk).update(state=state, **days)
    return Cycle.objects.select_related("council", "authority").get(pk=home.cycle.pk)


def _marks(steps: tuple[Step, ...]) -> str:
    """The marks of the steps by their first letters: d(one), n(ow), x (next), l(ate)."""
    return "".join("x" if step.mark == "next" else step.mark[0] for step in steps)


@pytest.mark.parametrize(
    ("state", "marks"),
    [
        (CycleState.DRAFT, "nnxxxxxxxxxx"),
        (CycleState.LISTED, "ndnnxxxxxxxx"),
        (CycleState.CONTRACTED, "nddnxnxxxxxx"),
        (CycleState.FIELDWORK, "nddxxdnxxxxx"),
        (CycleState.ACCEPTED, "nddxnddnxxxx"),
        (CycleState.SCORED, "nddxddddnxxx"),
        (CycleState.APPROVED, "nddxdddddnxx"),
        (CycleState.HANDED_OVER, "nddxddddddnx"),
        (CycleState.CLOSED, "nddxdddddddd"),
    ],
)
def test_each_state_has_its_turn(territory: Territory, state: CycleState, marks: str) -> None:
    assert _marks(timeline(_stand(territory.home, state), DAY)) == marks


def test_after_the_consideration_only_the_end_is_left(territory: Territory) -> None:
    steps = timeline(_stand(territory.home, CycleState.HANDED_OVER, considered_on=DAY), DAY)
    assert [(step.mark, step.done_on) for step in steps[CONSIDERATION:]] == [("done", DAY), ("now", None)]


def test_terms_are_those_of_the_law(territory: Territory) -> None:
    cycle = _stand(territory.home, CycleState.SCORED, accepted_on=date(2026, 3, 2))
    results = timeline(cycle, date(2026, 3, 30))[RESULTS]
    assert (results.due_on, results.words, results.mark) == (date(2026, 4, 2), "осталось 3 рабочих дня", "now")
    late = timeline(cycle, date(2026, 4, 3))[RESULTS]
    assert (late.words, late.mark) == ("просрочено на 1 день", "late")
    ahead = timeline(cycle, DAY)[CONSIDERATION]
    assert (ahead.due_on, ahead.words) == (
        None,
        "срок — 1 месяц, отсчёт: поступление результатов и предложений совета",
    )


def test_what_was_done_after_its_term_says_so(territory: Territory) -> None:
    days = {"accepted_on": date(2026, 3, 2), "approved_on": date(2026, 3, 20), "handed_over_on": date(2026, 4, 10)}
    steps = timeline(_stand(territory.home, CycleState.HANDED_OVER, **days), date(2026, 4, 10))
    assert [steps[place].words for place in (RESULTS, TRANSFER)] == ["", "позже срока"]


def test_planned_days_of_fieldwork_are_held_against_the_plan(territory: Territory) -> None:
    days = {"fieldwork_from": date(2026, 9, 1), "fieldwork_until": date(2026, 10, 30)}
    begun = timeline(_stand(territory.home, CycleState.CONTRACTED, **days), date(2026, 9, 2))[FIELDWORK]
    assert (begun.mark, begun.due_on, begun.words) == ("late", date(2026, 9, 1), "по плану с 01.09.2026")
    data = timeline(_stand(territory.home, CycleState.FIELDWORK), date(2026, 10, 30))[DATA]
    assert (data.mark, data.words) == ("now", "сегодня последний день")
    assert timeline(_stand(territory.home, CycleState.FIELDWORK), date(2026, 10, 31))[DATA].mark == "late"


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"order_number": ""}, ("now", "приказ о составе совета не внесён")),
        ({}, ("now", "приказ от 01.01.2025 № 17; не указано, где опубликован состав")),
        ({"published_at_url": "https://example.org"}, ("done", "приказ от 01.01.2025 № 17")),
        ({"order_on": date(2023, 2, 15)}, ("late", "приказ от 15.02.2023 № 17: срок полномочий совета истёк")),
    ],
)
def test_the_council_is_checked(territory: Territory, fields: dict[str, object], shown: tuple[str, str]) -> None:
    PublicCouncil.objects.filter(pk=territory.home.council.pk).update(**fields)
    step = timeline(_stand(territory.home, CycleState.DRAFT), DAY)[COUNCIL]
    assert (step.mark, step.words) == shown


def test_the_population_is_done_when_every_organization_is_frozen(territory: Territory) -> None:
    ListedOrganization.objects.filter(pk=territory.home.listed[0].pk).update(population_frozen_on=DAY)
    step = timeline(_stand(territory.home, CycleState.LISTED), DAY)[POPULATION]
    assert (step.mark, step.words) == ("now", "зафиксировано 1 из 3")
    ListedOrganization.objects.update(population_frozen_on=DAY)
    assert timeline(_stand(territory.home, CycleState.LISTED), DAY)[POPULATION].done_on == DAY


def test_the_timeline_costs_the_same_for_one_organization_and_for_three(
    territory: Territory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(2):
        cycle = _stand(territory.home, CycleState.FIELDWORK)
        with django_assert_num_queries(2):
            timeline(cycle, DAY)
        ListedOrganization.objects.exclude(pk=territory.home.listed[0].pk).delete()


def test_the_councils_choices_are_the_policies_of_the_cycle(territory: Territory) -> None:
    home = territory.home
    proposed = {"no_disabled": "renormalize", "rank_from": "25"}
    before = policies_of(home.cycle)
    decision = decided(home, PointKind.POLICIES, proposed=proposed)
    after = policies_of(home.cycle)
    assert (before["no_disabled"], before.thresholds["rank_from"], before.decision) == ("undecided", 30, "")
    assert (after["no_disabled"], after.thresholds["rank_from"]) == ("renormalize", 25)
    assert (after.decision, after["rounding"]) == ("протокол № 1 от 16.02.2026", "exact")
    assert decision.text.splitlines() == [
        "Среди опрошенных нет инвалидов: показатель 3.3 не считается, его значимость делят 3.1 и 3.2.",
        "Наименьшее число анкет для места в рейтинге: 25.",
    ]


def test_questions_tell_decided_from_open(territory: Territory) -> None:
    home = territory.home
    asked = {question.rule.code: question.is_open for question in questions(home.cycle)}
    decided(home, PointKind.POLICIES)
    left = {question.rule.code: question.is_open for question in questions(home.cycle)}
    assert set(asked) == set(edition_of(home.cycle).policies)
    assert {code for code in asked if asked[code] != left[code]} == {"no_disabled"}
    assert "no_disabled" not in {rule.code for rule in open_policies(home.cycle)}
    assert [(one.threshold.code, one.value) for one in thresholds(home.cycle)] == [
        ("publish_from", 10),
        ("rank_from", 30),
    ]


@pytest.mark.parametrize(
    "proposed",
    [{}, {"no_disabled": "undecided"}, {"no_disabled": "magic"}, {"unknown": "zero"}, {"rank_from": "-5"}],
)
def test_what_cannot_be_decided_is_refused(territory: Territory, proposed: dict[str, str]) -> None:
    meeting = planned(territory.home)
    point = PointFacts(kind=PointKind.POLICIES, cycle=territory.home.cycle, proposed=proposed)
    with pytest.raises(ValidationError) as refused:
        meetings.add_point(meeting, by=territory.people[Role.COUNCIL_CHAIR], point=point)
    assert list(refused.value.message_dict) == ["proposed"]


def test_a_question_is_decided_once_in_a_cycle_and_before_the_scores(territory: Territory) -> None:
    home, by = territory.home, territory.people[Role.COUNCIL_CHAIR]
    decided(home, PointKind.POLICIES)
    meeting = planned(home)
    point = PointFacts(kind=PointKind.POLICIES, cycle=home.cycle, proposed={"no_disabled": "zero"})
    with pytest.raises(ValidationError):
        meetings.add_point(meeting, by=by, point=point)
    point = PointFacts(kind=PointKind.POLICIES, cycle=_stand(home, CycleState.SCORED), proposed={"no_answers": "zero"})
    with pytest.raises(ValidationError, match="в этом цикле уже позади"):
        meetings.add_point(meeting, by=by, point=point)
    assert PolicyChoice.objects.count() == 1


def test_scores_wait_for_the_minutes_of_a_vote_on_the_methodology(territory: Territory) -> None:
    home = territory.home
    held(home, PointKind.POLICIES)
    _stand(home, CycleState.ACCEPTED)
    with pytest.raises(NotAllowedError, match="сначала подпишите протокол"):
        lifecycle.mark_scored(home.cycle, by=home.people[Role.AUTHORITY_ADMIN], on=DAY)


def _tasks(territory: Territory, role: Role) -> list[str]:
    access = access_of(territory.people[role])
    return [task.title for task in awaiting(access, running(access), DAY)]


def test_everyone_sees_what_awaits_them(territory: Territory) -> None:
    home = territory.home
    opened(home, PointKind.OTHER)
    assert _tasks(territory, Role.COUNCIL_SECRETARY) == [
        "Подвести итог голосования",
        "Проголосовать",
        "Вынести перечень на заседание совета",
        "Решить вопросы методики",
    ]
    assert _tasks(territory, Role.COUNCIL_MEMBER) == ["Проголосовать"]
    assert _tasks(territory, Role.AUTHORITY_SPECIALIST) == ["Вынести перечень на заседание совета"]
    assert _tasks(territory, Role.ORGANIZATION_HEAD) == []


def test_tasks_follow_the_cycle(territory: Territory) -> None:
    home, role = territory.home, Role.AUTHORITY_ADMIN
    home.cycle.listed.all().delete()
    titles = [_tasks(territory, role)]
    for state in (CycleState.LISTED, CycleState.CONTRACTED, CycleState.FIELDWORK, CycleState.HANDED_OVER):
        _stand(home, state, considered_on=DAY if state == CycleState.HANDED_OVER else None)  # type: ignore[arg-type]  # no day yet
        titles.append(_tasks(territory, role))
    assert titles == [
        ["Составить перечень организаций"],
        ["Определить оператора"],
        ["Начать сбор информации"],
        [],
        ["Завершить цикл"],
    ]


def test_the_minutes_and_the_list_await_the_council(territory: Territory) -> None:
    home, role = territory.home, Role.COUNCIL_CHAIR
    held(home, PointKind.LIST)
    before = _tasks(territory, role)
    decided(home, PointKind.LIST)
    assert (before[0], "Утвердить перечень организаций" in _tasks(territory, role)) == ("Подписать протокол", True)


def test_a_decision_with_a_term_awaits_until_it_is_carried_out(territory: Territory) -> None:
    home, by = territory.home, territory.people[Role.AUTHORITY_ADMIN]
    facts = DecisionFacts("5", DAY, "Управление", "О плане", "Утвердить", "Отдел", date(2026, 3, 2))
    decision = decisions.register_decision(home.cycle, by=by, on=DAY, facts=facts)
    access = access_of(by)
    task = next(task for task in awaiting(access, running(access), DAY) if "№ 5" in task.title)
    assert (task.url, task.due_on) == (reverse("cycles:complete_decision", args=(decision.pk,)), date(2026, 3, 2))
    words = [state_in_words(decision, day) for day in (DAY, date(2026, 3, 3))]
    done = decisions.complete_decision(decision, by=by, on=date(2026, 3, 4), completed_on=DAY, outcome="Утверждён")
    assert [*words, state_in_words(done, DAY)] == ["исполняется", "просрочено", "исполнено 16.02.2026"]
    with pytest.raises(NotAllowedError):
        decisions.register_decision(home.cycle, by=territory.people[Role.COUNCIL_CHAIR], on=DAY, facts=facts)
    assert Decision.objects.count() == 1


def test_tasks_cost_the_same_for_one_cycle_and_for_three(
    territory: Territory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    access = access_of(territory.people[Role.COUNCIL_SECRETARY])
    planned(territory.home, PointKind.LIST)
    counts = []
    for number in range(2):
        with django_assert_num_queries(50, exact=False) as queries:
            awaiting(access, running(access), DAY)
        counts.append(len(queries))
        for place in (1, 2):
            copy = Cycle.objects.get(pk=territory.home.cycle.pk)
            copy.pk, copy.title = None, f"Очередь {number}.{place}"
            copy.save()
            planned(territory.home, PointKind.LIST)
    assert counts[1] == counts[0]


@pytest.mark.parametrize("role", [Role.OPERATOR_MANAGER, Role.OPERATOR_INSPECTOR, Role.COUNCIL_MEMBER])
def test_every_link_of_a_cycles_steps_opens_for_whoever_sees_it(territory: Territory, signed_in, role: Role) -> None:
    browser = signed_in(territory.people[role])
    page = browser.get(f"/cycles/{territory.home.cycle.pk}/").context
    steps = page["steps"]
    links = [one.address for one in (*steps, *page["sections"]) if one.address]
    assert {address: browser.get(address).status_code for address in links} == dict.fromkeys(links, 200)
    assert bool(steps[COUNCIL].address) == (role == Role.COUNCIL_MEMBER)
