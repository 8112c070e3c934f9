"""Pages of cycles: the list, opening, the timeline, the steps that a person takes from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from merilo_web import clock
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import AUTHORITY
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.actions import lifecycle
from merilo_web.cycles.actions.lifecycle import CycleFacts
from merilo_web.cycles.forms.cycles import BeginForm, ConfirmForm, CycleForm, ReasonForm
from merilo_web.cycles.forms.faults import sent, tell
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.queries import cycles as queries
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.cycles.queries.sections import sections
from merilo_web.cycles.queries.timeline import timeline
from merilo_web.cycles.rules import cycle as verbs
from merilo_web.registry.access import access_of
from merilo_web.registry.queries import councils


def cycles(request: HttpRequest) -> HttpResponse:
    """Which cycles are there?"""
    access = access_of(request.user)
    found = queries.visible(access).annotate(listed_number=Count("listed"))[:100]
    return render(request, "cycles/cycles.html", {"cycles": found, "may_open": access.has(verbs.OPEN_CYCLE.roles)})


def open_cycle(request: HttpRequest) -> HttpResponse:
    """Open a cycle."""
    access, on = access_of(request.user), clock.today()
    authorities = access.numbers("authority", AUTHORITY)
    form = CycleForm(sent(request), authorities=authorities, on=on)
    if request.method == "POST" and form.is_valid():
        facts = CycleFacts(**form.cleaned_data)
        try:
            cycle = lifecycle.open_cycle(facts.council.authority, by=access.user, on=on, facts=facts)
        except ValidationError as fault:
            tell(form, fault)
        else:
            messages.success(request, f"Цикл открыт: {cycle.title}. Теперь составьте перечень организаций.")
            return redirect("cycles:turns", cycle.pk)
    elif not authorities:
        raise Http404
    return render(request, "cycles/open.html", {"form": form})


def cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """Where does the cycle stand, and whose turn is it?"""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    on = clock.today(found.authority.time_zone)
    may = {slug for slug, step in STEPS.items() if access.may(step.verb, found.scope, state=found.state)}
    if not found.considered_on:
        may.discard("close")
    page = {
        "cycle": found,
        "steps": timeline(found, on, sees_council=councils.visible(access).filter(pk=found.council_id).exists()),
        "edition": edition_of(found),
        "sections": sections(found),
        "forward": [(slug, step) for slug, step in STEPS.items() if slug in may and not step.is_grave],
        "back": [(slug, step) for slug, step in STEPS.items() if slug in may and step.is_grave],
        "may_reopen_data": access.may(verbs.REOPEN_FIELDWORK, found.scope, state=found.state),
    }
    return render(request, "cycles/cycle.html", page)


@dataclass(frozen=True, slots=True)
class StepPage:
    """A step taken from the cycle's page: its verb, what it asks, what it means, what is said when it is done."""

    verb: Verb
    take: Callable[[Cycle, User, date, Mapping[str, object]], Cycle]
    meaning: str
    done: str
    form: Callable[[HttpRequest, Cycle], forms.Form]
    is_grave: bool = False


def _asking_reason(request: HttpRequest, _: Cycle) -> forms.Form:
    return ReasonForm(sent(request))


def _asking_nothing(request: HttpRequest, _: Cycle) -> forms.Form:
    return ConfirmForm(sent(request))


STEPS: dict[str, StepPage] = {
    "begin": StepPage(
        verbs.BEGIN_FIELDWORK,
        lambda cycle, by, on, asked: lifecycle.begin_fieldwork(cycle, by=by, on=on, until=asked["until"]),  # type: ignore[arg-type]  # a cleaned day
        "С сегодняшнего дня собирается информация: этот день станет днём оценки для всех организаций перечня.",
        "Сбор информации начат.",
        lambda request, cycle: BeginForm(sent(request), cycle=cycle),
    ),
    "close": StepPage(
        verbs.CLOSE,
        lambda cycle, by, on, _: lifecycle.close(cycle, by=by, on=on),
        "Цикл завершится: в нём больше ничего нельзя будет изменить.",
        "Цикл завершён.",
        _asking_nothing,
    ),
    "reopen-list": StepPage(
        verbs.REOPEN_LIST,
        lambda cycle, by, on, asked: lifecycle.reopen_list(cycle, by=by, on=on, reason=str(asked["reason"])),
        "Решение совета о перечне перестанет действовать: перечень придётся вынести на заседание ещё раз.",
        "Перечень снова в работе.",
        _asking_reason,
        is_grave=True,
    ),
    "reopen-results": StepPage(
        verbs.REOPEN_RESULTS,
        lambda cycle, by, on, asked: lifecycle.reopen_results(cycle, by=by, on=on, reason=str(asked["reason"])),
        "Решение совета о результатах перестанет действовать: их придётся утвердить ещё раз.",
        "Результаты снова на рассмотрении.",
        _asking_reason,
        is_grave=True,
    ),
}


def step(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Check before a step, then take it."""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    page = STEPS.get(slug)
    if page is None:
        raise Http404
    access.require(page.verb, found.scope, state=found.state)
    form = page.form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            page.take(found, access.user, clock.today(found.authority.time_zone), form.cleaned_data)
        except ValidationError as fault:
            tell(form, fault)
        else:
            messages.success(request, page.done)
            return redirect("cycles:cycle", found.pk)
    return render(request, "cycles/step.html", {"cycle": found, "page": page, "form": form})
