"""Fields of forms that every stage needs."""

from typing import TYPE_CHECKING, ClassVar

from django import forms

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    _Messages = dict[str, str | _StrPromise]


class DayField(forms.DateField):
    """A day: the browser's own calendar where there is one, «03.02.2026» typed where there is none."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages: "ClassVar[_Messages]" = {  # noqa: RUF012 - it is a ClassVar, named in quotes
        "invalid": "Введите день, месяц и год, например 03.02.2026."
    }
