"""One page that asks something and does it: a form, its button, the way back."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from merilo_web.cycles.forms.faults import tell
from merilo_web.cycles.models import Cycle


@dataclass(frozen=True, slots=True)
class Question:
    """What the page asks, what its button says, where it leads afterwards; `words` tell what will follow."""

    heading: str
    button: str
    back: str
    words: str = ""
    here: str = ""
    is_grave: bool = False


def ask(
    request: HttpRequest, cycle: Cycle, *, form: forms.Form, question: Question, act: Callable[[], str]
) -> HttpResponse:
    """Show the form; when it is sent and right, do it, say what was done and go back. Refusals stay at their fields."""
    if request.method == "POST" and form.is_valid():
        try:
            said = act()
        except ValidationError as fault:
            tell(form, fault)
        else:
            messages.success(request, said)
            return redirect(question.back)
    return render(request, "cycles/ask.html", {"cycle": cycle, "form": form, "question": question})
