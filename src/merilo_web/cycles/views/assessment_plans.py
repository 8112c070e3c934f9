"""Pages of the plan of the assessment and of what is done in public."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from merilo_web import clock
from merilo_web.archive.models import DocumentKind
from merilo_web.cycles.actions import assessment_plans as actions
from merilo_web.cycles.actions import public_events
from merilo_web.cycles.actions.assessment_plans import Approver, Execution, MeasureFacts
from merilo_web.cycles.actions.public_events import EventFacts
from merilo_web.cycles.forms.contract import ApproverForm, ExecutionForm, MeasureForm, PublicEventForm
from merilo_web.cycles.forms.cycles import ConfirmForm, ReasonForm
from merilo_web.cycles.forms.faults import sent
from merilo_web.cycles.models import AssessmentPlan, Cycle, PlannedMeasure, PublicEvent
from merilo_web.cycles.queries import cycles
from merilo_web.cycles.queries.assessment_plans import measure_rows
from merilo_web.cycles.queries.own_papers import files_of, newest
from merilo_web.cycles.queries.scans import by_number, scans_of
from merilo_web.cycles.rules import assessment_plan as verbs
from merilo_web.cycles.views.asking import Question, ask
from merilo_web.registry.access import Access, access_of
from merilo_web.registry.queries.documents import openable

HERE = "План проведения оценки"


def assessment_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """What is planned, by when, and what has been done?"""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    plan = AssessmentPlan.objects.filter(cycle=cycle).first()
    page: dict[str, object] = {"cycle": cycle, "plan": plan}
    if plan is None:
        page["may_make"] = access.may(verbs.MAKE_PLAN, cycle.scope, state=cycle.state)
        return render(request, "cycles/assessment_plan.html", page)
    rows = measure_rows(plan, on=_today(cycle), scans=by_number(scans_of(access, cycle), "measure_id"))
    paper, report = newest(cycle, DocumentKind.ASSESSMENT_PLAN), newest(cycle, DocumentKind.ASSESSMENT_PLAN_REPORT)
    page |= {
        "rows": rows,
        "done": sum(row.is_done for row in rows if not row.is_head),
        "overdue": sum(row.is_overdue for row in rows),
        "countable": sum(not row.is_head for row in rows),
        "paper": paper,
        "report": report,
        "openable": openable(access, (*files_of(paper), *files_of(report))),
        **{
            f"may_{name}": access.may(verb, cycle.scope, state=plan.state)
            for name, verb in (
                ("edit", verbs.EDIT_PLAN),
                ("approve", verbs.APPROVE_PLAN),
                ("reopen", verbs.REOPEN_PLAN),
                ("record", verbs.RECORD_EXECUTION),
                ("issue", verbs.ISSUE_PLAN),
                ("report", verbs.ISSUE_PLAN_REPORT),
            )
        },
    }
    return render(request, "cycles/assessment_plan.html", page)


@require_POST
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the plan ready from the steps of the law."""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    actions.make_plan(cycle, by=access.user)
    messages.success(request, "План составлен по шагам закона: поправьте его и утвердите.")
    return redirect("cycles:assessment_plan", cycle.pk)


def assessment_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """How is the measure written (a draft), or how was it carried out (an approved plan)?"""
    access = access_of(request.user)
    measure, cycle = _measure(access, pk)
    if access.may(verbs.EDIT_PLAN, cycle.scope, state=measure.plan.state):
        return _edit(request, access, measure)
    access.require(verbs.RECORD_EXECUTION, cycle.scope, state=measure.plan.state)
    form = ExecutionForm(sent(request), initial={name: getattr(measure, name) for name in ExecutionForm.base_fields})

    def act() -> str:
        facts = Execution(**form.cleaned_data)
        actions.record_execution(measure, by=access.user, on=_today(cycle), facts=facts)
        return f"Записано: мероприятие № {measure.number}."

    words = f"{measure.title}. Срок: {measure.term or 'не указан'}. Исполняет: {measure.assignee or 'не указано'}."
    question = _question(cycle, f"Что сделано по мероприятию № {measure.number}?", "Записать", words=words)
    return ask(request, cycle, form=form, question=question, act=act)


def _edit(request: HttpRequest, access: Access, measure: PlannedMeasure) -> HttpResponse:
    cycle = measure.plan.cycle
    form = MeasureForm(sent(request), initial={name: getattr(measure, name) for name in MeasureForm.base_fields})

    def act() -> str:
        actions.edit_measure(measure, by=access.user, facts=MeasureFacts(**form.cleaned_data))
        return "Мероприятие сохранено."

    question = _question(cycle, f"Мероприятие № {measure.number}: что, когда и кто?", "Сохранить")
    return ask(request, cycle, form=form, question=question, act=act)


def add_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """What else is planned? `pk` is the plan's."""
    access = access_of(request.user)
    plan, cycle = _plan(access, pk)
    access.require(verbs.EDIT_PLAN, cycle.scope, state=plan.state)
    last = plan.measures.order_by("position").last()
    form = MeasureForm(sent(request), initial={"section": last.section if last else ""})

    def act() -> str:
        actions.add_measure(plan, by=access.user, facts=MeasureFacts(**form.cleaned_data))
        return "Мероприятие добавлено."

    return ask(request, cycle, form=form, question=_question(cycle, "Что ещё запланировать?", "Добавить"), act=act)


@require_POST
def move_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Change places with a neighbour."""
    access = access_of(request.user)
    measure, cycle = _measure(access, pk)
    actions.move_measure(measure, by=access.user, down=request.POST.get("way") == "down")
    return redirect(f"{reverse('cycles:assessment_plan', args=(cycle.pk,))}#m{measure.pk}")


def remove_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a measure out of a draft."""
    access = access_of(request.user)
    measure, cycle = _measure(access, pk)
    access.require(verbs.EDIT_PLAN, cycle.scope, state=measure.plan.state)

    def act() -> str:
        actions.remove_measure(measure, by=access.user)
        return "Мероприятие удалено."

    question = _question(
        cycle, f"Удалить мероприятие № {measure.number}?", "Удалить", words=measure.title, is_grave=True
    )
    return ask(request, cycle, form=ConfirmForm(sent(request)), question=question, act=act)


def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Who approves the plan? `pk` is the plan's."""
    access = access_of(request.user)
    plan, cycle = _plan(access, pk)
    access.require(verbs.APPROVE_PLAN, cycle.scope, state=plan.state)
    initial = {"name": cycle.authority.head_name, "post": cycle.authority.head_post}
    form = ApproverForm(sent(request), initial=initial)

    def act() -> str:
        actions.approve_plan(plan, by=access.user, on=_today(cycle), approver=Approver(**form.cleaned_data))
        return "План утверждён и выпущен."

    words = "Мероприятия больше нельзя будет менять, только отмечать исполнение. План ляжет в архив в DOCX и PDF."
    question = _question(cycle, "Утвердить план проведения оценки?", "Утвердить", words=words)
    return ask(request, cycle, form=form, question=question, act=act)


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Why is the plan taken back? `pk` is the plan's."""
    access = access_of(request.user)
    plan, cycle = _plan(access, pk)
    access.require(verbs.REOPEN_PLAN, cycle.scope, state=plan.state)
    form = ReasonForm(sent(request))

    def act() -> str:
        actions.reopen_plan(plan, by=access.user, reason=form.cleaned_data["reason"])
        return "План снова черновик."

    question = _question(cycle, "Вернуть план в работу?", "Вернуть в работу", is_grave=True)
    return ask(request, cycle, form=form, question=question, act=act)


@require_POST
def issue(request: HttpRequest, pk: int, paper: str) -> HttpResponse:
    """Issue the plan or the report on its execution. `pk` is the plan's."""
    access = access_of(request.user)
    plan, cycle = _plan(access, pk)
    act = actions.issue_plan_report if paper == "report" else actions.issue_plan
    issued = act(plan, by=access.user, on=_today(cycle))
    messages.success(request, f"Выпущено: {issued}.")
    return redirect("cycles:assessment_plan", cycle.pk)


def events(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done in public?"""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    scans = by_number(scans_of(access, cycle), "event_id")
    page = {
        "cycle": cycle,
        "events": [(one, scans.get(one.pk, [])) for one in cycle.public_events.all()[:200]],
        "may_record": access.may(verbs.RECORD_PUBLIC_EVENT, cycle.scope, state=cycle.state),
    }
    return render(request, "cycles/events.html", page)


def event(request: HttpRequest, pk: int, event: int | None = None) -> HttpResponse:
    """What was held or published, when? `pk` is the cycle's."""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    access.require(verbs.RECORD_PUBLIC_EVENT, cycle.scope, state=cycle.state)
    row = get_object_or_404(PublicEvent, pk=event, cycle=cycle) if event else None
    initial = {name: getattr(row, name) for name in PublicEventForm.base_fields} if row else {"held_on": _today(cycle)}
    form = PublicEventForm(sent(request), initial=initial)

    def act() -> str:
        facts = EventFacts(**form.cleaned_data)
        if row:
            public_events.edit_event(row, by=access.user, facts=facts)
        else:
            public_events.add_event(cycle, by=access.user, facts=facts)
        return "Запись сохранена."

    back = reverse("cycles:events", args=(cycle.pk,))
    question = Question("Что проведено или опубликовано?", "Сохранить", back, here="Семинары и публикации")
    return ask(request, cycle, form=form, question=question, act=act)


@require_POST
def remove_event(request: HttpRequest, pk: int, event: int) -> HttpResponse:
    """Take out what was entered by mistake."""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    public_events.remove_event(get_object_or_404(PublicEvent, pk=event, cycle=cycle), by=access.user)
    messages.success(request, "Запись удалена.")
    return redirect("cycles:events", cycle.pk)


def _plan(access: Access, pk: int) -> tuple[AssessmentPlan, Cycle]:
    plan = get_object_or_404(AssessmentPlan.objects.select_related("cycle__authority"), pk=pk)
    return plan, cycles.seen(access, plan.cycle_id)


def _measure(access: Access, pk: int) -> tuple[PlannedMeasure, Cycle]:
    measure = get_object_or_404(PlannedMeasure.objects.select_related("plan__cycle__authority"), pk=pk)
    return measure, cycles.seen(access, measure.plan.cycle_id)


def _question(cycle: Cycle, heading: str, button: str, *, words: str = "", is_grave: bool = False) -> Question:
    back = reverse("cycles:assessment_plan", args=(cycle.pk,))
    return Question(heading, button, back, words, HERE, is_grave)


def _today(cycle: Cycle) -> date:
    return clock.today(cycle.authority.time_zone)
