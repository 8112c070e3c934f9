"""Lists of plans: an organization's own, those that an authority or a council oversees, what waits for a checker."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from merilo_web import clock
from merilo_web.accounts.roles import AUTHORITY, COUNCIL, OBSERVERS
from merilo_web.cycles.queries.cycles import visible as visible_cycles
from merilo_web.cycles.states import CycleState
from merilo_web.plans.forms.oversight import OversightForm
from merilo_web.plans.queries import oversight, plans, standings, waiting
from merilo_web.plans.states import ImprovementPlanState
from merilo_web.registry.access import access_of
from merilo_web.registry.queries.pages import after_of

_MOST = 100


def own(request: HttpRequest) -> HttpResponse:
    """Which plans are mine to carry out? Whoever oversees plans sees those instead."""
    access = access_of(request.user)
    if access.has(AUTHORITY | COUNCIL | OBSERVERS):
        return redirect("plans:oversight")
    found = plans.visible(access).exclude(state=ImprovementPlanState.SUPERSEDED)
    shown = {"plans": found[:_MOST], "draftable": plans.draftable(access)[:_MOST], "on": clock.today()}
    return render(request, "plans/own.html", shown)


def overseen(request: HttpRequest) -> HttpResponse:
    """Who is late, and with what?"""
    access, on = access_of(request.user), clock.today()
    cycles = visible_cycles(access).filter(state__in=(CycleState.HANDED_OVER, CycleState.CLOSED))
    form = OversightForm(request.GET, cycles=cycles)
    wanted = form.wanted()
    chosen = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    kept = {name: value for name, value in chosen.items() if name != "attention"}
    shown = {
        "form": form,
        "page": standings.standings(access, on, wanted, after=after_of(request.GET)),
        "totals": oversight.totals(access, on, wanted),
        "filters": urlencode(chosen),
        "kept": urlencode(kept),
        "attention": wanted.attention,
        "on": on,
    }
    return render(request, "plans/oversight.html", shown)


def to_check(request: HttpRequest) -> HttpResponse:
    """Which measures wait for confirmation, which terms for an answer?"""
    access = access_of(request.user)
    measures = list(waiting.to_confirm(access)[: _MOST + 1])
    extensions = waiting.to_extend(access)[:_MOST]
    shown = {"measures": measures[:_MOST], "more": len(measures) > _MOST, "extensions": extensions}
    return render(request, "plans/to_check.html", shown)
