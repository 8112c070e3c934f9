"""Pages of the register of decisions and of the questions that the law leaves open."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from merilo_web import clock
from merilo_web.archive.models import Document, DocumentKind
from merilo_web.cycles.actions import decisions as actions
from merilo_web.cycles.actions.decisions import DecisionFacts
from merilo_web.cycles.forms.decisions import CompletionForm, DecisionForm
from merilo_web.cycles.forms.faults import sent, tell
from merilo_web.cycles.models import Decision, Meeting
from merilo_web.cycles.queries import cycles
from merilo_web.cycles.queries import decisions as queries
from merilo_web.cycles.queries import policies as policy_queries
from merilo_web.cycles.rules import decisions as verbs
from merilo_web.cycles.rules import meetings as meeting_verbs
from merilo_web.cycles.states import MeetingState
from merilo_web.registry.access import access_of
from merilo_web.registry.queries.documents import openable


def decisions(request: HttpRequest, pk: int) -> HttpResponse:
    """What was decided, and what came of it?"""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    on = clock.today(cycle.authority.time_zone)
    rows = [(decision, queries.state_in_words(decision, on)) for decision in queries.register(cycle)[:200]]
    issued = Document.objects.filter(
        kind=DocumentKind.DECISIONS, filing__authority=cycle.authority_id, title__endswith=cycle.title
    )
    shown = list(issued[:6])
    numbers = (*(one.pk for one in shown), *(decision.document_id for decision, _ in rows))
    page = {
        "cycle": cycle,
        "decisions": rows,
        "issued": shown,
        "openable": openable(access, numbers),
        "may_register": access.may(verbs.REGISTER_DECISION, cycle.scope, state=cycle.state),
        "may_complete": access.may(verbs.COMPLETE_DECISION, cycle.scope, state=cycle.state),
        "may_issue": access.may(verbs.ISSUE_REGISTER, cycle.scope, state=cycle.state),
    }
    return render(request, "cycles/decisions.html", page)


def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a decision of the authority into the register."""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    access.require(verbs.REGISTER_DECISION, cycle.scope, state=cycle.state)
    on = clock.today(cycle.authority.time_zone)
    form = DecisionForm(sent(request), initial={"body": cycle.authority.name, "decided_on": on})
    if request.method == "POST" and form.is_valid():
        try:
            actions.register_decision(cycle, by=access.user, on=on, facts=DecisionFacts(**form.cleaned_data))
        except ValidationError as fault:
            tell(form, fault)
        else:
            messages.success(request, "Решение внесено в реестр.")
            return redirect("cycles:decisions", cycle.pk)
    return render(request, "cycles/register_decision.html", {"cycle": cycle, "form": form})


def complete(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of a decision?"""
    access = access_of(request.user)
    decision = get_object_or_404(Decision.objects.select_related("cycle"), pk=pk)
    cycle = cycles.seen(access, decision.cycle_id)
    access.require(verbs.COMPLETE_DECISION, cycle.scope, state=cycle.state)
    on = clock.today(cycle.authority.time_zone)
    initial = {"completed_on": decision.completed_on or on, "outcome": decision.outcome}
    form = CompletionForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.complete_decision(decision, by=access.user, on=on, **form.cleaned_data)
        except ValidationError as fault:
            tell(form, fault)
        else:
            messages.success(request, f"Решение № {decision.number} отмечено исполненным.")
            return redirect("cycles:decisions", cycle.pk)
    return render(request, "cycles/complete_decision.html", {"cycle": cycle, "decision": decision, "form": form})


@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the register as a document."""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    issued = actions.issue_register(cycle, by=access.user, on=clock.today(cycle.authority.time_zone))
    messages.success(request, f"Выпущен документ: {issued.docx}.")
    return redirect("cycles:decisions", cycle.pk)


def policies(request: HttpRequest, pk: int) -> HttpResponse:
    """What does the law leave to the council?"""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    before = cycle.state in policy_queries.BEFORE_SCORING
    planned = Meeting.objects.filter(council=cycle.council_id, state=MeetingState.PLANNED)
    may_propose = before and access.may(meeting_verbs.EDIT_AGENDA, cycle.scope, state=MeetingState.PLANNED)
    page = {
        "cycle": cycle,
        "edition": policy_queries.edition_of(cycle),
        "questions": policy_queries.questions(cycle),
        "thresholds": policy_queries.thresholds(cycle),
        "before": before,
        "planned": planned if may_propose else [],
        "may_propose": may_propose,
    }
    return render(request, "cycles/policies.html", page)
