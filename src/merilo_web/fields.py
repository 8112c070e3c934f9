"""Fields of forms that every stage needs."""

from typing import ClassVar

from django import forms


class DayField(forms.DateField):
    """A day: the browser's own calendar where there is one, «03.02.2026» typed where there is none."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages: ClassVar[dict[str, str]] = {  # type: ignore[misc]  # Django's own is an instance's
        "invalid": "Введите день, месяц и год, например 03.02.2026."
    }
