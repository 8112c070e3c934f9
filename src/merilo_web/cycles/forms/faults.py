"""What passes between a request, a form and an action."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent to a form; None while the form is only shown. An empty form may be sent too."""
    return request.POST if request.method == "POST" else None


def tell(form: forms.Form, fault: ValidationError) -> None:
    """Put each sentence at its field; at the top of the form where the form has no such field."""
    if not hasattr(fault, "error_dict"):
        form.add_error(None, fault)
        return
    for name, sentences in fault.message_dict.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)
