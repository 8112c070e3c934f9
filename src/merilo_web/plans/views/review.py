"""Pages of a plan's way to its approval: submit, recall, return with remarks, approve after a check."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.forms.cycles import ConfirmForm
from merilo_web.cycles.forms.faults import sent
from merilo_web.plans.actions import review as actions
from merilo_web.plans.forms.review import ApprovalForm, PlanRemarksForm
from merilo_web.plans.models import ImprovementPlan
from merilo_web.plans.queries import plans
from merilo_web.plans.queries.faults import faults
from merilo_web.plans.queries.permissions import plan_permissions
from merilo_web.plans.rules import plan as verbs
from merilo_web.plans.views.asking import Question, ask, attempt, plan_page, today
from merilo_web.redrawn import asking_once_more
from merilo_web.registry.access import access_of


def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Is the plan ready to be sent?"""
    access = access_of(request.user)
    plan = plans.seen(access, pk)
    access.require(verbs.SUBMIT_PLAN, plan.scope, state=plan.state)
    form = ConfirmForm(sent(request))

    def act() -> str:
        kept = actions.submit(plan, by=access.user, on=today(plan))
        return f"План представлен на согласование {kept.submitted_on:%d.%m.%Y}. Его рассмотрит орган власти."

    question = Question(
        "Представить план на согласование?",
        "Представить",
        plan_page(plan),
        words="Пока план рассматривают, изменить его нельзя; его можно отозвать.",
        clause=verbs.SUBMIT_PLAN.clause,
        facts=_facts(plan),
        template="plans/submit.html",
        shown={"faults": faults(plan)},
    )
    return ask(request, plan, form=form, question=question, act=act)


def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Is the plan to be taken back?"""
    access = access_of(request.user)
    plan = plans.seen(access, pk)
    access.require(verbs.RECALL_PLAN, plan.scope, state=plan.state)

    def act() -> str:
        actions.recall(plan, by=access.user, on=today(plan))
        return "План отозван: его снова можно менять."

    words = "План снова станет черновиком. Срок его утверждения от этого не изменится."
    question = Question("Отозвать план на доработку?", "Отозвать", plan_page(plan), words=words)
    return ask(request, plan, form=ConfirmForm(sent(request)), question=question, act=act)


def return_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """What must be put right in the plan?"""
    access = access_of(request.user)
    plan = plans.seen(access, pk)
    access.require(verbs.RETURN_PLAN, plan.scope, state=plan.state)
    form = PlanRemarksForm(sent(request), measures=plan.measures.all())

    def act() -> str:
        given = form.cleaned_data["remarks"]
        actions.return_plan(plan, by=access.user, on=today(plan), remarks=given, at=form.at_measures())
        return "План возвращён; организация видит замечания."

    question = Question("Что исправить в плане?", "Вернуть с замечаниями", plan_page(plan), is_grave=True)
    return ask(request, plan, form=form, question=question, act=act)


def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Who approved the plan, and is everything right? What is typed is shown once more before it becomes final."""
    access = access_of(request.user)
    plan = plans.seen(access, pk)
    access.require(verbs.APPROVE_PLAN, plan.scope, state=plan.state)
    if verbs.APPROVE_PLAN.code not in plan_permissions(access, plan):
        raise NotAllowedError("План утверждает не тот, кто его составил.", clause=verbs.APPROVE_PLAN.clause)
    on = today(plan)
    form = ApprovalForm(sent(request), initial=ApprovalForm.shown(plan.listed.cycle.authority, on))

    def act() -> str:
        kept = actions.approve(plan, by=access.user, on=on, facts=form.facts())
        return f"План утверждён {kept.approved_on:%d.%m.%Y}; разместить на сайте до {kept.publish_by:%d.%m.%Y}."

    checked = request.method == "POST" and form.is_valid() and "again" not in request.POST
    if checked and "sure" in request.POST and (said := attempt(form, act)):
        messages.success(request, said)
        return redirect("plans:plan", plan.pk)
    is_check = checked and not form.errors
    typed = tuple((one.label, form.cleaned_data[one.name] or "—") for one in form) if is_check else ()
    shown = {"plan": plan, "form": form, "is_check": is_check, "facts": (*_facts(plan), *typed)}
    page = render(request, "plans/approve.html", shown)
    return page if form.errors else asking_once_more(page)


def _facts(plan: ImprovementPlan) -> tuple[tuple[str, object], ...]:
    return (
        ("Организация", plan.listed.organization.full_name),
        ("План", f"на {plan.year} год, версия {plan.number}"),
        ("Мероприятий", plan.measures.count()),
    )
