"""The minutes of a meeting as the legal paper: attendance, quorum, every ballot with its votes, the annex."""

from collections.abc import Iterator
from dataclasses import dataclass

from merilo.documents.papers import minutes
from merilo.documents.papers.blocks import LegalPaper
from merilo.documents.papers.minutes import Conflict, Minutes, Votes
from merilo.documents.papers.organization_list import OrganizationList
from merilo.documents.papers.parties import Person
from merilo.documents.writers.legal_text import text
from merilo_web.cycles.models import Meeting
from merilo_web.cycles.queries.meetings import BallotView, PointView, agenda
from merilo_web.cycles.queries.papers import organization_list_of
from merilo_web.cycles.states import PointKind
from merilo_web.registry.models import CouncilMember


@dataclass(frozen=True, slots=True)
class MinutedPoint:
    """A point of the agenda and its number in the minutes: of a split vote, that of the first ballot won."""

    point: PointView
    number: int
    text: str


def minuted_points(meeting: Meeting) -> tuple[MinutedPoint, ...]:
    """The points as the minutes number them, with the decision in words."""
    found, number = [], 1
    for view in agenda(meeting):
        won = [place for place, ballot in enumerate(view.ballots) if ballot.ballot.adopted]
        found.append(MinutedPoint(view, number + (won[0] if won else 0), decision_text(view)))
        number += max(1, len(view.ballots))
    return tuple(found)


def decision_text(view: PointView) -> str:
    """What was decided on a point; organizations whose ballot was lost are named."""
    lost = [str(one) for ballot in view.ballots if not ballot.ballot.adopted for one in ballot.organizations]
    if view.point.adopted and lost:
        return f"{view.point.text}\nНе утверждены: {', '.join(lost)}."
    return view.point.text


def minutes_paper(meeting: Meeting, *, number: str) -> LegalPaper:
    """The minutes with this number; before they are signed, a draft of them."""
    if meeting.chair is None or meeting.secretary is None:
        raise ValueError("minutes are made of a meeting that was opened")
    views = agenda(meeting)
    return minutes.paper(
        Minutes(
            council=meeting.council.name,
            number=number,
            on=meeting.held_on,
            place=meeting.place,
            members=tuple(_members(meeting)),
            quorum=meeting.quorum or 0,
            points=tuple(one for view in views for one in _points(view)),
            chair=_person(meeting.chair),
            secretary=_person(meeting.secretary),
            invited=tuple(line.strip() for line in meeting.invited.splitlines() if line.strip()),
            format=meeting.get_format_display(),
            began_at=f"{meeting.begins_at:%H:%M}" if meeting.begins_at else "",
            ended_at=f"{meeting.ended_at:%H:%M}" if meeting.ended_at else "",
            annex=_annex(meeting, views),
        )
    )


def minutes_text(meeting: Meeting, *, number: str) -> str:
    """The minutes as plain text, to be read through before they are signed."""
    return text(minutes_paper(meeting, number=number))


def _members(meeting: Meeting) -> Iterator[minutes.CouncilMember]:
    for row in meeting.attendance.select_related("member"):
        yield minutes.CouncilMember(
            person=_person(row.member),
            role=row.member.get_office_display() if row.member.office != CouncilMember.Office.MEMBER else "",
            present=row.present,
            note=row.note,
        )


def _points(view: PointView) -> Iterator[minutes.Point]:
    point = view.point
    heard = tuple(line for line in point.heard.splitlines() if line.strip())
    if not view.is_voted:
        yield minutes.Point(title=point.title, heard=heard or (point.title,))
        return
    for place, ballot in enumerate(view.ballots):
        yield minutes.Point(
            title=_title(view, ballot, apart=place > 0),
            heard=heard if place == 0 else (),
            votes=_votes(ballot),
            decisions=_decisions(view, ballot),
            adopted=ballot.ballot.adopted,
        )


def _title(view: PointView, ballot: BallotView, *, apart: bool) -> str:
    if not view.is_split:
        return view.point.title
    return f"{view.point.title}. {'Отдельное голосование' if apart else 'Голосование'}: {ballot.about}"


def _decisions(view: PointView, ballot: BallotView) -> tuple[str, ...]:
    lines = tuple(line for line in view.point.text.splitlines() if line.strip())
    if not view.is_split:
        return lines
    return (*lines, f"Решение относится к организациям: {ballot.about}.")


def _votes(view: BallotView) -> Votes:
    count = view.count
    barred = tuple(Conflict(seat.member.full_name, seat.barred) for seat in view.barred)
    return Votes(count.in_favour, count.against, count.abstained, barred)


def _annex(meeting: Meeting, views: tuple[PointView, ...]) -> OrganizationList | None:
    """The list that the meeting approved."""
    for view in views:
        if view.point.kind == PointKind.LIST and view.point.adopted:
            kept = {one.pk for ballot in view.ballots if ballot.ballot.adopted for one in ballot.organizations}
            return organization_list_of(view.point.cycle, on=meeting.held_on, only=kept)
    return None


def _person(member: CouncilMember) -> Person:
    return Person(name=member.full_name, post=member.represents)
