"""The counters, the core's engines over the web's tables and the naive oracle count the same."""

from io import StringIO
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.surveys import PACKED, opened, submission
from tests.web.territory import Territory

from merilo.methodology import catalogue
from merilo.observations import Count
from merilo.tally import oracle
from merilo_web.cycles.models import Decision, PolicyChoice
from merilo_web.fieldwork.actions.intake import receive
from merilo_web.fieldwork.models import DayCount, PatternCount, Response, Survey
from merilo_web.fieldwork.packing import unpacked
from merilo_web.fieldwork.queries.answers import collected, observations, organizations, recounted

EDITION = catalogue.get("2024-344n-408n", "education")
WIDTH = len(EDITION.closed_questions)


def _said(organization: int, answers: str) -> dict[str, bool | str | None]:
    given = unpacked(EDITION, answers)
    return {
        "organization": str(organization),
        **{code: {"1": True, "0": False}.get(one) for code, one in given.items()},
    }


def _check(territory: Territory, filled: list[tuple[int, str]], rule: str) -> None:
    cycle = territory.home.cycle
    said = [_said(territory.home.organizations[number].pk, answers) for number, answers in filled]
    fast, slow = collected(cycle), recounted(cycle)
    expected = oracle.tally(said, EDITION.closed_questions, contradictions=rule)
    shapes = oracle.patterns(said, EDITION.closed_questions, contradictions=rule)
    assert (dict(fast.tallies), dict(slow.tallies)) == (expected, expected)
    for found in (fast.patterns, slow.patterns):
        assert {name: (one.answers.tolist(), one.multiplicity.tolist()) for name, one in found.items()} == {
            name: (one.answers.tolist(), one.multiplicity.tolist()) for name, one in shapes.items()
        }


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    filled=st.lists(
        st.tuples(st.sampled_from([0, 1]), st.text(alphabet="10-", min_size=WIDTH, max_size=WIDTH)), max_size=12
    ),
    rule=st.sampled_from(["discard", "reject_response"]),
)
def test_all_three_ways_of_counting_agree(territory: Territory, filled: list[tuple[int, str]], rule: str) -> None:
    home = territory.home
    for model in (Response, PatternCount, DayCount, Survey, PolicyChoice, Decision):
        model.objects.all().delete()
    decision = Decision.objects.create(
        cycle=home.cycle, number="1", decided_on=home.cycle.opened_on, body="совет", subject="методика", text="решили"
    )
    PolicyChoice.objects.create(cycle=home.cycle, policy="contradictions", option=rule, decision=decision)
    surveys = [opened(home.listed[number]) for number in (0, 1)]
    for number, answers in filled:
        receive(submission(surveys[number], answers=answers))
    _check(territory, filled, rule)


def test_observations_join_answers_and_organizations(territory: Territory) -> None:
    survey = opened(territory.home.listed[1])
    receive(submission(survey))
    found = {one.organization.id: one for one in observations(territory.home.cycle, {})}
    assert list(found) == [one.id for one in organizations(territory.home.cycle)]
    ours = found[str(territory.home.organizations[1].pk)]
    others = [one.respondents for name, one in found.items() if name != ours.organization.id]
    assert (ours.respondents, ours.counts["overall"], others) == (1, Count(yes=1), [0, 0])
    assert (ours.organization.municipality, ours.organization.region) == ("Заречный район", "Приозёрная область")


def test_answers_of_another_cycle_are_not_counted(territory: Territory) -> None:
    receive(submission(opened(territory.foreign.listed[0])))
    assert (dict(collected(territory.home.cycle).tallies), dict(recounted(territory.home.cycle).tallies)) == ({}, {})


def test_a_recount_is_quiet_when_the_counters_are_right(territory: Territory) -> None:
    receive(submission(opened(territory.home.listed[0])))
    said = StringIO()
    call_command("recount", territory.home.cycle.pk, stdout=said)
    assert said.getvalue() == "Счётчики сходятся с анкетами.\n"


def test_a_recount_names_every_number_that_differs(territory: Territory) -> None:
    survey = opened(territory.home.listed[0])
    receive(submission(survey, key=UUID(int=1, version=4)))
    receive(submission(survey))
    Response.objects.filter(id=UUID(int=1, version=4)).delete()
    said, number = StringIO(), territory.home.organizations[0].pk
    with pytest.raises(CommandError, match=r"^Расхождений: \d+\.$"):
        call_command("recount", territory.home.cycle.pk, stdout=said)
    lines = said.getvalue().splitlines()
    title = f"{territory.home.cycle}: организация {number}"
    assert lines[:3] == [
        f"{title}, по дням: счётчик 2, анкеты 1",
        f"{title}, по образцам ответов: счётчик 2, анкеты 1",
        f"{title}, респонденты: счётчик 2, анкеты 1",
    ]
    assert lines[3] == f"{title}, stand_used, Да: счётчик 2, анкеты 1"
    assert len(lines) == 3 + len(PACKED)
