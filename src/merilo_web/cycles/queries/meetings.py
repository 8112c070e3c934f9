"""Meetings of a council: who sits on it, who may vote on what, what the votes come to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from merilo_web.accounts.models import User
from merilo_web.cycles.models import AgendaPoint, Ballot, Meeting, Vote
from merilo_web.cycles.states import ABOUT_ORGANIZATIONS, MeetingState, VoteChoice
from merilo_web.registry.access import Access
from merilo_web.registry.models import (
    ConflictOfInterest,
    CouncilMember,
    Organization,
    PublicCouncil,
    QuorumRule,
)

NAMED = 5
"""Up to so many organizations of a ballot are named at once."""


def visible(access: Access) -> QuerySet[Meeting]:
    """Meetings of the person's councils and of the councils of the person's authorities, the newest first."""
    held = Q(council__in=access.numbers("council")) | Q(
        council__authority__in=access.numbers("authority") | access.overseen
    )
    return Meeting.objects.filter(held).select_related("council__authority", "chair", "secretary")


def seen(access: Access, pk: int) -> Meeting:
    """The meeting with this number. Raises Http404 when there is none or it is not the person's."""
    meeting = visible(access).filter(pk=pk).first()
    if meeting is None:
        raise Http404
    return meeting


def in_office(council: PublicCouncil, on: date) -> QuerySet[CouncilMember]:
    """The members of a council on a day."""
    term = Q(until__isnull=True) | Q(until__gte=on)
    return council.members.filter(term, since__lte=on).order_by("full_name", "id")


def quorum(council: PublicCouncil, members: int) -> int:
    """The least number present that makes a meeting valid, by the council's rule."""
    match QuorumRule(council.quorum_rule):
        case QuorumRule.MAJORITY:
            return members // 2 + 1
        case QuorumRule.HALF:
            return max(1, -(-members // 2))
        case QuorumRule.TWO_THIRDS:
            return max(1, -(-2 * members // 3))


def quorum_in_words(council: PublicCouncil) -> str:
    """The rule of the quorum and what it rests on."""
    clause = council.quorum_clause or "правило системы: пункт положения о совете не указан"
    return f"{council.get_quorum_rule_display()} ({clause})"


def concerned(point: AgendaPoint) -> list[Organization]:
    """The organizations that a point is about: the cycle's list, or those named in the point."""
    if point.kind in ABOUT_ORGANIZATIONS:
        return [row.organization for row in point.cycle.listed.select_related("organization")]
    return list(point.organizations.all())


def conflicts(members: Iterable[CouncilMember], on: date) -> dict[int, dict[int, str]]:
    """Conflicts of interest in force on a day: organization → member → why."""
    ended = Q(ended_on__isnull=True) | Q(ended_on__gte=on)
    rows = ConflictOfInterest.objects.filter(ended, member__in=list(members), declared_on__lte=on)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for row in rows.select_related("organization").order_by("id"):
        note = f", {row.note}" if row.note else ""
        reason = f"{row.organization}: {row.get_ground_display()}{note}"
        found[row.organization_id].setdefault(row.member_id, reason)
    return found


def groups(
    organizations: Iterable[Organization], found: Mapping[int, Mapping[int, str]]
) -> list[tuple[Organization, ...]]:
    """Organizations that may be voted on together: first those on which every member is free, then by who is not."""
    together: dict[frozenset[int], list[Organization]] = defaultdict(list)
    for organization in organizations:
        together[frozenset(found.get(organization.pk, {}))].append(organization)
    return [tuple(together[barred]) for barred in sorted(together, key=lambda barred: (len(barred), sorted(barred)))]


@dataclass(frozen=True, slots=True)
class BallotCount:
    """What the votes of a ballot come to: more than half of those who voted must be in favour."""

    in_favour: int
    against: int
    abstained: int

    @property
    def voted(self) -> int:
        return self.in_favour + self.against + self.abstained

    @property
    def adopted(self) -> bool:
        """Whether the proposal is adopted; an equal number is not enough."""
        return 2 * self.in_favour > self.voted


@dataclass(frozen=True, slots=True)
class BallotSeat:
    """A member present at a ballot: the vote given, or why there can be none."""

    member: CouncilMember
    vote: Vote | None
    barred: str = ""

    @property
    def choice(self) -> str:
        return self.vote.choice if self.vote and not self.barred else ""


@dataclass(frozen=True, slots=True)
class BallotView:
    """A ballot with everyone present."""

    ballot: Ballot
    organizations: tuple[Organization, ...]
    seats: tuple[BallotSeat, ...]

    @property
    def barred(self) -> tuple[BallotSeat, ...]:
        return tuple(seat for seat in self.seats if seat.barred)

    @property
    def waiting(self) -> tuple[BallotSeat, ...]:
        """Members who may vote and have not."""
        return tuple(seat for seat in self.seats if not seat.choice and not seat.barred)

    @property
    def about(self) -> str:
        """Which organizations a split vote is about: those voted on apart by name, all the others by their number."""
        if self.barred or len(self.organizations) <= NAMED:
            return ", ".join(str(one) for one in self.organizations)
        return f"остальные организации ({len(self.organizations)})"

    @property
    def count(self) -> BallotCount:
        chosen = [seat.choice for seat in self.seats]
        return BallotCount(*(chosen.count(choice) for choice in VoteChoice.values))

    def seat_of(self, user: User) -> BallotSeat | None:
        """The seat of the person who signed in."""
        return next((seat for seat in self.seats if seat.member.user_id == user.pk), None)


@dataclass(frozen=True, slots=True)
class PointView:
    """A point of the agenda with its ballots."""

    point: AgendaPoint
    ballots: tuple[BallotView, ...]

    @property
    def is_split(self) -> bool:
        """Whether conflicts of interest have split the vote."""
        return len(self.ballots) > 1

    @property
    def is_voted(self) -> bool:
        return any(view.count.voted for view in self.ballots)

    @property
    def is_silent(self) -> bool:
        """Whether one of its ballots waits for votes and has none."""
        return any(view.waiting and not view.count.voted for view in self.ballots)

    @property
    def waiting(self) -> int:
        """Votes that may still be given."""
        return sum(len(view.waiting) for view in self.ballots)


def agenda(meeting: Meeting) -> tuple[PointView, ...]:
    """The whole agenda with ballots, seats and votes, in a fixed number of queries."""
    present = [row.member for row in meeting.attendance.filter(present=True).select_related("member")]
    live = conflicts(present, meeting.held_on) if meeting.state == MeetingState.OPEN else {}
    points = meeting.points.select_related("cycle", "decision").prefetch_related(
        "organizations", "ballots__organizations", "ballots__recusals", "ballots__votes"
    )
    return tuple(PointView(point, tuple(_view(one, present, live) for one in point.ballots.all())) for point in points)


def ballot_view(ballot: Ballot) -> BallotView:
    """One ballot."""
    views = (view for point in agenda(ballot.point.meeting) for view in point.ballots)
    return next(view for view in views if view.ballot.pk == ballot.pk)


def next_number(meeting: Meeting) -> str:
    """The number that follows in the council's year."""
    taken = (
        Meeting.objects.filter(council=meeting.council_id, held_on__year=meeting.held_on.year)
        .exclude(pk=meeting.pk)
        .values_list("number", flat=True)
    )
    return str(max((int(number) for number in taken if number.isdecimal()), default=0) + 1)


def _view(ballot: Ballot, present: Iterable[CouncilMember], live: Mapping[int, Mapping[int, str]]) -> BallotView:
    organizations = tuple(ballot.organizations.all())
    barred: dict[int, str] = {}
    for organization in organizations:
        for member, reason in live.get(organization.pk, {}).items():
            barred[member] = f"{barred[member]}; {reason}" if member in barred else reason
    barred |= {row.member_id: row.reason for row in ballot.recusals.all()}
    votes = {vote.member_id: vote for vote in ballot.votes.all()}
    seats = (BallotSeat(member, votes.get(member.pk), barred.get(member.pk, "")) for member in present)
    return BallotView(ballot, organizations, tuple(seats))
