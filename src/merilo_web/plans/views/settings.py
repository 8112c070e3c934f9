"""What does the authority set for all of its plans?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from merilo_web import clock
from merilo_web.accounts.roles import AUTHORITY
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.forms.cycles import ReasonForm
from merilo_web.cycles.forms.faults import sent
from merilo_web.journal.actions import Scope
from merilo_web.plans.forms.settings import TermForm
from merilo_web.plans.queries.settings import own_authority, settable_term, settings_of, term_state
from merilo_web.plans.views.asking import Question, ask
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.terms import set_term, withdraw_term
from merilo_web.registry.queries.terms import own_terms
from merilo_web.registry.rules.terms import SET_TERM, WITHDRAW_TERM


def settings(request: HttpRequest) -> HttpResponse:
    """What is set for all plans of the authority?"""
    access = access_of(request.user)
    if not access.has(AUTHORITY):
        raise NotAllowedError("Настройки планов ведёт орган власти.")
    return render(request, "plans/settings.html", {"authorities": settings_of(access)})


def term(request: HttpRequest, authority: int, code: str) -> HttpResponse:
    """How long is a term that the law does not name?"""
    access = access_of(request.user)
    found, kept = own_authority(access, authority), settable_term(code)
    access.require(SET_TERM, Scope(authority=found.pk))
    own = own_terms((found.pk,)).get((found.pk, kept.code))
    now = term_state(kept, own)
    given = {"amount": now.rule.amount, "unit": now.rule.unit.value, "act": own.act if own else ""}
    form = TermForm(sent(request), found=kept, initial=given)

    def act() -> str:
        made = set_term(found, kept.code, by=access.user, on=clock.today(found.time_zone), facts=form.facts())
        return f"{kept.title}: {term_state(kept, made).words}."

    question = Question(
        f"Какой срок установить: «{kept.title}»?",
        "Установить срок",
        reverse("plans:settings"),
        words="Срок действует для того, что начнётся с сегодняшнего дня; у начатого раньше остаётся прежний.",
        clause=kept.clause.printed,
        facts=(("Орган власти", found.name), ("Отсчёт", kept.event.title), ("Сейчас", now.words)),
        template="plans/settings_ask.html",
    )
    return ask(request, None, form=form, question=question, act=act)


def withdraw(request: HttpRequest, authority: int, code: str) -> HttpResponse:
    """Is the authority's own term in force no more?"""
    access = access_of(request.user)
    found, kept = own_authority(access, authority), settable_term(code)
    access.require(WITHDRAW_TERM, Scope(authority=found.pk))
    own = own_terms((found.pk,)).get((found.pk, kept.code))
    now, usual = term_state(kept, own), term_state(kept, None)
    form = ReasonForm(sent(request))

    def act() -> str:
        on, reason = clock.today(found.time_zone), form.cleaned_data["reason"]
        withdraw_term(found, kept.code, by=access.user, on=on, reason=reason)
        return f"{kept.title}: {usual.words}, по правилу проекта."

    facts = (("Орган власти", found.name), ("Сейчас", now.words), ("Установлен", own.act if own else "не установлен"))
    question = Question(
        f"Отменить свой срок: «{kept.title}»?",
        "Отменить свой срок",
        reverse("plans:settings"),
        words=f"Начатое раньше доживёт по своему сроку, а с сегодняшнего дня действует правило проекта: {usual.words}.",
        clause=kept.clause.printed,
        facts=facts,
        is_grave=True,
        template="plans/settings_ask.html",
    )
    return ask(request, None, form=form, question=question, act=act)
