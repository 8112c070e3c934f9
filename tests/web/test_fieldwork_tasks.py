"""What awaits inspectors, managers, organizations and the authority in fieldwork."""

from datetime import date

from tests.web.inspected import ABSENT, DAY, SEEN, assigned, recorded, second_inspector, submitted
from tests.web.territory import Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.cycles.queries.cycles import running
from merilo_web.fieldwork.actions import handovers, objections
from merilo_web.fieldwork.queries.tasks import awaiting
from merilo_web.registry.access import access_of

LAST = date(2026, 10, 31)


def _titles(user: User, on: date = DAY) -> list[str]:
    access = access_of(User.objects.get(pk=user.pk))
    return [task.title for task in awaiting(access, running(access), on)]


def test_everybody_sees_what_is_theirs_to_do(territory: Territory) -> None:
    home, people = territory.home, territory.people
    submitted(home)
    assigned(home, place=1)
    assert _titles(people[Role.OPERATOR_INSPECTOR]) == ["Осмотреть организацию"]
    assert _titles(people[Role.ORGANIZATION_HEAD]) == ["Ответить на осмотр"]
    assert _titles(people[Role.OPERATOR_MANAGER]) == ["Назначить проверяющих"]
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
    expected = ["Ответить на возражения", "Передать собранные данные", "Решить расхождения"]
    assert _titles(people[Role.OPERATOR_MANAGER], LAST) == expected


def test_the_authority_is_asked_to_accept(territory: Territory) -> None:
    home, people = territory.home, territory.people
    submitted(home)
    handovers.hand_over(home.cycle, by=people[Role.OPERATOR_MANAGER], on=DAY, note="Не всё")
    assert _titles(people[Role.AUTHORITY_SPECIALIST]) == ["Принять собранные данные"]
    assert _titles(people[Role.OPERATOR_MANAGER], LAST) == []
