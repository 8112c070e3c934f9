"""Pages of the council's meetings: planning, agenda, opening, the meeting itself."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from merilo_web import clock
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.actions import meetings as actions
from merilo_web.cycles.actions import opening
from merilo_web.cycles.actions.meetings import MeetingFacts, PointFacts
from merilo_web.cycles.actions.opening import Presence, QuorumError
from merilo_web.cycles.forms.faults import sent, tell
from merilo_web.cycles.forms.meetings import MeetingForm, PointForm, PoliciesForm, PresenceForm
from merilo_web.cycles.models import AgendaPoint, Cycle, Meeting
from merilo_web.cycles.queries import cycles
from merilo_web.cycles.queries import meetings as queries
from merilo_web.cycles.queries.policies import BEFORE_SCORING
from merilo_web.cycles.rules import meetings as verbs
from merilo_web.cycles.states import MeetingState, PointKind
from merilo_web.journal.actions import Scope
from merilo_web.registry.access import Access, access_of
from merilo_web.registry.queries.documents import openable


def meetings(request: HttpRequest, pk: int) -> HttpResponse:
    """When does the council meet?"""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    rows = list(queries.visible(access).filter(council=cycle.council_id).prefetch_related("points")[:100])
    page = {
        "cycle": cycle,
        "meetings": rows,
        "openable": openable(access, (number for one in rows for number in (one.minutes_docx_id, one.minutes_pdf_id))),
        "sees_council": access.sees(Scope(cycle.authority_id, cycle.council_id)),
        "may_plan": access.may(verbs.PLAN_MEETING, cycle.scope),
    }
    return render(request, "cycles/meetings.html", page)


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a meeting; the list of an unfinished cycle comes on its agenda at once."""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    access.require(verbs.PLAN_MEETING, cycle.scope)
    on = clock.today(cycle.authority.time_zone)
    form = MeetingForm(sent(request), initial={"held_on": on, "place": cycle.authority.address})
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.plan_meeting(cycle, by=access.user, on=on, facts=MeetingFacts(**form.cleaned_data))
        except ValidationError as fault:
            tell(form, fault)
        else:
            messages.success(request, "Заседание назначено. Внесите вопросы в повестку.")
            return redirect("cycles:meeting", found.pk)
    return render(request, "cycles/plan_meeting.html", {"cycle": cycle, "form": form})


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a planned meeting."""
    access = access_of(request.user)
    meeting = queries.seen(access, pk)
    access.require(verbs.EDIT_AGENDA, meeting.scope, state=meeting.state)
    names = ("held_on", "begins_at", "place", "format", "invited")
    form = MeetingForm(sent(request), initial={name: getattr(meeting, name) for name in names})
    if request.method == "POST" and form.is_valid():
        on = clock.today(meeting.council.authority.time_zone)
        try:
            actions.change_meeting(meeting, by=access.user, on=on, facts=MeetingFacts(**form.cleaned_data))
        except ValidationError as fault:
            tell(form, fault)
        else:
            messages.success(request, "Заседание изменено.")
            return redirect("cycles:meeting", meeting.pk)
    return render(request, "cycles/change_meeting.html", {"meeting": meeting, "form": form})


def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """What does the council decide, and how did it vote?"""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    running = list(Cycle.objects.filter(council=found.council_id).exclude(closed_on__isnull=False))
    page = {
        "meeting": found,
        "points": queries.agenda(found),
        "attendance": found.attendance.select_related("member"),
        "rule": queries.quorum_in_words(found.council),
        "openable": openable(access, (found.minutes_docx_id, found.minutes_pdf_id)),
        "cycles": running,
        "undecided": [one for one in running if one.state in BEFORE_SCORING],
        **_flags(access, found),
    }
    return render(request, "cycles/meeting.html", page)


def add_point(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a point on the agenda."""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    access.require(verbs.EDIT_AGENDA, found.scope, state=found.state)
    form = PointForm(sent(request), meeting=found)
    if (
        request.method == "POST"
        and form.is_valid()
        and _added(form, found, by=access.user, facts=PointFacts(**form.cleaned_data))
    ):
        messages.success(request, "Вопрос внесён в повестку.")
        return redirect("cycles:meeting", found.pk)
    return render(request, "cycles/add_point.html", {"meeting": found, "form": form})


def add_policies(request: HttpRequest, pk: int, cycle: int) -> HttpResponse:
    """Put questions of the methodology on the agenda."""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    access.require(verbs.EDIT_AGENDA, found.scope, state=found.state)
    about = get_object_or_404(Cycle, pk=cycle, council=found.council_id)
    form = PoliciesForm(sent(request), cycle=about)
    if request.method == "POST" and form.is_valid():
        facts = PointFacts(kind=PointKind.POLICIES, cycle=about, proposed=form.proposed)
        if _added(form, found, by=access.user, facts=facts):
            messages.success(request, "Вопросы методики внесены в повестку.")
            return redirect("cycles:meeting", found.pk)
    return render(request, "cycles/add_policies.html", {"meeting": found, "cycle": about, "form": form})


@require_POST
def remove_point(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a point off the agenda."""
    access = access_of(request.user)
    point = get_object_or_404(AgendaPoint.objects.select_related("meeting"), pk=pk)
    found = queries.seen(access, point.meeting_id)
    actions.remove_point(point, by=access.user)
    messages.success(request, f"Вопрос снят с повестки: {point.title}.")
    return redirect("cycles:meeting", found.pk)


def open_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is present?"""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    access.require(verbs.OPEN_MEETING, found.scope, state=found.state)
    form, lacking = PresenceForm(sent(request), meeting=found), False
    if request.method == "POST" and form.is_valid():
        on = clock.today(found.council.authority.time_zone)
        try:
            _opened(request, found, on=on, presence=form.presence)
        except ValidationError as fault:
            tell(form, fault)
        except NotAllowedError as refusal:
            form.add_error(None, str(refusal))
            lacking = isinstance(refusal, QuorumError)
        else:
            return redirect("cycles:meeting", found.pk)
    page = {
        "meeting": found,
        "lacking": lacking,
        "form": form,
        "rule": queries.quorum_in_words(found.council),
        "least": queries.quorum(found.council, len(form.members)),
    }
    return render(request, "cycles/open_meeting.html", page)


def _opened(request: HttpRequest, meeting: Meeting, *, on: date, presence: Presence) -> None:
    """Open the meeting, or close it when the person has seen that there is no quorum."""
    by = access_of(request.user).user
    if "without_quorum" in request.POST:
        opening.close_without_quorum(meeting, by=by, on=on, presence=presence)
        messages.success(request, "Заседание закрыто без решений: кворума не было. Подпишите протокол.")
        return
    opening.open_meeting(meeting, by=by, on=on, presence=presence)
    messages.success(request, "Заседание открыто: кворум есть, можно голосовать.")


def _added(form: PointForm | PoliciesForm, meeting: Meeting, *, by: User, facts: PointFacts) -> bool:
    try:
        actions.add_point(meeting, by=by, point=facts)
    except ValidationError as fault:
        tell(form, fault)
        return False
    return True


def _flags(access: Access, meeting: Meeting) -> dict[str, bool]:
    """What the person may do with the meeting now."""
    asked = {
        "may_edit": verbs.EDIT_AGENDA,
        "may_open": verbs.OPEN_MEETING,
        "may_record": verbs.RECORD_VOTES,
        "may_close": verbs.CLOSE_MEETING,
        "may_word": verbs.WORD_POINT,
        "may_sign": verbs.SIGN_MINUTES,
    }
    flags = {name: access.may(verb, meeting.scope, state=meeting.state) for name, verb in asked.items()}
    seated = (
        meeting.state == MeetingState.OPEN
        and meeting.attendance.filter(present=True, member__user=access.user).exists()
    )
    return {**flags, "may_vote": seated and access.may(verbs.CAST_VOTE, meeting.scope, state=meeting.state)}
