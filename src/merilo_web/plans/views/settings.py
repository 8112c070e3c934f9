"""What does the authority set for all of its plans?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from merilo_web import clock
from merilo_web.accounts.roles import AUTHORITY
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.forms.faults import sent
from merilo_web.journal.actions import Scope
from merilo_web.plans.actions.reports import set_reporting
from merilo_web.plans.forms.settings import ReportingForm
from merilo_web.plans.models import ReportingRule
from merilo_web.plans.queries.settings import own_authority, settings_of
from merilo_web.plans.rules.oversight import SET_REPORTING
from merilo_web.plans.views.asking import Question, ask
from merilo_web.registry.access import access_of


def settings(request: HttpRequest) -> HttpResponse:
    """What is set for all plans of the authority?"""
    access = access_of(request.user)
    if not access.has(AUTHORITY):
        raise NotAllowedError("Настройки планов ведёт орган власти.")
    return render(request, "plans/settings.html", {"authorities": settings_of(access)})


def reporting(request: HttpRequest, authority: int) -> HttpResponse:
    """Until which day are quarterly reports due?"""
    access = access_of(request.user)
    found = own_authority(access, authority)
    access.require(SET_REPORTING, Scope(authority=found.pk))
    kept = ReportingRule.objects.filter(authority=found).first()
    form = ReportingForm(sent(request), initial={"day": kept.day, "act": kept.act} if kept else None)

    def act() -> str:
        made = set_reporting(found, by=access.user, on=clock.today(found.time_zone), facts=form.facts())
        return f"Квартальные отчёты сдают до {made.day} числа."

    question = Question(
        "До какого числа сдают квартальные отчёты?",
        "Установить",
        reverse("plans:settings"),
        words="Срок действует для отчётов, которые начнут после этого; у начатых остаётся прежний.",
        clause=SET_REPORTING.clause,
        facts=(("Орган власти", found.name),),
        template="plans/settings_ask.html",
    )
    return ask(request, None, form=form, question=question, act=act)
