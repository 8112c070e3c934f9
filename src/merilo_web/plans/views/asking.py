"""One page that asks something about a plan and does it: facts, a form, its button, the way back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from merilo_web import clock
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.plans.models import ImprovementPlan, Measure
from merilo_web.registry.views.answers import refuse


@dataclass(frozen=True, slots=True)
class Question:
    """What the page asks, what its button says, where it leads.

    `words` tell what will follow, `facts` what it is about, `shown` is what its template needs beside.
    """

    heading: str
    button: str
    back: str
    words: str = ""
    clause: str = ""
    is_grave: bool = False
    facts: tuple[tuple[str, object], ...] = ()
    template: str = "plans/ask.html"
    shown: Mapping[str, object] = field(default_factory=dict)


def ask(
    request: HttpRequest,
    plan: ImprovementPlan | None,
    *,
    form: forms.Form,
    question: Question,
    act: Callable[[], str],
    onward: Callable[[], str] | None = None,
) -> HttpResponse:
    """Show the form; when it is sent and right, do it, say what was done and go back, or onward.

    A refusal stands at its field or on top, and everything that was typed stays. A page that is about no plan has a
    template of its own.
    """
    if request.method == "POST" and form.is_valid() and (said := attempt(form, act)):
        messages.success(request, said)
        return redirect(onward() if onward else question.back)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    page = {"plan": plan, "form": form, "question": question, **question.shown}
    return render(request, question.template, page, status=status)


def attempt(form: forms.Form, act: Callable[[], str]) -> str:
    """Do it and say what was done; empty when it was refused, the form says why."""
    try:
        return act()
    except ValidationError as fault:
        refuse(form, fault)
    except NotAllowedError as fault:
        form.add_error(None, fault.sentence)
    return ""


def plan_page(plan: ImprovementPlan, anchor: str = "") -> str:
    """The address of a plan, at a row of it."""
    return f"{reverse('plans:plan', args=(plan.pk,))}{f'#{anchor}' if anchor else ''}"


def measure_page(measure: Measure) -> str:
    """The address of a measure."""
    return reverse("plans:measure", args=(measure.pk,))


def today(plan: ImprovementPlan) -> date:
    """Today where the authority works."""
    return clock.today(plan.listed.cycle.authority.time_zone)
