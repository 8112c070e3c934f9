"""What the council and the authority decide about a whole cycle: the satisfaction bar, the later check."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from merilo_web import clock
from merilo_web.cycles.forms.cycles import ConfirmForm
from merilo_web.cycles.forms.faults import sent
from merilo_web.cycles.queries.cycles import visible
from merilo_web.plans.actions import bars, rechecking
from merilo_web.plans.forms.settings import BarForm
from merilo_web.plans.queries.bars import bar_decisions
from merilo_web.plans.rules.oversight import RECHECK, SET_BAR
from merilo_web.plans.views.asking import Question, ask
from merilo_web.registry.access import access_of
from merilo_web.results.models import ResultVersion

_TEMPLATE = "plans/cycle_ask.html"


def bar(request: HttpRequest, cycle: int) -> HttpResponse:
    """Below which share of satisfied answers is there a deficiency?"""
    access = access_of(request.user)
    found = get_object_or_404(visible(access).select_related("authority"), pk=cycle)
    access.require(SET_BAR, found.scope, state=found.state)
    on = clock.today(found.authority.time_zone)
    decisions = bar_decisions(found, on)
    form = BarForm(sent(request), decisions=decisions)

    def act() -> str:
        given = form.cleaned_data
        made = bars.set_bar(found, by=access.user, on=on, percent=given["percent"], decision=given["decision"])
        return f"Порог установлен: {made.percent} %."

    words = "Вопрос анкеты, где довольных не меньше порога, в план как недостаток не войдёт. Порог не меняют."
    if not decisions:
        words = f"{words} Решения совета в подписанном протоколе по этому циклу пока нет: установить порог нечем."
    back = reverse("cycles:decisions", args=(found.pk,))
    question = Question(
        "Какая доля довольных считается достаточной?",
        "Установить порог",
        back,
        words=words,
        clause=SET_BAR.clause,
        template=_TEMPLATE,
        shown={"cycle": found},
    )
    return ask(request, None, form=form, question=question, act=act)


def recheck(request: HttpRequest, version: int) -> HttpResponse:
    """Which deficiencies that had been mended are here again?"""
    access = access_of(request.user)
    found = ResultVersion.objects.select_related("cycle__authority").filter(pk=version).first()
    if found is None or not access.sees(found.scope):
        raise Http404
    access.require(RECHECK, found.scope, state=found.cycle.state)

    def act() -> str:
        count = rechecking.recheck(found, by=access.user, on=clock.today(found.cycle.authority.time_zone))
        return f"Обнаружены повторно и открыты снова: {count}." if count else "Обнаруженных повторно недостатков нет."

    question = Question(
        "Какие устранённые недостатки обнаружены снова?",
        "Найти",
        reverse("plans:oversight"),
        words="Недостаток прошлой оценки, который устранили и который эти результаты нашли опять, будет открыт снова "
        "и помечен «повторно». Повторный поиск ничего лишнего не изменит.",
        clause=RECHECK.clause,
        facts=(("Цикл", found.cycle.title), ("Результаты", f"версия {found.number}")),
        template=_TEMPLATE,
        shown={"cycle": found.cycle},
    )
    return ask(request, None, form=ConfirmForm(sent(request)), question=question, act=act)
