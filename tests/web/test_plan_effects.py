"""What followed measures in the next assessment, told from five cases on; the timer's command; who awaits what."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from tests.web.planned import BEGUN_ON, approved, confirmed, deputy, drafted, specialist, submitted
from tests.web.planned import events as plan_events
from tests.web.territory import Territory
from tests.web.test_plan_versions import NEXT_HANDED_ON, next_year

from merilo_web.accounts.roles import Role
from merilo_web.plans.actions import extensions, rechecking
from merilo_web.plans.actions.extensions import ExtensionFacts
from merilo_web.plans.models import Deficiency, Measure
from merilo_web.plans.queries.effects import effects
from merilo_web.plans.queries.library import offered
from merilo_web.plans.queries.tasks import awaiting
from merilo_web.registry.access import access_of


def test_the_next_assessment_tells_what_followed(territory: Territory) -> None:
    home = territory.home
    plan = approved(home)
    confirmed(plan.measures.get(), home)
    assert set(plan.listed.deficiencies.values_list("next_score", flat=True)) == {""}
    version = next_year(home)
    call_command("recheck", stdout=(told := StringIO()))
    found = plan.listed.deficiencies.exclude(score="")
    assert {(one.score == one.next_score, one.state) for one in found} == {(True, "reopened")}
    assert told.getvalue().splitlines() == [
        f"{plan.results}: обнаружено повторно 0",
        f"{version}: обнаружено повторно {plan.listed.deficiencies.count()}",
    ]


def test_scores_of_another_methodology_are_not_compared(territory: Territory) -> None:
    home = territory.home
    plan = approved(home)
    confirmed(plan.measures.get(), home)
    version = next_year(home)
    version.edition_digest = "0" * 64
    version.save()
    rechecking.recheck(version, by=specialist(home), on=NEXT_HANDED_ON)
    assert set(plan.listed.deficiencies.values_list("next_score", flat=True)) == {""}


@pytest.mark.parametrize(("cases", "told"), [(4, False), (5, True)])
def test_a_measure_tells_its_effect_from_five_cases_on(territory: Territory, cases: int, told: bool) -> None:
    plan = drafted(territory.home)
    one = plan.listed.deficiencies.filter(kind="stand")[0]
    key = offered(plan, one)[0].key
    Deficiency.objects.filter(pk=one.pk).update(score="40", next_score="60")
    plan.state = "in_execution"
    plan.save()
    for _ in range(cases):
        made = Measure.objects.create(
            plan=plan, position=1, text="Стенд", author=deputy(territory.home), library_key=key, state="confirmed"
        )
        made.deficiencies.add(one)
    assert ((key, one.key) in effects([one.key]), bool(offered(plan, one)[0].effect)) == (told, told)


def test_everybody_is_told_what_awaits_them(territory: Territory) -> None:
    home = territory.home

    def waits(role: Role, on: date) -> list[str]:
        return [task.title for task in awaiting(access_of(territory.people[role]), on)]

    submitted(home, several=2)
    assert waits(Role.AUTHORITY_SPECIALIST, BEGUN_ON) == ["Рассмотреть 1 план по устранению недостатков"]
    assert waits(Role.ORGANIZATION_DEPUTY, BEGUN_ON) == []
    assert [waits(role, BEGUN_ON) for role in (Role.COUNCIL_MEMBER, Role.OPERATOR_MANAGER)] == [[], []]
    assert plan_events()[-1] == "plans.submit"


def test_tasks_of_an_executed_plan_name_what_is_late(territory: Territory) -> None:
    home = territory.home
    plan = approved(home, several=2)
    first, second = plan.measures.all()
    extensions.request(second, by=deputy(home), on=BEGUN_ON, facts=ExtensionFacts("до 01.06.2027", "смета"))
    execution_told = confirmed(first, home)
    found = {
        role: [task.title for task in awaiting(access_of(territory.people[role]), date(2027, 3, 2))]
        for role in (Role.ORGANIZATION_HEAD, Role.AUTHORITY_ADMIN, Role.COUNCIL_MEMBER)
    }
    assert execution_told.state == "confirmed"
    assert found == {
        Role.ORGANIZATION_HEAD: [
            "Разместить план на сайте и указать адрес",
            "Сдать квартальный отчёт о ходе плана",
            "Отчитаться о просроченном: 1 мероприятие",
        ],
        Role.AUTHORITY_ADMIN: ["Решить о продлении сроков: 1 запрос"],
        Role.COUNCIL_MEMBER: [],
    }
