"""Pages of hand-over and consideration: from the council to the authority, and what the authority decides."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from merilo_web import clock
from merilo_web.registry.access import access_of
from merilo_web.results.actions import handing_over as actions
from merilo_web.results.actions.handing_over import AnswerFacts, ConclusionFacts
from merilo_web.results.forms.documents import HandOverForm
from merilo_web.results.forms.proposals import AnswerForm, ConclusionForm
from merilo_web.results.models import Recommendation, ResultVersion
from merilo_web.results.queries import proposals, versions, written
from merilo_web.results.queries.clocks import hand_over_clock, month_clock
from merilo_web.results.rules import ANSWER, CONCLUDE, PASS_ON
from merilo_web.results.states import ANSWERED, RecommendationState


def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Are results and proposals to be handed over to the authority?"""
    access = access_of(request.user)
    found = versions.seen(access, pk)
    access.require(PASS_ON, found.scope, state=found.cycle.state)
    form, on = HandOverForm(request.POST or None), _today(found)
    if request.method == "POST" and form.is_valid():
        letter = written.transmittal(found, on, number=form.cleaned_data["number"])
        actions.hand_over(found, letter, by=access.user, on=on)
        messages.success(request, "Результаты и предложения переданы; месяц на их рассмотрение начался.")
        return redirect("results:documents", found.pk)
    shown = {
        "version": found,
        "cycle": found.cycle,
        "form": form,
        "clock": hand_over_clock(found.cycle, on),
        "proposed": found.recommendations.count(),
    }
    return render(request, "results/hand_over.html", shown)


def consideration(request: HttpRequest, pk: int) -> HttpResponse:
    """What does the authority decide about the council's proposals?"""
    access = access_of(request.user)
    found = versions.seen(access, pk)
    open_ = found.cycle.considered_on is None
    may_answer = open_ and access.may(ANSWER, found.scope, state=found.cycle.state)
    may_conclude = open_ and access.may(CONCLUDE, found.scope, state=found.cycle.state)
    organizations = proposals.by_organization(found)
    left = proposals.unanswered(found).count()
    form = ConclusionForm(request.POST or None) if may_conclude and not left else None
    if request.method == "POST":
        access.require(CONCLUDE, found.scope, state=found.cycle.state)
        if form is not None and form.is_valid() and _concluded(request, found, form):
            return redirect("results:consideration", found.pk)
    shown = {
        "version": found,
        "cycle": found.cycle,
        "clock": month_clock(found.cycle, _today(found)),
        "organizations": organizations,
        "left": left,
        "may_answer": may_answer,
        "form": form,
    }
    return render(request, "results/consideration.html", shown)


def answers(request: HttpRequest, *, version: int, listed: int) -> HttpResponse:
    """What is decided about the proposals to this organization?"""
    access = access_of(request.user)
    found = versions.seen(access, version)
    row = versions.seen_result(access, version, listed)
    access.require(ANSWER, found.scope, state=found.cycle.state)
    pairs = [(view, _answer_form(request, view.proposal)) for view in proposals.of_organization(row)]
    if request.method == "POST" and all(form.is_valid() for _, form in pairs):
        given = {view.proposal.pk: facts for view, form in pairs if (facts := _answer(form))}
        try:
            if given:
                actions.answer(found, row.listed, by=access.user, on=_today(found), answers=given)
        except ValidationError as fault:
            messages.error(request, " ".join(fault.messages))
        else:
            messages.success(request, f"Записано решений: {len(given)}.")
            return redirect("results:consideration", found.pk)
    shown = {"version": found, "cycle": found.cycle, "row": row, "pairs": pairs}
    return render(request, "results/answers.html", shown)


@require_POST
def accept_rest(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept every proposal that has no answer yet."""
    access = access_of(request.user)
    found = versions.seen(access, pk)
    number = actions.accept_rest(found, by=access.user, on=_today(found))
    messages.success(request, f"Принято предложений: {number}.")
    return redirect("results:consideration", found.pk)


def _today(version: ResultVersion) -> date:
    return clock.today(version.cycle.authority.time_zone)


def _answer_form(request: HttpRequest, proposal: Recommendation) -> AnswerForm:
    initial = {
        "verdict": proposal.state if proposal.state in ANSWERED else "",
        "answer": proposal.answer,
        "assignee": proposal.assignee,
        "due_on": proposal.due_on,
    }
    return AnswerForm(request.POST or None, prefix=f"p{proposal.pk}", initial=initial)


def _answer(form: AnswerForm) -> AnswerFacts | None:
    """What was answered; None where no verdict was chosen."""
    given = form.cleaned_data
    if not given["verdict"]:
        return None
    return AnswerFacts(RecommendationState(given["verdict"]), given["answer"], given["assignee"], given["due_on"])


def _concluded(request: HttpRequest, version: ResultVersion, form: ConclusionForm) -> bool:
    given = form.cleaned_data
    lines = tuple(line.strip() for line in given["conclusions"].splitlines() if line.strip())
    facts = ConclusionFacts(given["number"], given["decided_on"], lines, given["assignee"], given["due_on"])
    access = access_of(request.user)
    try:
        actions.conclude(version, by=access.user, on=_today(version), facts=facts)
    except ValidationError as fault:
        form.add_error(None, fault)
        return False
    messages.success(request, "Рассмотрение завершено: анализ выпущен, решение внесено в реестр.")
    return True
