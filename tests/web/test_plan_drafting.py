"""A plan begins: who may draw it, when, from what; what it says stands there before anybody writes a word."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.web.planned import DRAFTED_ON, HANDED_ON, deputy, drafted, events, handed_over, intruders, result
from tests.web.scored import approved as results_approved
from tests.web.territory import Territory

from merilo_web.accounts.roles import ORGANIZATION, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.journal.models import JournalEntry
from merilo_web.plans.actions import drafting
from merilo_web.plans.models import ImprovementPlan
from merilo_web.results.models import Recommendation
from merilo_web.results.states import RecommendationState


def test_every_lost_point_becomes_a_deficiency_and_the_clock_runs(territory: Territory) -> None:
    plan = drafted(territory.home)
    found = list(plan.listed.deficiencies.all())
    proposed = [one for one in found if one.proposal]
    assert (plan.state, plan.number, plan.year) == ("draft", 1, 2027)
    assert plan.due_on == date(2026, 10, 22)
    assert [one.position for one in found] == list(range(1, len(found) + 1))
    assert len(proposed) == plan.results.recommendations.filter(listed=plan.listed).count()
    assert {one.source for one in found} == {"score"}
    assert JournalEntry.objects.get(event="plans.draft").changes["недостатков"] == ["", len(found)]


def test_a_proposal_in_the_councils_own_words_is_a_deficiency_too(territory: Territory) -> None:
    version = handed_over(territory.home)
    listed = territory.home.listed[0]
    for state, text in (("approved", "Завести журнал"), ("declined", "Снести забор")):
        Recommendation.objects.create(
            version=version, listed=listed, position=90, indicator="5.3", text=text, state=RecommendationState(state)
        )
    plan = drafting.draft(result(version, territory.home), by=deputy(territory.home), on=DRAFTED_ON)
    own = plan.listed.deficiencies.filter(source="proposal")
    assert [(one.text, one.indicator, one.gain) for one in own] == [("Завести журнал", "5.3", "")]


def test_nobody_else_draws_a_plan(territory: Territory) -> None:
    row = result(handed_over(territory.home), territory.home)
    assert intruders(territory, ORGANIZATION, lambda by: drafting.draft(row, by=by, on=DRAFTED_ON)) == []
    assert events() == []


def test_a_foreign_head_draws_no_plan_here(territory: Territory) -> None:
    row = result(handed_over(territory.home), territory.home)
    with pytest.raises(NotAllowedError):
        drafting.draft(row, by=territory.foreign.people[Role.ORGANIZATION_HEAD], on=DRAFTED_ON)


def test_another_organization_of_the_same_list_is_foreign(territory: Territory) -> None:
    row = result(handed_over(territory.home), territory.home, place=1)
    with pytest.raises(NotAllowedError):
        drafting.draft(row, by=deputy(territory.home), on=DRAFTED_ON)


def test_before_the_hand_over_there_is_nothing_to_answer(territory: Territory) -> None:
    row = result(results_approved(territory.home), territory.home)
    with pytest.raises(NotAllowedError, match="не на этом этапе"):
        drafting.draft(row, by=deputy(territory.home), on=DRAFTED_ON)


def test_a_plan_is_not_dated_before_the_hand_over(territory: Territory) -> None:
    row = result(handed_over(territory.home), territory.home)
    with pytest.raises(NotAllowedError, match=r"12\.10\.2026"):
        drafting.draft(row, by=deputy(territory.home), on=date(2026, 10, 11))


def test_there_is_one_plan_of_an_organization_in_a_cycle(territory: Territory) -> None:
    plan = drafted(territory.home)
    row = result(plan.results, territory.home)
    with pytest.raises(NotAllowedError, match="новой версией"):
        drafting.draft(row, by=deputy(territory.home), on=HANDED_ON)
    assert ImprovementPlan.objects.count() == 1


def test_the_year_of_the_plan_may_be_changed_within_reason(territory: Territory) -> None:
    plan = drafting.set_year(drafted(territory.home), by=deputy(territory.home), year=2026)
    with pytest.raises(ValidationError) as fault:
        drafting.set_year(plan, by=deputy(territory.home), year=2030)
    plan.refresh_from_db()
    assert plan.year == 2026
    assert fault.value.message_dict == {"year": ["Год плана — от 2026 до 2028."]}
