"""What a page with a form answers: the form with what is wrong, or onward with a message."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

Write = Callable[[Mapping[str, object]], Model | None]


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page that asks for one event: its template, what it shows beside the form, what is said and shown after."""

    template: str
    done: str
    onward: Callable[[Model], str]
    shown: Mapping[str, object] = field(default_factory=dict)


def answer(request: HttpRequest, form: forms.BaseForm, write: Write, *, page: FormPage) -> HttpResponse:
    """Show the form, or write what it says and go onward; a refusal of the action stands at its field."""
    if request.method == "POST" and form.is_valid():
        try:
            kept = write(form.cleaned_data)
        except ValidationError as fault:
            refuse(form, fault)
        else:
            messages.success(request, page.done)
            return redirect(page.onward(kept) if kept is not None else request.path)
    return render(request, page.template, {"form": form, **page.shown})


def refuse(form: forms.BaseForm, fault: ValidationError) -> None:
    """Put an action's refusal at the fields of the form; what belongs to none of them stands on top."""
    if not hasattr(fault, "error_dict"):
        form.add_error(None, fault)
        return
    for name, faults in fault.error_dict.items():
        form.add_error(name if name in form.fields else None, faults)
