"""«Что исправить в первую очередь?», and the plan that begins with what was ticked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from merilo_web import clock
from merilo_web.plans.actions.beginning import begin_with
from merilo_web.plans.forms.writing import BeginPlanForm
from merilo_web.plans.models import ImprovementPlan
from merilo_web.plans.queries import plans
from merilo_web.plans.queries.clocks import draft_clock
from merilo_web.plans.queries.drawing import drawn
from merilo_web.plans.queries.gains import gains_of, seen_row
from merilo_web.plans.rules.plan import DRAFT_PLAN, EDIT_PLAN
from merilo_web.plans.views.asking import attempt
from merilo_web.registry.access import access_of
from merilo_web.results.queries import versions


def first(request: HttpRequest, listed: int) -> HttpResponse:
    """What to put right first, and what would that give?"""
    access = access_of(request.user)
    row = seen_row(access, listed)
    ticked = request.GET.getlist("tick") if "counted" in request.GET else None
    kept = plans.visible(access).filter(listed=listed).order_by("-number").first()
    cycle = row.version.cycle
    on = clock.today(cycle.authority.time_zone)
    may_draft = kept is None and access.may(DRAFT_PLAN, row.listed.scope, state=cycle.state)
    shown = {
        "row": row,
        "cycle": cycle,
        "gains": gains_of(row, ticked),
        "plan": kept,
        "may_draft": may_draft,
        "may_write": kept is not None and access.may(EDIT_PLAN, kept.scope, state=kept.state),
        "clock": draft_clock(cycle, cycle.handed_over_on, on) if may_draft and cycle.handed_over_on else None,
    }
    return render(request, "plans/first.html", shown)


def draft(request: HttpRequest, version: int, listed: int) -> HttpResponse:
    """Is the plan to be begun with what was ticked?"""
    access = access_of(request.user)
    row = versions.seen_result(access, version, listed)
    if existing := plans.visible(access).filter(listed=listed).order_by("-number").first():
        return redirect("plans:plan", existing.pk)
    cycle = row.version.cycle
    access.require(DRAFT_PLAN, row.listed.scope, state=cycle.state)
    found = drawn(row)
    given = request.POST if request.method == "POST" else None
    wanted = request.GET.getlist("tick")
    initial = {"year": cycle.year + 1, "tick": wanted}
    form = BeginPlanForm(given, initial=initial, keys=[one.key for one in found])
    made: list[ImprovementPlan] = []

    def act() -> str:
        facts = form.cleaned_data
        on = clock.today(cycle.authority.time_zone)
        made.append(begin_with(row, facts["tick"], by=access.user, on=on, year=facts["year"]))
        return "План начат. Допишите сроки и ответственных, ответьте на остальные недостатки."

    if request.method == "POST" and form.is_valid() and (said := attempt(form, act)):
        messages.success(request, said)
        return redirect("plans:plan", made[0].pk)
    keys = set(given.getlist("tick") if given else wanted)
    shown = {
        "row": row,
        "cycle": cycle,
        "form": form,
        "ticked": [one for one in found if one.key in keys],
        "others": len([one for one in found if one.key not in keys]),
        "back": reverse("plans:first", args=(listed,)),
    }
    return render(request, "plans/draft.html", shown, status=422 if form.errors else 200)
