"""Pages of the number of service recipients: the whole list, one organization's answer, freezing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from merilo_web import clock
from merilo_web.archive.models import DocumentKind
from merilo_web.cycles.actions import populations as actions
from merilo_web.cycles.forms.cycles import ConfirmForm, ReasonForm
from merilo_web.cycles.forms.faults import sent
from merilo_web.cycles.forms.letters import PopulationForm
from merilo_web.cycles.queries import cycles
from merilo_web.cycles.queries import populations as queries
from merilo_web.cycles.queries.own_papers import files_of, newest
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.cycles.rules import populations as verbs
from merilo_web.cycles.states import CycleState, LetterKind
from merilo_web.cycles.views.asking import Question, ask
from merilo_web.registry.access import access_of
from merilo_web.registry.queries.documents import openable

_BEFORE_ASKING = frozenset({CycleState.DRAFT, CycleState.LISTED, CycleState.CONTRACTED})
"""States without respondents."""


def populations(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has not told the number of recipients yet?"""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    rule, paper = edition_of(cycle).sampling, newest(cycle, DocumentKind.POPULATION)
    page = {
        "cycle": cycle,
        "found": queries.cycle_population(cycle),
        "share": int(rule.share * 100) if rule else None,
        "cap": rule.cap if rule else None,
        "paper": paper,
        "openable": openable(access, files_of(paper)),
        "asked": LetterKind.POPULATION_REQUEST.value,
        "may_enter": access.may(verbs.ENTER_POPULATION, cycle.scope, state=cycle.state),
        "may_freeze": access.may(verbs.FREEZE_POPULATIONS, cycle.scope, state=cycle.state),
        "may_reopen": access.may(verbs.REOPEN_POPULATION, cycle.scope, state=cycle.state),
        "is_asking": cycle.state not in _BEFORE_ASKING,
        "may_issue": access.may(verbs.ISSUE_SUMMARY, cycle.scope, state=cycle.state) and cycle.state in _BEFORE_ASKING,
    }
    return render(request, "cycles/populations.html", page)


def population(request: HttpRequest, pk: int) -> HttpResponse:
    """How many people received services in a year? The organization answers, or the authority from its reply."""
    access = access_of(request.user)
    listed = queries.seen(access, pk)
    cycle, on = listed.cycle, clock.today(listed.cycle.authority.time_zone)
    answers = access.may(verbs.ANSWER_POPULATION, listed.scope, state=cycle.state)
    enters = access.may(verbs.ENTER_POPULATION, listed.scope, state=cycle.state)
    open_now = (answers or enters) and listed.population_frozen_on is None
    sees_cycle = access.sees(cycle.scope)
    if not open_now:
        return render(request, "cycles/population.html", {"listed": listed, "cycle": cycle, "sees_cycle": sees_cycle})
    form = PopulationForm(sent(request), initial={"number": listed.population, "note": listed.population_note})
    if not request.POST.get("number"):
        form.fields.pop("confirmed")
    back = (
        reverse("cycles:populations", args=(cycle.pk,)) if enters else reverse("cycles:population", args=(listed.pk,))
    )
    question = Question(
        f"{listed}: сколько получателей услуг за год?",
        "Внести численность" if enters else "Сообщить численность",
        back,
        "По этому числу считается, скольких человек нужно опросить. После фиксации изменить его нельзя.",
        "Численность" if sees_cycle else "",
    )

    def act() -> str:
        act_on = actions.enter_population if enters else actions.answer_population
        given = form.cleaned_data
        act_on(
            listed,
            by=access.user,
            on=on,
            number=given["number"],
            note=given["note"],
            confirmed=given.get("confirmed", False),
        )
        return f"Численность сохранена: {given['number']}."

    return ask(request, cycle, form=form, question=question, act=act)


def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the numbers that were told."""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    access.require(verbs.FREEZE_POPULATIONS, cycle.scope, state=cycle.state)
    found = queries.cycle_population(cycle)
    question = Question(
        "Зафиксировать численность и выборку?",
        "Зафиксировать",
        reverse("cycles:populations", args=(cycle.pk,)),
        f"Будет зафиксировано организаций: {len(found.waiting)}. Ещё не сообщили: {len(found.silent)}. "
        "По каждой организации посчитается, скольких человек нужно опросить.",
        "Численность",
    )

    def act() -> str:
        count = actions.freeze_populations(cycle, by=access.user, on=clock.today(cycle.authority.time_zone))
        return f"Численность зафиксирована, организаций: {count}."

    return ask(request, cycle, form=ConfirmForm(sent(request)), question=question, act=act)


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a frozen number back."""
    access = access_of(request.user)
    listed = queries.seen(access, pk)
    access.require(verbs.REOPEN_POPULATION, listed.scope, state=listed.cycle.state)
    form = ReasonForm(sent(request))
    question = Question(
        f"{listed}: снять фиксацию численности?",
        "Снять фиксацию",
        reverse("cycles:populations", args=(listed.cycle_id,)),
        "Выборка этой организации будет посчитана заново, когда численность зафиксируют снова.",
        "Численность",
        is_grave=True,
    )

    def act() -> str:
        actions.reopen_population(listed, by=access.user, reason=form.cleaned_data["reason"])
        return "Фиксация снята: внесите верную численность."

    return ask(request, listed.cycle, form=form, question=question, act=act)


@require_POST
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the summary."""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    actions.issue_population_summary(cycle, by=access.user, on=clock.today(cycle.authority.time_zone))
    messages.success(request, "Сводка выпущена.")
    return redirect("cycles:populations", cycle.pk)
