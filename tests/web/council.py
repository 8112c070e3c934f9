"""Meetings of the invented council: planned, opened, voted on, minuted."""

from datetime import date

from tests.web.territory import Municipality

from merilo_web.accounts.roles import Role
from merilo_web.cycles.actions import meetings, minutes, votes
from merilo_web.cycles.actions.meetings import MeetingFacts, PointFacts
from merilo_web.cycles.actions.opening import Presence, open_meeting
from merilo_web.cycles.models import AgendaPoint, Decision, Meeting
from merilo_web.cycles.states import PointKind, VoteChoice

DAY = date(2026, 2, 16)


def planned(home: Municipality, *kinds: PointKind, on: date = DAY, **facts: object) -> Meeting:
    """A planned meeting with one point of each kind; `facts` go into every point."""
    by = home.people[Role.COUNCIL_SECRETARY]
    meeting = meetings.plan_meeting(home.cycle, by=by, on=on, facts=MeetingFacts(on, "Зал заседаний, Луговая, 4"))
    for kind in kinds:
        usual = {"title": "О разном", "text": "Принять к сведению."} if kind == PointKind.OTHER else {}
        proposed = {"proposed": {"no_disabled": "renormalize"}} if kind == PointKind.POLICIES else {}
        point = PointFacts(kind=kind, cycle=home.cycle, **{**usual, **proposed, **facts})  # type: ignore[arg-type]  # facts of a test
        meetings.add_point(meeting, by=by, point=point)
    return meeting


def opened(home: Municipality, *kinds: PointKind, on: date = DAY, **facts: object) -> Meeting:
    """The same, opened: four of five members are present."""
    meeting = planned(home, *kinds, on=on, **facts)
    return open_meeting(meeting, by=home.people[Role.COUNCIL_SECRETARY], on=on, presence=presence(home))


def presence(home: Municipality, absent: int = 1) -> Presence:
    """All but the last members are present; the first two chair and keep the minutes."""
    members = home.members
    here = members[: len(members) - absent]
    notes = {member.pk: "командировка" for member in members[len(here) :]}
    return Presence(frozenset(member.pk for member in here), members[0].pk, members[1].pk, notes)


def vote(home: Municipality, point: AgendaPoint, *choices: VoteChoice) -> None:
    """Votes of the members in their order on every ballot of a point; whoever is barred is passed over."""
    from merilo_web.cycles.queries.meetings import ballot_view  # noqa: PLC0415 - read where it is used

    for ballot in point.ballots.all():
        seats = {seat.member.pk: seat for seat in ballot_view(ballot).seats}
        for member, choice in zip(home.members, choices, strict=False):
            if seats[member.pk].barred:
                continue
            if member.user:
                votes.cast_vote(ballot, by=member.user, choice=choice)
            else:
                votes.record_votes(ballot, by=home.people[Role.COUNCIL_SECRETARY], choices={member.pk: choice})


def held(home: Municipality, *kinds: PointKind, on: date = DAY, **facts: object) -> Meeting:
    """A meeting at which everyone was in favour of everything, closed."""
    meeting = opened(home, *kinds, on=on, **facts)
    for point in meeting.points.all():
        vote(home, point, *[VoteChoice.IN_FAVOUR] * 4)
    return votes.close_meeting(meeting, by=home.people[Role.COUNCIL_SECRETARY], on=on)


def decided(home: Municipality, kind: PointKind, *, on: date = DAY, **facts: object) -> Decision:
    """A decision of the council on a point of this kind, with signed minutes."""
    meeting = minutes.sign_minutes(held(home, kind, on=on, **facts), by=home.people[Role.COUNCIL_CHAIR], on=on)
    decision = meeting.points.get(kind=kind).decision
    assert decision is not None
    return decision
