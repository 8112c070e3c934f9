"""Pages of the council's proposals: what is proposed to whom, and editing it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from merilo.quotation import in_quotes
from merilo_web.registry.access import access_of
from merilo_web.results.actions import proposals as actions
from merilo_web.results.actions.proposals import ProposalFacts
from merilo_web.results.forms.proposals import ProposalForm
from merilo_web.results.models import Recommendation
from merilo_web.results.queries import proposals, versions
from merilo_web.results.queries.offers import offers
from merilo_web.results.rules import EDIT_PROPOSALS


def recommendations(request: HttpRequest, pk: int) -> HttpResponse:
    """What does the council propose to whom?"""
    access = access_of(request.user)
    found = versions.seen(access, pk)
    shown = {
        "version": found,
        "cycle": found.cycle,
        "organizations": proposals.by_organization(found),
        "offers": offers(access, found),
    }
    return render(request, "results/recommendations.html", shown)


def organization(request: HttpRequest, *, version: int, listed: int) -> HttpResponse:
    """What does the council propose to this organization?"""
    access = access_of(request.user)
    found = versions.seen(access, version)
    row = versions.seen_result(access, version, listed)
    may_edit = access.may(EDIT_PROPOSALS, found.scope, state=found.state)
    form = ProposalForm(request.POST or None, indicators=proposals.indicators(found)) if may_edit else None
    if request.method == "POST":
        access.require(EDIT_PROPOSALS, found.scope, state=found.state)
        if form is not None and form.is_valid():
            actions.add(found, row.listed, by=access.user, facts=_facts(form))
            messages.success(request, "Предложение добавлено.")
            return redirect("results:proposals", found.pk, row.listed_id)
    shown = {
        "version": found,
        "cycle": found.cycle,
        "row": row,
        "proposals": proposals.of_organization(row),
        "may_edit": may_edit,
        "form": form,
    }
    return render(request, "results/proposals.html", shown)


def reword(request: HttpRequest, pk: int) -> HttpResponse:
    """How should this proposal read?"""
    access = access_of(request.user)
    found = proposals.seen(access, pk)
    access.require(EDIT_PROPOSALS, found.version.scope, state=found.version.state)
    initial = {"indicator": found.indicator, "text": found.text}
    form = ProposalForm(request.POST or None, indicators=proposals.indicators(found.version), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reword(found, by=access.user, facts=_facts(form))
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            return _back(found)
    shown = {"version": found.version, "cycle": found.version.cycle, "proposal": found, "form": form}
    return render(request, "results/proposal.html", shown)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposal out."""
    access = access_of(request.user)
    found = proposals.seen(access, pk)
    actions.remove(found, by=access.user)
    messages.success(request, f"Предложение убрано: {in_quotes(found.text)}")
    return _back(found)


@require_POST
def raise_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a proposal one place higher."""
    access = access_of(request.user)
    found = proposals.seen(access, pk)
    actions.raise_up(found, by=access.user)
    return _back(found)


def _back(found: Recommendation) -> HttpResponse:
    return redirect("results:proposals", found.version_id, found.listed_id)


def _facts(form: ProposalForm) -> ProposalFacts:
    return ProposalFacts(form.cleaned_data["indicator"], form.cleaned_data["text"])
