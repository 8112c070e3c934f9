"""Pages of voting: a member's own, the secretary's record, recusals, the end of the meeting, its minutes."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from merilo_web import clock
from merilo_web.cycles.actions import minutes, votes
from merilo_web.cycles.actions.minutes import Wording
from merilo_web.cycles.forms.faults import sent, tell
from merilo_web.cycles.forms.meetings import (
    CloseForm,
    MinutesForm,
    OwnVoteForm,
    RecordForm,
    RecusalForm,
    WordingForm,
)
from merilo_web.cycles.models import AgendaPoint, Ballot, Meeting
from merilo_web.cycles.queries import meetings as queries
from merilo_web.cycles.queries.meetings import BallotSeat, BallotView, PointView
from merilo_web.cycles.queries.minutes import minutes_text
from merilo_web.cycles.rules import meetings as verbs
from merilo_web.registry.access import access_of


def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """How do you vote?"""
    access = access_of(request.user)
    meeting = queries.seen(access, pk)
    access.require(verbs.CAST_VOTE, meeting.scope, state=meeting.state)
    seats = {
        view.ballot.pk: (point, view, seat)
        for point in queries.agenda(meeting)
        for view in point.ballots
        if (seat := view.seat_of(access.user))
    }
    free = {number: found for number, found in seats.items() if not found[2].barred}
    barred = [found for found in seats.values() if found[2].barred]
    form = OwnVoteForm(sent(request), seats=free)
    if request.method == "POST" and form.is_valid():
        for number, choice in form.choices.items():
            votes.cast_vote(free[number][1].ballot, by=access.user, choice=choice)
        _tell_cast(request, len(form.choices), barred)
        return redirect("cycles:meeting", meeting.pk)
    page = {"meeting": meeting, "form": form, "barred": barred, "seated": bool(seats)}
    return render(request, "cycles/vote.html", page)


def _tell_cast(request: HttpRequest, number: int, barred: Sequence[tuple[PointView, BallotView, BallotSeat]]) -> None:
    """Say how many votes were kept, and which were not because a conflict was declared after the form was shown."""
    refused = [found for found in barred if f"ballot_{found[1].ballot.pk}" in request.POST]
    for point, _, seat in refused:
        messages.error(
            request, f"Голос по вопросу {point.point.position} не принят: конфликт интересов — {seat.barred}."
        )
    if number:
        messages.success(request, f"Голосов записано: {number}. До закрытия заседания их можно изменить.")
    elif not refused:
        messages.info(request, "Вы не выбрали ни одного ответа: голоса не записаны.")


def record_votes(request: HttpRequest, pk: int) -> HttpResponse:
    """How did the members without an account vote?"""
    access = access_of(request.user)
    ballot, meeting = _ballot(request, pk)
    access.require(verbs.RECORD_VOTES, meeting.scope, state=meeting.state)
    view = queries.ballot_view(ballot)
    mine = tuple(seat for seat in view.seats if not seat.barred and seat.member.user_id in {None, access.user.pk})
    form = RecordForm(sent(request), seats=mine)
    if request.method == "POST" and form.is_valid():
        votes.record_votes(ballot, by=access.user, choices=form.choices)
        messages.success(request, f"Голосов записано: {len(form.choices)}.")
        return redirect("cycles:meeting", meeting.pk)
    page = {"meeting": meeting, "point": ballot.point, "view": view, "form": form}
    return render(request, "cycles/record_votes.html", page)


def recuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may not vote on this?"""
    access = access_of(request.user)
    ballot, meeting = _ballot(request, pk)
    access.require(verbs.RECUSE, meeting.scope, state=meeting.state)
    form = RecusalForm(sent(request), view=queries.ballot_view(ballot))
    if request.method == "POST" and form.is_valid():
        member = form.cleaned_data["member"]
        votes.recuse(ballot, member, by=access.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"Не голосует по этому вопросу: {member}.")
        return redirect("cycles:meeting", meeting.pk)
    return render(request, "cycles/recuse.html", {"meeting": meeting, "point": ballot.point, "form": form})


def close_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Check the votes before they are counted."""
    access = access_of(request.user)
    meeting = queries.seen(access, pk)
    access.require(verbs.CLOSE_MEETING, meeting.scope, state=meeting.state)
    points = queries.agenda(meeting)
    form = CloseForm(sent(request), silent=[view for view in points if view.is_silent])
    if request.method == "POST" and form.is_valid():
        on = clock.today(meeting.council.authority.time_zone)
        try:
            votes.close_meeting(meeting, by=access.user, on=on, **form.cleaned_data)
        except ValidationError as fault:
            tell(form, fault)
        else:
            messages.success(request, "Заседание закрыто, голоса подсчитаны. Проверьте и подпишите протокол.")
            return redirect("cycles:minutes", meeting.pk)
    return render(request, "cycles/close_meeting.html", {"meeting": meeting, "points": points, "form": form})


def word_point(request: HttpRequest, pk: int) -> HttpResponse:
    """What was heard, and what is decided?"""
    access = access_of(request.user)
    point = get_object_or_404(AgendaPoint.objects.select_related("cycle"), pk=pk)
    meeting = queries.seen(access, point.meeting_id)
    access.require(verbs.WORD_POINT, meeting.scope, state=meeting.state)
    names = ("heard", "text", "assignee", "due_on")
    form = WordingForm(sent(request), initial={name: getattr(point, name) for name in names})
    if request.method == "POST" and form.is_valid():
        try:
            minutes.word_point(point, by=access.user, wording=Wording(**form.cleaned_data))
        except ValidationError as fault:
            tell(form, fault)
        else:
            messages.success(request, "Записано.")
            return redirect("cycles:meeting", meeting.pk)
    return render(request, "cycles/word_point.html", {"meeting": meeting, "point": point, "form": form})


def sign_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Check the minutes before signing them."""
    access = access_of(request.user)
    meeting = queries.seen(access, pk)
    access.require(verbs.SIGN_MINUTES, meeting.scope, state=meeting.state)
    form = MinutesForm(sent(request), initial={"number": queries.next_number(meeting)})
    if request.method == "POST" and form.is_valid():
        on = clock.today(meeting.council.authority.time_zone)
        try:
            signed = minutes.sign_minutes(meeting, by=access.user, on=on, number=form.cleaned_data["number"])
        except ValidationError as fault:
            tell(form, fault)
        else:
            messages.success(request, f"Протокол № {signed.number} подписан, решения внесены в реестр.")
            return redirect("cycles:meeting", meeting.pk)
    page = {"meeting": meeting, "form": form, "text": minutes_text(meeting, number="…")}
    return render(request, "cycles/minutes.html", page)


def _ballot(request: HttpRequest, pk: int) -> tuple[Ballot, Meeting]:
    ballot = get_object_or_404(Ballot.objects.select_related("point__meeting", "point__cycle"), pk=pk)
    return ballot, queries.seen(access_of(request.user), ballot.point.meeting_id)
