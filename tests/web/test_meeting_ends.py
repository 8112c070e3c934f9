"""How a meeting ends: without a quorum, with ballots that nobody voted on, after it was closed; sensible days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from tests.web.council import DAY, decided, opened, planned, presence, vote
from tests.web.territory import Municipality, Territory

from merilo_web import clock
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.actions import decisions, meetings, minutes, votes
from merilo_web.cycles.actions.decisions import DecisionFacts
from merilo_web.cycles.actions.meetings import MeetingFacts, PointFacts
from merilo_web.cycles.actions.opening import Presence, QuorumError, close_without_quorum, open_meeting
from merilo_web.cycles.models import Ballot, Cycle, Decision, Meeting
from merilo_web.cycles.queries.minutes import minutes_text
from merilo_web.cycles.rules import meetings as verbs
from merilo_web.cycles.states import CycleState, MeetingState, PointKind, VoteChoice
from merilo_web.journal.models import JournalEntry

SignedIn = Callable[[User], Client]
FOR = VoteChoice.IN_FAVOUR


def failed(home: Municipality, absent: int = 3) -> Meeting:
    """A meeting about the list to which too few came, closed."""
    by = home.people[Role.COUNCIL_SECRETARY]
    return close_without_quorum(planned(home, PointKind.LIST), by=by, on=DAY, presence=presence(home, absent=absent))


def test_a_meeting_without_a_quorum_is_closed_and_decides_nothing(territory: Territory) -> None:
    home = territory.home
    closed = failed(home)
    assert (closed.state, closed.lacks_quorum, closed.quorum, Ballot.objects.count()) == (
        MeetingState.HELD,
        True,
        3,
        0,
    )
    assert JournalEntry.objects.latest("id").event == "cycles.close_without_quorum"
    said = minutes_text(closed, number="1").replace("\xa0", " ")
    told = ("кворума нет, решения не принимаются", "вопросы повестки не рассматривались", "СЛУШАЛИ", "РЕШИЛИ")
    assert [words in said for words in told] == [True, True, False, False]
    signed = minutes.sign_minutes(closed, by=home.people[Role.COUNCIL_CHAIR], on=DAY)
    assert (signed.state, Decision.objects.count()) == (MeetingState.MINUTED, 0)


def test_the_only_one_who_came_chairs_and_keeps_the_minutes(territory: Territory) -> None:
    closed = failed(territory.home, absent=4)
    assert closed.chair == closed.secretary == territory.home.members[0]


def test_with_a_quorum_or_with_nobody_there_is_nothing_to_close(territory: Territory) -> None:
    home, by = territory.home, territory.people[Role.COUNCIL_CHAIR]
    meeting = planned(home, PointKind.LIST)
    with pytest.raises(NotAllowedError, match="Кворум есть"):
        close_without_quorum(meeting, by=by, on=DAY, presence=presence(home))
    with pytest.raises(NotAllowedError, match="Никто не пришёл"):
        close_without_quorum(meeting, by=by, on=DAY, presence=Presence(frozenset(), 0, 0))
    with pytest.raises(QuorumError):
        open_meeting(meeting, by=by, on=DAY, presence=presence(home, absent=3))


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.AUTHORITY_ADMIN, Role.OPERATOR_MANAGER])
def test_who_may_not_close_a_meeting_without_a_quorum(territory: Territory, role: Role) -> None:
    home = territory.home
    meeting = planned(home, PointKind.LIST)
    for user in (home.people[role], territory.foreign.people[Role.COUNCIL_CHAIR]):
        with pytest.raises(NotAllowedError):
            close_without_quorum(meeting, by=user, on=DAY, presence=presence(home, absent=3))


def test_the_page_offers_to_close_only_after_it_has_said_that_there_is_no_quorum(
    territory: Territory, signed_in: SignedIn
) -> None:
    home = territory.home
    meeting = planned(home, PointKind.LIST, on=clock.today())
    client = signed_in(home.people[Role.COUNCIL_SECRETARY])
    address = reverse("cycles:open_meeting", args=(meeting.pk,))
    given = {f"present_{one.pk}": "on" for one in home.members[:2]} | {
        "chair": home.members[0].pk,
        "secretary": home.members[1].pk,
        f"note_{home.members[4].pk}": "в командировке",
    }
    button = "Закрыть заседание без решений"
    assert button not in client.get(address).content.decode()
    page = client.post(address, given).content.decode()
    assert [words in page for words in (button, "Кворума нет", 'value="в командировке"')] == [True] * 3
    told = client.post(address, {**given, "without_quorum": "1"}, follow=True).content.decode()
    assert [words in told for words in ("не состоялось: нет кворума", "не рассматривался")] == [True, True]


def test_a_ballot_without_votes_is_closed_only_when_it_is_meant(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    meeting = opened(home, PointKind.OTHER, PointKind.OPERATOR, on=clock.today())
    vote(home, meeting.points.get(position=1), FOR, FOR, FOR, FOR)
    by = home.people[Role.COUNCIL_SECRETARY]
    with pytest.raises(ValidationError) as refused:
        votes.close_meeting(meeting, by=by, on=clock.today())
    assert list(refused.value.message_dict) == ["unvoted"]
    client, address = signed_in(by), reverse("cycles:close_meeting", args=(meeting.pk,))
    page = client.post(address, {"ended_at": "23:50"}).content.decode()
    assert "Никто не голосовал, вопросы: 2." in page
    assert Meeting.objects.get().state == MeetingState.OPEN
    client.post(address, {"ended_at": "23:50", "unvoted": "on"})
    assert [point.adopted for point in Meeting.objects.get().points.all()] == [True, None]


def test_when_everybody_voted_nothing_is_asked(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    meeting = opened(home, PointKind.OTHER)
    vote(home, meeting.points.get(), FOR)
    page = signed_in(home.people[Role.COUNCIL_CHAIR]).get(reverse("cycles:close_meeting", args=(meeting.pk,)))
    assert 'name="unvoted"' not in page.content.decode()


def test_a_late_vote_is_refused_by_the_clause_on_voting(territory: Territory) -> None:
    home = territory.home
    meeting = opened(home, PointKind.OTHER)
    ballot = meeting.points.get().ballots.get()
    vote(home, meeting.points.get(), FOR, FOR, FOR, FOR)
    votes.close_meeting(meeting, by=home.people[Role.COUNCIL_CHAIR], on=DAY)
    found = []
    for act in (
        lambda: votes.cast_vote(ballot, by=home.people[Role.COUNCIL_MEMBER], choice=FOR),
        lambda: votes.record_votes(ballot, by=home.people[Role.COUNCIL_CHAIR], choices={home.members[3].pk: FOR}),
        lambda: votes.recuse(ballot, home.members[3], by=home.people[Role.COUNCIL_CHAIR], reason="родня"),
    ):
        with pytest.raises(NotAllowedError) as refused:
            act()
        found.append(refused.value.clause)
    assert found == [verbs.VOTING] * 3


@pytest.mark.parametrize("kind", [PointKind.RESULTS, PointKind.RECOMMENDATIONS, PointKind.LIST, PointKind.POLICIES])
@pytest.mark.parametrize("state", [CycleState.HANDED_OVER, CycleState.CLOSED])
def test_what_a_cycle_has_left_behind_is_not_put_on_an_agenda(
    territory: Territory, kind: PointKind, state: CycleState
) -> None:
    home = territory.home
    Cycle.objects.filter(pk=home.cycle.pk).update(state=state, considered_on=DAY)
    home.cycle.refresh_from_db()
    proposed = {"no_disabled": "renormalize"} if kind == PointKind.POLICIES else {}
    meeting, point = planned(home), PointFacts(kind=kind, cycle=home.cycle, proposed=proposed)
    with pytest.raises(ValidationError) as refused:
        meetings.add_point(meeting, by=home.people[Role.COUNCIL_SECRETARY], point=point)
    assert refused.value.message_dict["kind"][0].startswith(f"Вопрос «{kind.label}» в этом цикле уже позади")


def test_the_results_of_a_cycle_to_come_may_be_put_on_an_agenda_ahead(territory: Territory) -> None:
    assert planned(territory.home, PointKind.RESULTS).points.get().kind == PointKind.RESULTS


@pytest.mark.parametrize(
    ("held_on", "words"),
    [(DAY - timedelta(days=1), "на сегодня или на будущий день"), (date(2062, 2, 16), "Проверьте год")],
)
def test_a_meeting_is_planned_and_moved_within_a_year(territory: Territory, held_on: date, words: str) -> None:
    home, by = territory.home, territory.people[Role.COUNCIL_SECRETARY]
    facts = MeetingFacts(held_on, "зал")
    meeting = planned(home)
    for act in (
        lambda: meetings.plan_meeting(home.cycle, by=by, on=DAY, facts=facts),
        lambda: meetings.change_meeting(meeting, by=by, on=DAY, facts=facts),
    ):
        with pytest.raises(ValidationError) as refused:
            act()
        assert words in refused.value.message_dict["held_on"][0]


def test_a_meeting_is_not_moved_past_the_terms_of_its_decisions(territory: Territory) -> None:
    home, by = territory.home, territory.people[Role.COUNCIL_SECRETARY]
    meeting = planned(home, PointKind.OTHER, due_on=DAY + timedelta(days=3))
    with pytest.raises(ValidationError) as refused:
        meetings.change_meeting(meeting, by=by, on=DAY, facts=MeetingFacts(DAY + timedelta(days=5), "зал"))
    assert list(refused.value.message_dict) == ["held_on"]


@pytest.mark.parametrize("due_on", [DAY - timedelta(days=1), date(2062, 1, 1)])
def test_the_term_of_a_decision_is_sensible(territory: Territory, due_on: date) -> None:
    home = territory.home
    with pytest.raises(ValidationError) as refused:
        planned(home, PointKind.OTHER, due_on=due_on)
    assert list(refused.value.message_dict) == ["due_on"]
    facts = DecisionFacts("217", DAY, home.authority.name, "о мерах", "Принять меры", due_on=due_on)
    with pytest.raises(ValidationError) as refused:
        decisions.register_decision(home.cycle, by=home.people[Role.AUTHORITY_ADMIN], on=DAY, facts=facts)
    assert list(refused.value.message_dict) == ["due_on"]


@pytest.mark.parametrize("wrong", [{"number": "№"}, {"decided_on": date(1026, 2, 1)}])
def test_number_and_day_of_a_decision_are_sensible(territory: Territory, wrong: dict[str, object]) -> None:
    home = territory.home
    facts = replace(DecisionFacts("217", DAY, home.authority.name, "о мерах", "Принять меры"), **wrong)  # type: ignore[arg-type]  # facts of a test
    with pytest.raises(ValidationError) as refused:
        decisions.register_decision(home.cycle, by=home.people[Role.AUTHORITY_ADMIN], on=DAY, facts=facts)
    assert list(refused.value.message_dict) == list(wrong)


@pytest.mark.parametrize("number", ["", "№ 4", "4; DROP", "9" * 33, "<b>4</b>"])
def test_a_strange_number_of_minutes_is_told_at_its_field(
    territory: Territory, signed_in: SignedIn, number: str
) -> None:
    home = territory.home
    meeting = opened(home, PointKind.OTHER, on=clock.today())
    vote(home, meeting.points.get(), FOR, FOR, FOR, FOR)
    votes.close_meeting(meeting, by=home.people[Role.COUNCIL_CHAIR], on=clock.today())
    client = signed_in(home.people[Role.COUNCIL_CHAIR])
    page = client.post(reverse("cycles:minutes", args=(meeting.pk,)), {"number": number}).content.decode()
    assert 'href="#id_number"' in page
    assert Meeting.objects.get().state == MeetingState.HELD


def test_a_decision_taken_before_is_left_as_it_is(territory: Territory) -> None:
    assert decided(territory.home, PointKind.OTHER).number == "1/1"
