"""Voting: a member's own vote, votes recorded by the secretary, recusals, the count at the end of a meeting."""

from collections.abc import Mapping
from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.actions.meetings import locked
from merilo_web.cycles.models import Ballot, Meeting, Recusal, Vote
from merilo_web.cycles.queries.meetings import BallotSeat, BallotView, PointView, agenda, ballot_view
from merilo_web.cycles.rules import meetings as verbs
from merilo_web.cycles.states import PointKind, VoteChoice
from merilo_web.journal.actions import record
from merilo_web.registry.models import CouncilMember


@transaction.atomic
def cast_vote(ballot: Ballot, *, by: User, choice: str) -> Vote:
    """Give one's own vote; until the meeting is closed it may be changed."""
    kept = locked(ballot.point.meeting, verbs.CAST_VOTE, by=by)
    seat = ballot_view(ballot).seat_of(by)
    if seat is None:
        raise NotAllowedError("Вы не отмечены присутствующим на этом заседании: голосуют присутствующие.")
    before, vote = _give(ballot, seat, choice, by=by)
    changes = {str(ballot): (before, vote.get_choice_display())}
    record(verbs.CAST_VOTE.event, kept, by=by, scope=kept.scope, changes=changes)
    return vote


@transaction.atomic
def record_votes(ballot: Ballot, *, by: User, choices: Mapping[int, str]) -> list[Vote]:
    """Record the votes of members who have no account: number of the member → choice. The others vote themselves."""
    kept = locked(ballot.point.meeting, verbs.RECORD_VOTES, by=by)
    seats = {seat.member.pk: seat for seat in ballot_view(ballot).seats}
    votes, changes = [], {}
    for number, choice in choices.items():
        seat = seats.get(number)
        if seat is None:
            raise NotAllowedError("Голос записывают только за присутствующего члена совета.")
        if seat.member.user_id is not None and seat.member.user_id != by.pk:
            raise NotAllowedError(
                f"{seat.member} голосует на своей странице: у этого члена совета есть учётная запись."
            )
        before, vote = _give(ballot, seat, choice, by=by)
        votes.append(vote)
        changes[f"{ballot}: {seat.member}"] = (before, vote.get_choice_display())
    record(verbs.RECORD_VOTES.event, kept, by=by, scope=kept.scope, changes=changes)
    return votes


@transaction.atomic
def recuse(ballot: Ballot, member: CouncilMember, *, by: User, reason: str) -> Recusal:
    """Bar a member from a ballot: a conflict of interest named at the meeting. A vote given before is taken out."""
    kept = locked(ballot.point.meeting, verbs.RECUSE, by=by)
    if not reason.strip():
        raise ValidationError({"reason": "Напишите, чем член совета связан с вопросом."})
    if member.pk not in {seat.member.pk for seat in ballot_view(ballot).seats}:
        raise NotAllowedError("Отстраняют от голосования присутствующего члена совета.")
    ballot.votes.filter(member=member).delete()
    recusal, _ = Recusal.objects.update_or_create(ballot=ballot, member=member, defaults={"reason": reason.strip()})
    record(verbs.RECUSE.event, kept, by=by, scope=kept.scope, changes={str(ballot): ("", str(recusal))})
    return recusal


@transaction.atomic
def close_meeting(
    meeting: Meeting, *, by: User, on: date, ended_at: time | None = None, unvoted: bool = False
) -> Meeting:
    """Close the meeting: count the votes, keep who was barred and why. A point that nobody voted on was only heard.

    Ballots without a single vote are closed only when it is said that they are meant to be (`unvoted`).
    """
    kept = locked(meeting, verbs.CLOSE_MEETING, by=by)
    if on < kept.held_on:
        raise NotAllowedError(f"Заседание назначено на {kept.held_on:%d.%m.%Y}.")
    if ended_at and kept.begins_at and ended_at < kept.begins_at:
        raise ValidationError({"ended_at": "Заседание не может кончиться раньше, чем началось."})
    points = agenda(kept)
    silent = [str(point.point.position) for point in points if point.is_silent]
    if silent and not unvoted:
        named = ", ".join(silent)
        fault = f"Никто не голосовал, вопросы: {named}. Проголосуйте или подтвердите, что так и надо."
        raise ValidationError({"unvoted": fault})
    changes: dict[str, tuple[object, object]] = {}
    for point in points:
        _count(point)
        changes[str(point.point)] = ("", _in_words(point))
    kept.ended_at, kept.state = ended_at, verbs.CLOSE_MEETING.to
    kept.save(update_fields=["ended_at", "state"])
    record(verbs.CLOSE_MEETING.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


def _give(ballot: Ballot, seat: BallotSeat, choice: str, *, by: User) -> tuple[str, Vote]:
    """Store a vote of a member who may vote. Returns the vote before in words, and the vote."""
    if seat.barred:
        raise NotAllowedError(
            f"{seat.member} не голосует по этому вопросу из-за конфликта интересов: {seat.barred}.",
            clause=verbs.CONFLICT,
        )
    if choice not in VoteChoice.values:
        raise ValidationError({"choice": "Выберите: за, против или воздержался."})
    before = seat.vote.get_choice_display() if seat.vote else ""
    vote, _ = Vote.objects.update_or_create(
        ballot=ballot, member=seat.member, defaults={"choice": choice, "recorded_by": by}
    )
    return before, vote


def _count(view: PointView) -> None:
    """Write down what every ballot of a point came to, and the point itself.

    A list is adopted for the organizations whose ballot was won; any other point must win all of its ballots.
    """
    for ballot in view.ballots:
        _freeze(ballot)
    won = [ballot.count.adopted for ballot in view.ballots]
    for ballot, adopted in zip(view.ballots, won, strict=True):
        ballot.ballot.adopted = adopted
        ballot.ballot.save(update_fields=["adopted"])
    partly = view.point.kind == PointKind.LIST
    view.point.adopted = (any(won) if partly else all(won)) if view.is_voted else None
    view.point.save(update_fields=["adopted"])


def _freeze(view: BallotView) -> None:
    for seat in view.barred:
        Recusal.objects.get_or_create(ballot=view.ballot, member=seat.member, defaults={"reason": seat.barred[:500]})
        view.ballot.votes.filter(member=seat.member).delete()


def _in_words(view: PointView) -> str:
    counts = "; ".join(
        f"за {ballot.count.in_favour}, против {ballot.count.against}, воздержались {ballot.count.abstained}"
        for ballot in view.ballots
    )
    verdict = {True: "принято", False: "не принято", None: "принято к сведению"}[view.point.adopted]
    return f"{counts}: {verdict}"
