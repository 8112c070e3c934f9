"""What awaits inspectors, managers, organizations and the authority in fieldwork."""

from datetime import date, timedelta

import pytest
from tests.web.inspected import ABSENT, DAY, SEEN, assigned, recorded, second_inspector, submitted
from tests.web.territory import Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.cycles.queries.cycles import running
from merilo_web.cycles.queries.tasks import Task
from merilo_web.fieldwork.actions import handovers, objections, surveys
from merilo_web.fieldwork.models import Inspection
from merilo_web.fieldwork.queries.tasks import awaiting
from merilo_web.registry.access import access_of

LAST = date(2026, 10, 31)


def _tasks(user: User, on: date = DAY) -> tuple[Task, ...]:
    access = access_of(User.objects.get(pk=user.pk))
    return awaiting(access, running(access), on)


def _titles(user: User, on: date = DAY) -> list[str]:
    return [task.title for task in _tasks(user, on)]


def test_everybody_sees_what_is_theirs_to_do(territory: Territory) -> None:
    home, people = territory.home, territory.people
    submitted(home)
    assigned(home, place=1)
    assert _titles(people[Role.OPERATOR_INSPECTOR]) == ["Осмотреть организацию"]
    assert _titles(people[Role.ORGANIZATION_HEAD]) == ["Ответить на осмотр"]
    assert _titles(people[Role.OPERATOR_MANAGER]) == ["Подготовить опросы", "Назначить проверяющих"]
    assert _titles(people[Role.AUTHORITY_ADMIN]) == []
    assert [_titles(user) for user in territory.foreign.people.values()] == [[]] * len(territory.foreign.people)


def test_a_manager_is_told_of_disputes_and_of_the_last_day(territory: Territory) -> None:
    home, people = territory.home, territory.people
    inspection = submitted(home)
    objections.object_to(inspection, {"stand.name": "Есть"}, by=people[Role.ORGANIZATION_HEAD], on=DAY)
    second = second_inspector(home)
    for place in (1, 2):
        disputed = assigned(home, people[Role.OPERATOR_INSPECTOR], second, place=place)
        recorded(disputed, people[Role.OPERATOR_INSPECTOR], stand__name=SEEN)
        recorded(disputed, second, stand__name=ABSENT if place == 1 else SEEN)
    expected = ["Подготовить опросы", "Ответить на возражения", "Передать собранные данные", "Решить расхождения"]
    assert _titles(people[Role.OPERATOR_MANAGER], LAST) == expected


def test_the_authority_is_asked_to_accept(territory: Territory) -> None:
    home, people = territory.home, territory.people
    submitted(home)
    handovers.hand_over(home.cycle, by=people[Role.OPERATOR_MANAGER], on=DAY, note="Не всё")
    assert _titles(people[Role.AUTHORITY_SPECIALIST]) == ["Принять собранные данные"]
    assert _titles(people[Role.OPERATOR_MANAGER], LAST) == []


def test_a_manager_is_told_of_surveys_that_nobody_can_answer(territory: Territory) -> None:
    home, manager = territory.home, territory.people[Role.OPERATOR_MANAGER]
    for place in range(len(home.listed)):
        submitted(home, place=place)
    surveys.prepare_surveys(home.cycle, opens_on=DAY, closes_on=LAST, by=manager)
    assert _titles(manager, DAY - timedelta(days=1)) == []
    assert _titles(manager) == ["Открыть опросы"]
    surveys.open_surveys(home.cycle, by=manager, on=DAY)
    assert _titles(manager) == []


def test_a_manager_is_told_how_many_inspections_are_late(territory: Territory) -> None:
    home, manager = territory.home, territory.people[Role.OPERATOR_MANAGER]
    for place in range(len(home.listed)):
        assigned(home, place=place)
    Inspection.objects.filter(listed__in=home.listed[:2]).update(planned_on=DAY)
    Inspection.objects.filter(listed__in=home.listed[2:]).update(planned_on=LAST)
    assert "Поторопить проверяющих" not in _titles(manager)
    late = [task for task in _tasks(manager, LAST) if task.title == "Поторопить проверяющих"]
    assert [(task.due_on, task.about) for task in late] == [(DAY, f"{home.cycle.title}: 2\N{NO-BREAK SPACE}осмотра")]


@pytest.mark.parametrize(("decided", "named"), [("returned", "возвращено"), ("reopened", "открыто заново")])
def test_data_that_came_back_await_the_manager(territory: Territory, decided: str, named: str) -> None:
    home, people = territory.home, territory.people
    for place in range(len(home.listed)):
        submitted(home, place=place)
    surveys.prepare_surveys(home.cycle, opens_on=DAY, closes_on=LAST, by=people[Role.OPERATOR_MANAGER])
    handed = handovers.hand_over(home.cycle, by=people[Role.OPERATOR_MANAGER], on=DAY, note="Не всё")
    authority = people[Role.AUTHORITY_ADMIN]
    if decided == "returned":
        handovers.return_data(handed, by=authority, on=DAY, reason="Пришлите бланки")
    else:
        handovers.accept(handed, by=authority, on=DAY)
        handovers.reopen(handed, by=authority, on=DAY, reason="Пришлите бланки")
    found = [task for task in _tasks(people[Role.OPERATOR_MANAGER]) if task.title.startswith("Исправить")]
    assert [(task.title, task.about) for task in found] == [
        ("Исправить и передать данные заново", f"{home.cycle.title}: {named}")
    ]
