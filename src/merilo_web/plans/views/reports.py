"""Pages of quarterly reports: the quarters of a plan, a report begun, looked at, submitted."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from merilo_web.cycles.forms.faults import sent
from merilo_web.plans.actions import reports as actions
from merilo_web.plans.forms.execution import ReportForm
from merilo_web.plans.models import QuarterlyReport
from merilo_web.plans.queries import plans, windows
from merilo_web.plans.queries.plans import in_force
from merilo_web.plans.queries.snapshots import PlanSnapshot, snapshot, snapshot_of
from merilo_web.plans.queries.windows import Quarter
from merilo_web.plans.rules.oversight import BEGIN_REPORT, SUBMIT_REPORT
from merilo_web.plans.views.asking import Question, ask, today
from merilo_web.registry.access import access_of
from merilo_web.registry.queries.documents import openable
from merilo_web.registry.queries.terms import term


def reports(request: HttpRequest, pk: int) -> HttpResponse:
    """Which quarters are reported, which wait? `pk` is the plan's."""
    access = access_of(request.user)
    plan = plans.seen(access, pk)
    lines = windows.lines(plan, today(plan))
    files = [number for one in lines if one.report for number in (one.report.docx_id, one.report.pdf_id)]
    shown = {
        "plan": plan,
        "lines": lines,
        "rule": term(windows.REPORTED, plan.listed.cycle.authority_id).on(today(plan)),
        "may_begin": access.may(BEGIN_REPORT, plan.scope, state=plan.state),
        "openable": openable(access, files),
    }
    return render(request, "plans/reports.html", shown)


@require_POST
def begin(request: HttpRequest, *, pk: int, year: int, quarter: int) -> HttpResponse:
    """Begin the report on a quarter."""
    access = access_of(request.user)
    plan = plans.seen(access, pk)
    access.require(BEGIN_REPORT, plan.scope, state=plan.state)
    wanted, on = Quarter(year, quarter), today(plan)
    if wanted not in windows.quarters(plan, on):
        raise Http404
    made = actions.begin(plan, by=access.user, on=on, quarter=wanted)
    messages.success(request, f"Отчёт за {wanted.title} начат.")
    return redirect("plans:report", made.pk)


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """What does the report say?"""
    access = access_of(request.user)
    found = plans.seen_report(access, pk)
    quarter, on = Quarter(found.year, found.quarter), today(found.plan)
    kept = _table(found)
    until = quarter.last_day if found.submitted_on else on
    shown = {
        "plan": found.plan,
        "report": found,
        "quarter": quarter,
        "opens_on": quarter.after.first_day,
        "kept": kept,
        "rows": [(one, one.is_overdue(until)) for one in kept.measures],
        "is_open": on >= quarter.after.first_day,
        "may_submit": access.may(SUBMIT_REPORT, found.scope, state=found.state),
        "openable": openable(access, (found.docx_id, found.pdf_id)),
    }
    return render(request, "plans/report.html", shown)


def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Is the report to be submitted as it stands?"""
    access = access_of(request.user)
    found = plans.seen_report(access, pk)
    access.require(SUBMIT_REPORT, found.scope, state=found.state)
    on, quarter = today(found.plan), Quarter(found.year, found.quarter)
    form = ReportForm(sent(request), initial={"note": found.note})
    kept = _table(found)

    def act() -> str:
        made = actions.submit(found, by=access.user, on=on, note=form.cleaned_data["note"])
        return f"Отчёт за {quarter.title} сдан {made.submitted_on:%d.%m.%Y}; он в архиве в DOCX и PDF."

    question = Question(
        f"Сдать отчёт за {quarter.title}?",
        "Сдать отчёт",
        reverse("plans:report", args=(found.pk,)),
        words="Таблица мероприятий сохранится такой, какая она сейчас; изменить сданный отчёт нельзя.",
        clause=SUBMIT_REPORT.clause,
        facts=(
            ("Мероприятий", len(kept.measures)),
            ("Подтверждено", sum(one.confirmed_on is not None for one in kept.measures)),
            ("Просрочено", sum(one.is_overdue(on) for one in kept.measures)),
            ("Сдать до", found.due_on),
        ),
    )
    return ask(request, found.plan, form=form, question=question, act=act)


def _table(found: QuarterlyReport) -> PlanSnapshot:
    """The table as it was submitted; before that, the version in force as it stands now."""
    if found.content:
        return snapshot_of(found.content)
    return snapshot(in_force(found.listed) or found.plan)
