"""A meeting of the invented council from its planning to signed minutes."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.cycles.actions import meetings, minutes, votes
from merilo_web.cycles.actions.meetings import MeetingFacts, PointFacts
from merilo_web.cycles.actions.opening import Presence, open_meeting
from merilo_web.cycles.models import Cycle, Decision, Meeting
from merilo_web.cycles.queries.meetings import PointView, agenda
from merilo_web.cycles.states import PointKind, VoteChoice
from merilo_web.demo.people import Login
from merilo_web.registry.models import CouncilMember

_NOTICE = timedelta(days=7)
People = Mapping[Role, Login]


def decide(cycle: Cycle, points: list[PointFacts], *, people: People, on: date) -> dict[PointKind, Decision]:
    """Hold a meeting on these points and sign its minutes; the decisions by the kind of the point."""
    secretary = people[Role.COUNCIL_SECRETARY].user
    facts = MeetingFacts(held_on=on, place="зал заседаний управления образования", begins_at=time(15, 0))
    meeting = meetings.plan_meeting(cycle, by=secretary, on=on - _NOTICE, facts=facts)
    for point in points:
        meetings.add_point(meeting, by=secretary, point=point)
    meeting = open_meeting(meeting, by=secretary, on=on, presence=_presence(meeting))
    _vote(meeting, people)
    meeting = votes.close_meeting(meeting, by=secretary, on=on, ended_at=time(16, 10))
    minutes.sign_minutes(meeting, by=secretary, on=on + timedelta(days=1))
    return {PointKind(one.kind): one.decision for one in meeting.points.select_related("decision") if one.decision}


def _presence(meeting: Meeting) -> Presence:
    """All but the last member of the council."""
    members = list(meeting.council.members.order_by("id"))
    seats = {member.office: member.pk for member in members}
    return Presence(
        present=frozenset(member.pk for member in members[:-1]),
        chair=seats[CouncilMember.Office.CHAIR],
        secretary=seats[CouncilMember.Office.SECRETARY],
        notes={members[-1].pk: "в отпуске"},
    )


def _vote(meeting: Meeting, people: People) -> None:
    """Everybody who is free votes in favour; one member abstains."""
    secretary = people[Role.COUNCIL_SECRETARY].user
    for view in agenda(meeting):
        _vote_on(view, secretary=secretary)


def _vote_on(view: PointView, *, secretary: User) -> None:
    for ballot in view.ballots:
        free = [seat.member for seat in ballot.seats if not seat.barred]
        for member in free:
            if member.user:
                votes.cast_vote(ballot.ballot, by=member.user, choice=VoteChoice.IN_FAVOUR)
        others = [member.pk for member in free if not member.user]
        choices = {pk: VoteChoice.ABSTAINED if place == 0 else VoteChoice.IN_FAVOUR for place, pk in enumerate(others)}
        votes.record_votes(ballot.ballot, by=secretary, choices=choices)
