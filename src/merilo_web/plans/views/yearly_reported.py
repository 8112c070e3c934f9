"""Pages of a report on a plan for a year that is brought as a file: looked at, taken, put aside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.forms.faults import sent
from merilo_web.plans.actions import yearly_reported as actions
from merilo_web.plans.forms.papers import YearlyReportForm
from merilo_web.plans.queries.yearly_reported import reported
from merilo_web.plans.rules.yearly import TAKE_YEARLY_REPORT
from merilo_web.plans.views.asking import ask
from merilo_web.plans.views.yearly_asking import address_of, allowed, question_of, read_for, today


def report_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Which results does a report tell, and of which measures?"""
    access, plan = allowed(request, pk, TAKE_YEARLY_REPORT)
    if plan.report_paper is not None and request.method != "POST":
        read = read_for(plan, plan.report_paper)
        page = reported(plan, read.paper, on=today(plan))
        shown = {"yearly": plan, "paper": plan.report_paper, "read": read, "page": page}
        return render(request, "plans/yearly_report_paper.html", shown)
    form = YearlyReportForm(sent(request), request.FILES if request.method == "POST" else None)

    def act() -> str:
        actions.keep_report(plan, form.upload(), by=access.user)
        return "Прочитано. Проверьте, что получилось: ни один результат ещё не записан."

    words = "Результат встанет у мероприятия с тем же номером и теми же словами. Сначала вы увидите, что и куда."
    question = question_of(plan, "Отчёт уже написан?", "Прочитать отчёт", words=words)
    onward = reverse("plans:yearly_report_paper", args=(plan.pk,))
    return ask(request, None, form=form, question=question, act=act, onward=lambda: onward)


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down every result that was brought to its measure."""
    access, plan = allowed(request, pk, TAKE_YEARLY_REPORT)
    if plan.report_paper is None:
        return redirect("plans:yearly_report_paper", plan.pk)
    paper, on = read_for(plan, plan.report_paper).paper, today(plan)
    page = reported(plan, paper, on=on)
    if not page.fresh and not page.lost:
        raise NotAllowedError("Новых результатов, которые можно записать у мероприятий, в этом отчёте нет.")
    count = actions.take_report(plan, paper, by=access.user, on=on)
    kept = " То, что не записалось, сохранено под планом." if page.lost else ""
    messages.success(request, f"Результатов записано: {count}.{kept}")
    return redirect(address_of(plan))


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the report aside."""
    access, plan = allowed(request, pk, TAKE_YEARLY_REPORT)
    actions.drop_report(plan, by=access.user)
    messages.success(request, "Отчёт отложен. Можно загрузить другой файл.")
    return redirect("plans:yearly_report_paper", plan.pk)
